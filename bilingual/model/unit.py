"""Translation units: source segments, their English, and everything known about the pair."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from bilingual.model.document import Mark
from bilingual.model.quality import Finding
from bilingual.model.segment import Segment, Segmentation
from bilingual.model.span import Span
from bilingual.model.term import TermHit


class UnitState(StrEnum):
    """How far a unit has come (the states of XLIFF 2, and `needs review`)."""

    NEW = "new"
    TRANSLATED = "translated"
    NEEDS_REVIEW = "needs review"
    REVIEWED = "reviewed"
    FINAL = "final"


class OriginKind(StrEnum):
    """Who wrote the target."""

    ENGINE = "engine"
    MEMORY = "memory"
    HUMAN = "human"
    COPIED = "copied"
    """Not translated on purpose (embeds)."""
    CONVERTED = "converted"
    """A figure alone, rewritten by rule in English notation."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Who wrote the target, precisely."""

    kind: OriginKind
    name: str = ""
    """Model name and version, memory match kind (`exact`, `context`), author."""
    detail: str = ""
    """For instance `second decoding: the first looped`."""


@dataclass(frozen=True, slots=True)
class Attention:
    """Soft word alignment of one hypothesis: one row per target token.

    Kept as plain numbers, as a run holds a great many and the collector looks at every object.
    """

    source_bounds: tuple[int, ...]
    """Start and end of each source token in the source text, one after the other."""
    target_bounds: tuple[int, ...]
    """Start and end of each target token in the hypothesis' text."""
    levels: bytes
    """Weights in 255ths, row by row, one byte each; a row sums to at most 255 (the end token is
    left out)."""

    @classmethod
    def between(cls, source: Iterable[Span], target: Iterable[Span], levels: bytes) -> Attention:
        """Return the attention between those tokens."""
        return cls(bounds(source), bounds(target), levels)

    @classmethod
    def of(
        cls, source: Iterable[Span], target: Iterable[Span], rows: Iterable[Iterable[float]]
    ) -> Attention:
        """Return the attention with weights of 0 to 1, rounded down to 255ths."""
        levels = bytes(int(255 * weight + 1e-6) for row in rows for weight in row)
        return cls.between(source, target, levels)

    @property
    def source(self) -> tuple[Span, ...]:
        """Spans of the source tokens in the source text."""
        return spans_of(self.source_bounds)

    @property
    def target(self) -> tuple[Span, ...]:
        """Spans of the target tokens in the hypothesis' text."""
        return spans_of(self.target_bounds)

    @property
    def weights(self) -> tuple[tuple[float, ...], ...]:
        """The weights, 0 to 1, shape (target tokens, source tokens)."""
        return tuple(self.row(index) for index in range(len(self.target_bounds) // 2))

    def row(self, index: int) -> tuple[float, ...]:
        """Return the weights, 0 to 1, of one target token."""
        return tuple(level / 255 for level in self.row_levels(index))

    def row_levels(self, index: int) -> bytes:
        """Return the weights, in 255ths, of one target token."""
        width = len(self.source_bounds) // 2
        return self.levels[index * width : (index + 1) * width]

    def onto(self, target: Iterable[Span]) -> Attention:
        """Return the same attention with the target tokens in other places."""
        return replace(self, target_bounds=bounds(target))


def bounds(spans: Iterable[Span]) -> tuple[int, ...]:
    """Return start and end of each span, one after the other."""
    return tuple(edge for span in spans for edge in (span.start, span.end))


def spans_of(edges: tuple[int, ...]) -> tuple[Span, ...]:
    """Return the spans that `bounds` took apart."""
    return tuple(map(Span, edges[::2], edges[1::2]))


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One candidate translation of the engine."""

    text: str
    score: float
    """Mean log-probability per token (natural logarithm), 0 is certain."""
    attention: Attention | None = None
    detail: str = ""
    """How it was decoded, when not by the default settings."""


@dataclass(frozen=True, slots=True)
class TranslationUnit:
    """One row of the side-by-side: normally one sentence and its English.

    An aligned human translation may join several segments in a unit, or have none (an addition).
    """

    segments: tuple[Segment, ...]
    target: str
    state: UnitState
    origin: Origin
    score: float | None = None
    """Mean log-probability of the target under the engine, if the engine wrote it."""
    hypotheses: tuple[Hypothesis, ...] = ()
    """What the engine offered, best first; not kept in the artefacts."""
    hits: tuple[TermHit, ...] = ()
    findings: tuple[Finding, ...] = ()
    confidence: float | None = None
    """Of the alignment, 0..1; None where units are aligned by construction."""
    note: str = ""
    """Remark for the reviewer."""
    key: str = ""
    """Id of a unit that has no source segment; unused otherwise."""
    marks: tuple[Mark, ...] = ()
    """Inline formatting of the target; offsets in `target`."""

    def __post_init__(self) -> None:
        if (self.state is UnitState.NEW) != (not self.target):
            raise ValueError(f"unit {self.id}: state {self.state} and target disagree")

    @property
    def id(self) -> str:
        """The first segment's id; for an addition without any source, `key`."""
        return self.segments[0].id if self.segments else self.key

    @property
    def source(self) -> str:
        """The French of the unit; several segments are joined by one space."""
        return " ".join(segment.text for segment in self.segments)


@dataclass(frozen=True, slots=True)
class EngineInfo:
    """What translated, for the run record and the heading of every export."""

    name: str
    """`argos`, `identity`."""
    model: str
    """Package name, for instance `translate-fr_en-1_9`."""
    version: str
    sha256: str
    """Of the model's weights; empty for engines without any."""
    device: str = "cpu"
    """Device actually used."""
    compute_type: str = ""
    """Compute type actually used, for instance `int8_float32`."""
    figures: tuple[tuple[str, str], ...] = ()
    """From the model card: (`newstest2013 BLEU`, `27.1`)..."""


@dataclass(frozen=True, slots=True)
class Translation:
    """A segmentation and its units, in reading order, that cover its segments once each."""

    segmentation: Segmentation
    units: tuple[TranslationUnit, ...]
    engine: EngineInfo

    def __post_init__(self) -> None:
        covered = tuple(segment for unit in self.units for segment in unit.segments)
        if covered != self.segmentation.segments:
            raise ValueError("the units do not cover the segments once each, in order")
