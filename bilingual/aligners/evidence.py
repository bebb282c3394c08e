"""Which words of one side are explained by which sentences of the other.

A channel compares the words (or character n-grams) of one side, each with a weight that grows with
its rarity, with the sentences of the other side. A sentence explains a word with a strength from 0
to 1: its translation holds the same word (1), a word of the same stem, its own words have an entry
in a lexicon, or look the same (names, numbers, cognates).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bilingual.aligners.band import Band, IntArray
from bilingual.aligners.tokens import bare, stem

FloatArray = npt.NDArray[np.float64]
Strengths = Mapping[str, Mapping[str, float]]
"""Word of the explaining side -> word of the explained side -> strength."""

LARGEST = 4
"""Most sentences of a side in one bead."""
SAME_STEM = 0.7
"""Strength of a word of the same stem; exact words have 1."""
BACKGROUND = 3000
"""Words of background text that count as much as the text at hand in a word's frequency."""
COMMON = 2.5
"""Nats below which a word says nothing: one in twelve words, such as `the`."""


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of one side as numbers, sentence after sentence."""

    numbers: IntArray
    """shape (words,): vocabulary numbers."""
    weights: FloatArray
    """shape (words,): how much each word matters, in nats."""
    offsets: IntArray
    """shape (sentences + 1,): where each sentence starts in the above."""
    vocabulary: Mapping[str, int]

    def totals(self) -> FloatArray:
        """Return, shape (sentences,), the weight of each sentence."""
        summed = np.concatenate([[0.0], np.cumsum(self.weights)])
        totals: FloatArray = summed[self.offsets[1:]] - summed[self.offsets[:-1]]
        return totals


def count_words(
    sentences: Sequence[Sequence[str]], background: Mapping[str, int], size: int = 0
) -> Words:
    """Number the words of a side and weigh them by -log frequency, text and background mixed.

    Args:
        sentences: words of each sentence.
        background: counts of words in other text of the language, if known.
        size: sum of those counts.
    """
    counts = Counter(word for sentence in sentences for word in sentence)
    vocabulary = {word: number for number, word in enumerate(sorted(counts))}
    own, other = max(1, counts.total()), max(1, size)
    weight = np.zeros(len(vocabulary))
    for word, number in vocabulary.items():
        share = (background.get(word, 0) + 0.5) / other
        frequency = (counts[word] + BACKGROUND * share) / (own + BACKGROUND)
        weight[number] = max(0.1, -math.log(frequency) - COMMON)
    numbers = np.array([vocabulary[w] for s in sentences for w in s], np.int64)
    sizes = np.array([len(s) for s in sentences], np.int64)
    offsets = np.concatenate([[0], np.cumsum(sizes)])
    return Words(numbers, weight[numbers], offsets, vocabulary)


@dataclass(frozen=True, slots=True, eq=False)
class Explained:
    """For each sentence of one side, the words of the other that it explains."""

    numbers: IntArray
    """Vocabulary numbers of the explained side, once per sentence."""
    strengths: FloatArray
    offsets: IntArray
    """shape (sentences + 1,)."""


def explain(
    sentences: Sequence[Iterable[tuple[str, float]]], vocabulary: Mapping[str, int]
) -> Explained:
    """Return what each sentence explains, given (word, strength) pairs; the strongest counts."""
    numbers: list[int] = []
    strengths: list[float] = []
    offsets = [0]
    for sentence in sentences:
        best: dict[int, float] = {}
        for word, strength in sentence:
            number = vocabulary.get(word)
            if number is not None and strength > best.get(number, 0.0):
                best[number] = strength
        numbers += best
        strengths += best.values()
        offsets.append(len(numbers))
    return Explained(np.array(numbers, np.int64), np.array(strengths), np.array(offsets))


class Matcher:
    """Finds the words of a vocabulary that a word explains: itself, its stem mates, its entries."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._exact: dict[str, list[str]] = {}
        self._stems: dict[str, list[str]] = {}
        for word in vocabulary:
            self._exact.setdefault(bare(word), []).append(word)
            self._stems.setdefault(stem(word), []).append(word)
        self._cache: dict[str, list[tuple[str, float]]] = {}

    def same(self, word: str) -> list[tuple[str, float]]:
        """Return the words of the vocabulary that look the same or nearly so."""
        if word not in self._cache:
            near = [(mate, SAME_STEM) for mate in self._stems.get(stem(word), ())]
            self._cache[word] = near + [(mate, 1.0) for mate in self._exact.get(bare(word), ())]
        return self._cache[word]


def cognates(matcher: Matcher, word: str) -> list[tuple[str, float]]:
    """Return the matcher's words that look like a foreign word; short words never do."""
    if len(word) < 4 and not word[0].isdigit() and word.isalpha():
        return []
    return matcher.same(word)


def strength(probability: float) -> float:
    """Return how strongly a lexicon entry explains: even a third is a plain translation."""
    return float(min(1.0, 1.2 * probability**0.4))


def lookup(
    words: Sequence[str], matcher: Matcher, entries: Sequence[Strengths]
) -> list[tuple[str, float]]:
    """Return what a sentence explains across languages: lexicon entries and cognates."""
    found = []
    for word in words:
        found += cognates(matcher, word)
        for lexicon in entries:
            found += [(other, strength(p)) for other, p in lexicon.get(word, {}).items()]
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Mass:
    """Weight of each sentence's words that the sentences before a node explain.

    Row i of a band has one run of running sums for each set size: over the sentences of the
    explained side near the row, explained by the last `size` sentences of the explaining side.
    """

    sums: list[FloatArray]
    """Per set size 1..4: running sums, row after row."""
    starts: IntArray
    """shape (rows + 1,): where each row's run starts."""
    first: IntArray
    """shape (rows,): first explained sentence of each row's run."""
    last: IntArray
    """shape (rows,): node after each row's last explained sentence."""

    def at(self, size: int, i: IntArray, j: IntArray) -> FloatArray:
        """Return the running sum up to before sentence j, in row i; outside a run, its end."""
        first = self.first[i]
        place = np.minimum(np.maximum(j, first), self.last[i]) - first
        found: FloatArray = self.sums[size - 1][self.starts[i] + place]
        return found


def masses(explained: Explained, words: Words, band: Band, largest: int = LARGEST) -> Mass:
    """Sum what the rows' sentences explain, inside the band.

    Args:
        explained: what each sentence of the band's source side explains.
        words: of the band's target side.
        band: where to look.
        largest: most sentences in a set.
    """
    first = np.maximum(0, band.lo - LARGEST)
    last = np.maximum(first, band.hi - 1)
    starts = np.concatenate([[0], np.cumsum(last - first + 1)])
    sums = [np.zeros(starts[-1]) for _ in range(largest)]
    values = np.zeros(len(words.vocabulary) + 1)
    for i in range(1, len(band.lo)):
        begin, end = words.offsets[first[i]], words.offsets[last[i]]
        numbers, weights = words.numbers[begin:end], words.weights[begin:end]
        cuts = words.offsets[first[i] : last[i] + 1] - begin
        touched = []
        for size in range(1, min(largest, i) + 1):
            own = slice(explained.offsets[i - size], explained.offsets[i - size + 1])
            ids = explained.numbers[own]
            values[ids] = np.maximum(values[ids], explained.strengths[own])
            touched.append(ids)
            running = np.concatenate([[0.0], np.cumsum(values[numbers] * weights)])
            sums[size - 1][starts[i] : starts[i + 1]] = running[cuts]
        for ids in touched:
            values[ids] = 0.0
    return Mass(sums, starts, first, last)
