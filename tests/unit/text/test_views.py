"""Normal forms, tokens, placeables and redaction by example."""

from __future__ import annotations

import pytest

from bilingual.model.span import Span
from bilingual.text import placeables, redact
from bilingual.text.normalize import key, nfc, plain, without_accents
from bilingual.text.placeables import PlaceableKind
from bilingual.text.tokens import TokenKind, count_words, tokens, words


def test_a_plain_view_makes_typography_plain_and_leads_back():
    text = "L\u2019e\u0301te\u0301\u00a0: \u200b6\u202f000 \u2011 oui"
    view = plain(text)
    assert view.text == "L'été : 6 000 - oui"
    start = view.text.index("été")
    assert view.span(Span(start, start + 3)).of(text) == "e\u0301te\u0301"


def test_composed_text_is_not_copied():
    assert nfc("déjà composé").offsets == range(13)


def test_the_key_of_a_line_forgets_case_blanks_and_typography():
    assert key("  L’ÉTAT\u00a0 dit ") == key("l'état dit")


def test_accents_can_be_forgotten():
    assert without_accents("Élçève") == "Elceve"


def test_elisions_and_inverted_subjects_are_words_of_their_own():
    found = [token.text for token in words("L’Azerbaïdjan n'a-t-il qu’un Haut-Karabakh ?")]
    assert found == ["L’", "Azerbaïdjan", "n'", "a", "t", "il", "qu’", "un", "Haut-Karabakh"]


def test_numbers_and_marks_are_tokens_too():
    kinds = [(token.text, token.kind) for token in tokens("Plus de 6\u202f000, dit-on.")]
    assert ("6\u202f000", TokenKind.NUMBER) in kinds
    assert (",", TokenKind.PUNCTUATION) in kinds


def test_words_are_counted_as_an_editor_counts():
    assert count_words("« Il a 12 ans », dit-elle – oui !") == 6


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("Voir https://ex.org/a?b=c, merci.", PlaceableKind.URL, "https://ex.org/a?b=c"),
        ("Voir (www.ex.org).", PlaceableKind.URL, "www.ex.org"),
        ("Le site lemonde.fr est lu.", PlaceableKind.URL, "lemonde.fr"),
        ("Écrire à a.b@ex.org.", PlaceableKind.EMAIL, "a.b@ex.org"),
        ("Selon @ministre, oui.", PlaceableKind.HANDLE, "@ministre"),
        ("Le mot #JeSuis est né.", PlaceableKind.HASHTAG, "#JeSuis"),
    ],
)
def test_placeables_are_found_without_the_punctuation_after_them(text, kind, found):
    (placeable,) = placeables.find(text)
    assert (placeable.kind, placeable.text) == (kind, found)


@pytest.mark.parametrize("text", ["La fin.Le début", "M.Dupont", "le n°5", "3.5 et #1"])
def test_what_only_looks_like_an_address_is_none(text):
    assert placeables.find(text) == []


def test_a_line_that_is_only_an_address_is_known():
    assert placeables.is_only(" https://ex.org/1 ")
    assert not placeables.is_only("Voir https://ex.org/1")
    assert not placeables.is_only("...")


@pytest.mark.parametrize(
    "private",
    [
        "jean.dupont+x@mail.exemple.fr",
        "jean(at)exemple.fr",
        "jean [at] exemple [dot] fr",
        "01 23 45 67 89",
        "06.12.34.56.78",
        "+33 6 12 34 56 78",
        "+972-3-123-4567",
    ],
)
def test_private_data_is_blanked(private):
    shown = redact.redact(f"Joindre {private}, merci.")
    assert "[" in shown
    assert "upont" not in shown
    assert "34" not in shown
    assert shown.endswith(", merci.")


@pytest.mark.parametrize(
    "public",
    ["6 000 soldats en 2016-2020", "le 13 12 2016", "1 234 567 890 euros", "@ministre", "17 h 30"],
)
def test_figures_and_handles_are_no_private_data(public):
    assert redact.redact(public) == public
