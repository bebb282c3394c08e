"""Anchors: pairs of sentences that rare words tie together, in rising order on both sides."""

from __future__ import annotations

from bisect import bisect_left

import numpy as np

from bilingual.aligners.band import IntArray
from bilingual.aligners.evidence import Explained, FloatArray, Words

RARE = 4
"""Most sentences of a side in which an anchoring word may occur."""
LEAST = 0.35
"""Least share of a target sentence's weight that rare words of the source must explain."""


def votes(explained: Explained, words: Words) -> tuple[IntArray, IntArray, FloatArray]:
    """Return pairs (source, target) that share rare words, and the weight they share.

    Args:
        explained: what each source sentence explains, and how strongly.
        words: of the target.
    """
    sentence = np.repeat(np.arange(len(words.offsets) - 1), np.diff(words.offsets))
    count = len(words.offsets)
    where = np.unique(words.numbers * count + sentence)
    number, holder = np.divmod(where, count)
    size = max(len(words.vocabulary), 1)
    holders = np.bincount(number, minlength=size)
    starts = np.concatenate([[0], np.cumsum(holders)])
    weight = np.zeros(size)
    weight[words.numbers] = words.weights
    known = np.bincount(explained.numbers, minlength=size)
    usable = (holders <= RARE) & (known <= 2 * RARE)
    source = np.repeat(np.arange(len(explained.offsets) - 1), np.diff(explained.offsets))
    keep = usable[explained.numbers]
    source, ids, strength = source[keep], explained.numbers[keep], explained.strengths[keep]
    times = holders[ids]
    i = np.repeat(source, times)
    shift = np.arange(len(i)) - np.repeat(np.cumsum(times) - times, times)
    j = holder[np.repeat(starts[ids], times) + shift]
    value = np.repeat(strength * weight[ids], times)
    width = len(words.offsets)
    keys, place = np.unique(i * width + j, return_inverse=True)
    shared = np.bincount(place, value, minlength=len(keys)).astype(np.float64)
    return (keys // width).astype(np.int64), (keys % width).astype(np.int64), shared


def anchors(explained: Explained, words: Words) -> list[tuple[int, int]]:
    """Return pairs that prefer each other, thinned to the longest rising chain.

    Returns:
        Node coordinates: (i, j) stands between sentences i - 1 and i, so an anchor of sentences
        s and t is given as (s, t).
    """
    i, j, value = votes(explained, words)
    if not len(i):
        return []
    value = value / (words.totals()[j] + 5.0)
    best_i = np.zeros(len(explained.offsets))
    best_j = np.zeros(len(words.offsets))
    np.maximum.at(best_i, i, value)
    np.maximum.at(best_j, j, value)
    keep = (value >= LEAST) & (value == best_i[i]) & (value == best_j[j])
    return rising(list(zip(i[keep].tolist(), j[keep].tolist(), strict=True)))


def rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest chain that rises in both coordinates (patience sorting)."""
    tails: list[int] = []
    last: list[int] = []
    before: list[int] = []
    ordered = sorted(set(pairs), key=lambda pair: (pair[0], -pair[1]))
    for place, (_, j) in enumerate(ordered):
        at = bisect_left(tails, j)
        before.append(last[at - 1] if at else -1)
        if at == len(tails):
            tails.append(j)
            last.append(place)
        else:
            tails[at] = j
            last[at] = place
    chain = []
    place = last[-1] if last else -1
    while place >= 0:
        chain.append(ordered[place])
        place = before[place]
    return chain[::-1]
