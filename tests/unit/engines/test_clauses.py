"""Long sentences are cut where clauses end, and put together again."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.engines.clauses import clauses, split_to_fit
from bilingual.engines.merging import joined
from bilingual.model.span import Span
from bilingual.model.unit import Attention, Hypothesis

TEXT = st.text(st.sampled_from("ab é,;:.–()«» \u00a0\n"), max_size=80)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Un ; deux : trois.", ["Un ;", "deux :", "trois."]),
        ("Il part. Elle reste.", ["Il part.", "Elle reste."]),
        ("À 14:30, rien.", ["À 14:30, rien."]),
        ("Le plan – caché – échoue", ["Le plan", "– caché", "– échoue"]),
        ("", []),
    ],
)
def test_clauses_end_at_marks_followed_by_a_space(text, parts):
    assert [span.of(text) for span in clauses(text)] == parts


@settings(deadline=None)
@given(TEXT, st.integers(1, 30))
def test_parts_fit_and_hold_every_character_but_white_space(text, limit):
    spans = split_to_fit(text, lambda part: len(part) <= limit)
    assert all(0 < len(span) <= limit for span in spans)
    assert re.sub(r"\s", "", "".join(s.of(text) for s in spans)) == re.sub(r"\s", "", text)
    assert list(spans) == sorted(spans)


def test_the_cut_prefers_clause_ends_near_the_middle():
    text = "Un deux trois, quatre cinq ; six sept huit, neuf dix onze"
    parts = [span.of(text) for span in split_to_fit(text, lambda part: len(part) < 40)]
    assert parts == ["Un deux trois, quatre cinq ;", "six sept huit, neuf dix onze"]


def whole(text: str, width: int) -> tuple[Hypothesis, ...]:
    """One hypothesis, of which each word attends to the first source token."""
    words = [Span(*match.span()) for match in re.finditer(r"\S+", text)]
    row = (1.0,) + (0.0,) * (width - 1)
    spans = tuple(Span(at, at + 1) for at in range(width))
    return (Hypothesis(text, -1.0, Attention.of(spans, tuple(words), (row,) * len(words))),)


def test_joined_parts_read_as_one_sentence_and_attend_to_their_own_part():
    source = "il part ; elle reste"
    made = joined(
        source, [(Span(0, 9), whole("he leaves;", 2)), (Span(10, 20), whole("She stays.", 3))]
    )[0]
    assert made.text == "he leaves; she stays."
    assert made.attention is not None
    assert [span.of(made.text) for span in made.attention.target] == [
        "he", "leaves;", "she", "stays.",
    ]  # fmt: skip
    assert [row.index(1.0) for row in made.attention.weights] == [0, 0, 2, 2]
    assert made.attention.source[2] == Span(10, 11)


def test_an_inner_full_stop_that_the_french_lacks_goes_and_names_keep_their_capital():
    made = joined(
        "hier, Bakou reste",
        [(Span(0, 5), whole("Yesterday.", 1)), (Span(6, 17), whole("Baku stays.", 1))],
    )[0]
    assert made.text == "Yesterday Baku stays."


def test_a_word_that_had_to_be_cut_stays_one_word():
    made = joined("abcd", [(Span(0, 2), whole("ab", 1)), (Span(2, 4), whole("cd", 1))])[0]
    assert made.text == "abcd"
