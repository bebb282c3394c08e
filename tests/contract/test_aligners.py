"""What every aligner owes its callers, whoever wrote it."""

from __future__ import annotations

import inspect

import pytest

from bilingual import registry
from bilingual.engines.identity import IdentityEngine
from bilingual.model.bead import check_partition
from bilingual.model.ports import Aligner

FRENCH = ["Bonjour.", "", "Il y a 12 ministres à Paris.", "La réunion a duré trois heures.", "Fin."]
ENGLISH = ["Hello.", "There are 12 ministers in Paris.", "  ", "The end."]


@pytest.fixture(params=registry.names("aligners"))
def aligner(request: pytest.FixtureRequest) -> Aligner:
    make = registry.load("aligners", request.param)
    wanted = inspect.signature(make).parameters
    made: Aligner = make(**({"engine": IdentityEngine()} if "engine" in wanted else {}))
    assert made.name == request.param
    return made


def test_beads_partition_both_sides_in_order(aligner: Aligner) -> None:
    for source, target in [(FRENCH, ENGLISH), (ENGLISH, FRENCH), (FRENCH, FRENCH)]:
        check_partition(tuple(aligner.align(source, target)), len(source), len(target))


def test_scores_are_probabilities(aligner: Aligner) -> None:
    assert all(0.0 <= bead.score <= 1.0 for bead in aligner.align(FRENCH, ENGLISH))


def test_the_same_texts_give_the_same_beads(aligner: Aligner) -> None:
    assert aligner.align(FRENCH, ENGLISH) == aligner.align(FRENCH, ENGLISH)


@pytest.mark.parametrize(
    ("source", "target"), [([], []), (["a"], []), ([], ["a", ""]), ([""], [""]), ([" "] * 3, ["x"])]
)
def test_empty_sides_and_blank_sentences_do_no_harm(
    aligner: Aligner, source: list[str], target: list[str]
) -> None:
    check_partition(tuple(aligner.align(source, target)), len(source), len(target))


def test_the_callers_lists_stay_as_they_were(aligner: Aligner) -> None:
    source, target = list(FRENCH), list(ENGLISH)
    aligner.align(source, target)
    assert (source, target) == (FRENCH, ENGLISH)


def test_very_long_and_strange_sentences_do_no_harm(aligner: Aligner) -> None:
    source = ["mot " * 3000, "🙂", "a\u0000b", "\u202e", "1" * 500]
    beads = aligner.align(source, source[:3])
    check_partition(tuple(beads), 5, 3)
