"""Lines in capitals as they would stand in running text, which is what the engine has learnt.

A small model makes nothing of capitals: of 250 in-house sentences put into capitals it got chrF2++
22, of the same as running text 59, of the originals 61 (decision 0024).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache

from bilingual.checks.dictionary import common_in_capitals, known
from bilingual.checks.exonyms import french_names
from bilingual.checks.words import fold, in_capitals

_LETTERS = re.compile(r"[^\W\d_]+")
_OPENING = re.compile(r"(?:^|[.!?…]\s)[^\w.!?…]*$")
"""What stands before the first word of a sentence."""
_VOWEL = re.compile(r"[aeiouyœæ]")
_INITIALS = 5
"""Letters that initials have at most."""


class RunningText:
    """Puts lines in capitals into running text, names and initials in their usual form."""

    def __init__(self, names: Iterable[str]) -> None:
        """Take names as they are written: a glossary's French."""
        self._own = tuple(names)

    def of(self, text: str) -> str:
        """Return the text in running form, character for character; itself unless in capitals."""
        if not _in_capitals(text):
            return text
        accents = {} if _accented(text) else _accents()
        parts, end = [], 0
        for match in _LETTERS.finditer(text):
            elided = text[match.end() : match.end() + 1] in ("'", "’")
            word = match.group().lower() if elided else self._word(match.group(), accents)
            if _OPENING.search(text[: match.start()]):
                word = word[:1].upper() + word[1:]
            parts += [text[end : match.start()], word]
            end = match.end()
        running = _named("".join([*parts, text[end:]]))
        return running if len(running) == len(text) else text

    def _word(self, word: str, accents: dict[str, str]) -> str:
        """Return one word in running form, as long as it was."""
        if not word.isupper():
            return word
        folded = fold(word)
        if len(self._names.get(folded, "")) == len(word):
            return self._names[folded]
        return word if _initials(folded) else accents.get(folded, word.lower())

    @cached_property
    def _names(self) -> dict[str, str]:
        """Folded word -> its form in names and initials, but for words that are common as well."""
        words = [
            word
            for name in (*filter(str.isalpha, french_names()), *self._own)
            for word in _LETTERS.findall(name)
            if len(word) > 1 and not word.islower() and not common_in_capitals(word)
        ]
        return {fold(word): word for word in reversed(words)}


def _named(text: str) -> str:
    """Return the text with the names of several words that are known as they are written."""
    folded = fold(text)
    if len(folded) != len(text):
        return text
    for match in _phrases().finditer(folded):
        name = _spelled()[match.group()]
        text = text[: match.start()] + name + text[match.end() :]
    return text


@lru_cache(maxsize=1)
def _spelled() -> dict[str, str]:
    """Return folded name of several words -> as it is written, with its accents."""
    bare_first = sorted(french_names(), key=str.isascii, reverse=True)
    names = {fold(name): name for name in bare_first if not name.isalpha()}
    return {folded: name for folded, name in names.items() if len(folded) == len(name)}


@lru_cache(maxsize=1)
def _phrases() -> re.Pattern[str]:
    """Return the pattern that finds those names in folded text."""
    names = sorted(map(re.escape, _spelled()), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(names)})(?!\w)")


def _initials(folded: str) -> bool:
    """Say whether a short word is none of French, or cannot be pronounced."""
    unknown = folded not in _accents() and not known(folded, "fr")
    return 1 < len(folded) <= _INITIALS and (unknown or not _VOWEL.search(folded))


def _in_capitals(text: str) -> bool:
    """Say whether the line is one in capitals: also a short one with two common French words."""
    if in_capitals(text):
        return True
    common = [w for w in _LETTERS.findall(text) if common_in_capitals(w)] if text.isupper() else []
    return len(common) >= 2 and max(map(len, common)) > 3


def _accented(text: str) -> bool:
    """Say whether the line keeps its accents, as capitals often do not."""
    return any(letter.isalpha() and not letter.isascii() for letter in text)


@lru_cache(maxsize=1)
def _accents() -> dict[str, str]:
    """Return folded French word -> its most frequent form."""
    from bilingual.aligners.lexicon import shipped  # brings numpy, which most runs never need

    counts = shipped().french
    return {fold(word): word for word in sorted(counts, key=lambda w: counts[w])}
