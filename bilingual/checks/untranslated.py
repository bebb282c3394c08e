"""French left in the English: function words, copied stretches, single words nobody translated."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from bilingual.checks.dictionary import common_in_capitals, known
from bilingual.checks.exonyms import english_exonyms
from bilingual.checks.translations import translations
from bilingual.checks.words import (
    Word,
    clip,
    fold,
    folded_words,
    french_words,
    in_capitals,
    words,
)
from bilingual.model.quality import Finding, Severity
from bilingual.model.span import Span
from bilingual.model.unit import OriginKind, TranslationUnit
from bilingual.text import placeables

name = "untranslated"

_FUNCTION_WORDS = (
    "les des une dans avec est sont cette ces ses pour qui que pas aux leur leurs mais où été ont "
    "était étaient sera seront avait avaient nous vous ils elles lui très aussi plus sans chez "
    "selon depuis pendant après avant entre contre vers dont lequel laquelle ainsi alors donc "
    "être avoir fait faire comme tout tous toute toutes même encore toujours jamais déjà"
)
_FUNCTION = frozenset(_FUNCTION_WORDS.split())
"""French function words that are no English words and seldom stand alone in names."""
_ALSO_ENGLISH = frozenset(
    {"plus", "fait", "entre", "contre", "tout", "sans", "dont", "comme", "est", "pour"}
)
"""Of these, English has a use ("plus", "fait accompli", "pro et contra"): never alone."""
_NEAR = 80.0
"""Similarity (0..100) from which a word in capitals is the French one, misspelt."""
_RELIABLE = 0.2
"""Strength of a word's best translation in the lexicon below which it says nothing."""
_QUOTED = re.compile(r"[«“\"‘]([^»”\"’]{1,80})[»”\"’]|\(([^)]{1,80})\)")


def check(unit: TranslationUnit) -> list[Finding]:
    """Report French in the English, the largest stretch first; one finding a place."""
    if unit.origin.kind is OriginKind.COPIED or not unit.target:
        return []
    text = _own_text(unit)
    target = words(text)
    stretch = _copied_stretch(unit, text)
    if stretch is not None:
        severity = Severity.CRITICAL if len(stretch) > len(unit.target) / 2 else Severity.MAJOR
        return [_finding(unit, severity, "copied from the French", stretch)]
    if _one_word_left(unit, target):
        return [_finding(unit, Severity.MAJOR, "copied from the French", target[0].span)]
    capitals = in_capitals(unit.source)
    found = [
        _finding(unit, Severity.MAJOR, "French word in the English", word.span)
        for word in _function_words(unit.target, target, capitals=capitals)
    ]
    left = _words_in_capitals(unit, target) if capitals else _content_words(unit, target)
    # A line in capitals is short, and what a model leaves of it seldom is the only slip.
    severity = Severity.MAJOR if capitals else Severity.MINOR
    return found + [_finding(unit, severity, "seems untranslated", word.span) for word in left]


def _own_text(unit: TranslationUnit) -> str:
    """Return the English, as long as it is, without what stays as it is on purpose.

    That is addresses, which no translation changes, and what the glossary put there.
    """
    text = placeables.blanked(unit.target)
    for hit in unit.hits:
        if hit.target_span is not None:
            start, end = hit.target_span.start, hit.target_span.end
            text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def _one_word_left(unit: TranslationUnit, target: Sequence[Word]) -> bool:
    """Say whether the line is one French word, copied, that the lexicon always translates."""
    french = [word for word in french_words(unit.source) if word.text[-1:] not in "'’"]
    if len(french) != 1 or len(target) != 1:
        return False
    same = folded_words(unit.source) == (fold(target[0].text),)
    ways = translations(french[0].text.lower())
    return same and fold(french[0].text) not in ways and max(ways.values(), default=0) >= _RELIABLE


