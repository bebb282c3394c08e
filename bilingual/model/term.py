"""Terms of a glossary and their occurrences in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bilingual.model.span import Span


class TermStatus(StrEnum):
    """What a row of the glossary asks for."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    FORBIDDEN = "forbidden"
    KEEP = "keep"


class TermCase(StrEnum):
    """How the source is compared."""

    EXACT = "exact"
    FREE = "free"


class TermOutcome(StrEnum):
    """How a term got into the English, from best to worst."""

    NATIVE = "native"
    """The engine's best hypothesis already had it."""
    CHOSEN = "chosen"
    """Another of the n-best hypotheses, or of the decodings tried, had it."""
    REPAIRED = "repaired"
    """The aligned span was replaced."""
    CARRIED = "carried"
    """Translated with a stand-in that was then swapped."""
    MISSING = "missing"
    """Not there; always a finding."""


@dataclass(frozen=True, slots=True)
class Term:
    """One row of a glossary."""

    source: str
    target: str
    status: TermStatus = TermStatus.PREFERRED
    forms: tuple[str, ...] = ()
    """Further French forms that count as the source."""
    case: TermCase = TermCase.FREE
    pos: str = ""
    """`name`, `place`, `org`, `acronym`, `demonym`, `title`, `noun`, `adj`, `verb`, `phrase` or
    empty."""
    context: str = ""
    """Words that must (or, with `!`, must not) occur nearby; see docs/glossary.md."""
    note: str = ""
    origin: str = ""
    """`file:line` of the row."""
    acronym: str = ""
    """English acronym of a full name: given in brackets at the first mention, alone afterwards."""

    def __post_init__(self) -> None:
        if self.status is TermStatus.KEEP and self.target != self.source:
            raise ValueError(f"{self.origin}: a term to keep has its source as target")


@dataclass(frozen=True, slots=True)
class TermHit:
    """One occurrence of a term in a source sentence and what became of it."""

    term: Term
    source_span: Span
    """In the unit's source text."""
    outcome: TermOutcome
    target_span: Span | None = None
    """In the unit's target text; None only when missing."""
    target: str = ""
    """The English that stands there (a preferred, admitted or inflected form)."""
    reason: str = ""
    """Why this outcome, for the record: `rank 2 of 4, -0.11 below the best`."""

    def __post_init__(self) -> None:
        if (self.target_span is None) != (self.outcome is TermOutcome.MISSING):
            raise ValueError(f"{self.term.source}: outcome {self.outcome} and span disagree")
