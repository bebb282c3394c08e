"""Judgements on a text: findings (a place to look at) and scores (a number and its signature)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bilingual.model.span import Span


class Severity(StrEnum):
    """How much a finding matters to the reader of the published text."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for info to 3 for critical."""
        return ("info", "minor", "major", "critical").index(self.value)


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem of the text, at a place, in words an editor can act on."""

    check: str
    """Name of the check."""
    severity: Severity
    message: str
    """Quotes both sides where both matter."""
    source_span: Span | None = None
    target_span: Span | None = None
    suggestion: str = ""
    """Replacement for the target span, if one is known."""


@dataclass(frozen=True, slots=True)
class Score:
    """A number about the whole, never shown without its signature."""

    metric: str
    """`BLEU`, `chrF2++`, `TER`, `term success`, `mean log-probability`..."""
    value: float
    n: int
    """Segments (or occurrences) it was computed on."""
    signature: str
    """How it was computed; sacrebleu's own where sacrebleu did."""
    low: float | None = None
    """Lower end of the 95 % interval."""
    high: float | None = None
    """Upper end of the 95 % interval."""

    def __post_init__(self) -> None:
        if not self.signature:
            raise ValueError(f"{self.metric}: a score needs its signature")
