"""Signs that an engine went astray on a sentence: seen on the text alone, without a reference.

Thresholds come from human translations (newstest2008-2012 and newsroom sentences, 19,125 pairs):
docs/decisions/0006-guards-and-second-attempts.md says how often each sign shows there by mistake.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from bilingual import registry
from bilingual.model.quality import Finding, Severity
from bilingual.model.segment import Segment
from bilingual.model.span import Span
from bilingual.model.unit import Origin, OriginKind, TranslationUnit, UnitState

CHECKS = {
    "numbers": re.compile(r"\d"),
    "names": re.compile(r"\S\s+\W*[^\W\d_a-zà-ÿœ]"),
    "negation": None,
    "quotes": re.compile(r"[\"«»“”„]"),
    "repetition": None,
    "untranslated": None,
}
"""Checks whose findings count when hypotheses are compared (measured in the decision note), and
what one of the texts must hold for a check to be worth its time."""
_SEVERITIES = {Severity.CRITICAL: 8, Severity.MAJOR: 4, Severity.MINOR: 1, Severity.INFO: 0}
_HOPELESS = 20
"""Weight of doubts from which the checks need not look."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LOOP = re.compile(r"(\b[^\W_].{0,60}?)(?:[\s,;:.–-]+\1){3,}", re.IGNORECASE | re.DOTALL)
"""The same stretch four times on end."""
_RUN = re.compile(r"([^\d\s.*_])\1{3,}")
"""The same sign four times: `wedddding`; not in one of the 19,125 human translations."""
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
    """How bad: see `penalty`."""


def penalty(source: str, target: str) -> int:
    """Return how much speaks against `target`; of several hypotheses the lightest is taken.

    Doubts weigh 10 to 100. Findings of the checks that tell a wrong translation from a right one
    weigh 1 (minor), 4 (major) or 8 (critical).
    """
    heavy = sum(doubt.weight for doubt in doubts(source, target))
    if heavy >= _HOPELESS or not target:
        return heavy
    light = sum(
        _SEVERITIES[finding.severity]
        for name, wanted in CHECKS.items()
        if wanted is None or wanted.search(source) or wanted.search(target)
        for finding in findings(name, source, target)
    )
    return heavy + light


@lru_cache(maxsize=8192)  # those of one batch of the run, see `runner.BATCH`
def findings(check: str, source: str, target: str) -> tuple[Finding, ...]:
    """Return what one of `CHECKS` finds in a translation without terms; kept for the check stage.

    `target` is not empty.
    """
    segment = Segment("", "", Span(0, len(source)), source)
    origin = Origin(OriginKind.ENGINE)
    unit = TranslationUnit((segment,), target, UnitState.TRANSLATED, origin)
    return tuple(registry.load("checks", check)(unit))


def doubts(source: str, target: str) -> list[Doubt]:
    """Return what speaks against `target` as a translation of `source`; empty if nothing does."""
    return list(_doubts(source, target))


@lru_cache(maxsize=1024)  # drafts ask before and after each attempt
def _doubts(source: str, target: str) -> tuple[Doubt, ...]:
    """Return the same, kept."""
    if not _WORD.search(source):
        return ()
    if not _WORD.search(target):
        return (Doubt("empty", "the engine gave no translation; translate this by hand", 100),)
    found = []
    loop = _loop(source, target)
    if loop:
        found.append(Doubt("loop", f"the engine repeats itself: “{loop}”; check the French", 20))
    if _is_copy(source, target):
        found.append(Doubt("copy", "the engine left the French as it was; translate by hand", 30))
    length = _length(source)
    ratio = _length(target) / length
    low, high = _bounds(length)
    if ratio < low:
        message = f"the English is very short ({ratio:.0%} of the French); something may be missing"
        found.append(Doubt("short", message, 10))
    elif ratio > high:
        message = f"the English is very long ({ratio:.0%} of the French); some may be invented"
        found.append(Doubt("long", message, 10))
    return tuple(found)


def _length(text: str) -> int:
    """Return the letters and digits of a text (at least 1)."""
    return sum(map(len, _WORD.findall(text))) or 1


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
    run = _RUN.search(target)
    if run and not _RUN.search(source):
        return run[0][:20]
    match = _LOOP.search(target)
    if match and not _LOOP.search(source):
        return match[1]
    words = [word.casefold() for word in _WORD.findall(target)]
    if len(words) < 12:
        return ""
    phrases = Counter(zip(words, words[1:], words[2:], words[3:], strict=False))
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
