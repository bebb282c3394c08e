"""Names lost on the way: a French proper name that nothing in the English resembles.

Transliteration differs (Poutine, Putin), so names are compared after rewriting both to a common
spelling, and fuzzily; places and bodies with names of their own in English come from
data/exonyms.fr-en.tsv; what French also writes in lower case (ministers, ministries, demonyms) is
no name here, nor is what the glossary translates.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from rapidfuzz import fuzz

from bilingual.checks import acronyms
from bilingual.checks.dictionary import common_in_capitals, common_words, known
from bilingual.checks.exonyms import english_exonyms, has_exonym
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

name = "names"

_LOST, _ALTERED = 62.0, 88.0
"""Similarity (0..100, after rewriting) below which a name is lost, or altered."""
_INVENTED = 56.0
"""Similarity below which an English name has no counterpart in the French."""
_STARTERS = frozenset('.!?:;«“"—–-(•[')
_ROMAN = re.compile(r"[IVXLCDM]+(?:e|er|ème)?$")
_INVARIABLE_WORDS = (
    "croix palais beaucoup gaz cours pays mois procès accès temps voix prix choix paix fois bras "
    "corps fonds congrès bois puits relais commis concours discours parcours secours progrès "
    "succès excès décès héros univers mers lundi mardi mercredi jeudi vendredi samedi dimanche "
    "moins plus mais sous sans vers dans très"
)
_INVARIABLE = frozenset(_INVARIABLE_WORDS.split())
"""Common words that simplemma's French dictionary lacks because they do not inflect."""
_REWRITES = (
    ("tch", "ch"), ("dj", "j"), ("gui", "gi"), ("gue", "ge"), ("ou", "u"), ("oo", "u"),
    ("sch", "sh"), ("ch", "sh"), ("kh", "h"), ("ph", "f"), ("qu", "k"), ("ck", "k"), ("c", "k"),
    ("q", "k"), ("zh", "j"), ("w", "v"), ("y", "i"), ("ee", "i"), ("ei", "e"), ("ai", "e"),
    ("th", "t"), ("dh", "d"), ("gh", "g"), ("bh", "b"), ("ss", "s"), ("tz", "ts"), ("x", "ks"),
    ("ine", "in"),
)  # fmt: skip
"""Spellings that French and English transliteration disagree on, applied in order to both sides."""


def check(unit: TranslationUnit) -> list[Finding]:
    """Report the names of the source of which the English shows no trace, or a mangled one."""
    if unit.origin.kind is OriginKind.COPIED or not unit.target:
        return []
    covered = [hit.source_span for hit in unit.hits]
    found = []
    capitals = in_capitals(unit.source)
    for word in _capitalised(unit.source, french_words(unit.source)):
        if (word.text.isupper() and not capitals) or _ROMAN.match(word.text):
            continue
        if any(span.overlaps(word.span) for span in covered):
            continue
        missing = _missing(unit, word)
        if capitals:  # a rare word looks like a name there
            missing = [] if _rather_a_word(word.text) else [_softened(f) for f in missing]
        if missing and not _common(word.text):  # last, as it may open a dictionary
            found += missing
    return [*found, *_initials(unit, covered), *_invented(unit)]


def _initials(unit: TranslationUnit, covered: Sequence[Span]) -> list[Finding]:
    """Return a finding for each of the French initials that the English has in no form."""
    return [
        Finding(
            name,
            Severity.MINOR,
            f"“{word.text}” does not appear in the English: “{clip(unit.source)}” : "
            f"“{clip(unit.target)}”",
            word.span,
        )
        for word in acronyms.lost(unit.source, unit.target)
        if not any(span.overlaps(word.span) for span in covered)
    ]


def _invented(unit: TranslationUnit) -> list[Finding]:
    """Return a finding for each English name that nothing in the French resembles."""
    covered = [hit.target_span for hit in unit.hits if hit.target_span]
    found = []
    for word in _capitalised(unit.target, words(unit.target)):
        if any(span.overlaps(word.span) for span in covered):
            continue
        parts = [part for part in re.split(r"[-'’]", word.text) if len(part) > 3]
        if any(part.lower() in common_words("en") for part in parts):
            continue
        if any(fold(part) in english_exonyms() for part in parts):
            continue
        if parts and not _resembled(unit.source, parts) and not _english(parts):
            message = (
                f"“{word.text}” is in the English only: “{clip(unit.source)}” : "
                f"“{clip(unit.target)}”"
            )
            found.append(Finding(name, Severity.MAJOR, message, None, word.span))
    return found


