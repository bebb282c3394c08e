"""What cleaning takes out of the documents of a run, and what it leaves alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bilingual.cleaners.kinds import STATED
from bilingual.errors import ConfigError, InputError
from bilingual.formats.markdown_in import MarkdownReader
from bilingual.formats.plaintext import PlainTextReader
from bilingual.model.document import Block, BlockKind, Document, Source
from bilingual.pipeline.clean import clean, judged

PROSE = "Le ministre a annoncé lundi à Paris la signature d'un accord avec ses voisins du nord."
MORE = "La cérémonie aura lieu en présence de trois chefs d'État et d'une centaine d'invités."
LOGIN = ["Se connecter", "Mot de passe oublié ?", "Un message a été envoyé à jean.x@exemple.fr."]


def document(*lines, path="a.txt", media_type="text/plain"):
    blocks = tuple(
        Block(f"l{number}", BlockKind.PARAGRAPH, line, number)
        for number, line in enumerate(lines, start=1)
    )
    return Document(Source(path, media_type, ""), "fr", "a", blocks)


def left(*lines, **settings):
    return [block.text for block in clean([document(*lines)], **settings)[0].blocks]


def test_an_article_without_furniture_is_left_alone():
    before = document("Un accord en vue", PROSE, MORE)
    (after,) = clean([before])
    assert [block.text for block in after.blocks] == [block.text for block in before.blocks]
    assert after.edits == ()


def test_every_removal_can_be_undone():
    before = document("Rechercher", "Un accord en vue", PROSE, "Se connecter avec")
    (after,) = clean([before])
    assert len(after.edits) == 2
    assert [b.text for b in after.restored().blocks] == [b.text for b in before.blocks]


def test_private_data_of_furniture_is_nowhere_in_the_result():
    (after,) = clean([document(PROSE, *LOGIN, "Joindre le 06 12 34 56 78")])
    assert [block.text for block in after.blocks] == [PROSE]
    assert "exemple.fr" not in repr(after)
    assert "12 34" not in repr(after)
    assert "[e-mail address]" in repr(after)


def test_the_note_of_a_reader_on_a_removed_line_holds_no_private_data_either():
    data = f"{LOGIN[2]}\nSe connecter\nUn accord en vue\n{PROSE} Été.".encode("cp1252")
    before = PlainTextReader().read(data, Source("a.txt", "text/plain", ""), "fr")
    (after,) = clean([before], drop=["message"])
    assert [edit.rule for edit in after.edits] == ["encoding", "drop", "login"]
    assert "exemple.fr" not in repr(after)
    assert len(after.restored().blocks) == 4


def test_a_contact_address_in_prose_stays():
    line = "Les témoins peuvent écrire à la rédaction, à l'adresse temoins@exemple.fr."
    assert left(PROSE, line) == [PROSE, line]


def test_the_title_is_the_headline():
    (after,) = clean([document("Rechercher", "Un accord en vue", PROSE)])
    assert after.title == "Un accord en vue"
    assert after.blocks[0].kind is BlockKind.HEADLINE


def test_without_a_headline_the_title_stays_the_stem():
    assert clean([document(PROSE, MORE)])[0].title == "a"


def test_the_first_line_is_not_the_headline_if_it_is_a_ticker():
    assert left("Crise en mer Rouge - Jour 12", "Menu", "Un accord en vue", PROSE)[0] == (
        "Un accord en vue"
    )


def test_a_headline_with_a_count_of_days_stays_if_no_other_follows():
    assert left("Guerre au Soudan : jour 500", PROSE)[0] == "Guerre au Soudan : jour 500"


def test_a_caption_printed_twice_goes_once():
    caption = "Le port de Brest, le 3 mai 2024. (Crédit : Anne Le Gall/AFP)"
    assert left("Un accord en vue", caption, PROSE, caption, MORE).count(caption) == 1


def test_the_text_of_a_picture_goes_where_the_caption_repeats_it():
    text = "Le port de Brest un matin de mai"
    assert text not in left("Un accord en vue", text, f"{text}. (Crédit : AFP)", PROSE)


def test_a_name_alone_goes_at_the_end_but_not_elsewhere():
    assert left(PROSE, "Jeanne de La Tour", MORE, "Paul Morel") == [
        PROSE,
        "Jeanne de La Tour",
        MORE,
    ]


@pytest.mark.parametrize("name", ["Le Caire", "ONU", "À Paris", "Un Exemple"])
def test_what_is_no_personal_name_stays_at_the_end(name):
    assert left(PROSE, name) == [PROSE, name]


def test_labels_that_recur_in_the_run_go_outside_the_article():
    one = document("Les mots du jour", "Un accord en vue", PROSE, "La Gazette du soir", path="1")
    two = document("Les mots du jour", "Un séisme au Chili", MORE, "La Gazette du soir", path="2")
    for after in clean([one, two]):
        assert [block.kind for block in after.blocks] == [BlockKind.HEADLINE, BlockKind.PARAGRAPH]


def test_prose_bylines_and_headings_that_recur_in_the_run_stay():
    byline = "Anne Le Gall est la correspondante du journal à Brest"
    one = document("Un accord en vue", byline, PROSE, "Contexte", MORE, path="1")
    other = "Un séisme a frappé le nord du Chili, faisant douze morts selon la protection civile."
    two = document("Un séisme au Chili", byline, other, "Contexte", MORE, path="2")
    assert [len(after.edits) for after in clean([one, two])] == [0, 0]


def test_two_versions_of_one_article_do_not_take_each_others_lines():
    one = document("Un accord en vue", PROSE, MORE, path="1")
    two = document("Un accord en vue", PROSE, MORE, "Une phrase de plus, ajoutée.", path="2")
    assert [len(after.edits) for after in clean([one, two])] == [0, 0]


def test_keep_overrules_the_rules():
    assert "Se connecter avec" in left(PROSE, "Se connecter avec", keep=["^Se connecter"])


def test_drop_takes_out_what_the_rules_leave():
    (after,) = clean([document(PROSE, MORE)], drop=["chefs d'État"])
    assert [block.text for block in after.blocks] == [PROSE]
    assert after.edits[0].rule == "drop"


def test_keep_goes_before_drop():
    assert left(PROSE, MORE, keep=["cérémonie"], drop=["cérémonie"]) == [PROSE, MORE]


def test_expressions_are_found_whatever_the_apostrophes_and_spaces():
    line = "Le palais de l’Élysée\u00a0: réaction"
    assert line not in left(PROSE, line, MORE, drop=["l'Élysée : "])


def test_one_rule_can_be_taken_out():
    assert "Se connecter avec" in left(PROSE, "Se connecter avec", rules=["-login"])


def test_rules_can_be_named():
    lines = left(PROSE, "Se connecter avec", "Publicité", MORE, rules=["advertising"])
    assert lines == [PROSE, "Se connecter avec", MORE]


def test_an_unknown_rule_is_refused_with_the_known_ones():
    with pytest.raises(ConfigError, match="'logins' is unknown; there is: login, "):
        clean([document(PROSE)], rules=["logins"])


def test_a_broken_expression_is_refused():
    with pytest.raises(ConfigError, match=r"keep: '\(' is no regular expression"):
        clean([document(PROSE)], keep=["("])


def test_an_article_that_is_all_furniture_is_an_error_with_what_to_do():
    with pytest.raises(InputError, match=r"a\.txt: every line .* --keep"):
        clean([document("Rechercher", "Se connecter")])
    assert judged([document("Rechercher", "Se connecter")])[0].blocks == ()


def test_formats_with_markup_keep_their_kinds():
    before = document("Un accord en vue", PROSE, media_type="text/html")
    assert [block.kind for block in clean([before])[0].blocks] == [BlockKind.PARAGRAPH] * 2


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("https://exemple.org/video/12", BlockKind.EMBED),
        ("Le port de Brest, le 3 mai. (Crédit : AFP)", BlockKind.CAPTION),
        ("Le port de Brest, le 3 mai. © Anne Le Gall", BlockKind.CAPTION),
        ("Par Anne Le Gall, envoyée spéciale à Brest", BlockKind.BYLINE),
        ("Anne Le Gall est journaliste au service politique", BlockKind.BYLINE),
        ("• Un premier point", BlockKind.LIST_ITEM),
        ("Un tournant pour le pays", BlockKind.HEADING),
        ("Qu'en dit l'opposition ?", BlockKind.HEADING),
        ("« Un tournant »", BlockKind.HEADING),
        ("Il est parti.", BlockKind.PARAGRAPH),
        ("« Nous partons. »", BlockKind.PARAGRAPH),
        ("— Vous venez ?", BlockKind.PARAGRAPH),
        ("Trois raisons à cela :", BlockKind.PARAGRAPH),
    ],
)
def test_lines_get_the_kind_that_they_show(line, kind):
    (after,) = clean([document("Un accord en vue", PROSE, line, MORE)])
    assert after.blocks[2].kind is kind


OTHER = "Un séisme a frappé le nord du Chili, faisant douze morts selon la protection civile."
MARKDOWN = """# {title}

