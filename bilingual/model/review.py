"""The last stage: a checked and scored bitext, and the facts of the run that made it."""

from __future__ import annotations

from dataclasses import dataclass

from bilingual.model.bead import Bitext
from bilingual.model.document import Document
from bilingual.model.quality import Finding, Score
from bilingual.model.unit import EngineInfo, TranslationUnit


@dataclass(frozen=True, slots=True)
class GlossaryInfo:
    """Which term base was in force."""

    name: str
    """File names, joined by ` + `."""
    sha256: str
    terms: int


@dataclass(frozen=True, slots=True)
class RunRecord:
    """Facts of the run, the same in every export. Holds no clock reading finer than a day."""

    date: str
    """ISO day; kept from the first run while nothing changed, `SOURCE_DATE_EPOCH` honoured."""
    version: str
    """Of this program."""
    engine: EngineInfo
    glossary: GlossaryInfo | None
    settings: tuple[tuple[str, str], ...] = ()
    """What is in force and not the default, sorted by name."""
    libraries: tuple[tuple[str, str], ...] = ()
    """Name and version of what decides the output."""


@dataclass(frozen=True, slots=True)
class Review:
    """What the writers get: one document, side by side, checked and scored."""

    bitext: Bitext
    scores: tuple[Score, ...]
    findings: tuple[Finding, ...]
    """Of the document as a whole (consistency...); those of a unit are in the unit."""
    run: RunRecord
    remarks: tuple[str, ...] = ()
    """Plain sentences for the last page, such as `No reference was given: ...`."""

    @property
    def document(self) -> Document:
        """The source document (after cleaning; its edits say what went)."""
        return self.bitext.translation.segmentation.document

    @property
    def units(self) -> tuple[TranslationUnit, ...]:
        """The units, in reading order."""
        return self.bitext.translation.units
