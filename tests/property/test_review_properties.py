"""What holds for all texts on the way back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bilingual.memory.match import similarity, take_apart
from bilingual.metrics.hter import edit_rate
from bilingual.pipeline.anchor import _outside_longest_rise
from bilingual.pipeline.edits import word_edits
from bilingual.pipeline.merge import combine
from bilingual.text.keys import comparison_key

LEXICON = ("the", "bridge", "opens", "on", "Monday", "6,000", "Ada", "Delmas", ".")
WORDS = st.lists(st.sampled_from(LEXICON), max_size=9)
SENTENCES = WORDS.map(" ".join)


@given(st.text())
def test_a_comparison_key_is_its_own_key(text):
    key = comparison_key(text)
    assert comparison_key(key) == key


@given(SENTENCES, SENTENCES)
def test_merging_an_edit_with_no_edit_gives_the_edit(base, edited):
    assert combine(base, edited, base) == edited
    assert combine(base, base, edited) == edited


@given(SENTENCES, SENTENCES, SENTENCES)
def test_merging_does_not_depend_on_the_order_of_the_reviewers(base, one, other):
    assert combine(base, one, other) == combine(base, other, one)


@given(SENTENCES, SENTENCES)
def test_there_are_edits_exactly_where_words_differ(before, after):
    assert bool(word_edits(before, after)) == (before.split() != after.split())


@given(SENTENCES)
def test_no_edit_is_no_edit_rate(text):
    assert edit_rate(text, text).edits == 0


@given(st.permutations(range(12)))
def test_rows_that_did_not_move_are_in_order(order):
    moved = set(_outside_longest_rise(order))
    stayed = [value for value in order if value not in moved]
    assert stayed == sorted(stayed)
    assert bool(moved) == (list(order) != sorted(order))


@given(st.text())
def test_a_sentence_is_like_itself(text):
    parts = take_apart(comparison_key(text))
    assert similarity(parts, parts) == 100.0
