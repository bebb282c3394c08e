"""The part of the (source, target) grid that is searched.

Node (i, j) says: i source and j target sentences are used up. Row i holds the nodes
`lo[i] <= j < hi[i]`; both bounds never fall, so every column is an interval of rows as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Band:
    """Rows 0..n of nodes, numbered row by row."""

    lo: IntArray
    """shape (n + 1,): first column of each row."""
    hi: IntArray
    """shape (n + 1,): one past the last column of each row."""

    @property
    def sources(self) -> int:
        """How many source sentences there are."""
        return len(self.lo) - 1

    @property
    def targets(self) -> int:
        """How many target sentences there are."""
        return int(self.hi[-1]) - 1

    def offsets(self) -> IntArray:
        """Return, shape (n + 2,), the number of each row's first node, and of all nodes."""
        return np.concatenate([[0], np.cumsum(self.hi - self.lo)])

    def nodes(self) -> tuple[IntArray, IntArray]:
        """Return i and j of every node, row by row."""
        width = self.hi - self.lo
        i = np.repeat(np.arange(len(self.lo)), width)
        j = np.arange(len(i)) - np.repeat(self.offsets()[:-1] - self.lo, width)
        return i, j

    def transposed(self) -> Band:
        """Return the same nodes with source and target exchanged."""
        columns = np.arange(self.targets + 1)
        return Band(
            np.searchsorted(self.hi, columns, side="right"),
            np.searchsorted(self.lo, columns, side="right"),
        )


def full(sources: int, targets: int) -> Band:
    """Return the band that leaves nothing out."""
    return Band(np.zeros(sources + 1, np.int64), np.full(sources + 1, targets + 1, np.int64))


def around(path: list[tuple[int, int]], sources: int, targets: int, radius: int) -> Band:
    """Return the nodes near a path of anchors.

    Args:
        path: anchors (i, j) that rise in both; the two corners are added.
        sources: sentences of the source side.
        targets: sentences of the target side.
        radius: columns searched on each side of the straight line between two anchors; where the
            line's slope is far from one, as much more as the two sides differ in length, so that
            a passage left out by one side fits anywhere between its anchors.
    """
    stops = [(0, 0), *((i, j) for i, j in path if 0 < i < sources), (sources, targets)]
    lo, hi = np.full(sources + 1, targets), np.zeros(sources + 1, np.int64)
    for (i0, j0), (i1, j1) in pairwise(stops):
        rows = np.arange(i0, i1 + 1)
        line = j0 + (rows - i0) * (j1 - j0) / max(1, i1 - i0)
        slack = radius + abs((i1 - i0) - (j1 - j0))
        lo[rows] = np.minimum(lo[rows], np.floor(line - slack).astype(np.int64))
        hi[rows] = np.maximum(hi[rows], np.ceil(line + slack).astype(np.int64) + 1)
    lo, hi = np.clip(lo, 0, targets), np.clip(hi, 1, targets + 1)
    lo[0], hi[-1] = 0, targets + 1
    return Band(np.minimum.accumulate(lo[::-1])[::-1], np.maximum.accumulate(hi))
