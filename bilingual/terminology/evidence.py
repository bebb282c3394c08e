"""Which English words stand for a French term: attention, look-alikes, and words that go together.

A weak model mangles names ("Obamama"), so no single source is trusted: the attention says where the
decoder looked, the look of a word says whether it is a copy gone wrong, and where an engine has no
attention, the run's own sentences say which words tend to come with which term.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler
from rapidfuzz.fuzz import ratio

from bilingual.model.span import Span
from bilingual.model.unit import Attention, Hypothesis
from bilingual.terminology.folding import key, light
from bilingual.terminology.match import TermMatch

ENGLISH_WORD = re.compile(r"[^\W_]+(?:[.,’'\-][^\W_]+)*")
POSSESSIVE_END = re.compile(r"['’]s$", re.IGNORECASE)
FRENCH_WORD = re.compile(r"[^\W_]+(?:[-.][^\W_]+)*")
FUNCTION_WORDS = frozenset(
    "the a an of in on at to for from by with and or but as that which who whom whose this these "
    "those is are was were be been being has have had do does did will would can could may might "
    "not no into about after before between during against over under than then so if when while "
    "where it its he she they we you i his her their our your him them us me there here also "
    "more most very said".split()
)
PRONOUNS = frozenset("it its he him his she her they them their".split())
"""Grammatical words that may stand for a name."""
BODIES = frozenset(("org", "acronym", "place", "name"))
OFFICES = frozenset(
    "head chief director president minister secretary commander chairman chairwoman spokesman "
    "spokeswoman spokesperson leader governor ambassador general officer official officials".split()
)
"""Who serves an institution is no part of its name, however much attention it draws."""
LOOKS_LIKE = 0.72
"""Similarity (0..1) from which a word counts as a copy, perhaps a mangled one."""
WEAK_END = 0.45
"""Share of the evidence of a span's strongest word that its first and last word must have."""
RUN_COST = 0.34
"""What each further word of a span must earn; the mean weight of unrelated words is about 0.1."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the English, without possessive ending."""

    span: Span
    text: str

    @property
    def function(self) -> bool:
        """Whether it is a grammatical word."""
        return self.text.lower() in FUNCTION_WORDS


