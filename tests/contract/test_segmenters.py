"""What every splitter keeps to."""

from __future__ import annotations

import pytest

from bilingual import registry

TEXTS = [
    "",
    "  ",
    "Un mot",
    " Il part.  Elle reste. ",
    "« Oui. » Non\u00a0!",
    "\u200b…",
    "e\u0301.",
]


@pytest.mark.parametrize("name", registry.names("segmenters"))
@pytest.mark.parametrize("text", TEXTS)
def test_spans_are_in_order_and_leave_only_white_space_between_them(name, text):
    segmenter = registry.load("segmenters", name)()
    assert segmenter.name == name
    reached = 0
    for span in segmenter.spans(text):
        assert not text[reached : span.start].strip()
        assert span.of(text).strip() == span.of(text) != ""
        reached = span.end
    assert not text[reached:].strip()
