"""What cleaning takes out of the documents of a run, and what it leaves alone."""

from __future__ import annotations

import pytest

from bilingual.errors import ConfigError, InputError
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
