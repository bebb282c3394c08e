"""Whatever the texts, a check gives findings whose spans lie inside them, and the same again."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual import registry
from bilingual.model.segment import Segment
from bilingual.model.span import Span
from bilingual.model.unit import Origin, OriginKind, TranslationUnit, UnitState
from tests.unit.test_checks import CHECKS

PIECES = [
    "« oui »", "n'a pas", "3,5 %", "6 000", "12 mai 2019", "17h30", '"', "'", "Ferrand", "Le Caire",
    "not", "the", "selon", "deux", "XIXe", "\u00a0", "🌉", "מכון", "\n", "l’", "années 90", "-5",
    "1 2 3", "«", "”", "cent", "milliards", "5:61", "e\u0301tat", "ﬁ", "٣", "½", "0", "1e999",
    "€", "10 euros", "$", "≈", "< 5", "©", "😀", "a@b.fr", "lemonde.fr", "@afp", "HAUSSE", "ONU",
]  # fmt: skip
TEXT = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=12).map(" ".join)


@pytest.mark.parametrize("name", CHECKS)
@given(french=TEXT, english=TEXT)
@settings(max_examples=120, deadline=None)
def test_spans_lie_inside_and_nothing_raises(name, french, english):
    check = registry.load("checks", name)
    segment = Segment("s", "b", Span(0, len(french)), french)
    state = UnitState.TRANSLATED if english else UnitState.NEW
    unit = TranslationUnit((segment,), english, state, Origin(OriginKind.ENGINE))
    found = check(unit)
    assert found == check(unit)
    for finding in found:
        assert finding.check == name
        assert finding.message
        assert "\n" not in finding.message
        if finding.source_span:
            assert finding.source_span.end <= len(french)
        if finding.target_span:
            assert finding.target_span.end <= len(english)
