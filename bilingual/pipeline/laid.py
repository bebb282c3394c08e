"""Makes a translation out of beads, so that every export, check and score can take it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bilingual.aligners.kinds import CHECK, kind_name
from bilingual.aligners.moved import Moved, moved
from bilingual.model.bead import Bead, Bitext
from bilingual.model.ports import Aligner
from bilingual.model.quality import Finding, Severity
from bilingual.model.unit import (
    EngineInfo,
    Origin,
    OriginKind,
    Translation,
    TranslationUnit,
    UnitState,
)
from bilingual.pipeline.align import align_texts, side_by_side
from bilingual.pipeline.pairs import Pair

HUMAN = EngineInfo("human", "existing translation", "", "", device="")
"""Stands where other bitexts name the engine that wrote the English."""
_NOTES = {
    "merge": "Merge: {0} French sentences in one English",
    "split": "Split: one French sentence in {1} English",
    "regrouped": "Regrouped: {0} French sentences in {1} English",
}


@dataclass(frozen=True, slots=True)
class Laid:
    """Two texts side by side."""

    pair: Pair
    beads: tuple[Bead, ...]
    """Over all sentences of both texts, blank lines included."""
    moved: tuple[Moved, ...]
    """Sentences whose translation stands elsewhere."""
    bitext: Bitext
    """For the exports: one unit per bead; blank lines are left out."""

    def source(self, bead: Bead) -> str:
        """Return the bead's French."""
        return " ".join(self.pair.french[i] for i in bead.source).strip()

    def target(self, bead: Bead) -> str:
        """Return the bead's English."""
        return " ".join(self.pair.english[j] for j in bead.target).strip()


def lay(pair: Pair, aligner: Aligner) -> Laid:
    """Align a pair of texts and return it side by side."""
    beads = tuple(align_texts(pair.french, pair.english, aligner))
    passages = tuple(moved(pair.french, pair.english, beads))
    return Laid(pair, beads, passages, bitext_of_beads(pair, beads, passages))


def bitext_of_beads(pair: Pair, beads: Sequence[Bead], passages: Sequence[Moved] = ()) -> Bitext:
    """Return the bitext with one unit per bead that holds any text.

    Omissions are units without English, additions units without French. What wants a look has a
    finding of the check `alignment`.
    """
    there = {passage.source: passage for passage in passages}
    back = {passage.target: passage for passage in passages}
    units: list[TranslationUnit] = []
    for bead in beads:
        unit = _unit(pair, bead, _findings(pair, bead, there, back), len(units))
        if unit is not None:
            units.append(unit)
    return side_by_side(Translation(pair.segmentation, tuple(units), HUMAN))


def _unit(
    pair: Pair, bead: Bead, findings: tuple[Finding, ...], number: int
) -> TranslationUnit | None:
    """Return a bead as a unit; None if it holds but blank lines."""
    segments = tuple(s for i in bead.source if (s := pair.segments[i]) is not None)
    english = " ".join(pair.english[j].strip() for j in bead.target).strip()
    if not segments and not english:
        return None
    state = UnitState.TRANSLATED if english else UnitState.NEW
    if english and bead.score < CHECK:
        state = UnitState.NEEDS_REVIEW
    note = _NOTES.get(kind_name(bead), "").format(len(bead.source), len(bead.target))
    digest = hashlib.sha256(f"{number}\x00{english}".encode("utf-8", "replace")).hexdigest()
    return TranslationUnit(
        segments,
        english,
        state,
        Origin(OriginKind.HUMAN),
        findings=findings,
        confidence=bead.score,
        note=note,
        key="" if segments else f"added-{digest[:8]}",
    )


def _findings(
    pair: Pair, bead: Bead, there: Mapping[int, Moved], back: Mapping[int, Moved]
) -> tuple[Finding, ...]:
    """Return what the editor should know of a bead."""
    found = [
        _finding(
            Severity.MINOR, f"Moved: its English seems to stand elsewhere: “{_start(english)}”"
        )
        for i in bead.source
        if i in there and not bead.target
        for english in [pair.english[there[i].target]]
    ]
    found += [
        _finding(Severity.MINOR, f"Moved: its French seems to stand elsewhere: “{_start(french)}”")
        for j in bead.target
        if j in back and not bead.source
        for french in [pair.french[back[j].source]]
    ]
    name = kind_name(bead)
    if not found and name == "omission":
        found.append(_finding(Severity.INFO, "Omission: the English has nothing for this"))
    if not found and name == "addition":
        found.append(_finding(Severity.INFO, "Addition: the French has nothing for this"))
    if bead.score < CHECK:
        message = f"Check: these may not belong together (confidence {bead.score:.2f})"
        if name in ("omission", "addition"):
            message = f"Check: it may belong to a neighbour (confidence {bead.score:.2f})"
        found.append(_finding(Severity.MINOR, message))
    return tuple(found)


def _finding(severity: Severity, message: str) -> Finding:
    return Finding("alignment", severity, message)


def _start(text: str) -> str:
    """Return the first words of a sentence."""
    bare = " ".join(text.split())
    return bare if len(bare) <= 60 else bare[:59].rsplit(" ", 1)[0] + "…"
