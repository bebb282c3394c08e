"""Views of a text remember where each character came from."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from bilingual.model.span import Span
from bilingual.text import numbers, placeables, redact
from bilingual.text.normalize import nfc, plain
from bilingual.text.tokens import tokens

ACCENTED = st.text(
    st.sampled_from("aeée\u0301c\u0327\u0300 ’'\u00a0\u202f\u200b-‑«»\uac00\u1100\u1161")
)


@given(st.text() | ACCENTED)
def test_nfc_is_the_standard_composition(text):
    assert nfc(text).text == unicodedata.normalize("NFC", text)


@given(st.text() | ACCENTED)
def test_offsets_never_fall_and_end_at_the_end(text):
    for view in (nfc(text), plain(text)):
        assert len(view.offsets) == len(view.text) + 1
        assert list(view.offsets) == sorted(view.offsets)
        assert view.offsets[-1] == len(text)


@given(st.text() | ACCENTED)
def test_a_plain_view_is_plain_already(text):
    assert plain(plain(text).text).text == plain(text).text


@given(ACCENTED, st.data())
def test_a_span_of_the_view_leads_to_the_text_it_came_from(text, data):
    view = plain(text)
    start = data.draw(st.integers(0, len(view.text)))
    end = data.draw(st.integers(start, len(view.text)))
    original = view.span(Span(start, end)).of(text)
    assert len(plain(original).text) >= end - start or not view.text[start:end]


@given(st.text())
def test_tokens_and_numbers_are_exact_and_in_order(text):
    for found in (tokens(text), numbers.find(text, "fr"), numbers.find(text, "en")):
        reached = 0
        for item in found:
            assert item.span.start >= reached
            assert item.span.of(text) == item.text
            reached = item.span.end


@given(st.text())
def test_what_is_redacted_stays_redacted(text):
    once = redact.redact(text)
    assert redact.redact(once) == once


@given(st.emails())
def test_addresses_are_redacted(address):
    assert redact.redact(f"écrit à {address}.").count("@") == 0


@given(st.text())
def test_placeables_do_not_overlap(text):
    reached = 0
    for found in placeables.find(text):
        assert found.span.start >= reached
        assert found.span.of(text) == found.text
        reached = found.span.end
