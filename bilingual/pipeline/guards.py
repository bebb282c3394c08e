"""Signs that an engine went astray on a sentence: seen on the text alone, without a reference.

Thresholds come from human translations (newstest2008-2012, 13,573 pairs): see
docs/decisions/0006-guards.md for how often each sign shows there by mistake.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LOOP = re.compile(r"(\b[^\W_].{0,60}?)(?:[\s,;:.–-]+\1){3,}", re.IGNORECASE | re.DOTALL)
"""The same stretch four times on end."""
_FUNCTION_WORDS = frozenset(
    re.findall(
        r"\S+",
        """
        le la les un une des du de et est sont dans pour que qui sur avec par pas plus ce cette ces
        au aux a ont été il elle ils elles nous vous se sa son ses leur leurs mais ou où en ne
        """,
    )
)
"""Words that a French sentence can hardly do without and an English one does not hold."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """One sign, in words for the editor."""

    kind: str
    """`empty`, `loop`, `copy`, `short` or `long`."""
    message: str
    weight: int
    """How bad: of two hypotheses with doubts the lighter is taken."""


def doubts(source: str, target: str) -> list[Doubt]:
    """Return what speaks against `target` as a translation of `source`; empty if nothing does."""
    if not _WORD.search(source):
        return []
    if not _WORD.search(target):
        return [Doubt("empty", "the engine gave no translation; translate this by hand", 100)]
    found = []
    loop = _loop(source, target)
    if loop:
        found.append(Doubt("loop", f"the engine repeats itself: “{loop}”; check the French", 20))
    if _is_copy(source, target):
        found.append(Doubt("copy", "the engine left the French as it was; translate by hand", 30))
    ratio = _length(target) / _length(source)
    low, high = _bounds(_length(source))
    if ratio < low:
        message = f"the English is very short ({ratio:.0%} of the French); something may be missing"
        found.append(Doubt("short", message, 10))
    elif ratio > high:
        message = f"the English is very long ({ratio:.0%} of the French); some may be invented"
        found.append(Doubt("long", message, 10))
    return found


def _length(text: str) -> int:
    """Return the letters and digits of a text (at least 1)."""
    return sum(len(word) for word in _WORD.findall(text)) or 1


def _bounds(length: int) -> tuple[float, float]:
    """Return the least and the greatest usual ratio of English to French letters."""
    if length < 15:
        return 0.25, 3.5 + 12 / length
    if length < 40:
        return 0.3, 2.4
    if length < 80:
        return 0.45, 1.75
    return 0.52, 1.5


def _loop(source: str, target: str) -> str:
    """Return what the target repeats and the source does not; empty if nothing."""
    match = _LOOP.search(target)
    if match and not _LOOP.search(source):
        return match[1]
    words = [word.casefold() for word in _WORD.findall(target)]
    if len(words) < 12:
        return ""
    phrases = Counter(tuple(words[at : at + 4]) for at in range(len(words) - 3))
    phrase, count = phrases.most_common(1)[0]
    if count < 3:
        return ""
    french = [word.casefold() for word in _WORD.findall(source)]
    source_phrases = Counter(tuple(french[at : at + 3]) for at in range(len(french) - 2))
    repeated_there = max(source_phrases.values(), default=0)
    return " ".join(phrase) if repeated_there < count - 1 else ""


def _is_copy(source: str, target: str) -> bool:
    """Say whether the target is French still: the source, or most of its words and function words.

    Names, figures and titles are copied rightly, so French function words must be among them.
    """
    french = [word.casefold() for word in _WORD.findall(source)]
    english = [word.casefold() for word in _WORD.findall(target)]
    function = [word for word in english if word in _FUNCTION_WORDS and word != "a"]
    if len(french) < 4 or len(function) < 2:
        return False
    same = sum((Counter(french) & Counter(english)).values())
    return same >= 0.7 * len(english)