def words(text: str) -> tuple[Word, ...]:
    """Return the words of an English text."""
    found = []
    for match in ENGLISH_WORD.finditer(text):
        word = POSSESSIVE_END.sub("", match.group())
        found.append(Word(Span(match.start(), match.start() + len(word)), word))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of English taken to stand for a term."""

    span: Span
    confidence: float
    """0..1: the mean evidence of its content words, less what lies outside."""
    why: str
    """For the record: `attention 0.81`."""


class Evidence:
    """How strongly each word of one hypothesis stands for each part of the source."""

    def __init__(self, source: str, hypothesis: Hypothesis, lexicon: Lexicon | None = None) -> None:
        self.source = source
        self.text = hypothesis.text
        self.attention = hypothesis.attention
        self.lexicon = lexicon
        self._words: tuple[Word, ...] | None = None
        self._tokens: tuple[tuple[int, ...], ...] = ()
        self._breaks: tuple[bool, ...] = ()
        self._masses: dict[Span, list[float]] = {}

    @property
    def words(self) -> tuple[Word, ...]:
        """The English words; found when first asked for, as most sentences need no evidence."""
        if self._words is None:
            self._words = words(self.text)
            if self.attention is not None:
                self._tokens = _tokens_of_words(self._words, self.attention)
            pairs = zip(self._words, self._words[1:], strict=False)
            self._breaks = tuple(_broken(self.text[a.span.end : b.span.start]) for a, b in pairs)
        return self._words

    def mass(self, match: TermMatch) -> list[float]:
        """Return for each English word the share (0..1) of its attention on the term."""
        if match.span not in self._masses:
            found = self._lexical(match) if self.attention is None else self._attended(match)
            self._masses[match.span] = found
        return self._masses[match.span]

    def _attended(self, match: TermMatch) -> list[float]:
        """Return evidence from attention."""
        found = self.words
        assert self.attention is not None and len(found) == len(self._tokens)
        inside = [j for j, span in enumerate(self.attention.source) if span.overlaps(match.span)]
        shares = self._shares(inside)
        masses = []
        for tokens in self._tokens:
            known = [share for share in (shares[token] for token in tokens) if share is not None]
            masses.append(sum(known) / len(known) if known else 0.0)
        return masses

    def _shares(self, inside: Sequence[int]) -> list[float | None]:
        """Return for each target token the share of its attention on those source tokens."""
        assert self.attention is not None
        shares: list[float | None] = []
        for token in range(len(self.attention.target_bounds) // 2):
            row = self.attention.row_levels(token)
            total = sum(row)
            shares.append(sum(row[j] for j in inside) / total if total else None)
        return shares

    def strength(self, match: TermMatch) -> list[float]:
        """Return for each word the evidence from attention and from its look, 0 to about 1.3."""
        look = looks(match)
        strengths = []
        for word, mass in zip(self.words, self.mass(match), strict=True):
            alike = 0.0 if word.function else max((_alike(word.text, o) for o in look), default=0.0)
            bonus = 0.6 * alike if alike >= LOOKS_LIKE else 0.0
            strengths.append(mass * (0.7 if word.function else 1.0) + bonus)
        return strengths

    def nearness(self, match: TermMatch, span: Span) -> float:
        """Return how likely `span` stands for the match; settles which of two equals is missing."""
        inside = [
            m for w, m in zip(self.words, self.mass(match), strict=True) if w.span.overlaps(span)
        ]
        apart = abs(
            match.span.start / max(1, len(self.source)) - span.start / max(1, len(self.text))
        )
        return (sum(inside) / len(inside) if inside else 0.0) - 0.2 * apart

    def place(self, match: TermMatch, blocked: Iterable[Span]) -> Place | None:
        """Return the stretch of English that stands for the term, None if there is no trace.

        Args:
            match: the term that is missing.
            blocked: stretches that stand for other terms or are numbers.
        """
        strengths = self.strength(match)
        walls = list(blocked)
        free = [not any(w.span.overlaps(b) for b in walls) for w in self.words]
        best: tuple[float, int, int] | None = None
        for start in range(len(self.words)):
            total = 0.0
            for end in range(start, min(len(self.words), start + 12)):
                if not free[end] or (end > start and self._breaks[end - 1]):
                    break
                total += strengths[end] - RUN_COST
                if best is None or total > best[0]:
                    best = (total, start, end)
        if best is None or best[0] <= 0:
            return None
        first, last = self._trimmed(best[1], best[2], strengths, match)
        run = self.words[first : last + 1]
        if all(w.function and w.text.lower() not in PRONOUNS for w in run):
            return None
        inside = [
            s
            for s, w in zip(strengths[first : last + 1], self.words[first:], strict=False)
            if not w.function or first == last
        ]
        outside = [
            s
            for i, (s, w) in enumerate(zip(strengths, self.words, strict=True))
            if free[i] and not first <= i <= last and not w.function
        ]
        mean = sum(inside) / max(1, len(inside))
        stray = max(outside, default=0.0)
        confidence = max(0.0, min(1.0, mean) - (0.5 * stray if stray > 0.45 else 0.0))
        span = Span(self.words[first].span.start, self.words[last].span.end)
        kind = "attention" if self.attention else "lexical evidence"
        return Place(span, confidence, f"{kind} {mean:.2f}")

    def _trimmed(
        self, first: int, last: int, strengths: list[float], match: TermMatch
    ) -> tuple[int, int]:
        """Return the run without grammatical and weak words at its ends.

        A neighbour may catch some of a long term's attention ("head of" its "service").
        """
        peak = max(strengths[first : last + 1])
        masses = self.mass(match)
        own = {w for t in match.targets for w in t.lower().split()}

        def idle(index: int) -> bool:
            word = self.words[index]
            low = word.text.lower()
            office = match.term.pos in BODIES and low in OFFICES
            weak = strengths[index] < WEAK_END * peak and masses[index] <= 0.5
            return low not in own and (word.function or office or weak)

        while first < last and idle(first):
            first += 1
        while last > first and idle(last):
            last -= 1
        return first, last

    def _lexical(self, match: TermMatch) -> list[float]:
        """Return evidence without attention: association in the run, nearness of position."""
        middle = (match.span.start + match.span.end) / 2 / max(1, len(self.source))
        masses = []
        for word in self.words:
            at = (word.span.start + word.span.end) / 2 / max(1, len(self.text))
            near = max(0.0, 1 - 3 * abs(at - middle))
            tied = self.lexicon.dice(match, word.text) if self.lexicon else 0.0
            masses.append(0.0 if word.function else min(1.0, tied * (0.4 + 0.6 * near)))
        return masses


class Lexicon:
    """Association of French terms and English words over the sentences of a run (Dice)."""

    def __init__(self, pairs: Iterable[tuple[Sequence[TermMatch], str]]) -> None:
        self._term: Counter[str] = Counter()
        self._word: Counter[str] = Counter()
        self._both: Counter[tuple[str, str]] = Counter()
        for matches, text in pairs:
            found = {word.text.lower() for word in words(text) if not word.function}
            terms = {match.term.source for match in matches}
            self._word.update(found)
            self._term.update(terms)
            self._both.update((term, word) for term in terms for word in found)

    def dice(self, match: TermMatch, word: str) -> float:
        """Return 2 * both / (term + word), 0..1; what was seen once proves nothing."""
        term, low = match.term.source, word.lower()
        both = self._both[term, low]
        return 2 * both / (self._term[term] + self._word[low]) if both > 1 else 0.0


@lru_cache(maxsize=65536)
def _look_keys(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the search keys of the words of several texts, short and grammatical ones left out."""
    found = {
        key(word)
        for text in texts
        for word in FRENCH_WORD.findall(light(text).text)
        if len(word) > 2 and word.lower() not in FUNCTION_WORDS
    }
    return tuple(sorted(found))


