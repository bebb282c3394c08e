"""What an implementation of each kind has to offer.

Contract suites in tests/contract run over every implementation that the registry finds, so a plugin
is tested by existing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bilingual.model.bead import Bead
from bilingual.model.document import Block, Document, Source
from bilingual.model.quality import Finding
from bilingual.model.review import Review
from bilingual.model.span import Span
from bilingual.model.unit import EngineInfo, Hypothesis, TranslationUnit


@dataclass(frozen=True, slots=True)
class Decoding:
    """How the engine searches."""

    beam: int = 4
    hypotheses: int = 1
    """How many of the beam to return, best first; at most `beam`."""
    attention: bool = False
    """Whether hypotheses carry their attention."""
    length_penalty: float = 0.2
    no_repeat_ngram: int = 0
    """Forbid repeating n-grams of this many tokens; 0 allows all."""
    repetition_penalty: float = 1.0


class Engine(Protocol):
    """Translates lists of sentences. Order in, order out; no state between calls."""

    def info(self) -> EngineInfo:
        """Say what translates; opens the model if need be."""
        ...

    def translate(self, texts: Sequence[str], decoding: Decoding) -> list[tuple[Hypothesis, ...]]:
        """Return the hypotheses of each text, best first, at least one each."""
        ...

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """Return the mean log-probability per token of each (source, target)."""
        ...


@dataclass(frozen=True, slots=True)
class Recalled:
    """A translation that people already approved."""

    target: str
    kind: str
    """`context` (the neighbours agree too) or `exact`."""
    author: str = ""
    date: str = ""
    """ISO day of the last change."""
    document: str = ""
    """Where it comes from."""


class Recall(Protocol):
    """Finds approved translations; the translation memory is one."""

    def recall(self, source: str, before: str, after: str) -> Recalled | None:
        """Return the approved English of `source`, given its neighbours' French, if any."""
        ...


class Segmenter(Protocol):
    """Finds sentences in one block of text."""

    name: str

    def spans(self, text: str) -> list[Span]:
        """Return the sentences' spans: in order, disjoint, only white space between them."""
        ...


class Aligner(Protocol):
    """Matches the sentences of two texts."""

    name: str

    def align(self, source: Sequence[str], target: Sequence[str]) -> list[Bead]:
        """Return monotone beads that partition both sides."""
        ...


class Check(Protocol):
    """Looks for one kind of problem in a unit."""

    name: str

    def __call__(self, unit: TranslationUnit) -> list[Finding]:
        """Return the findings, in order of place; spans lie inside the unit's texts."""
        ...


class Reader(Protocol):
    """Reads one file format."""

    media_type: str
    suffixes: tuple[str, ...]

    def read(self, data: bytes, source: Source, lang: str) -> Document:
        """Return the document; `InputError` if the bytes are not of this format."""
        ...


class Writer(Protocol):
    """Writes one export of a review. Same review, same bytes."""

    name: str
    suffix: str
    """Appended to `<stem>.fr-en`, for instance `.docx`."""

    def write(self, review: Review) -> bytes:
        """Return the whole file."""
        ...


class CleaningRule(Protocol):
    """Judges the blocks of one document (and may know what recurs in the run)."""

    name: str

    def judge(
        self, blocks: Sequence[Block], gone: frozenset[int], recurring: frozenset[str]
    ) -> dict[int, str]:
        """Return index -> reason for the blocks to take out.

        Args:
            blocks: all blocks of the document, those already taken out included.
            gone: indexes that earlier rules took out; their neighbours are evidence.
            recurring: keys (`text.normalize.key`) of lines that several documents of the run have.

        """
        ...
