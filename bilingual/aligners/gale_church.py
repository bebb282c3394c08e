"""Gale & Church (1993): alignment by sentence lengths alone. The baseline."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from bilingual.aligners.band import Band, IntArray, around
from bilingual.aligners.chain import FloatArray, Shape, best_chain, posteriors
from bilingual.aligners.sides import around_blanks, from_french
from bilingual.model.bead import Bead

PRIORS: dict[Shape, float] = {
    (1, 0): 0.0099,
    (0, 1): 0.0099,
    (1, 1): 0.89,
    (1, 2): 0.089,
    (2, 1): 0.089,
    (2, 2): 0.011,
}
"""Table 5 of the paper."""
VARIANCE = 6.8
"""Of the target's characters per source character; the mean is 1 (section 3 of the paper)."""
RADIUS = 200
"""Nodes searched on each side of the diagonal: lengths alone drift far in long texts."""
_STEPS = np.linspace(0, 25, 2501)
_TAILS = np.array([math.log(max(math.erfc(z / math.sqrt(2)), 1e-140)) for z in _STEPS])


class GaleChurchAligner:
    """Finds the most probable beads given the sentences' lengths in characters.

    Source: W. A. Gale and K. W. Church, "A Program for Aligning Sentences in Bilingual Corpora",
    Computational Linguistics 19(1), 1993, with its six kinds of beads and its parameters.
    """

    name = "gale_church"

    def align(self, source: Sequence[str], target: Sequence[str]) -> list[Bead]:
        """Return monotone beads; the score is the bead's probability under the model."""
        return from_french(lambda s, t: around_blanks(_align, s, t), source, target)


def _align(source: Sequence[str], target: Sequence[str]) -> list[Bead]:
    band = around([], len(source), len(target), RADIUS)
    i, j = band.nodes()
    lengths = [np.array([len(s.strip()) for s in side], float) for side in (source, target)]
    left, right = (np.concatenate([[0.0], np.cumsum(values)]) for values in lengths)
    scores = {shape: _score(shape, left, right, i, j) for shape in PRIORS}
    return chain_beads(scores, band)


def _score(
    shape: Shape, left: FloatArray, right: FloatArray, i: IntArray, j: IntArray
) -> FloatArray:
    """Return log of prior and of the two-sided tail of the normalised length difference."""
    a, b = shape
    allowed = (i >= a) & (j >= b)
    source = left[i] - left[np.maximum(0, i - a)]
    target = right[j] - right[np.maximum(0, j - b)]
    spread = np.sqrt(np.maximum(1.0, (source + target) / 2) * VARIANCE)
    tail = np.interp(np.abs(source - target) / spread, _STEPS, _TAILS)
    return np.where(allowed, math.log(PRIORS[shape]) + tail, -np.inf)


def chain_beads(scores: dict[Shape, FloatArray], band: Band) -> list[Bead]:
    """Return the best chain of a band's scores as beads, each with its probability."""
    probable, _ = posteriors(scores, band)
    offsets = band.offsets()
    return [
        Bead(
            tuple(range(i - a, i)),
            tuple(range(j - b, j)),
            round(float(min(1.0, probable[a, b][offsets[i] + j - band.lo[i]])), 4),
        )
        for i, j, (a, b) in best_chain(scores, band)
    ]
