"""Words with their places, shared by the checks."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from bilingual.model.span import Span

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_FOUR_CAPITALS = re.compile(r"[^\W\d_a-zà-ÿ]{4}")
_TEXTS = 1024
"""Texts whose words are kept: one check after the other asks for those of the same sentence."""
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters (inner hyphens and apostrophes included) and where it stands."""

    text: str
    span: Span


@lru_cache(maxsize=_TEXTS)
def words(text: str) -> tuple[Word, ...]:
    """Return the words of `text`, in order; numbers and punctuation are left out."""
    return tuple(Word(m.group(), Span(*m.span())) for m in _WORD.finditer(text))


@lru_cache(maxsize=_TEXTS)
def folded_words(text: str) -> tuple[str, ...]:
    """Return the same words, folded."""
    return tuple(fold(word.text) for word in words(text))


@lru_cache(maxsize=_TEXTS)
def french_words(text: str) -> tuple[Word, ...]:
    """Return the words of a French text with elided articles and pronouns cut off (`l’`, `qu’`)."""
    found = []
    for word in words(text):
        elided = _ELISION.match(word.text)
        if elided:
            start = word.span.start + elided.end()
            found.append(Word(elided.group(), Span(word.span.start, start)))
            if start < word.span.end:
                found.append(Word(word.text[elided.end() :], Span(start, word.span.end)))
        else:
            found.append(word)
    return tuple(found)


@lru_cache(maxsize=_TEXTS)
def in_capitals(text: str) -> bool:
    """Say whether the line is set in capitals, as headlines are: two words or more, not initials.

    In such a line case tells no name from other words.
    """
    if not _FOUR_CAPITALS.search(text):
        return False
    letters = [c for c in text if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    long = [word for word in words(text) if len(word.text) >= 4 and word.text.isupper()]
    return len(long) >= 2 and capitals >= 0.8 * len(letters)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return `text` in lower case, without diacritics, with plain apostrophes."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("’", "'"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def clip(text: str, limit: int = 48) -> str:
    """Return `text` short enough for a message, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"
