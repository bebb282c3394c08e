"""What speaks for and against a bead, as numbers, at every node of a band where it may end."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bilingual.aligners.band import Band, IntArray
from bilingual.aligners.chain import Shape
from bilingual.aligners.cuts import cuts
from bilingual.aligners.evidence import Explained, FloatArray, Words, masses

MARKS = ("?", "!", '"«»“”', ":;", "()", "0123456789")
"""Characters whose counts are compared between the sides of a bead."""
CLASSES: dict[Shape, str] = {
    (1, 1): "1-1",
    (1, 2): "1-2",
    (2, 1): "1-2",
    (1, 3): "1-3",
    (3, 1): "1-3",
    (1, 4): "1-4",
    (4, 1): "1-4",
    (2, 2): "2-2",
    (2, 3): "2-3",
    (3, 2): "2-3",
}
"""Shapes that share one weight, both ways round; null beads are the level that all stand above."""
CUTS = ("pause", "lower", "speech", "closing")
"""Properties of a cut in which the two sides should agree where a bead starts and ends."""
USUAL = 0.5
"""Share of a channel's weight that is explained in a true pair, until a text shows its own."""
PATIENCE = 300.0
"""Weight (about ten sentences) for which the usual share stands when a text shows its own."""
CHUNK = 1 << 16
"""Nodes whose features are held at once: 15 MB."""


@dataclass(frozen=True, slots=True, eq=False)
class Channel:
    """One comparison: the words of one side against what the other side's sentences explain."""

    name: str
    """In the names of its weights."""
    forward: bool
    """True: target words explained by source sentences; False: the other way round."""
    words: Words
    explained: Explained