def _resembled(source: str, parts: Sequence[str]) -> bool:
    """Say whether a word of the French looks like one of the parts of an English name."""
    french = {_rewritten(piece) for word in french_words(source) for piece in word.text.split("-")}
    names = [_rewritten(part) for part in parts]
    return any(_alike(word, name) >= _INVENTED for word in french for name in names)


def _english(parts: Sequence[str]) -> bool:
    """Say whether English has one of the parts as a word."""
    return any(known(part.lower(), "en") for part in parts)


def _missing(unit: TranslationUnit, word: Word) -> list[Finding]:
    """Return the finding on one name, if any."""
    parts = [part for part in word.text.split("-") if len(part) > 2] or [word.text]
    if any(_stands(part, unit.target) for part in parts):
        return []
    if has_exonym(word.text, unit.target) or any(has_exonym(part, unit.target) for part in parts):
        return []
    best, nearest = 0.0, None
    for part in parts:
        name_there = _rewritten(part)
        for piece, other in _english_pieces(unit.target):
            score = _alike(name_there, piece)
            if score >= _ALTERED:
                return []
            if score > best or nearest is None:
                best, nearest = score, other
    if best < _LOST:
        message = (
            f"“{word.text}” does not appear in the English: “{clip(unit.source)}” : "
            f"“{clip(unit.target)}”"
        )
        return [Finding(name, Severity.MAJOR, message, word.span)]
    if nearest is not None and fold(nearest.text) != fold(word.text):
        message = f"“{word.text}” appears as “{nearest.text}”: is that its English spelling?"
        return [Finding(name, Severity.INFO, message, word.span, nearest.span)]
    return []


def _stands(name: str, target: str) -> bool:
    """Say whether the English has the name as it is, case and accents aside."""
    folded = fold(name)
    pairs = zip(folded_words(target), words(target), strict=True)
    return any(other == folded and len(word.text) > 2 for other, word in pairs)


@lru_cache(maxsize=1024)
def _english_pieces(target: str) -> tuple[tuple[str, Word], ...]:
    """Return the words of the English and the parts of hyphenated ones, rewritten, with the word.

    Parts of one or two letters are left out.
    """
    return tuple(
        (_rewritten(piece), word)
        for word in words(target)
        for piece in dict.fromkeys((word.text, *word.text.split("-")))
        if len(piece) > 2
    )


def _alike(a: str, b: str) -> float:
    """Return how much two names, rewritten, resemble each other, 0..100."""
    if a == b:
        return 100.0
    score = fuzz.ratio(a, b)
    if len(a) >= 4 and len(b) >= 4 and (a.startswith(b) or b.startswith(a)):
        # A demonym or a possessive of the same name: "Trump" and "Trumpists".
        score = max(score, 90.0 if abs(len(a) - len(b)) <= 4 else 80.0)
    return float(score)


@lru_cache(maxsize=65536)
def _rewritten(text: str) -> str:
    folded = re.sub(r"'s$|[^a-z]", "", fold(text))
    for old, new in _REWRITES:
        folded = folded.replace(old, new)
    return re.sub(r"(.)\1", r"\1", folded)


def _capitalised(text: str, among: Sequence[Word]) -> list[Word]:
    """Return the words of four letters or more that are capitalised, but not by their place."""
    found = []
    for word in among:
        before = text[: word.span.start].rstrip(" \u00a0\u202f'’")
        starts = not before or before[-1] in _STARTERS
        if not starts and len(word.text) >= 4 and word.text[0].isupper():
            found.append(word)
    return found


def _rather_a_word(capitals: str) -> bool:
    """Say whether a word of a line in capitals need not be a name: French or the lexicon has it."""
    parts = capitals.lower().split("-")
    return any(
        common_in_capitals(part) or part.endswith("ment") or translations(part) for part in parts
    )


def _softened(finding: Finding) -> Finding:
    """Return the finding, minor at the most."""
    severity = min(finding.severity, Severity.MINOR, key=lambda level: level.rank)
    return replace(finding, severity=severity)


@lru_cache(maxsize=65536)
def _common(word: str) -> bool:
    """Say whether the word, or a part of it, is a common noun or a demonym rather than a name."""
    parts = word.lower().split("-")
    return any(len(part) > 3 and (part in _INVARIABLE or known(part, "fr")) for part in parts)
