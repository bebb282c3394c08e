"""Set the aligners' weights on gold alignments.

The weights maximise the log-likelihood of the gold chains under the semi-Markov chain of
`bilingual.aligners.chain`, with a Gaussian prior, by L-BFGS. Only nodes near the gold chain
compete, and texts are cut into stretches that are walked side by side, which makes a round of
training take a fraction of a second.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bilingual.aligners.band import around
from bilingual.aligners.chain import SHAPES, Shape
from bilingual.aligners.features import CLASSES, Channel, Grid
from bilingual.aligners.weighing import observe
from bilingual.model.bead import Bead
from evaluation.alignment.gold import Gold, Pair, single_nulls

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
Move = tuple[FloatArray, FloatArray]
"""A step of the weights and what it did to the gradient."""
PRIOR = 10.0
"""Inverse variance of the weights, features scaled to a mean square of one. Six novels
are few for forty weights."""
LEVELS = tuple(dict.fromkeys(CLASSES.values()))
"""Features that say no more than a bead's shape; the first of the grid's."""
LOOSE = 0.1
"""The same for those: they are levels that all else starts from, and have no reason to be small."""
RADIUS = 4
"""Nodes to each side of the gold chain that compete: the rest is never close."""
STRETCH = 48
"""Source sentences of a stretch, about."""
GROUPS = 3
"""Batches by width: less padding."""
ROUNDS = 60
MEMORY = 30
"""Moves from which L-BFGS judges the curvature."""
WIDE = tuple(shape for shape in SHAPES if shape[0])
"""Beads that move to another row."""
NOTHING = -1e30
"""Log-weight of what cannot be; finite, so that sums stay numbers."""


@dataclass(slots=True, eq=False)
class Stretch:
    """A part of a gold text between two gold beads."""

    text: str
    """Name of the text."""
    lo: IntArray
    """shape (rows,): first column of each row, counted from the stretch's first node."""
    hi: IntArray
    columns: int
    """Target sentences."""
    ends: dict[Shape, tuple[IntArray, IntArray]]
    """Row and place in the row of the nodes where a bead may end."""
    features: dict[Shape, npt.NDArray[np.float32]]
    """shape (nodes, names), of the beads that end there."""
    wanted: FloatArray
    """shape (beads, names): features of the gold beads."""

    @property
    def width(self) -> int:
        """Nodes of the longest row."""
        return int((self.hi - self.lo).max())


def stretches(
    gold: Gold, channels: Sequence[Channel], first: Sequence[Bead] = ()
) -> tuple[list[Stretch], list[str]]:
    """Return a gold text's stretches with their features, and the features' names.

    Args:
        gold: the text.
        channels: its evidence.
        first: what the first pass found, where the second is to be trained.
    """
    steps = [step for bead in single_nulls(gold.beads) for step in searchable(bead)]
    ends = np.cumsum([(0, 0), *steps], axis=0)
    sided = [(int(i), int(j)) for (i, j), (a, b) in zip(ends[1:], steps, strict=True) if a and b]
    band = around(sided, len(gold.source), len(gold.target), RADIUS)
    grid = Grid(channels, gold.source, gold.target, band)
    if first:
        observe(grid, first)
    offsets = band.offsets()
    found, start = [], 0
    while start < len(steps):
        stop = start + 1
        while stop < len(steps) and ends[stop][0] - ends[start][0] < STRETCH:
            stop += 1
        (i0, j0), (i1, j1) = ends[start], ends[stop]
        lo = np.maximum(band.lo[i0 : i1 + 1] - j0, 0)
        hi = np.minimum(band.hi[i0 : i1 + 1] - j0, j1 - j0 + 1)
        every = np.nonzero(np.arange(int((hi - lo).max())) < (hi - lo)[:, None])
        can, features = {}, {}
        for shape in SHAPES:
            rows, places = every
            columns = places + lo[rows]
            fits = (rows >= shape[0]) & (columns >= shape[1])
            rows, places, columns = rows[fits], places[fits], columns[fits]
            nodes = offsets[rows + i0] + columns + j0 - band.lo[rows + i0]
            can[shape] = rows, places
            features[shape] = grid.features(shape, nodes).astype(np.float32)
        walked = [
            grid.features(shape, np.array([offsets[i] + j - band.lo[i]]))[0]
            for (i, j), shape in zip(ends[start + 1 : stop + 1], steps[start:stop], strict=True)
        ]
        size = int(j1 - j0)
        found.append(Stretch(gold.name, lo, hi, size, can, features, np.stack(walked)))
        start = stop
    return found, grid.names


def searchable(bead: Pair | Shape) -> list[Shape]:
    """Return the shape of a bead, or of halves (of halves) that are searched: one bead in 300."""
    a, b = (side if isinstance(side, int) else len(side) for side in bead)
    if (a, b) in SHAPES:
        return [(a, b)]
    left, right = (a + 1) // 2, (b + 1) // 2
    return searchable((left, right)) + searchable((a - left, b - right))


