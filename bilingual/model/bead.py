"""Beads: which source sentences belong with which target sentences."""

from __future__ import annotations

from dataclasses import dataclass

from bilingual.model.unit import Translation


@dataclass(frozen=True, slots=True)
class Bead:
    """One match of an alignment; indices are 0-based over the sentences of each side."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    score: float
    """Confidence, 0..1; 1 where aligned by construction."""

    def __post_init__(self) -> None:
        if not self.source and not self.target:
            raise ValueError("a bead has at least one side")

    @property
    def kind(self) -> str:
        """`1-1`, `2-1`, `1-0`..."""
        return f"{len(self.source)}-{len(self.target)}"


def check_partition(beads: tuple[Bead, ...], sources: int, targets: int) -> None:
    """Raise ValueError unless the beads cover 0..sources-1 and 0..targets-1 once each, in order."""
    if [i for bead in beads for i in bead.source] != list(range(sources)):
        raise ValueError("the beads do not partition the source side in order")
    if [j for bead in beads for j in bead.target] != list(range(targets)):
        raise ValueError("the beads do not partition the target side in order")


@dataclass(frozen=True, slots=True)
class Bitext:
    """A translation laid side by side: one bead per unit."""

    translation: Translation
    beads: tuple[Bead, ...]
    targets: tuple[str, ...]
    """Target sentences, over which the beads' target indices count."""

    def __post_init__(self) -> None:
        check_partition(self.beads, len(self.translation.segmentation.segments), len(self.targets))
        if len(self.beads) != len(self.translation.units):
            raise ValueError("a bitext has one bead per unit")
