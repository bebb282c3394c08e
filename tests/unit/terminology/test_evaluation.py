"""The evaluation's own counting, which must not share the program's eyes."""

from __future__ import annotations

import pytest

from bilingual.model.term import Term, TermCase
from bilingual.terminology.glossary import Glossary, load
from evaluation.terminology.evaluate import (
    HERE,
    Case,
    cases,
    consistency,
    held,
    independent,
    randomised,
    shared,
)


@pytest.mark.parametrize(
    ("text", "targets", "count"),
    [
        ("Baku's army", [("Baku", False)], 1),
        ("Bakuba", [("Baku", False)], 0),
        ("Baku", [("Baku", False), ("Baku", False)], 1),
        ("the city of Baku", [("Baku", False), ("city of Baku", False)], 1),
        ("two ceasefires", [("ceasefire", True)], 1),
        ("two ceasefires", [("ceasefire", False)], 0),
        ("a vice-president", [("vice-president", False)], 1),
    ],
)
def test_the_independent_count(text, targets, count):
    assert independent(text, targets) == count


def glossary():
    names = ("Bakou", "Baku"), ("Erevan", "Yerevan"), ("Tbilissi", "Tbilisi")
    return Glossary.of([[Term(fr, en, case=TermCase.EXACT, pos="place") for fr, en in names]])


def case(line, source, reference="x"):
    return Case(line, source, reference, glossary().match(source))


def test_random_targets_are_wrong_ones_of_the_same_class():
    (wrong,) = randomised([case(1, "Bakou et Erevan")], glossary())
    assert [m.targets[0] for m in wrong.matches] == ["Yerevan", "Tbilisi"]
    assert held(wrong, "Yerevan and Tbilisi") == 2


def test_consistency_is_per_document():
    found = [case(1, "Bakou"), case(2, "Bakou"), case(26, "Bakou"), case(27, "Bakou")]
    assert consistency(found, ["Baku", "Baku", "Baku", "Bakou"]) == 50


@pytest.mark.skipif(not shared().is_dir(), reason="needs the corpora of ../shared")
def test_there_are_at_least_500_sentences_with_terms_of_their_references():
    found = cases(load([HERE / "terms.csv"]), "newstest2013")
    assert len(found) >= 500
    assert all(case.matches for case in found)
