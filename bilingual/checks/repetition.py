"""Loops: words or phrases that the English repeats and the French does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from operator import eq

from bilingual.checks.words import clip, folded_words, words
from bilingual.model.quality import Finding, Severity
from bilingual.model.span import Span
from bilingual.model.unit import OriginKind, TranslationUnit

name = "repetition"

_LEGITIMATE = frozenset({"that", "had", "is", "very", "bora", "duran", "pago", "ha", "no", "yes"})
"""Words that English may double ("the fact that that man had had ...")."""
_LONGEST = 12
"""Longest phrase looked for, words."""


def check(unit: TranslationUnit) -> list[Finding]:
    """Report immediate repetitions of a phrase, then long phrases that come back again and again.

    A phrase doubled once is minor when it is a single word, major when longer; three times or more
    in a row is the loop of a decoder, critical. What the source repeats as often is no loop.
    """
    if unit.origin.kind is OriginKind.COPIED or not unit.target:
        return []
    target = words(unit.target)
    found = _in_a_row(folded_words(unit.target))
    if found is not None:
        start, size, times = found
        if times <= _source_run(unit.source, size):
            return []
        span = Span(target[start].span.start, target[start + size * times - 1].span.end)
        if times == 2 and _apart(unit.target, span):
            return []
        severity = Severity.CRITICAL if times > 2 else Severity.MAJOR
        if size == 1 and times == 2:
            severity = Severity.MINOR
        phrase = " ".join(word.text for word in target[start : start + size])
        return [_finding(unit, severity, phrase, times, span)]
    return _again_and_again(unit)


def _in_a_row(folded: Sequence[str]) -> tuple[int, int, int] | None:
    """Return (first word, words of the phrase, times) of the worst phrase repeated in a row."""
    worst: tuple[int, int, int] | None = None
    for size in range(1, min(_LONGEST, len(folded) // 2) + 1):
        if sum(map(eq, folded, folded[size:])) < size:
            continue  # too few words come again at that distance
        start = 0
        while start + 2 * size <= len(folded):
            phrase, times = folded[start : start + size], 1
            while folded[start + times * size : start + (times + 1) * size] == phrase:
                times += 1
            doubled = times == 2 and size == 1 and phrase[0] in _LEGITIMATE
            if times > 1 and not doubled and (worst is None or size * times > worst[1] * worst[2]):
                worst = (start, size, times)
            start += max(1, (times - 1) * size)
    return worst


def _source_run(source: str, size: int) -> int:
    """Return how often the source repeats some phrase of about that size in a row."""
    found = _in_a_row(folded_words(source))
    return 1 if found is None or abs(found[1] - size) > 2 else found[2]


def _apart(text: str, span: Span) -> bool:
    """Say whether punctuation or a figure stands between ("No, no!", "in 2008 in the capital")."""
    return any(c in '.!?,;:—–…"“”' or c.isdigit() for c in span.of(text))


def _again_and_again(unit: TranslationUnit) -> list[Finding]:
    """Report a phrase of four words or more that stands three times, and not so in the source."""
    size = 4
    folded = folded_words(unit.target)
    counts = Counter(folded[i : i + size] for i in range(len(folded) - size + 1))
    phrase, times = max(counts.items(), key=lambda item: item[1], default=((), 0))
    if times < 3:
        return []
    source = folded_words(unit.source)
    in_source = max(
        Counter(source[i : i + size - 1] for i in range(len(source) - size + 2)).values(),
        default=0,
    )
    if times <= in_source:
        return []
    start = next(i for i in range(len(folded)) if folded[i : i + size] == phrase)
    target = words(unit.target)
    span = Span(target[start].span.start, target[start + size - 1].span.end)
    return [_finding(unit, Severity.MAJOR, span.of(unit.target), times, span)]


def _finding(
    unit: TranslationUnit, severity: Severity, phrase: str, times: int, span: Span
) -> Finding:
    message = (
        f"“{clip(phrase, 40)}” stands {times} times in the English, not so in the French: "
        f"“{clip(unit.source)}” : “{clip(unit.target)}”"
    )
    return Finding(name, severity, message, Span(0, len(unit.source)), span)
