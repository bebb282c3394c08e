"""A text with no furniture loses nothing, whatever order its paragraphs come in."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.model.document import Block, BlockKind, Document, Source
from bilingual.pipeline.clean import judged

SHARED = Path(os.environ.get("BILINGUAL_SHARED", Path(__file__).parents[2].parent / "shared"))
PARAGRAPHS = [
    "Il a été invité à se connecter avec son compte.",
    "La plateforme envoie un e-mail de confirmation à chaque inscrit.",
    "Rechercher un logement à Paris relève de l'exploit, rappelle l'association.",
    "« Abonnez-vous ! », lançait le crieur de journaux.",
    "La Cnil a infligé une amende au site, qui déposait des cookies sans consentement.",
    "L'espace réservé aux commentaires a été fermé par le journal après des insultes.",
    "Le mot de passe du ministre tenait en quatre chiffres.",
    "Selon la police, le suspect partageait des vidéos sur Facebook et sur Telegram.",
    "Cohen se rendra à Quito le mois prochain.",
    "Il est mort hier.",
    "La publicité pour le tabac est interdite depuis 1991.",
    "Vous ne me ferez pas taire, a répondu l'avocat.",
    "Un accord a été trouvé à 14h30, mercredi 3 mai, après 600 jours de guerre.",
    "Pour en savoir plus, les enquêteurs ont saisi trois ordinateurs.",
    "À lire aussi vite les événements, on s'y perd.",
    "Inscrivez-vous dans la durée, conseille-t-elle à ses élèves.",
]
HEADLINES = [
    "Un compte à rebours",
    "Guerre des mots, jour 12",
    "Recherche médicament, désespérément",
]
ARTICLES = st.tuples(
    st.sampled_from(["", *HEADLINES]),
    st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=12, unique=True),
)


def document(lines, path="a.txt"):
    blocks = [Block(f"l{i}", BlockKind.PARAGRAPH, line, i) for i, line in enumerate(lines, 1)]
    return Document(Source(path, "text/plain", ""), "fr", "a", tuple(blocks))


@given(st.lists(ARTICLES, min_size=1, max_size=3))
@settings(max_examples=200, deadline=None)
def test_prose_about_logins_searches_and_letters_stays(articles):
    documents = [
        document([line for line in (headline, *paragraphs) if line], f"{number}.txt")
        for number, (headline, paragraphs) in enumerate(articles)
    ]
    for after in judged(documents):
        assert after.edits == ()


@given(ARTICLES, st.integers(1, 6))
@settings(max_examples=200, deadline=None)
def test_a_form_below_goes_and_the_article_above_it_stays(article, count):
    form = [
        "En savoir plus sur :",
        "S'inscrire ou se connecter",
        "Consultez vos mails",
        "Nous vous avons envoyé un e-mail à quelqu.un@exemple.org.",
        "Déjà inscrit ? Entrez votre email pour vous connecter.",
        "Log in to continue",
    ][:count]
    lines = [line for line in (article[0], *article[1]) if line]
    (after,) = judged([document([*lines, *form])])
    assert [block.text for block in after.blocks] == lines
    assert "exemple.org" not in repr(after)


@pytest.mark.skipif(not SHARED.is_dir(), reason="no ../shared corpora here (BILINGUAL_SHARED)")
def test_news_sentences_built_into_articles_stay():
    lines = []
    for path in sorted((SHARED / "corpus" / "newsroom").glob("*.tsv")):
        text = path.read_text(encoding="utf-8")
        lines += [line.split("\t")[0] for line in text.split("\n") if line.strip()]
    lines = [line for line in lines if line.endswith((".", "»", "?", "!"))][::4][:3000]
    documents = [document(lines[i : i + 12], f"{i}.txt") for i in range(0, len(lines), 12)]
    assert [edit.before.text for after in judged(documents) for edit in after.edits] == []
