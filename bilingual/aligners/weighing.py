"""From evidence to beads: weights, two passes, and a confidence that means something."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np

from bilingual.aligners.anchors import anchors
from bilingual.aligners.band import around
from bilingual.aligners.chain import (
    SHAPES,
    FloatArray,
    Shape,
    anywhere,
    likeliest,
    posteriors,
)
from bilingual.aligners.channels import Entries
from bilingual.aligners.features import Channel, Grid
from bilingual.aligners.lexicon import learn
from bilingual.aligners.tokens import words
from bilingual.model.bead import Bead

RADIUS = 10
"""Nodes searched to each side of the line between anchors (see `band.around`)."""
SURE = 0.9
"""Confidence from which a bead of the first pass teaches the second."""
LEAST = 0.1
"""Weakest entry that the second pass learns."""
CAUTION = 1.25
"""Nats that leaving a sentence alone loses per nat by which the first pass did so less than usual.

A text that leaves out little is free rather than short: what looks like an omission there is
mostly a translation with other words. In texts that do leave out much nothing changes.
"""
FILE = "aligner-weights.json"


@dataclass(frozen=True, slots=True)
class Weights:
    """What training on gold alignments gives one aligner."""

    features: Mapping[str, float]
    """Name of a feature -> weight, in nats, in the first pass."""
    again: Mapping[str, float]
    """The same in the second pass, which knows the text's own words and habits."""
    confidence: tuple[float, float, float]
    """Logistic regression of "the bead is right": constant, log-odds of its probability, whether
    one of its sides is empty."""


@lru_cache(maxsize=4)
def weights(name: str) -> Weights:
    """Return the shipped weights of an aligner (made by `evaluation.alignment.train`)."""
    data = resources.files("bilingual.data").joinpath(FILE).read_text(encoding="utf-8")
    table = json.loads(data)[name]
    constant, odds, null = table["confidence"]
    return Weights(table["features"], table["again"], (constant, odds, null))


@dataclass(frozen=True, slots=True)
class Judge:
    """One way to look at two texts."""

    make: Callable[[Entries], list[Channel]]
    """The evidence, given the lexicon entries."""
    known: Weights
    share: float = 1.0
    """Of what is said in the end, where several judge."""


def solve(
    judges: Sequence[Judge],
    entries: Entries,
    source: Sequence[str],
    target: Sequence[str],
    first: Sequence[Bead] = (),
) -> list[Bead]:
    """Return the chain of most beads that are right, each with its calibrated confidence.

    Several judges are heard one after the other and their probabilities averaged: what one is
    wrong about by chance the other rarely is.

    Args:
        judges: the first one's first channel gives the anchors, and its weights the confidence.
        entries: lexicon.
        source: French sentences.
        target: English sentences.
        first: beads of an earlier pass, which show how literal this translation is.
    """
    channels = judges[0].make(entries)
    path = anchors(channels[0].explained, channels[0].words)
    band = around(path, len(source), len(target), RADIUS)
    whole = sum(judge.share for judge in judges)
    probable: dict[Shape, FloatArray] = {}
    for place, judge in enumerate(judges):
        if place:
            channels = judge.make(entries)
        grid = Grid(channels, source, target, band)
        if first:
            observe(grid, first)
        said = _probabilities(grid, judge.known.again if first else judge.known.features)
        del grid  # the largest thing there is, and the next judge makes another
        for shape in SHAPES:
            probable[shape] = probable.get(shape, 0.0) + judge.share / whole * said.pop(shape)
    probable = anywhere(probable, band)
    known, offsets = judges[0].known, band.offsets()
    return [
        Bead(
            tuple(range(i - a, i)),
            tuple(range(j - b, j)),
            confidence(float(probable[a, b][offsets[i] + j - band.lo[i]]), not (a and b), known),
        )
        for i, j, (a, b) in likeliest(probable, band)
    ]


def _probabilities(grid: Grid, table: Mapping[str, float]) -> dict[Shape, FloatArray]:
    """Return each bead's probability, where it ends; see `chain.posteriors`."""
    vector = np.array([table[name] for name in grid.names])
    scores = {shape: grid.score(shape, vector) for shape in SHAPES}
    for shape in ((1, 0), (0, 1)):
        scores[shape] += CAUTION * min(grid.null_rate, 0.0)
    return posteriors(scores, grid.band)[0]


def observe(grid: Grid, beads: Sequence[Bead]) -> None:
    """Show the grid what an earlier pass found."""
    sure = [b for b in beads if b.kind == "1-1" and b.score >= SURE]
    alone = sum(not (b.source and b.target) for b in beads)
    grid.observe([(b.source[0], b.target[0]) for b in sure], alone, len(beads))


def confidence(probability: float, null: bool, known: Weights) -> float:
    """Return how often a bead of that probability is right (rounded, so that output is stable)."""
    constant, odds, empty = known.confidence
    inside = min(max(probability, 1e-9), 1 - 1e-9)
    value = constant + odds * math.log(inside / (1 - inside)) + empty * null
    return round(1 / (1 + math.exp(-value)), 4)


def two_passes(
    judges: Sequence[Judge],
    source: Sequence[str],
    target: Sequence[str],
    entries: Sequence[Mapping[str, Mapping[str, float]]] = (),
) -> list[Bead]:
    """Align, learn a lexicon of this very text from the sure beads, and align again with it.

    Args:
        judges: the first one alone aligns in the first pass.
        source: French sentences, none of them blank.
        target: English sentences, none of them blank.
        entries: French to English entries beside the shipped lexicon (a glossary's).
    """
    if not source or not target:
        return _one_sided(source, target)
    base = Entries.shipped()
    for table in entries:
        base = base.extended(table)
    first = solve(judges[:1], base, source, target)
    learnt = learn_from(first, source, target)
    return solve(judges, base.extended(learnt), source, target, first)


def learn_from(
    beads: Sequence[Bead], source: Sequence[str], target: Sequence[str]
) -> dict[str, dict[str, float]]:
    """Return the lexicon entries that the sure beads of a text show."""
    pairs = [
        (
            [word for i in bead.source for word in words(source[i])],
            [word for j in bead.target for word in words(target[j])],
        )
        for bead in beads
        if bead.source and bead.target and bead.score >= SURE
    ]
    return learn(pairs, LEAST)


def _one_sided(source: Sequence[str], target: Sequence[str]) -> list[Bead]:
    """Return certain null beads where one side has no sentence at all."""
    left = [Bead((i,), (), 1.0) for i in range(len(source))]
    return left + [Bead((), (j,), 1.0) for j in range(len(target))]