def _copied_stretch(unit: TranslationUnit, text: str) -> Span | None:
    """Return the longest stretch of four words or more copied from the source, names aside.

    Half of its words at least must be in lower case and no English words, so that names of bodies
    and works, and sentences that are the same in both languages, stay out. Case says nothing in a
    line in capitals.
    """
    source = " " + " ".join(folded_words(unit.source)) + " "
    target, folded = words(text), folded_words(text)
    capitals = in_capitals(unit.source)
    best: Span | None = None
    start = 0
    while start < len(target):
        end, copied = start, " "
        while end < len(target) and f"{copied}{folded[end]} " in source:
            copied += f"{folded[end]} "
            end += 1
        stretch = target[start:end]
        if len(stretch) >= 4 and _foreign(stretch, capitals=capitals) >= 2:
            span = Span(stretch[0].span.start, stretch[-1].span.end)
            best = span if best is None or len(span) > len(best) else best
        start = max(end, start + 1)
    return best


def _foreign(stretch: Sequence[Word], *, capitals: bool) -> int:
    """Return how many words are not English and in lower case, or, all in capitals, French."""
    return sum(
        (common_in_capitals(word.text) if capitals else word.text[0].islower())
        and not _english(word.text)
        for word in stretch
    )


def _function_words(text: str, target: tuple[Word, ...], *, capitals: bool) -> list[Word]:
    """Return the French function words that are not part of a name, a title or a gloss."""
    protected = [Span(m.start(), m.end()) for m in _QUOTED.finditer(text)]
    found = []
    for i, word in enumerate(target):
        form = word.text.lower() if capitals else word.text
        if form not in _FUNCTION or any(span.contains(word.span) for span in protected):
            continue
        around = target[max(0, i - 1) : i] + target[i + 1 : i + 2]
        if not capitals and any(other.text[0].isupper() for other in around):
            continue  # "Médecins sans frontières" is written "Médecins Sans..." or between capitals
        if form in _ALSO_ENGLISH and not any(other.text.lower() in _FUNCTION for other in around):
            continue
        found.append(word)
    return found


def _content_words(unit: TranslationUnit, target: tuple[Word, ...]) -> list[Word]:
    """Return lower-case words that stand in both texts, that French knows and English does not."""
    french = {word.text for word in french_words(unit.source)}
    protected = [Span(m.start(), m.end()) for m in _QUOTED.finditer(unit.target)]
    return [
        word
        for word in target
        if len(word.text) >= 4
        and word.text[0].islower()
        and word.text in french
        and word.text not in _FUNCTION
        and not any(span.contains(word.span) for span in protected)
        and not _english(word.text)
        and known(word.text, "fr")
    ]


def _words_in_capitals(unit: TranslationUnit, target: tuple[Word, ...]) -> list[Word]:
    """Return the words of a line in capitals that are French ones, or nearly (TURCUIE).

    Case tells no name here: a word is left alone if English or the lexicon has it so.
    """
    french = [word.text for word in french_words(unit.source) if len(word.text) >= 4]
    return [
        word
        for word in target
        if len(word.text) >= 4
        and word.text.lower() not in _FUNCTION
        and not _english(word.text)
        and fold(word.text) not in english_exonyms()
        and any(_left_in_capitals(word.text, other) for other in french)
    ]


def _left_in_capitals(english: str, french: str) -> bool:
    """Say whether the English word is the French one or nearly, and the French one no name."""
    ways = translations(french.lower())
    folded = fold(english).removesuffix("'s")
    if folded in ways or fuzz.ratio(folded, fold(french)) < _NEAR:
        return False
    return common_in_capitals(french) or max(ways.values(), default=0) >= _RELIABLE


@lru_cache(maxsize=65536)
def _english(word: str) -> bool:
    """Say whether English knows the word, accents and plural aside."""
    parts = [part for part in re.split(r"[-'’]", re.sub("['’]s$", "", word.lower())) if part]
    plain = [fold(part) for part in parts]
    return all(
        any(known(form, "en") for form in {part, bare, bare.removesuffix("s")} if form)
        for part, bare in zip(parts, plain, strict=True)
    )


def _finding(unit: TranslationUnit, severity: Severity, what: str, span: Span) -> Finding:
    at = unit.source.find(span.of(unit.target))
    source_span = None if at < 0 else Span(at, at + len(span))
    message = (
        f"{what}: “{clip(span.of(unit.target), 80)}” in “{clip(unit.target)}”; "
        f"French: “{clip(unit.source)}”"
    )
    return Finding(name, severity, message, source_span, span)
