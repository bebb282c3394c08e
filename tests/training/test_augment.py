"""Augmentation changes both sides alike."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from training import augment, filters

PAIR = (
    "Selon Anna Kovalenko, 6\u202f250 soldats et 3,5 % des civils ont quitté Marioupol en 2022.",
    "According to Anna Kovalenko, 6,250 soldiers and 3.5% of civilians left Marioupol in 2022.",
)
NAMES = augment.Names(
    common=frozenset(), vowel=("Ogasawara",), consonant=("Brankov",), lower=frozenset({"en"})
)
seeds = st.integers(0, 10_000)


@settings(deadline=None, max_examples=50)
@given(seeds)
def test_numbers_change_alike_in_both_notations(seed: int) -> None:
    source, target = augment.swap_numbers(PAIR, random.Random(seed))
    assert filters.numbers(source) == filters.numbers(target)
    assert "\u202f" in source
    assert source.count(",") == PAIR[0].count(",")


def test_numbers_do_change() -> None:
    changed = {augment.swap_numbers(PAIR, random.Random(s)) for s in range(20)}
    assert len(changed) > 10


@settings(deadline=None, max_examples=50)
@given(seeds)
def test_a_year_stays_a_year(seed: int) -> None:
    _, target = augment.swap_numbers(("En 2022, rien.", "In 2022, nothing."), random.Random(seed))
    assert 1930 <= int(target[3:7]) <= 2035


def test_a_number_that_only_one_side_has_stays() -> None:
    pair = ("Vers 20 heures, il part.", "At around 8 p.m., he leaves.")
    assert augment.swap_numbers(pair, random.Random(1)) == pair


@settings(deadline=None, max_examples=50)
@given(seeds)
def test_names_are_replaced_alike(seed: int) -> None:
    source, target = augment.swap_names(PAIR, NAMES, random.Random(seed))
    new = [w for w in augment._NAME.findall(source) if w not in PAIR[0]]
    assert all(name in target for name in new)
    assert ("Kovalenko" in source) == ("Kovalenko" in target)


def test_names_are_not_taken_from_the_start_of_a_sentence() -> None:
    assert augment.shared_names(("Paris dort.", "Paris sleeps.")) == []


@settings(deadline=None, max_examples=50)
@given(seeds, st.booleans())
def test_invented_names_look_like_names(seed: int, vowel: bool) -> None:
    name = augment.invented_name(random.Random(seed), vowel_first=vowel)
    assert len(name) >= 2
    assert not any(c.isspace() or c.isdigit() for c in name)


def test_final_stops_go_from_both_sides_or_none() -> None:
    assert augment.drop_final_stop(("Oui.", "Yes.")) == ("Oui", "Yes")
    assert augment.drop_final_stop(("Oui.", "Yes!")) == ("Oui.", "Yes!")
    assert augment.drop_final_stop(("Oui...", "Yes.")) == ("Oui...", "Yes.")
