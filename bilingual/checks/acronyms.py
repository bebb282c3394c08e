"""Initials: SNCF stays SNCF, ONU becomes UN, and nothing else.

In the English stands the same, the same letters in another order (OTAN, NATO), words that begin
with them (PS, Socialist Party), or what data/exonyms.fr-en.tsv gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from bilingual.checks.dictionary import common_in_capitals
from bilingual.checks.exonyms import exonyms, has_exonym
from bilingual.checks.translations import translations
from bilingual.checks.words import Word, fold, folded_words, in_capitals
from bilingual.model.span import Span
from bilingual.text import placeables

_LOWERED = "₀-₉⁰¹²³⁴-⁹"
_INITIALS = re.compile(rf"(?<![\w.])(?:[A-ZÀ-ÖØ-Þ]{{2,}}(?=[\d{_LOWERED}]|s?\b)|(?:[A-Z]\.){{2,}})")
_ROMAN = re.compile(r"[IVXLCDM]+$")
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}")
_SMALL_WORDS = re.compile(r"\b(?:of|the|and|for|in|on|to|de|du|des|la|le|les|et|pour)\b ?")
_NAMES = re.compile(r"[A-ZÀ-Þ][\w’']*(?:[ -][A-ZÀ-Þ][\w’']*)+")
_OTHERS = frozenset(
    {"MM", "MME", "MMES", "DR", "PR", "ME", "EUR", "USD", "GBP", "JPY", "CNY", "CHF", "CZK", "RUB"}
)
"""Titles, and codes of currencies, which `signs` reads."""
_LONGEST = 6
"""Letters; longer words in capitals are rather stressed than initials."""


def lost(source: str, target: str) -> Iterator[Word]:
    """Yield the initials of the French of which the English has no form.

    Words in capitals for emphasis, and lines in capitals, say nothing.
    """
    if in_capitals(source):
        return
    for match in _INITIALS.finditer(placeables.blanked(source)):
        text = match.group().replace(".", "")
        if not text.isupper() or text in _OTHERS or _ROMAN.match(text):
            continue
        listed = fold(text) in exonyms()
        stressed = not listed and (len(text) > _LONGEST or common_in_capitals(text))
        if not (stressed or _stands(text, target) or _translated(text, target)):
            yield Word(text, Span(*match.span()))


def _translated(initials: str, target: str) -> bool:
    """Say whether the English has what the table or the lexicon gives for the initials."""
    ways = translations(initials.lower())
    return has_exonym(initials, target) or any(word in ways for word in folded_words(target))


def _stands(initials: str, target: str) -> bool:
    """Say whether the English has the initials, reordered ones or words that begin with them."""
    text, tokens, names = _pieces(target)
    if re.search(rf"(?<![^\W\d_]){fold(initials)}(?:'?s)?(?![^\W\d_{_LOWERED}])", text):
        return True
    wanted = sorted(fold(initials))
    return any(sorted(token) == wanted for token in tokens) or any(
        wanted == sorted(name[start : start + len(wanted)])
        for name in names
        for start in range(len(name) - len(wanted) + 1)
    )


@lru_cache(maxsize=1024)
def _pieces(target: str) -> tuple[str, frozenset[str], tuple[str, ...]]:
    """Return the English folded, its initials, and the first letters of its names."""
    text = _DOTTED.sub(lambda match: match.group().replace(".", ""), target)
    tokens = frozenset(fold(match.group()) for match in _INITIALS.finditer(text))
    names = (match.group() for match in _NAMES.finditer(_SMALL_WORDS.sub("", text)))
    firsts = tuple("".join(fold(part[0]) for part in re.split("[ -]", n)) for n in names)
    return fold(text), tokens, firsts