def looks(match: TermMatch) -> tuple[str, ...]:
    """Return what a copy of the term may look like: words of its source, forms and targets."""
    return _look_keys((match.term.source, *match.term.forms, *match.targets, *match.forbidden))


@lru_cache(maxsize=65536)
def _alike(word: str, other: str) -> float:
    """Return how alike an English word and a key look, 0..1; short words must be nearly equal."""
    mine = key(light(word).text)
    if mine == other:
        return 1.0
    if len(mine) < 4 or len(other) < 4:
        return 0.0
    return max(ratio(mine, other) / 100, JaroWinkler.similarity(mine, other) - 0.12)


def alike(word: str, match: TermMatch) -> float:
    """Return how much an English word looks like a word of the term, 0..1."""
    return max((_alike(word, other) for other in looks(match)), default=0.0)


def _broken(between: str) -> bool:
    """Say whether a comma, bracket, quotation mark or full stop lies between two words."""
    return any(c in between for c in ',;:()[]"“”«»?!') or ". " in between


def _tokens_of_words(found: Sequence[Word], attention: Attention) -> tuple[tuple[int, ...], ...]:
    """Return for each word the target tokens that overlap it; both are in order of place."""
    result = []
    first = 0
    tokens = attention.target
    for word in found:
        while first < len(tokens) and tokens[first].end <= word.span.start:
            first += 1
        last = first
        while last < len(tokens) and tokens[last].start < word.span.end:
            last += 1
        result.append(tuple(range(first, last)))
    return tuple(result)
