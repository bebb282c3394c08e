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
from bilingual.aligners.features import Channel, Grid
from evaluation.alignment.gold import Gold, Pair, single_nulls

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
PRIOR = 0.1
"""Inverse variance of the weights, features scaled to a mean square of one."""
RADIUS = 4
"""Nodes to each side of the gold chain that compete: the rest is never close."""
STRETCH = 48
"""Source sentences of a stretch, about."""
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
    features: dict[Shape, FloatArray]
    """shape (rows, width, names)."""
    allowed: dict[Shape, npt.NDArray[np.bool_]]
    """shape (rows, width)."""
    path: list[tuple[Shape, int, int]]
    """Shape, row and place of the gold beads' ends."""
    start: tuple[int, int]
    """Source and target sentence at which the stretch starts."""

    def wanted(self) -> FloatArray:
        """Return, shape (beads, names), the features of the gold beads."""
        return np.stack([self.features[shape][row, place] for shape, row, place in self.path])


def stretches(gold: Gold, channels: Sequence[Channel]) -> tuple[list[Stretch], list[str]]:
    """Return a gold text's stretches with their features, and the features' names."""
    steps = [step for bead in single_nulls(gold.beads) for step in _searchable(bead)]
    ends = np.cumsum([(0, 0), *steps], axis=0)
    sided = [(int(i), int(j)) for (i, j), (a, b) in zip(ends[1:], steps, strict=True) if a and b]
    band = around(sided, len(gold.source), len(gold.target), RADIUS)
    grid = Grid(channels, gold.source, gold.target, band)
    alone = sum(not all(step) for step in steps)
    pairs = [(s[0], t[0]) for s, t in gold.beads if len(s) == len(t) == 1]
    grid.observe(pairs, alone, len(steps))
    offsets = band.offsets()
    found, start = [], 0
    while start < len(steps):
        stop = start + 1
        while stop < len(steps) and ends[stop][0] - ends[start][0] < STRETCH:
            stop += 1
        (i0, j0), (i1, j1) = ends[start], ends[stop]
        lo = np.maximum(band.lo[i0 : i1 + 1] - j0, 0)
        hi = np.minimum(band.hi[i0 : i1 + 1] - j0, j1 - j0 + 1)
        width = int((hi - lo).max())
        features, allowed = {}, {}
        for shape in SHAPES:
            rows, places = np.nonzero(np.arange(width) < (hi - lo)[:, None])
            columns = places + lo[rows]
            fits = (rows >= shape[0]) & (columns >= shape[1])
            rows, places, columns = rows[fits], places[fits], columns[fits]
            nodes = offsets[rows + i0] + columns + j0 - band.lo[rows + i0]
            table = np.zeros((len(lo), width, len(grid.names)))
            table[rows, places] = grid.features(shape, nodes)
            can = np.zeros((len(lo), width), bool)
            can[rows, places] = True
            features[shape], allowed[shape] = table, can
        path = [
            (shape, int(i - i0), int(j - j0 - lo[i - i0]))
            for (i, j), shape in zip(ends[start + 1 : stop + 1], steps[start:stop], strict=True)
        ]
        size, place = int(j1 - j0), (int(i0), int(j0))
        found.append(Stretch(gold.name, lo, hi, size, features, allowed, path, place))
        start = stop
    return found, grid.names


def _searchable(bead: Pair) -> list[Shape]:
    """Return the bead's shape, or shapes that are searched and make it up (one bead in 300)."""
    a, b = len(bead[0]), len(bead[1])
    steps = []
    while (a, b) not in SHAPES:
        step = (1, 1) if a and b else (1, 0) if a else (0, 1)
        steps.append(step)
        a, b = a - step[0], b - step[1]
    return [*steps, (a, b)]