class Batch:
    """Stretches padded to one size, walked side by side.

    A cell is a place in a row of a stretch; cells are numbered row by row, then stretch by stretch,
    and one more stands for whatever lies outside.
    """

    def __init__(self, parts: Sequence[Stretch]) -> None:
        self._rows, self._width = max(len(p.lo) for p in parts), max(p.width for p in parts)
        self._count = len(parts)
        self._cells = self._rows * self._count * self._width
        numbers = np.arange(self._count)
        last = np.array([len(part.lo) - 1 for part in parts])
        # shape (rows, stretches)
        self._lo = np.stack(
            [np.pad(p.lo, (0, self._rows - len(p.lo)), mode="edge") for p in parts], axis=1
        )
        exits = np.array([part.columns for part in parts]) - self._lo[last, numbers]
        self._start = numbers * self._width
        self._end = (last * self._count + numbers) * self._width + exits
        self._inside = np.zeros(self._cells, bool)
        self._nodes, self._features, self._names = {}, {}, {}
        for shape in SHAPES:
            table = np.concatenate([part.features[shape] for part in parts])
            self._names[shape] = np.flatnonzero(table.any(axis=0))
            self._features[shape] = np.ascontiguousarray(table[:, self._names[shape]])
            places = [
                (row * self._count + number) * self._width + place
                for number, part in enumerate(parts)
                for row, place in [part.ends[shape]]
            ]
            self._nodes[shape] = np.concatenate(places)
            self._inside[self._nodes[shape]] = True
        self._inside[self._start] = True
        before = {(a, b): self._shifted(-a, -b) for a, b in SHAPES}
        self._before = {shape: before[shape][self._nodes[shape]] for shape in SHAPES}
        self._owner = {s: n // self._width % self._count for s, n in self._nodes.items()}
        size = self._count * self._width
        forth = [before[shape].reshape(self._rows, size) for shape in WIDE]
        self._arriving = np.stack(forth, axis=1)
        """shape (rows, wide shapes, cells of a row): where a bead starts that ends here."""
        back = [self._shifted(a, b).reshape(self._rows, size) for a, b in WIDE]
        self._departing = np.stack(back, axis=1)
        self._wanted = np.concatenate([part.wanted for part in parts]).sum(axis=0)

    def _shifted(self, down: int, right: int) -> npt.NDArray[np.int32]:
        """Return, shape (cells,), the cell so many sentences on; one past the last where none."""
        row = np.arange(self._rows)
        other = np.clip(row + down, 0, self._rows - 1)
        shift = (self._lo - self._lo[other] + right)[:, :, None]
        place = np.arange(self._width) + shift
        fits = (place >= 0) & (place < self._width) & (row + down == other)[:, None, None]
        first = (other[:, None] * self._count + np.arange(self._count)) * self._width
        return np.where(fits, first[:, :, None] + place, self._cells).ravel().astype(np.int32)

    def likelihood(self, weights: FloatArray) -> tuple[float, FloatArray]:
        """Return the log-likelihood of the gold chains and its gradient."""
        light = weights.astype(np.float32)
        scores = {
            shape: (table @ light[self._names[shape]]).astype(float)
            for shape, table in self._features.items()
        }
        size = self._count * self._width
        wide = np.full((self._rows, len(WIDE), size), NOTHING)
        for number, shape in enumerate(WIDE):
            row, cell = np.divmod(self._nodes[shape], size)
            wide[row, number, cell] = scores[shape]
        across = np.zeros(self._cells)
        across[self._nodes[0, 1]] = scores[0, 1]
        across.reshape(-1, self._width)[:, 0] = 0.0
        level = np.cumsum(across.reshape(self._rows, self._count, self._width), axis=2)
        reached, leaving = self._forward(wide, level), self._backward(wide, level)
        total = reached[self._end]
        value, gradient = float(self._wanted @ weights - total.sum()), self._wanted.copy()
        for shape, score in scores.items():
            log = reached[self._before[shape]] + score + leaving[self._nodes[shape]]
            log -= total[self._owner[shape]]
            probable = np.exp(np.minimum(log, 0.0)).astype(np.float32)
            gradient[self._names[shape]] -= (probable @ self._features[shape]).astype(float)
        return value, gradient

    def _forward(self, wide: FloatArray, level: FloatArray) -> FloatArray:
        """Return, shape (cells + 1,), the log-weight of all chains that reach each cell."""
        reached = np.full(self._cells + 1, NOTHING)
        reached[self._start] = 0.0
        rows = reached[:-1].reshape(self._rows, self._count, self._width)
        inside = self._inside.reshape(rows.shape)
        for row in range(self._rows):
            if row:
                rows[row] = _log_sum(reached[self._arriving[row]] + wide[row]).reshape(
                    level[0].shape
                )
            walked = np.logaddexp.accumulate(rows[row] - level[row], axis=1) + level[row]
            rows[row] = np.where(inside[row], walked, NOTHING)
        return reached

    def _backward(self, wide: FloatArray, level: FloatArray) -> FloatArray:
        """Return, shape (cells + 1,), the log-weight of all chains from each cell to the end."""
        leaving = np.full(self._cells + 1, NOTHING)
        leaving[self._end] = 0.0
        rows = leaving[:-1].reshape(self._rows, self._count, self._width)
        inside = self._inside.reshape(rows.shape)
        deep = self._count * self._width
        for row in range(self._rows - 1, -1, -1):
            here = [leaving[self._end_of(row)]]
            for number, (a, _) in enumerate(WIDE):
                if row + a < self._rows:
                    after = np.append(wide[row + a, number] + rows[row + a].ravel(), NOTHING)
                    place = self._departing[row, number] - (row + a) * deep
                    here.append(after[np.minimum(place, deep)])
            own = _log_sum(np.stack(here)).reshape(level[0].shape)
            turned = (np.where(inside[row], own, NOTHING) + level[row])[:, ::-1]
            walked = np.logaddexp.accumulate(turned, axis=1)[:, ::-1] - level[row]
            rows[row] = np.where(inside[row], walked, NOTHING)
        return leaving

    def _end_of(self, row: int) -> IntArray:
        """Return the cells of a row, for those that are no end the one outside."""
        deep = self._count * self._width
        cells = np.arange(row * deep, (row + 1) * deep)
        return np.where(np.isin(cells, self._end), cells, self._cells)


def _log_sum(values: FloatArray) -> FloatArray:
    """Return the log of the sum of exponentials along the first axis."""
    most = values.max(axis=0)
    found: FloatArray = most + np.log(np.exp(values - most).sum(axis=0))
    return found


def fit(
    parts: Sequence[Stretch],
    start: FloatArray | None = None,
    history: list[Move] | None = None,
) -> FloatArray:
    """Return the weights of highest penalised likelihood over the stretches.

    Args:
        parts: the stretches.
        start: weights to start from.
        history: of an earlier fit, see `minimise`; this one's is added.
    """
    ordered = sorted(parts, key=lambda part: part.width)
    size = -(-len(ordered) // GROUPS)
    batches = [Batch(ordered[n : n + size]) for n in range(0, len(ordered), size)]
    walked = np.concatenate([part.wanted for part in parts])
    usual: FloatArray = np.minimum(1 / np.sqrt((walked**2).mean(axis=0) + 1e-3), 10.0)

    prior = np.full(len(usual), PRIOR)
    prior[: len(LEVELS)] = LOOSE

    def loss(point: FloatArray) -> tuple[float, FloatArray]:
        found = [batch.likelihood(point * usual) for batch in batches]
        value, gradient = sum(v for v, _ in found), np.sum([g for _, g in found], axis=0)
        return 0.5 * float(prior * point @ point) - value, prior * point - gradient * usual

    first = np.zeros(len(usual)) if start is None else start / usual
    return minimise(loss, first, ROUNDS, history) * usual


def minimise(
    loss: Callable[[FloatArray], tuple[float, FloatArray]],
    point: FloatArray,
    rounds: int,
    history: list[Move] | None = None,
) -> FloatArray:
    """Return the minimum found by L-BFGS (Nocedal & Wright, algorithm 7.5) with backtracking.

    Args:
        loss: value and gradient.
        point: where to start.
        rounds: most steps.
        history: moves over a similar loss, which spare the first steps; the new ones are added.
    """
    value, slope = loss(point)
    history = [] if history is None else history
    for _ in range(rounds):
        step = -_direction(slope, history)
        size = 1.0
        while True:
            there, down = loss(point + size * step)
            if there <= value + 1e-4 * size * (slope @ step) or size < 1e-3:
                break
            size /= 2
        moved, turned = size * step, down - slope
        if moved @ turned > 1e-10:
            history[:] = [*history[1 - MEMORY :], (moved, turned)]
        done = abs(value - there) < 3e-5 * abs(value)
        point, value, slope = point + moved, there, down
        if done:
            break
    return point


def _direction(slope: FloatArray, history: Sequence[Move]) -> FloatArray:
    """Return the inverse-Hessian estimate times the slope (two-loop recursion)."""
    found = slope.copy()
    factors = []
    for moved, turned in reversed(history):
        factor = (moved @ found) / (turned @ moved)
        found -= factor * turned
        factors.append(factor)
    if not history:
        scaled: FloatArray = found / max(1e-12, float(np.linalg.norm(slope)))
        return scaled
    moved, turned = history[-1]
    found *= (moved @ turned) / (turned @ turned)
    for (moved, turned), factor in zip(history, reversed(factors), strict=True):
        found += moved * (factor - (turned @ found) / (turned @ moved))
    return found


def fold_weights(
    parts: Sequence[Stretch], folds: int | None = None
) -> tuple[FloatArray, dict[str, FloatArray]]:
    """Return weights fitted on all texts, and for each text's name weights fitted without it.

    Args:
        parts: of all texts.
        folds: how many groups of texts; None leaves one text out at a time.
    """
    texts = list(dict.fromkeys(part.text for part in parts))
    history: list[Move] = []
    every = fit(parts, history=history)
    count = folds or len(texts)
    found = {}
    for fold in range(count):
        out = texts[fold::count]
        inside = [part for part in parts if part.text not in out]
        found.update(dict.fromkeys(out, fit(inside, every, list(history))))
    return every, found
