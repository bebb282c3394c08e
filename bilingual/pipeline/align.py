"""Stage: lay a translation beside its source, by construction or by an aligner."""

from __future__ import annotations

from collections.abc import Sequence

from bilingual.model.bead import Bead, Bitext, check_partition
from bilingual.model.ports import Aligner
from bilingual.model.unit import Translation


def side_by_side(translation: Translation) -> Bitext:
    """Return the bitext of a translation whose units already pair source and target.

    One bead per unit, in order; a unit without English has no target in its bead. The score is the
    unit's alignment confidence, 1 where it was aligned by construction.
    """
    beads: list[Bead] = []
    targets: list[str] = []
    reached = 0
    for unit in translation.units:
        source = tuple(range(reached, reached + len(unit.segments)))
        reached += len(unit.segments)
        target: tuple[int, ...] = ()
        if unit.target:
            target = (len(targets),)
            targets.append(unit.target)
        beads.append(Bead(source, target, 1.0 if unit.confidence is None else unit.confidence))
    return Bitext(translation, tuple(beads), tuple(targets))


def align_texts(source: Sequence[str], target: Sequence[str], aligner: Aligner) -> list[Bead]:
    """Return the aligner's beads, checked: in order, each sentence of both sides in one bead.

    Raises:
        ValueError: the aligner broke its promise (a defect of the aligner, not of the texts).
    """
    beads = aligner.align(source, target)
    check_partition(tuple(beads), len(source), len(target))
    return beads
