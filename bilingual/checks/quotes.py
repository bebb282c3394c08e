"""Quotation marks: none lost, none added, none left open, no French guillemets in the English."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bilingual.checks.words import clip
from bilingual.model.quality import Finding, Severity
from bilingual.model.span import Span
from bilingual.model.unit import OriginKind, TranslationUnit

name = "quotes"

_OPEN, _CLOSE, _STRAIGHT = "«“„‹", "»”›", '"'
_GUILLEMETS = re.compile(r"[«»‹›]")
# An apostrophe opens a quotation only after a blank (or at the start) and closes one only before
# a blank or punctuation: "James' car" and "rock 'n' roll" stay out through the pairing.
_SINGLE = re.compile(r"(?<![\w’'])[‘'](?=\w)[^‘’'\n]{2,}?(?:\w[’'](?=\w)[^‘’'\n]*?)*[’'](?!\w)")
# Inches, seconds of arc and a straight mark typed for an apostrophe (l"armée) are no quotation
# marks.
_OTHER_USE = re.compile(r"(?<=\d)\"(?=\s*(?:x|de\b|\d))|″|(?<=[^\W\d_])\"(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class _Marks:
    """What quotation marks a text has."""

    opening: int
    closing: int
    straight: int
    single: int
    """Pairs of single quotation marks."""
    first: Span | None
    """The first mark."""

    @property
    def any(self) -> bool:
        return bool(self.opening or self.closing or self.straight or self.single)

    @property
    def open_state(self) -> tuple[int, int]:
        """How many are left open (negative: closed too often), and whether a straight one is."""
        return self.opening - self.closing, self.straight % 2


def check(unit: TranslationUnit) -> list[Finding]:
    """Compare the quotation marks of both sides.

    A sentence out of the middle of a long quotation may open without closing; only a state that
    differs from the source's is reported.
    """
    if unit.origin.kind is OriginKind.COPIED or not unit.target:
        return []
    source, target = _marks(unit.source, french=True), _marks(unit.target)
    return [*_guillemets(unit), *_lost_or_added(unit, source, target)]


def _guillemets(unit: TranslationUnit) -> list[Finding]:
    """Report French guillemets left in the English."""
    return [
        Finding(
            name,
            Severity.MINOR,
            f"French quotation mark {m.group()} left in the English: “{clip(unit.target)}”",
            target_span=Span(m.start(), m.end()),
            suggestion="“" if m.group() in "«‹" else "”",
        )
        for m in _GUILLEMETS.finditer(unit.target)
    ]


def _lost_or_added(unit: TranslationUnit, source: _Marks, target: _Marks) -> list[Finding]:
    """Report a quotation that is lost, added or left open."""
    both = f"“{clip(unit.source)}” : “{clip(unit.target)}”"
    if source.any and not target.any:
        severity = _severity(unit.source)
        return [Finding(name, severity, f"quotation marks lost: {both}", source.first)]
    if target.any and not source.any:
        message = f"quotation marks added: {both}"
        return [Finding(name, _severity(unit.target), message, None, target.first)]
    depth, odd = target.open_state
    expected, expected_odd = source.open_state
    balanced = depth == 0 and not odd
    if not balanced and (expected == 0 and not expected_odd):
        message = f"quotation mark without its partner in the English: {both}"
        return [Finding(name, Severity.MINOR, message, source.first, target.first)]
    return []


def _marks(text: str, *, french: bool = False) -> _Marks:
    """Count the quotation marks of a text; French has no single ones, only apostrophes."""
    text = _OTHER_USE.sub("_", text)
    places = [i for i, c in enumerate(text) if c in _OPEN + _CLOSE + _STRAIGHT]
    single = [] if french else list(_SINGLE.finditer(text))
    places += [m.start() for m in single]
    first = min(places, default=None)
    return _Marks(
        sum(text.count(c) for c in _OPEN),
        sum(text.count(c) for c in _CLOSE),
        text.count(_STRAIGHT),
        len(single),
        None if first is None else Span(first, first + 1),
    )


def _severity(text: str) -> Severity:
    """Speech may not lose or gain its marks; emphasis and titles (few words) sometimes may."""
    quoted = re.findall(r"[«“\"„]([^»”\"]+)", text)  # an unclosed one runs to the end
    longest = max((len(stretch.split()) for stretch in quoted), default=0)
    return Severity.MAJOR if longest >= 5 else Severity.MINOR
