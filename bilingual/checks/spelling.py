"""Words that English does not have: what a small model invents when it does not know a word."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz

from bilingual.checks.dictionary import known
from bilingual.checks.exonyms import english_exonyms
from bilingual.checks.inflections import misformed
from bilingual.checks.translations import translations
from bilingual.checks.words import Word, clip, fold, french_words, in_capitals, words
from bilingual.model.quality import Finding, Severity
from bilingual.model.unit import OriginKind, TranslationUnit

name = "spelling"

_SHORTEST = 5
"""Letters; shorter words are too often names of units, dialect or interjections."""
_ALIKE = 50.0
"""Similarity (0..100) from which a word may be the English spelling of a French name."""
_OPENING = re.compile(r"(?:^|[.!?…][\"'”’)\]]*\s+)[\"'“‘«(\[—–-]*\s*$|[\"“«]$")
"""What stands before a word whose capital says nothing: start of a sentence or quotation."""
_PREFIXES = (
    "anti", "bio", "co", "counter", "cyber", "de", "dis", "eco", "ex", "extra", "fore", "geo",
    "hydro", "hyper", "inter", "intra", "macro", "mega", "micro", "mid", "mini", "mis", "mono",
    "multi", "narco", "neo", "neuro", "non", "out", "over", "para", "petro", "photo", "poly",
    "post", "pre", "pro", "proto", "pseudo", "psycho", "re", "self", "semi", "socio", "sub",
    "super", "tele", "thermo", "trans", "ultra", "un", "under", "up",
)  # fmt: skip
_SUFFIXES = (
    "s", "es", "d", "ed", "ing", "er", "ers", "ly", "ness", "less", "like", "wide", "fold", "ist",
    "ists", "ism", "able", "ally", "ship", "ise", "ised", "ising", "isation",
)  # fmt: skip


def check(unit: TranslationUnit) -> list[Finding]:
    """Report words that neither English nor the French sentence has.

    Words in lower case count; in a line in capitals, and where a sentence or quotation starts,
    those with a capital as well unless they seem to be names. Words of the French that stayed are
    the business of `untranslated`; derived and compound words of known parts pass
    (`counteroffensive`, `mountaintop`).
    """
    if unit.origin.kind is OriginKind.COPIED or not unit.target:
        return []
    french = fold(unit.source)
    capitals = in_capitals(unit.target)
    covered = [hit.target_span for hit in unit.hits if hit.target_span]
    return [
        Finding(
            name,
            Severity.MAJOR,
            f"“{word.text}” is no English word: “{clip(unit.target)}”; French: "
            f"“{clip(unit.source)}”",
            target_span=word.span,
        )
        for word in words(unit.target)
        if _counts(word, unit, capitals=capitals)
        and not any(span.overlaps(word.span) for span in covered)
        and fold(word.text) not in french
        and not _spelled(word.text if word.text[0].islower() else word.text.lower())
    ]


def _counts(word: Word, unit: TranslationUnit, *, capitals: bool) -> bool:
    """Say whether a word should be one of English: in lower case, or no name all the same."""
    if word.text[0].islower():
        return True
    opening = "-" not in word.text and _OPENING.search(unit.target[: word.span.start])
    return bool(capitals or opening) and not _named(word.text, unit.source)


def _named(word: str, source: str) -> bool:
    """Say whether a word whose capital says nothing may be a name.

    English has it for a French name, the lexicon for a French word, or it resembles one that the
    lexicon does not have or that has a capital where the line is not in capitals.
    """
    folded = fold(word).removesuffix("'s")
    if any(part in english_exonyms() for part in (folded, *folded.split("-"))):
        return True
    for other in french_words(source):
        ways = translations(other.text.lower())
        may_be_name = not ways or (other.text.istitle() and not in_capitals(source))
        if folded in ways or (may_be_name and fuzz.ratio(folded, fold(other.text)) >= _ALIKE):
            return True
    return False


@lru_cache(maxsize=65536)
def _spelled(word: str) -> bool:
    """Say whether English knows all parts of the word."""
    return all(_known(part) for part in re.split(r"[-'’]", word))


@lru_cache(maxsize=65536)
def _known(part: str) -> bool:
    """Say whether English knows the word, as it is, derived or compounded; names count as known."""
    plain = fold(part)
    if part.islower() and misformed(plain, _in_dictionary):
        return False
    if len(plain) < _SHORTEST or part[0].isupper() or plain in _PREFIXES or not plain.isascii():
        return True
    return _in_dictionary(part.lower()) or _derived(plain) or _compound(plain)


def _derived(plain: str) -> bool:
    """Say whether the word is a known one with the usual beginnings and endings."""
    stems = {plain} | {plain[: -len(end)] for end in _SUFFIXES if plain.endswith(end)}
    stems |= {f"{stem}e" for stem in stems} | {
        f"{stem[:-1]}y" for stem in stems if stem[-1:] == "i"
    }
    stems |= {stem[:-1] for stem in stems if stem[-1:] == stem[-2:-1]}
    stems |= {
        stem[len(start) :]
        for stem in tuple(stems)
        for start in _PREFIXES
        if stem.startswith(start) and len(stem) - len(start) >= 3
    }
    return any(_in_dictionary(stem) for stem in stems if len(stem) >= 3)


def _compound(plain: str) -> bool:
    """Say whether the word is two known ones of three letters or more."""
    return any(
        _in_dictionary(plain[:cut]) and (_in_dictionary(plain[cut:]) or _derived(plain[cut:]))
        for cut in range(3, len(plain) - 2)
    )


@lru_cache(maxsize=65536)
def _in_dictionary(word: str) -> bool:
    return any(known(form, "en") for form in (word, fold(word)))