class Batch:
    """Stretches padded to one size, walked side by side."""

    def __init__(self, parts: Sequence[Stretch]) -> None:
        rows = max(len(part.lo) for part in parts)
        width = max(int((part.hi - part.lo).max()) for part in parts)
        names = parts[0].features[1, 1].shape[-1]
        self._shape = (len(parts), rows, width)
        self._last = np.array([len(part.lo) - 1 for part in parts])
        self._lo = np.stack([np.pad(p.lo, (0, rows - len(p.lo)), mode="edge") for p in parts])
        self._exit = np.array([part.columns for part in parts]) - self._lo[:, -1]
        self._features, self._blocked = {}, {}
        for shape in SHAPES:
            table = np.zeros((*self._shape, names), np.float32)
            blocked = np.full(self._shape, NOTHING)
            for number, part in enumerate(parts):
                r, w = part.allowed[shape].shape
                table[number, :r, :w] = part.features[shape]
                blocked[number, :r, :w][part.allowed[shape]] = 0.0
            self._features[shape] = table.reshape(-1, names)
            self._blocked[shape] = blocked
        walked = np.concatenate([part.wanted() for part in parts])
        self.wanted: FloatArray = walked.sum(axis=0)
        self.scale: FloatArray = np.minimum(1 / np.sqrt((walked**2).mean(axis=0) + 1e-3), 10.0)
        """Of each feature, so that its mean square over the gold beads is one."""

    def likelihood(self, weights: FloatArray) -> tuple[float, FloatArray]:
        """Return the log-likelihood of the gold chains and its gradient."""
        light = weights.astype(np.float32)
        scores = {
            shape: (table @ light).astype(float).reshape(self._shape) + self._blocked[shape]
            for shape, table in self._features.items()
        }
        reached, leaving = self._forward(scores), self._backward(scores)
        every = np.arange(self._shape[0])
        total = reached[every, self._last, self._exit]
        value, gradient = float(self.wanted @ weights - total.sum()), self.wanted.copy()
        for (a, b), score in scores.items():
            before = np.full(self._shape, NOTHING)
            for row in range(a, self._shape[1]):
                before[:, row] = self._seen(reached[:, row - a], row, row - a, -b)
            log = np.minimum(before + score + leaving - total[:, None, None], 0.0)
            probable = np.exp(log).astype(np.float32).ravel()
            gradient -= (probable @ self._features[a, b]).astype(float)
        return value, gradient

    def _seen(self, values: FloatArray, row: int, other: int, shift: int) -> FloatArray:
        """Return, for each place of `row`, the value of `other`'s place `shift` columns on."""
        width = self._shape[2]
        place = np.arange(width) + (self._lo[:, row] - self._lo[:, other] + shift)[:, None]
        inside = (place >= 0) & (place < width)
        found = np.take_along_axis(values, np.where(inside, place, 0), axis=1)
        return np.where(inside, found, NOTHING)

    def _forward(self, scores: dict[Shape, FloatArray]) -> FloatArray:
        """Return the log-weight of all chains that reach each node."""
        reached = np.full(self._shape, NOTHING)
        reached[:, 0, 0] = 0.0
        for row in range(self._shape[1]):
            here = reached[:, row]
            for (a, b), score in scores.items():
                if 0 < a <= row:
                    before = self._seen(reached[:, row - a], row, row - a, -b)
                    here = np.logaddexp(here, before + score[:, row])
            reached[:, row] = here
            for place in range(1, self._shape[2]):
                step = reached[:, row, place - 1] + scores[0, 1][:, row, place]
                reached[:, row, place] = np.logaddexp(reached[:, row, place], step)
        return reached

    def _backward(self, scores: dict[Shape, FloatArray]) -> FloatArray:
        """Return the log-weight of all chains that leave each node and reach the end."""
        count, rows, width = self._shape
        leaving = np.full(self._shape, NOTHING)
        for row in range(rows - 1, -1, -1):
            here = np.full((count, width), NOTHING)
            ending = np.flatnonzero(self._last == row)
            here[ending, self._exit[ending]] = 0.0
            for (a, b), score in scores.items():
                if a and row + a < rows:
                    after = score[:, row + a] + leaving[:, row + a]
                    here = np.logaddexp(here, self._seen(after, row, row + a, b))
            for place in range(width - 2, -1, -1):
                step = here[:, place + 1] + scores[0, 1][:, row, place + 1]
                here[:, place] = np.logaddexp(here[:, place], step)
            leaving[:, row] = here
        return leaving


def fit(parts: Sequence[Stretch], start: FloatArray | None = None, rounds: int = 60) -> FloatArray:
    """Return the weights of highest penalised likelihood over the stretches."""
    batch = Batch(parts)
    scale = batch.scale

    def loss(point: FloatArray) -> tuple[float, FloatArray]:
        value, gradient = batch.likelihood(point * scale)
        penalty = 0.5 * PRIOR * float(point @ point)
        return penalty - value, PRIOR * point - gradient * scale

    first = np.zeros(len(scale)) if start is None else start / scale
    return minimise(loss, first, rounds) * scale


def minimise(
    loss: Callable[[FloatArray], tuple[float, FloatArray]], point: FloatArray, rounds: int
) -> FloatArray:
    """Return the minimum found by L-BFGS (Nocedal & Wright, algorithm 7.5) with backtracking."""
    value, slope = loss(point)
    history: list[tuple[FloatArray, FloatArray]] = []
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
            history = [*history[-11:], (moved, turned)]
        done = abs(value - there) < 3e-5 * abs(value)
        point, value, slope = point + moved, there, down
        if done:
            break
    return point


def _direction(slope: FloatArray, history: Sequence[tuple[FloatArray, FloatArray]]) -> FloatArray:
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


def fold_weights(parts: Sequence[Stretch], folds: int | None = None) -> dict[str, FloatArray]:
    """Return, for each text's name, weights fitted without it.

    Args:
        parts: of all texts.
        folds: how many groups of texts; None leaves one text out at a time.
    """
    texts = list(dict.fromkeys(part.text for part in parts))
    start = fit(parts)
    count = folds or len(texts)
    found = {}
    for fold in range(count):
        out = texts[fold::count]
        found.update(dict.fromkeys(out, fit([p for p in parts if p.text not in out], start, 20)))
    return found
