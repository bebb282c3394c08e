"""Triage: which units an editor should look at first, and why, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from bilingual.model.quality import Severity
from bilingual.model.term import TermOutcome
from bilingual.model.unit import TranslationUnit, UnitState

_WEIGHT = {Severity.CRITICAL: 8.0, Severity.MAJOR: 4.0, Severity.MINOR: 1.0, Severity.INFO: 0.1}
_UNSURE = 3.0
"""Robust deviations below the document's median log-probability that count as unsure."""
_FLOOR = -1.5
"""Mean log-probability below which the engine is unsure whatever the rest of the document says."""
_UNALIGNED = 0.5
"""Confidence of an alignment below which the pair itself is in doubt."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How urgently a unit wants eyes."""

    weight: float
    """0: nothing known against it; the larger, the more urgent. Comparable within a document."""
    reasons: tuple[str, ...]
    """For the editor, the gravest first."""

    @property
    def needs_eyes(self) -> bool:
        """Whether a reviewer must look before the unit is published (major or worse)."""
        return self.weight >= _WEIGHT[Severity.MAJOR]


def triage(units: Sequence[TranslationUnit]) -> list[Verdict]:
    """Return a verdict on each unit of a document, in their order."""
    threshold = unsure_below([unit.score for unit in units if unit.score is not None])
    return [_verdict(unit, threshold) for unit in units]


def unsure_below(scores: Sequence[float]) -> float:
    """Return the mean log-probability under which the engine counts as unsure.

    Median less three robust deviations (1.4826 times the median absolute deviation) of the
    document's scores, so that a hard text is not flagged as a whole, and never below the floor.
    """
    if len(scores) < 8:
        return _FLOOR
    middle = median(scores)
    deviation = 1.4826 * median(abs(score - middle) for score in scores)
    return max(_FLOOR, middle - _UNSURE * max(deviation, 0.05))


def _verdict(unit: TranslationUnit, threshold: float) -> Verdict:
    """Weigh one unit."""
    weighed = [(_WEIGHT[f.severity], f.message) for f in unit.findings]
    if not unit.target or unit.state is UnitState.NEW:
        weighed.append((_WEIGHT[Severity.CRITICAL], "not translated"))
    if any(hit.outcome is TermOutcome.MISSING for hit in unit.hits) and not any(
        finding.check == "terminology" for finding in unit.findings
    ):
        weighed.append((_WEIGHT[Severity.MAJOR], "a glossary term is missing"))
    if unit.score is not None and unit.score < threshold:
        reason = f"the engine was unsure (mean log-probability {unit.score:.2f})"
        weighed.append((_WEIGHT[Severity.MAJOR], reason))
    if unit.confidence is not None and unit.confidence < _UNALIGNED:
        reason = f"the sentences may not belong together (confidence {unit.confidence:.2f})"
        weighed.append((_WEIGHT[Severity.MAJOR], reason))
    weighed.sort(key=lambda pair: -pair[0])
    return Verdict(sum(w for w, _ in weighed), tuple(reason for _, reason in weighed))
