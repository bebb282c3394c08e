"""Aligns by position: sentence n with sentence n. For texts that are parallel line by line."""

from __future__ import annotations

from collections.abc import Sequence

from bilingual.model.bead import Bead


class PositionalAligner:
    """Pairs equal positions; what one side has more of stays alone at the end.

    Sides of unequal length prove that the texts are not parallel, so no pair is sure then.
    """

    name = "positional"

    def align(self, source: Sequence[str], target: Sequence[str]) -> list[Bead]:
        """Return 1-1 beads, then the longer side's rest as null beads with score 0.

        The score of the pairs is 1, or 0.5 where the sides differ in length.
        """
        common = min(len(source), len(target))
        sure = 1.0 if len(source) == len(target) else 0.5
        beads = [Bead((i,), (i,), sure) for i in range(common)]
        beads += [Bead((i,), (), 0.0) for i in range(common, len(source))]
        beads += [Bead((), (j,), 0.0) for j in range(common, len(target))]
        return beads
