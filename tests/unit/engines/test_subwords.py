"""Pieces lead back to the exact characters, whatever SentencePiece normalised away."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.engines.packages import resolve
from bilingual.engines.subwords import Subwords, _joined
from bilingual.errors import ModelError
from bilingual.model.span import Span
from bilingual.model.unit import spans_of

SUBWORDS = Subwords(resolve("embedded").read("sentencepiece.model"), "embedded")
FRENCH = st.text(
    st.sampled_from("abcdeéèœ ÉÀ’'«»\u00a0\u202f\u2009.,0123%€–…\n\t😀ﬁ½٣漢_▁")
    | st.characters(codec="utf-8"),
    max_size=60,
)


def source_spans(text: str, pieces: list[str]) -> tuple[Span, ...]:
    return spans_of(SUBWORDS.source_bounds(text, pieces))


def target_spans(pieces: list[str], text: str) -> tuple[Span, ...]:
    return spans_of(SUBWORDS.target_bounds(pieces, text))


def pieces_and_texts(text: str) -> list[tuple[str, str]]:
    pieces = SUBWORDS.encode(text)
    spans = source_spans(text, pieces)
    return [(piece, span.of(text)) for piece, span in zip(pieces, spans, strict=True)]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_spans_of_a_sentence_with_accents_cover_whole_letters(form):
    text = unicodedata.normalize(form, "L’été à Bakou")
    found = "".join(part for _, part in pieces_and_texts(text))
    assert unicodedata.normalize("NFC", found) == "L’étéàBakou"


def test_odd_spaces_belong_to_no_piece():
    text = "à\u202f6\u00a0000  soldats"
    assert "".join(part for _, part in pieces_and_texts(text)) == "à6000soldats"


def test_every_byte_of_an_emoji_points_at_the_emoji():
    found = pieces_and_texts("un 😀 là")
    assert [part for piece, part in found if piece.startswith("<0x")] == ["😀"] * 4


def test_a_fraction_that_becomes_three_characters_points_at_the_one():
    assert {part for _, part in pieces_and_texts("½")} <= {"½", ""}


@settings(deadline=None)
@given(FRENCH)
def test_spans_are_as_many_as_pieces_in_order_and_inside(text):
    pieces = SUBWORDS.encode(text)
    spans = source_spans(text, pieces)
    assert len(spans) == len(pieces)
    assert all(0 <= span.start <= span.end <= len(text) for span in spans)
    assert all(a.start <= b.start for a, b in pairwise(spans))
    assert all(span.of(text) == span.of(text).strip() for span in spans)


@settings(deadline=None)
@given(FRENCH)
def test_every_letter_of_the_source_belongs_to_a_piece(text):
    # White space, and what the normaliser drops (controls), belongs to none.
    spans = source_spans(text, SUBWORDS.encode(text))
    covered = {place for span in spans for place in range(span.start, span.end)}
    plain = "abcdeéèœÉÀ.,0123%"
    assert all(place in covered for place, sign in enumerate(text) if sign in plain)


@settings(deadline=None)
@given(st.lists(st.integers(3, 7999), max_size=30))
def test_decoded_text_is_sentencepieces_own_and_spans_lie_in_it(ids):
    pieces = [SUBWORDS._model.id_to_piece(number) for number in ids]
    text = SUBWORDS.text(pieces)
    spans = target_spans(pieces, text)
    official = SUBWORDS._model.decode_pieces(pieces).replace("▁", " ").removeprefix(" ")
    assert text == official
    assert len(spans) == len(pieces)
    assert all(0 <= span.start <= span.end <= len(text) for span in spans)


def test_decoded_pieces_know_their_characters():
    pieces = ["▁B", "ak", "u", ":", "▁<0xF0>", "<0xF0>", "<0x9F>", "."]
    text = SUBWORDS.text(pieces)
    assert [span.of(text) for span in target_spans(pieces, text)][:4] == [
        "B",
        "ak",
        "u",
        ":",
    ]


def test_underscores_survive_decoding():
    assert SUBWORDS.text(["▁@", "a", "_", "b"]) == "@a_b"


def test_a_damaged_model_is_named_with_what_to_do():
    with pytest.raises(ModelError, match=r"here: .*install the package again"):
        Subwords(b"not a model", "here")


@settings(deadline=None)
@given(st.lists(st.integers(3, 7999), max_size=30))
def test_simple_spans_are_those_of_the_long_way(ids):
    pieces = [SUBWORDS._model.id_to_piece(number) for number in ids]
    text = SUBWORDS.text(pieces)
    whole, spans = _joined(pieces)
    if whole == text:
        assert target_spans(pieces, text) == tuple(spans)


@settings(deadline=None)
@given(FRENCH)
def test_simple_bounds_of_a_source_are_those_of_the_long_way(text):
    pieces = SUBWORDS.encode(text)
    normal, offsets = SUBWORDS._model.normalize(text, with_offsets=True)
    assert source_spans(text, pieces) == tuple(
        SUBWORDS._source_spans(text, pieces, normal, offsets)
    )
