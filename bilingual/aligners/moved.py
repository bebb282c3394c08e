"""Passages that stand elsewhere in the other text: found among what stayed alone, never forced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bilingual.aligners.band import full
from bilingual.aligners.channels import Entries, word_channels
from bilingual.aligners.evidence import FloatArray
from bilingual.aligners.features import Grid
from bilingual.aligners.sides import frenchness
from bilingual.model.bead import Bead

ALIKE = 0.4
"""Share of both sentences' weight that the other explains, from which they count as a pair."""
MARGIN = 0.1
"""How much better than the next candidate of either sentence it must be."""
MOST = 2_000_000
"""Pairs of lonely sentences beyond which the search is left out."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A source sentence whose translation stands elsewhere."""

    source: int
    target: int
    likeness: float
    """0..1."""


def moved(source: Sequence[str], target: Sequence[str], beads: Sequence[Bead]) -> list[Moved]:
    """Return pairs among the sentences that stayed alone, by rising source index."""
    left = [i for b in beads if not b.target for i in b.source if source[i].strip()]
    right = [j for b in beads if not b.source for j in b.target if target[j].strip()]
    if not left or not right or len(left) * len(right) > MOST:
        return []
    likeness = _likeness([source[i] for i in left], [target[j] for j in right])
    found = []
    for row, i in enumerate(left):
        column = int(np.argmax(likeness[row]))
        best = float(likeness[row, column])
        others = np.concatenate(
            [np.delete(likeness[row], column), np.delete(likeness[:, column], row), [0.0]]
        )
        if best >= ALIKE and best - float(others.max()) >= MARGIN:
            found.append(Moved(i, right[column], round(best, 3)))
    return found


def _likeness(left: Sequence[str], right: Sequence[str]) -> FloatArray:
    """Return, shape (left, right), the lower of the shares that each explains of the other."""
    if frenchness(left) < frenchness(right):
        return _likeness(right, left).T
    channels = word_channels(left, right, Entries.shipped())
    grid = Grid(channels, left, right, full(len(left), len(right)))
    nodes = np.flatnonzero(grid.ends((1, 1)))
    table = grid.features((1, 1), nodes)
    shares = []
    for name in ("target", "source"):
        explained = table[:, grid.names.index(f"{name} explained")]
        everything = table[:, grid.names.index(f"{name} all")]
        shares.append(explained / np.maximum(everything, 0.3))
    lower: FloatArray = np.minimum(shares[0], shares[1]).reshape(len(left), len(right))
    return lower
