"""Chains of beads: the best one, and how probable each bead is.

A semi-Markov chain over the nodes of a band (Sarawagi & Cohen 2004): a bead takes the chain from
node (i - a, j - b) to (i, j) and has a score there, a log-weight. Dynamic programming by rows;
within a row only 0-1 beads move, which is an accumulated maximum (or log-sum).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from bilingual.aligners.band import Band

Shape = tuple[int, int]
FloatArray = npt.NDArray[np.float64]
Scores = Mapping[Shape, FloatArray]
"""Shape of bead -> log-weight at the node where it ends, shape (nodes,); -inf: not allowed."""

SHAPES: tuple[Shape, ...] = (
    (1, 0),
    (0, 1),
    (1, 1),
    (1, 2),
    (2, 1),
    (1, 3),
    (3, 1),
    (1, 4),
    (4, 1),
    (2, 2),
    (2, 3),
    (3, 2),
)
"""Beads that are searched: what gold alignments of novels and news hold but for 0.5 %."""

BEAD = 0.49
"""What a bead costs, in right beads: half the F1 to be expected, .96 in novels and .99 in news."""
ALONE = 0.4
"""What leaving a sentence alone costs; its gain is half its probability. By F1 alone it would cost
as much as any bead, but then many omissions that are likely would hide in a neighbour's bead."""
LEAST = 0.1
"""Probability below which two sides are never joined: rather nothing than nonsense."""


def forward(scores: Scores, band: Band, *, best: bool) -> FloatArray:
    """Return for each node the log-weight of all chains that reach it, or of the best one.

    shape (nodes,); -inf where no chain does.
    """
    join = np.maximum if best else np.logaddexp
    offsets, lo, hi = band.offsets(), band.lo, band.hi
    reached = np.full(offsets[-1], -np.inf)
    across = scores[0, 1]
    wide = [(a, b, scores[a, b]) for a, b in scores if a]
    for i in range(len(lo)):
        row = reached[offsets[i] : offsets[i + 1]]
        if i == 0:
            row[0] = 0.0
        for a, b, score in wide:
            if a > i:
                continue
            left, right = max(lo[i], lo[i - a] + b), min(hi[i], hi[i - a] + b)
            if left >= right:
                continue
            start, size = left - lo[i], right - left
            before = offsets[i - a] + left - b - lo[i - a]
            arriving = reached[before : before + size] + score[offsets[i] + start :][:size]
            row[start : start + size] = join(row[start : start + size], arriving)
        steps = across[offsets[i] : offsets[i + 1]].copy()
        steps[0] = 0.0
        level = np.cumsum(steps)
        row[:] = join.accumulate(row - level) + level
    return reached


def mirrored(scores: Scores, band: Band) -> tuple[dict[Shape, FloatArray], Band]:
    """Return scores and band of the same chains walked from the end to the start.

    A bead of the mirror ends where the bead of the original starts.
    """
    m = band.targets
    flipped = Band((m + 1 - band.hi)[::-1].copy(), (m + 1 - band.lo)[::-1].copy())
    turned = {}
    for (a, b), score in scores.items():
        values = score[::-1]
        turned[a, b] = _shifted(values, flipped, a, b)
    return turned, flipped


def _shifted(values: FloatArray, band: Band, a: int, b: int) -> FloatArray:
    """Return the array whose node (i, j) holds the value of node (i - a, j - b), -inf outside."""
    i, j = band.nodes()
    source, target = i - a, j - b
    inside = (source >= 0) & (target >= 0)
    source = np.where(inside, source, 0)
    inside &= (target >= band.lo[source]) & (target < band.hi[source])
    place = band.offsets()[source] + target - band.lo[source]
    return np.where(inside, values[np.where(inside, place, 0)], -np.inf)


def posteriors(scores: Scores, band: Band) -> tuple[dict[Shape, FloatArray], float]:
    """Return each bead's probability, where it ends, given the whole band, and the log-partition.

    Shapes as in `scores`.
    """
    reached = forward(scores, band, best=False)
    leaving = forward(*mirrored(scores, band), best=False)[::-1]
    total = reached[-1]
    found = {}
    for (a, b), score in scores.items():
        with np.errstate(invalid="ignore"):
            log = _shifted(reached, band, a, b) + score + leaving - total
        found[a, b] = np.exp(np.where(np.isnan(log), -np.inf, log))
    return found, float(total)


def best_chain(scores: Scores, band: Band) -> list[tuple[int, int, Shape]]:
    """Return the beads (i, j, shape) of the best chain, in order; each ends at node (i, j).

    Ties go to the shape that comes first in `SHAPES`.
    """
    reached = forward(scores, band, best=True)
    offsets, lo, hi = band.offsets(), band.lo, band.hi
    i, j = band.sources, band.targets
    chain = []
    while i or j:
        node = offsets[i] + j - lo[i]
        options = []
        for a, b in scores:
            if a <= i and b <= j and lo[i - a] <= j - b < hi[i - a]:
                before = reached[offsets[i - a] + j - b - lo[i - a]]
                options.append((before + scores[a, b][node], (a, b)))
        shape = max(options, key=lambda option: option[0])[1]
        chain.append((i, j, shape))
        i, j = i - shape[0], j - shape[1]
    return chain[::-1]


def likeliest(probable: Scores, band: Band) -> list[tuple[int, int, Shape]]:
    """Return the chain of most beads that are right: highest expected F1 to first order.

    The best chain as a whole may hold beads that are not probable by themselves; what is measured
    and read is each bead (Goodman 1996, "Parsing Algorithms and Metrics"). A bead with both sides
    that is right adds to precision and recall, a null bead to precision only, and each bead costs
    what one more does to precision.

    Args:
        probable: of each bead where it ends; see `posteriors` and `anywhere`.
        band: where the probabilities stand.
    """
    worth = {
        shape: np.where(values < LEAST, -float(sum(shape)), values - BEAD)
        if all(shape)
        else values / 2 - ALONE
        for shape, values in probable.items()
    }
    return best_chain(worth, band)


def anywhere(probable: Scores, band: Band) -> dict[Shape, FloatArray]:
    """Return the same with null beads pooled: how probable it is that a sentence stays alone.

    Where an omission meets an addition, either may come first, and the chain's probability is
    split between the orders, though they say the same.
    """
    i, j = band.nodes()
    rows, columns = np.zeros(band.sources + 1), np.zeros(band.targets + 1)
    np.add.at(rows, i, probable[1, 0])
    np.add.at(columns, j, probable[0, 1])
    return {**probable, (1, 0): rows[i], (0, 1): columns[j]}
