"""English typography of an engine's output."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.engines.house_style import styled
from bilingual.model.span import Span
from bilingual.model.unit import Attention, Hypothesis


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("« Yes », he said.", '"Yes", he said.'),
        ("“Yes,” he said.", '"Yes," he said.'),
        ("«Yes»", '"Yes"'),
        ("Israel’s", "Israel's"),
        ("Why ?", "Why?"),
        ("He said : no", "He said: no"),
        ("17 % of 6\u202f000", "17% of 6,000"),
        ("a :-) b", "a :-) b"),
        ("2019\u00a02020", "2019 2020"),
        ("plain text, untouched: 10:30", "plain text, untouched: 10:30"),
    ],
)
def test_french_marks_become_english_ones(before, after):
    assert styled(Hypothesis(before, 0.0), before).text == after


def test_spans_move_with_the_text():
    text = "He said : « Baku » now"
    words = ["He", "said", ":", "Baku", "now"]
    spans = tuple(Span(text.index(w), text.index(w) + len(w)) for w in words)
    rows = ((1.0,),) * len(spans)
    made = styled(Hypothesis(text, 0.0, Attention.of((Span(0, 1),), spans, rows)), text)
    assert made.attention is not None
    assert [span.of(made.text) for span in made.attention.target] == words


@settings(deadline=None)
@given(st.text(st.sampled_from("ab«» “”\u00a0:!?%019'’"), max_size=40))
def test_styling_twice_is_styling_once_and_spans_stay_inside(text):
    spans = tuple(Span(at, at + 1) for at in range(len(text)))
    one = styled(Hypothesis(text, 0.0, Attention.of((), spans, ((),) * len(spans))), text)
    assert one.attention is not None
    assert all(span.end <= len(one.text) for span in one.attention.target)
    assert all(a.start <= b.start for a, b in pairwise(one.attention.target))
    assert styled(one, text).text == one.text


@pytest.mark.parametrize(
    ("source", "before", "after"),
    [
        ("Les pêcheurs reprennent la mer", "Fishermen return to sea.", "Fishermen return to sea"),
        ("Une photo (Crédit : AFP)", "A photo (Credit: AFP).", "A photo (Credit: AFP)"),
        ("Il vit aux États-Unis", "He lives in the U.S.", "He lives in the U.S."),
        ("Les pêcheurs rentrent.", "Fishermen return.", "Fishermen return."),
        ("Et maintenant…", "And now.", "And now."),
        ("« Oui. »", '"Yes."', '"Yes."'),
    ],
)
def test_a_line_without_a_full_stop_gets_none(source, before, after):
    assert styled(Hypothesis(before, 0.0), source).text == after
