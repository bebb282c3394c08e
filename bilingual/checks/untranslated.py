"""French left in the English: function words, copied stretches, single words nobody translated."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from bilingual.checks.dictionary import known
from bilingual.checks.words import Word, clip, fold, folded_words, french_words, words
from bilingual.model.quality import Finding, Severity
from bilingual.model.span import Span
from bilingual.model.unit import OriginKind, TranslationUnit

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
_QUOTED = re.compile(r"[«“\"‘]([^»”\"’]{1,80})[»”\"’]|\(([^)]{1,80})\)")


def check(unit: TranslationUnit) -> list[Finding]:
    """Report French in the English, the largest stretch first; one finding a place."""
    if unit.origin.kind is OriginKind.COPIED or not unit.target:
        return []
    target = words(unit.target)
    stretch = _copied_stretch(unit, target)
    if stretch is not None:
        severity = Severity.CRITICAL if len(stretch) > len(unit.target) / 2 else Severity.MAJOR
        return [_finding(unit, severity, "copied from the French", stretch)]
    found = [
        _finding(unit, Severity.MAJOR, "French word in the English", word.span)
        for word in _function_words(unit.target, target)
    ]
    found += [
        _finding(unit, Severity.MINOR, "seems untranslated", word.span)
        for word in _content_words(unit, target)
    ]
    return found


def _copied_stretch(unit: TranslationUnit, target: Sequence[Word]) -> Span | None:
    """Return the longest stretch of four words or more copied from the source, names aside.

    Half of its words at least must be in lower case and no English words, so that names of bodies
    and works, and sentences that are the same in both languages, stay out.
    """
    source = " " + " ".join(folded_words(unit.source)) + " "
    folded = folded_words(unit.target)
    best: Span | None = None
    start = 0
    while start < len(target):
        end, copied = start, " "
        while end < len(target) and f"{copied}{folded[end]} " in source:
            copied += f"{folded[end]} "
            end += 1
        stretch = target[start:end]
        if len(stretch) >= 4 and _foreign(stretch) >= 2:
            span = Span(stretch[0].span.start, stretch[-1].span.end)
            best = span if best is None or len(span) > len(best) else best
        start = max(end, start + 1)
    return best


def _foreign(stretch: Sequence[Word]) -> int:
    """Return how many words are in lower case and not English."""
    return sum(word.text[0].islower() and not _english(word.text) for word in stretch)


def _function_words(text: str, target: tuple[Word, ...]) -> list[Word]:
    """Return the French function words that are not part of a name, a title or a gloss."""
    protected = [Span(m.start(), m.end()) for m in _QUOTED.finditer(text)]
    found = []
    for i, word in enumerate(target):
        if word.text not in _FUNCTION or any(span.contains(word.span) for span in protected):
            continue
        around = target[max(0, i - 1) : i] + target[i + 1 : i + 2]
        if any(other.text[0].isupper() for other in around):
            continue  # "Médecins sans frontières" is written "Médecins Sans..." or between capitals
        if word.text in _ALSO_ENGLISH and not any(other.text in _FUNCTION for other in around):
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


@lru_cache(maxsize=65536)
def _english(word: str) -> bool:
    """Say whether English knows the word, accents and plural aside."""
    parts = [part for part in re.split(r"[-'’]", word.lower()) if part]
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
