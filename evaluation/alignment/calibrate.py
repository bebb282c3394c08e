"""Does the confidence mean what it says? Logistic calibration and the reliability table."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from bilingual.aligners.weighing import Weights, confidence
from bilingual.model.bead import Bead
from evaluation.alignment.gold import Gold, single_nulls
from evaluation.alignment.train import FloatArray, minimise

EDGES = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 1.0)
"""Bins of the reliability table."""


def judged(
    texts: Sequence[Gold], systems: Mapping[str, Sequence[Bead]]
) -> list[tuple[float, bool, bool]]:
    """Return (score, one side empty, right) of every bead; right is a strict hit."""
    found = []
    for gold in texts:
        wanted = set(single_nulls(gold.beads))
        for bead in systems[gold.name]:
            null = not (bead.source and bead.target)
            found.append((bead.score, null, (bead.source, bead.target) in wanted))
    return found


def calibration(
    texts: Sequence[Gold], systems: Mapping[str, Sequence[Bead]]
) -> tuple[float, float, float]:
    """Return the logistic regression of "right" on log-odds of the score and on null beads.

    Drawn lightly to "the score is right as it is"; the scores must come from weights that never
    saw the texts.
    """
    rows = judged(texts, systems)
    inside = [min(max(score, 1e-9), 1 - 1e-9) for score, _, _ in rows]
    table = np.array(
        [
            [1.0, math.log(p / (1 - p)), float(null)]
            for p, (_, null, _) in zip(inside, rows, strict=True)
        ]
    )
    right = np.array([float(hit) for _, _, hit in rows])
    usual = np.array([0.0, 1.0, 0.0])

    def loss(point: FloatArray) -> tuple[float, FloatArray]:
        odds = table @ point
        value = np.logaddexp(0, odds).sum() - right @ odds + 0.05 * ((point - usual) ** 2).sum()
        slope = table.T @ (1 / (1 + np.exp(-np.clip(odds, -500, 500))) - right)
        return float(value), slope + 0.1 * (point - usual)

    point = minimise(loss, usual, 200)
    return float(point[0]), float(point[1]), float(point[2])


def recalibrated(
    texts: Sequence[Gold], systems: Mapping[str, Sequence[Bead]]
) -> dict[str, list[Bead]]:
    """Return the beads with their confidence, calibrated on the other texts only."""
    found = {}
    for gold in texts:
        others = [other for other in texts if other.name != gold.name]
        known = Weights({}, {}, calibration(others, systems))
        found[gold.name] = [
            replace(bead, score=confidence(bead.score, not (bead.source and bead.target), known))
            for bead in systems[gold.name]
        ]
    return found


def reliability(texts: Sequence[Gold], systems: Mapping[str, Sequence[Bead]]) -> str:
    """Return a table: per bin of confidence, how many beads, mean confidence, share right."""
    rows = judged(texts, systems)
    lines = ["| confidence | beads | mean | right |", "|---|---|---|---|"]
    error = 0.0
    for low, high in pairwise(EDGES):
        inside = [r for r in rows if low <= r[0] < high or (high == 1.0 and r[0] == 1.0)]
        if inside:
            mean = sum(score for score, _, _ in inside) / len(inside)
            right = sum(hit for _, _, hit in inside) / len(inside)
            error += abs(mean - right) * len(inside)
            lines.append(f"| {low:.2f}-{high:.2f} | {len(inside)} | {mean:.3f} | {right:.3f} |")
    lines.append(f"\nExpected calibration error {error / max(1, len(rows)):.4f}")
    return "\n".join(lines)
