"""Gold texts made harder on purpose, so that the weights have seen what archives hold.

News editions replace sentences, drop whole passages and add paragraphs; the gold texts hold few of
these side by side. Foreign sentences come from another text of the same kind.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from evaluation.alignment.gold import Gold, Pair

EVERY = 12
"""Beads from one edit to the next, about."""
MOST = 64
"""Beads of a text that are used: a whole news text, the start of a novel. More of the novels would
teach that sentences of novels are often left out, which they are not."""


def edited(gold: Gold, others: Sequence[Gold], turn: int = 0) -> Gold:
    """Return the text with sentences replaced, passages dropped and paragraphs added, seeded.

    Args:
        gold: the text.
        others: texts of the same kind, from which foreign English sentences are taken.
        turn: which of several such versions.
    """
    chance = random.Random(f"{gold.name} {turn}" if turn else gold.name)
    foreign = [s for other in others if other.name != gold.name for s in other.target]
    target: list[str] = []
    beads: list[Pair] = []
    wait = chance.randrange(3, EVERY)
    dropping = 0
    used = 0
    for source, english in gold.beads[:MOST]:
        used += len(source)
        texts = [gold.target[j] for j in english]
        wait -= 1
        if dropping and source and english:
            dropping -= 1
            beads.append((source, ()))
            continue
        if wait <= 0 and source and english:
            wait = chance.randrange(EVERY // 2, 2 * EVERY)
            what = chance.choice(("replace", "replace", "drop", "add"))
            if what == "drop":
                dropping = chance.randrange(1, 8)
                beads.append((source, ()))
                continue
            start = chance.randrange(len(foreign) - 4)
            strange = foreign[start : start + (1 if what == "replace" else chance.randrange(1, 5))]
            if what == "replace":
                beads.append((source, ()))
            beads += _placed((), strange, target)
            if what == "replace":
                continue
        beads += _placed(source, texts, target)
    return replace(gold, source=gold.source[:used], target=tuple(target), beads=tuple(beads))


def piece(gold: Gold, size: int) -> Gold:
    """Return so many beads from the middle of a text: how a short text looks to an aligner."""
    start = max(0, (len(gold.beads) - size) // 2)
    beads = gold.beads[start : start + size]
    first = [min((n for bead in beads for n in bead[side]), default=0) for side in (0, 1)]
    last = [max((n for bead in beads for n in bead[side]), default=-1) for side in (0, 1)]
    moved = [(tuple(i - first[0] for i in s), tuple(j - first[1] for j in t)) for s, t in beads]
    return replace(
        gold,
        source=gold.source[first[0] : last[0] + 1],
        target=gold.target[first[1] : last[1] + 1],
        beads=tuple(moved),
    )


def _placed(source: tuple[int, ...], texts: Sequence[str], target: list[str]) -> list[Pair]:
    """Add the texts to the target; return the bead, or null beads where there is no source."""
    start = len(target)
    target += texts
    numbers = range(start, start + len(texts))
    if source or not texts:
        return [(source, tuple(numbers))]
    return [((), (number,)) for number in numbers]