class Grid:
    """Features of the beads that end at the nodes of a band."""

    def __init__(
        self, channels: Sequence[Channel], source: Sequence[str], target: Sequence[str], band: Band
    ) -> None:
        self.band = band
        self._channels = channels
        self._i, self._j = band.nodes()
        turned = band.transposed()
        self._masses = [
            masses(c.explained, c.words, band if c.forward else turned) for c in channels
        ]
        self._weights = [_running(c.words.totals()) for c in channels]
        self._lengths = [_running(_lengths(side)) for side in (source, target)]
        self._marks = [_running(_marks(side)) for side in (source, target)]
        self._cuts = [cuts(side) for side in (source, target)]
        self._inner = [
            {
                "open": _running(1 - cut.pause[1:]),
                "lower": _running(cut.lower[1:]),
                "exclaimed": _running(cut.exclaimed[1:]),
            }
            for cut in self._cuts
        ]
        whole_source, whole_target = (float(running[-1]) for running in self._lengths)
        self._ratio = (whole_target + 500) / (whole_source + 540)
        """Target characters per source character, drawn to English for French while few."""
        self.rates: dict[str, float] = {c.name: USUAL for c in channels}
        """Channel -> share of its weight that is explained in a true pair of this text; literal
        translations reach 0.8, novels 0.4. See `observe`."""
        self.null_rate = 0.0
        """How much more often than in one bead of twelve a sentence stays alone, in nats."""

    @property
    def names(self) -> list[str]:
        """What each column of `features` is called."""
        found = list(dict.fromkeys(CLASSES.values()))
        for channel in self._channels:
            found += [f"{channel.name} {what}" for what in ("explained", "all", "excess", "lack")]
        found += ["length", "length squared", "length deviation"]
        found += [f"mark {group}" for group in MARKS]
        found += [f"cut {what}" for what in CUTS]
        found += [f"inner {what}" for what in self._inner[0]]
        return [*found, "null length", "null log length", "null source", "null rate"]

    def ends(self, shape: Shape) -> npt.NDArray[np.bool_]:
        """Return, shape (nodes,), where a bead of that shape can end."""
        allowed: npt.NDArray[np.bool_] = (self._i >= shape[0]) & (self._j >= shape[1])
        return allowed

    def features(self, shape: Shape, nodes: IntArray) -> FloatArray:
        """Return, shape (nodes, names), the features of a bead that ends at those nodes."""
        columns = self._columns(shape, nodes)
        found = np.zeros((len(nodes), len(self.names)))
        for number, name in enumerate(self.names):
            if name in columns:
                found[:, number] = columns[name]
        return found

    def _columns(self, shape: Shape, nodes: IntArray) -> dict[str, FloatArray]:
        """Return those features that can differ from zero, by name."""
        i, j = self._i[nodes], self._j[nodes]
        return self._match(shape, i, j) if all(shape) else self._null(shape, i, j)

    def observe(self, pairs: Sequence[tuple[int, int]], nulls: int, beads: int) -> None:
        """Learn how this very translation is: how literal, and how often sentences stay alone.

        Args:
            pairs: source and target sentence of 1-1 beads inside the band; with few, the rates
                stay near the usual ones.
            nulls: how many sentences stayed alone.
            beads: of how many beads.
        """
        self.null_rate = math.log((nulls + 1) / (beads + 12)) - math.log(1 / 12)
        ends = np.array(pairs, np.int64).reshape(-1, 2) + 1
        for channel, mass, weights in zip(self._channels, self._masses, self._weights, strict=True):
            row, end = (ends[:, 0], ends[:, 1]) if channel.forward else (ends[:, 1], ends[:, 0])
            explained = float((mass.at(1, row, end) - mass.at(1, row, end - 1)).sum())
            everything = float((weights[end] - weights[end - 1]).sum())
            self.rates[channel.name] = (explained + USUAL * PATIENCE) / (everything + PATIENCE)

    def score(self, shape: Shape, weights: FloatArray) -> FloatArray:
        """Return, shape (nodes,), the weighted sum of the features; -inf where none can end."""
        found = np.full(len(self._i), -np.inf)
        named = dict(zip(self.names, weights.tolist(), strict=True))
        nodes = np.flatnonzero(self.ends(shape))
        for start in range(0, len(nodes), CHUNK):
            part = nodes[start : start + CHUNK]
            columns = self._columns(shape, part)
            found[part] = sum(named[name] * column for name, column in columns.items())
        return found

    def _match(self, shape: Shape, i: IntArray, j: IntArray) -> dict[str, FloatArray]:
        """Return the features of beads with both sides."""
        a, b = shape
        columns: dict[str, FloatArray] = {CLASSES[shape]: np.ones(len(i))}
        for channel, mass, weights in zip(self._channels, self._masses, self._weights, strict=True):
            row, size, end, count = (i, a, j, b) if channel.forward else (j, b, i, a)
            explained = mass.at(size, row, end) - mass.at(size, row, end - count)
            everything = weights[end] - weights[end - count]
            expected = self.rates[channel.name] * everything
            excess = (explained - expected) / np.sqrt(everything + 4)
            columns[f"{channel.name} explained"] = explained / 10
            columns[f"{channel.name} all"] = everything / 10
            columns[f"{channel.name} excess"] = excess / 2
            columns[f"{channel.name} lack"] = np.minimum(np.minimum(excess, 0) ** 2, 25) / 4
        columns |= self._at_cuts(shape, i, j)
        source = self._lengths[0][i] - self._lengths[0][i - a]
        target = self._lengths[1][j] - self._lengths[1][j - b]
        ratio = np.abs(np.log((target + 8) / (self._ratio * source + 8)))
        columns["length"] = ratio
        columns["length squared"] = np.minimum(ratio**2, 4)
        spread = np.sqrt(6.8 * (source + target) / 2 + 1)
        columns["length deviation"] = np.minimum(np.abs(target - self._ratio * source) / spread, 4)
        marks = [
            self._marks[0][i] - self._marks[0][i - a],
            self._marks[1][j] - self._marks[1][j - b],
        ]
        differences = np.minimum(np.abs(marks[0] - marks[1]), 3)
        for number, group in enumerate(MARKS):
            columns[f"mark {group}"] = differences[:, number]
        return columns

    def _at_cuts(self, shape: Shape, i: IntArray, j: IntArray) -> dict[str, FloatArray]:
        """Return how unlike the sides' cuts are at the bead's ends, and its inner cuts."""
        a, b = shape
        columns = {}
        for what in CUTS:
            left, right = (getattr(side, what) for side in self._cuts)
            columns[f"cut {what}"] = np.abs(left[i] - right[j]) + np.abs(left[i - a] - right[j - b])
        if a + b > 2:
            for what, source in self._inner[0].items():
                target = self._inner[1][what]
                columns[f"inner {what}"] = (
                    source[i - 1] - source[i - a] + target[j - 1] - target[j - b]
                )
        return columns

    def _null(self, shape: Shape, i: IntArray, j: IntArray) -> dict[str, FloatArray]:
        """Return the features of a sentence left alone."""
        a, b = shape
        length = self._lengths[0][i] - self._lengths[0][i - a]
        length += self._lengths[1][j] - self._lengths[1][j - b]
        return {
            "null length": length / 100,
            "null log length": np.log(length + 5) - 4,
            "null source": np.full(len(i), a - 0.5),
            "null rate": np.full(len(i), self.null_rate),
        }


def _lengths(side: Sequence[str]) -> FloatArray:
    """Return, shape (sentences,), the characters of each sentence."""
    return np.array([len(sentence.strip()) for sentence in side], float)


def _marks(side: Sequence[str]) -> FloatArray:
    """Return, shape (sentences, marks), how often each group of marks stands in each sentence."""
    counts = [[sum(sentence.count(c) for c in group) for group in MARKS] for sentence in side]
    return np.array(counts, float).reshape(-1, len(MARKS))


def _running(values: FloatArray) -> FloatArray:
    """Return running sums along the first axis, one longer, starting at zero."""
    return np.concatenate([np.zeros((1, *values.shape[1:])), np.cumsum(values, axis=0)])
