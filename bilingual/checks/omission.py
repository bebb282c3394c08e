"""Omissions: several French words in a row of which the English shows no translation.

A small model drops clauses and still writes fluent sentences of plausible length, so length alone
finds few of them. Each content word of the French is looked up in the shipped lexicon; words whose
translations are not reliable there say nothing either way.
"""

from __future__ import annotations

from rapidfuzz import fuzz

from bilingual.checks.translations import translations
from bilingual.checks.words import Word, clip, fold, folded_words, french_words
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
_SHORTEST = 4
_FREQUENT_WORDS = (
    "aime aller après article autre autres avait avant avec avez avoir avons beaucoup besoin bien "
    "canada cela cette chose comme comment dans demande depuis deux dire doit dont elle elles "
    "encore faire fait fois jamais leur mais ministre moins monde même nous paragraphe parler "
    "partie pense personne personnes peut peux plus pour pourquoi quand quelque rien sais sans "
    "soit sommes sont sous suis temps toujours tous tout toute travail trois très veux votre vous "
    "vraiment était êtes être"
)
_FREQUENT = frozenset(_FREQUENT_WORDS.split())
"""The lexicon's 150 most frequent French words are grammar rather than content: those of them that
are long enough to count."""


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
        if len(key) < _SHORTEST or key in _FREQUENT:
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
    whole = set(folded_words(text))
    return whole | {piece for word in whole for piece in word.replace("'", "-").split("-") if piece}


def _rendered(french: str, english: set[str], beginnings: set[str]) -> bool | None:
    """Say whether a translation of the word is there; None if that cannot be known."""
    known = translations(french)
    for translation in known:
        if translation in english or translation[: max(5, len(translation) - 3)] in beginnings:
            return True
    plain = fold(french)
    for word in english:
        if len(word) >= _SHORTEST and (word[:4] == plain[:4] or _alike(plain, word)):
            return True
    return False if known and max(known.values()) >= _RELIABLE else None


def _alike(french: str, english: str) -> bool:
    """Say whether the words look the same in two languages."""
    return fuzz.ratio(french, english, score_cutoff=_ALIKE) >= _ALIKE
