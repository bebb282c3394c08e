"""Scores over units, changes between glossaries, candidates in articles."""

from __future__ import annotations

import pytest

from bilingual.metrics.terms import consistency, success, wilson
from bilingual.model.segment import Segment
from bilingual.model.span import Span
from bilingual.model.term import Term, TermHit, TermOutcome
from bilingual.model.unit import Origin, OriginKind, TranslationUnit, UnitState
from bilingual.terminology.changes import changes
from bilingual.terminology.extract import extract
from bilingual.terminology.glossary import Glossary

BAKU = Term("Bakou", "Baku")


def unit(*found):
    hits = tuple(
        TermHit(
            BAKU,
            Span(0, 5),
            TermOutcome.NATIVE if target else TermOutcome.MISSING,
            Span(0, len(target)) if target else None,
            target,
        )
        for target in found
    )
    segment = Segment("1", "b", Span(0, 6), "Bakou.")
    origin = Origin(OriginKind.ENGINE)
    return TranslationUnit((segment,), "Baku.", UnitState.TRANSLATED, origin, hits=hits)


def measured(metric, *units):
    """Return the score of units that have one."""
    score = metric(units)
    assert score is not None
    return score


def test_success_counts_what_is_there_and_has_an_interval():
    score = measured(success, unit("Baku", ""), unit("Baku", "Baku"))
    assert (score.value, score.n) == (75.0, 4)
    assert score.low is not None and score.high is not None
    assert score.low < 75 < score.high
    assert "verified" in score.signature


def test_no_terms_no_score():
    assert success([unit()]) is None
    assert consistency([unit("Baku")]) is None


def test_consistency_forgives_capitals_and_plurals_only():
    assert measured(consistency, unit("Baku"), unit("baku")).value == 100
    assert measured(consistency, unit("Baku"), unit("Bakou")).value == 0
    assert measured(consistency, unit("Baku"), unit("")).value == 0


@pytest.mark.parametrize(("good", "n"), [(0, 5), (5, 5), (1, 2), (999, 1000)])
def test_the_interval_holds_the_proportion(good, n):
    low, high = wilson(good, n)
    assert 0 <= low <= good / n <= high <= 1


def test_changes_are_added_removed_or_changed():
    old = [Term("a", "A"), Term("b", "B"), Term("c", "C")]
    new = [Term("c", "C"), Term("b", "B2"), Term("d", "D")]
    assert [(c.source, c.kind) for c in changes(old, new)] == [
        ("a", "removed"),
        ("b", "changed"),
        ("d", "added"),
    ]


def test_the_order_of_rows_is_no_change():
    rows = [Term("a", "A"), Term("b", "B")]
    assert changes(rows, rows[::-1]) == []


ARTICLE = [
    "La ministre Anne Dupont a vu le chef de la police locale à Trifouilly-les-Oies.",
    "Selon Anne Dupont, la police locale de la SNCF attend. Hier, la police locale a ri.",
]


def test_names_acronyms_and_recurring_groups_are_proposed():
    found = {c.text: (c.count, c.pos) for c in extract(ARTICLE)}
    assert found["Anne Dupont"] == (2, "name")
    assert found["SNCF"] == (1, "acronym")
    assert found["Trifouilly-les-Oies"] == (1, "name")
    assert found["police locale"] == (3, "noun")
    assert "Hier" not in found
    assert "Selon" not in found


def test_what_the_glossary_knows_is_left_out():
    glossary = Glossary.of([[Term("Anne Dupont", "Anne Dupont"), Term("police locale", "police")]])
    found = {c.text for c in extract(ARTICLE, glossary)}
    assert "Anne Dupont" not in found
    assert "police locale" not in found


def test_contexts_are_short_and_hold_the_candidate():
    for candidate in extract(ARTICLE):
        for context in candidate.contexts:
            assert candidate.text in context
            assert len(context) < len(candidate.text) + 90