{prose}

## Chiffres clés

| Parti | Voix |
|---|---|
| Les Verts | 20 % |

- Inflation en recul
- Chômage stable
"""


def of_markdown(title, prose):
    text = MARKDOWN.format(title=title, prose=prose)
    return MarkdownReader().read(text.encode(), Source(f"{title}.md", "text/markdown", ""), "fr")


def test_what_markup_says_is_of_the_article_stays_however_often_it_comes_back():
    documents = [of_markdown("Un accord en vue", PROSE), of_markdown("Un séisme au Chili", OTHER)]
    for before, after in zip(documents, judged(documents), strict=True):
        assert after.blocks == before.blocks


@pytest.mark.parametrize("kind", STATED)
def test_no_kind_that_markup_gives_recurs_away(kind):
    one, two = (
        document("Un accord en vue", prose, "Le mot du jour", path=prose, media_type="text/html")
        for prose in (PROSE, OTHER)
    )
    named = [
        replace(one, blocks=(*one.blocks[:2], replace(one.blocks[2], kind=kind)))
        for one in (one, two)
    ]
    assert [len(after.edits) for after in judged(named)] == [0, 0]
    assert [len(after.edits) for after in judged([one, two])] == [1, 1]


def test_lines_with_figures_that_two_articles_share_stay_with_their_heading():
    lines = ["Les résultats par parti", "Les Républicains : 20 %", "Abstention en hausse"]
    one = document("Un accord en vue", PROSE, *lines, path="1")
    two = document("Un séisme au Chili", OTHER, *lines, path="2")
    assert [len(after.edits) for after in clean([one, two])] == [0, 0]


def test_a_page_without_running_text_keeps_what_other_articles_have_too():
    lines = ["Les partis en lice", "Les Verts", "Les Républicains"]
    one = document("Un accord en vue", *lines, path="1")
    two = document("Un séisme au Chili", *lines, path="2")
    assert [len(after.edits) for after in clean([one, two])] == [0, 0]


@pytest.mark.parametrize("title", ["Newsletter", "Commentaires", "Le port de Brest en mai 2024"])
def test_the_title_that_markup_gives_stays_whatever_it_says(title):
    before = document(title, f"{title}. (Crédit : AFP)", PROSE, media_type="text/markdown")
    blocks = (replace(before.blocks[0], kind=BlockKind.HEADLINE), *before.blocks[1:])
    (after,) = judged([replace(before, blocks=blocks)])
    assert (after.blocks[0].text, after.title) == (title, title)
    (dropped,) = judged([replace(before, blocks=blocks)], drop=[f"^{title}$"])
    assert title not in [block.text for block in dropped.blocks]


def test_a_title_that_two_articles_share_stays():
    title = "Présidentielle : ce que disent les candidats"
    one = document(title, "Un accord en vue", PROSE, path="1")
    two = document(title, "Un séisme au Chili", OTHER, path="2")
    assert [len(after.edits) for after in clean([one, two])] == [0, 0]


def test_a_heading_below_furniture_stays_with_its_list():
    kinds = [BlockKind.PARAGRAPH] * 2 + [BlockKind.HEADING, BlockKind.LIST_ITEM]
    plain = document(PROSE, "Partager sur Facebook", "Chiffres clés", "Inflation en recul")
    blocks = tuple(replace(b, kind=k) for b, k in zip(plain.blocks, kinds, strict=True))
    (after,) = judged([replace(plain, blocks=blocks, source=Source("a.md", "text/markdown", ""))])
    assert [edit.before.text for edit in after.edits] == ["Partager sur Facebook"]


def test_figures_above_the_first_sentence_are_no_menu():
    lines = ["Le bilan", "10 200 000", "1,234", "12.500", "3,5 %", PROSE]
    assert left(*lines) == lines


def test_a_table_at_the_top_of_the_markup_is_no_menu():
    cells = ["Parti", "Voix", "Les Verts", "Le Centre", "Ce que disent les premiers résultats"]
    plain = document(*cells, PROSE, media_type="text/markdown")
    blocks = [replace(block, kind=BlockKind.TABLE_CELL) for block in plain.blocks[:4]]
    (after,) = judged([replace(plain, blocks=(*blocks, *plain.blocks[4:]))])
    assert after.edits == ()


@pytest.mark.parametrize("stop", ["", ".", " !", "…"])
@pytest.mark.parametrize(
    "line",
    [
        "Nous avons envoyé un lien de connexion à jean.x@exemple.fr",
        "Un lien de connexion a été envoyé à jean.x@exemple.fr",
        "Votre code de sécurité vient de partir à l’adresse jean.x@exemple.fr",
        "Vous êtes connecté en tant que jean.x@exemple.fr",
        "We have sent a login link to jean.x@exemple.fr",
    ],
)
def test_what_a_form_says_after_the_click_goes_wherever_it_stands(line, stop):
    for lines in (
        [PROSE, line + stop],
        [PROSE, line + stop, MORE],
        [line + stop, "Un accord", PROSE],
    ):
        (after,) = judged([document(*lines)])
        assert line + stop not in [block.text for block in after.blocks]
        assert "exemple.fr" not in repr(after)


@pytest.mark.parametrize(
    "line",
    [
        "Nous avons envoyé un e-mail à contact@exemple.fr, resté sans réponse.",
        "Le ministre a envoyé sa lettre de démission à cabinet@exemple.fr.",
        "« Nous avons envoyé un lien de connexion à jean.x@exemple.fr », dit le pirate.",
        "Le pirate envoyait un lien de connexion à jean.x@exemple.fr pour lire ses messages.",
    ],
)
def test_reports_on_mail_stay(line):
    assert left(PROSE, line, MORE) == [PROSE, line, MORE]
