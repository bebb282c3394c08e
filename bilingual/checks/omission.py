"""Omissions: several French words in a row of which the English shows no translation.

A small model drops clauses and still writes fluent sentences of plausible length, so length alone
finds few of them. Each content word of the French is looked up in the shipped lexicon; words whose
translations are not reliable there say nothing either way.
"""

from __future__ import annotations

import gzip
from functools import lru_cache
from importlib.resources import files

from rapidfuzz import fuzz

from bilingual.checks.words import Word, clip, fold, french_words, words
from bilingual.model.quality import Finding, Severity
from bilingual.model.span import Span
from bilingual.model.unit import OriginKind, TranslationUnit

name = "omission"

_MINOR, _MAJOR = 3, 4
"""Content words in a row without any translation; on good human pairs three happen in 1.7 % of
newsroom dev and 2.4 % of newsdiscuss2015, four in 0.2 % and 0.6 %."""
_RELIABLE = 0.2
"""Strength of a word's best translation in the lexicon below which it says nothing."""
_ALIKE = 65.0
"""Similarity (0..100) from which an English word counts as the same word."""
_FREQUENT = 150
"""That many most frequent French words are grammar rather than content."""
_SHORTEST = 4


def check(unit: TranslationUnit) -> list[Finding]:
    """Report the longest stretch of the French that nothing in the English renders."""
    if unit.origin.kind is OriginKind.COPIED or not unit.target:
        return []
    run = longest_run(unit)
    if len(run) < _MINOR:
        return []
    span = Span(run[0].span.start, run[-1].span.end)
    severity = Severity.MAJOR if len(run) >= _MAJOR else Severity.MINOR
    message = (
        f"nothing in the English seems to render “{clip(span.of(unit.source), 100)}”: "
        f"“{clip(unit.target)}”"
    )
    return [Finding(name, severity, message, span)]


def longest_run(unit: TranslationUnit) -> list[Word]:
    """Return the content words of the longest stretch without a translation, in order."""
    english = _pieces(unit.target)
    beginnings = {word[:size] for word in english for size in range(5, len(word) + 1)}
    enforced = [hit.source_span for hit in unit.hits if hit.target_span is not None]
    longest: list[Word] = []
    run: list[Word] = []
    for word in french_words(unit.source):
        key = word.text.lower().replace("’", "'")
        if len(key) < _SHORTEST or key in _lexicon()[1]:
            continue
        rendered = _rendered(key, english, beginnings)
        if any(span.overlaps(word.span) for span in enforced):
            rendered = True
        if rendered is False:
            run.append(word)
        elif rendered:
            run = []
        if len(run) > len(longest):
            longest = list(run)
    return longest


def _pieces(text: str) -> set[str]:
    """Return the words of the English, folded, and the parts of hyphenated ones."""
    whole = {fold(word.text) for word in words(text)}
    return whole | {piece for word in whole for piece in word.replace("'", "-").split("-") if piece}


def _rendered(french: str, english: set[str], beginnings: set[str]) -> bool | None:
    """Say whether a translation of the word is there; None if that cannot be known."""
    known = _lexicon()[0].get(french)
    for translation in known or ():
        if translation in english or translation[: max(5, len(translation) - 3)] in beginnings:
            return True
    plain = fold(french)
    for word in english:
        if len(word) >= _SHORTEST and (word[:4] == plain[:4] or fuzz.ratio(plain, word) >= _ALIKE):
            return True
    return False if known and max(known.values()) >= _RELIABLE else None


@lru_cache(maxsize=1)
def _lexicon() -> tuple[dict[str, dict[str, float]], frozenset[str]]:
    """Return French word -> English word -> strength (0..1), and the most frequent French words."""
    data = files("bilingual").joinpath("data", "lexicon.fr-en.tsv.gz").read_bytes()
    entries: dict[str, dict[str, float]] = {}
    counts: dict[str, int] = {}
    for line in gzip.decompress(data).decode().splitlines():
        kind, first, second, value = line.split("\t")
        if kind == "W" and first == "fr":
            counts[second] = int(value)
        elif kind == "T":
            entries.setdefault(first, {})[fold(second)] = int(value) / 100
    frequent = sorted(counts, key=lambda word: -counts[word])[:_FREQUENT]
    return entries, frozenset(frequent)
