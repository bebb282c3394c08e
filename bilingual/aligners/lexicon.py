"""Bilingual lexicons: the shipped one, and one learnt from the beads of the text at hand."""

from __future__ import annotations

import gzip
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np
import numpy.typing as npt

SHIPPED = "lexicon.fr-en.tsv.gz"


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Word translations with strengths, and how common each word is."""

    entries: Mapping[str, Mapping[str, float]]
    """French word -> English word -> strength, 0..1: mean of both directions' probabilities."""
    french: Mapping[str, int]
    """French word -> count in the text it was learnt from."""
    english: Mapping[str, int]
    french_size: int
    """Sum of the French counts."""
    english_size: int


@lru_cache(maxsize=1)
def shipped() -> Lexicon:
    """Return the lexicon inside the package (see bilingual/data/lexicon.md)."""
    entries: dict[str, dict[str, float]] = {}
    counts: dict[str, dict[str, int]] = {"fr": {}, "en": {}}
    data = resources.files("bilingual.data").joinpath(SHIPPED).read_bytes()
    for line in gzip.decompress(data).decode().splitlines():
        kind, first, second, value = line.split("\t")
        if kind == "W":
            counts[first][second] = int(value)
        else:
            entries.setdefault(first, {})[second] = int(value) / 100
    sizes = [sum(counts[code].values()) for code in ("fr", "en")]
    return Lexicon(entries, counts["fr"], counts["en"], sizes[0], sizes[1])


def model_one(
    pairs: Sequence[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]],
    width: int,
    iterations: int = 5,
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """Learn p(target word | source word) by IBM model 1 (Brown et al. 1993).

    Args:
        pairs: word numbers of each side; put a word that stands for "nothing" into each source.
        width: more than the largest target number.
        iterations: of expectation maximisation.

    Returns:
        keys `source * width + target`, rising, and the probability of each.
    """
    links = [np.add.outer(s * width, t).ravel() for s, t in pairs]
    if not links:
        return np.zeros(0, np.int64), np.zeros(0)
    reached, token = 0, []
    for s, t in pairs:
        token.append(np.tile(np.arange(reached, reached + len(t)), len(s)))
        reached += len(t)
    owner = np.concatenate(token)
    keys, place = np.unique(np.concatenate(links), return_inverse=True)
    given = keys // width
    probability = np.full(len(keys), 1 / width)
    for _ in range(iterations):
        share = probability[place]
        share /= np.bincount(owner, share, minlength=reached)[owner]
        counts = np.bincount(place, share, minlength=len(keys))
        probability = counts / np.bincount(given, counts)[given]
    return keys, probability


def learn(
    pairs: Sequence[tuple[Sequence[str], Sequence[str]]], least: float
) -> dict[str, dict[str, float]]:
    """Return the entries that model 1 finds in both directions in pairs of word lists.

    A pair of words must meet in at least two of the pairs, else anything explains anything.

    Args:
        pairs: French words, English words.
        least: weakest entry kept, geometric mean of both directions.
    """
    fr = {w: n for n, w in enumerate(sorted({w for f, _ in pairs for w in f}), 1)}
    en = {w: n for n, w in enumerate(sorted({w for _, e in pairs for w in e}), 1)}
    coded = [
        (
            np.array(sorted({fr[w] for w in f}), np.int64),
            np.array(sorted({en[w] for w in e}), np.int64),
        )
        for f, e in pairs
        if f and e
    ]
    if not coded:
        return {}
    width = max(len(fr), len(en)) + 1
    none = np.zeros(1, np.int64)
    keys, forth = model_one([(np.concatenate([none, f]), e) for f, e in coded], width)
    other, back = model_one([(np.concatenate([none, e]), f) for f, e in coded], width)
    turned = other % width * width + other // width
    order = np.argsort(turned)
    common, left, right = np.intersect1d(keys, turned[order], return_indices=True)
    both = np.sqrt(forth[left] * back[order][right])
    meetings = np.concatenate([np.add.outer(f * width, e).ravel() for f, e in coded])
    times = np.searchsorted(np.sort(meetings), common, "right") - np.searchsorted(
        np.sort(meetings), common
    )
    french, english = list(fr), list(en)
    found: dict[str, dict[str, float]] = {}
    keep = (both >= least) & (times >= 2) & (common >= width)
    for key, value in zip(common[keep], both[keep], strict=True):
        f, e = divmod(int(key), width)
        if e:
            found.setdefault(french[f - 1], {})[english[e - 1]] = float(value)
    return found
