"""What encloses what in a block: quotations, brackets, addresses. Found in one linear pass."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from bilingual.text import placeables

_QUOTES = {"«": "»", "“": "”", "„": "”"}
_BRACKETS = {"(": ")", "[": "]"}
_LONGEST_BRACKET = 400
"""Code points; a bracket that closes later than this is taken for a slip, not an enclosure."""


class Ranges:
    """Disjoint half-open ranges, looked up by position."""

    def __init__(self, ranges: list[tuple[int, int]]) -> None:
        self._ranges = sorted(ranges)
        self._starts = [start for start, _ in self._ranges]

    def around(self, position: int) -> tuple[int, int] | None:
        """Return the range with `start < position < end`, if there is one."""
        index = bisect_right(self._starts, position - 1) - 1
        if index >= 0 and position < self._ranges[index][1]:
            return self._ranges[index]
        return None

    def ends(self, position: int) -> bool:
        """Say whether a range ends exactly there."""
        around = self.around(position - 1)
        return around is not None and around[1] == position


@dataclass(frozen=True, slots=True)
class Structure:
    """Enclosures of one block."""

    quotations: Ranges
    """Outermost quotations, marks included."""
    brackets: Ranges
    """Outermost brackets, marks included."""
    addresses: Ranges
    """URLs, e-mail addresses, handles, hashtags."""


def structure(text: str) -> Structure:
    """Return what encloses what in `text` (a plain view)."""
    found = placeables.find(text)
    return Structure(
        Ranges(_quotations(text)),
        Ranges(_brackets(text)),
        Ranges([(p.span.start, p.span.end) for p in found]),
    )


def _quotations(text: str) -> list[tuple[int, int]]:
    """Return the outermost quotations; straight marks alternate, strays are left alone."""
    found: list[tuple[int, int]] = []
    opened: list[tuple[str, int]] = []
    straight = -1
    for position, char in enumerate(text):
        if char == '"' and not opened:
            if straight >= 0 and not _opens(text, position):
                found.append((straight, position + 1))
                straight = -1
            elif straight >= 0 or not _closes(text, position):
                straight = position
            continue
        if char in _QUOTES:
            opened.append((_QUOTES[char], position))
        elif opened and char == opened[-1][0]:
            _, start = opened.pop()
            if not opened:
                found.append((start, position + 1))
    return _outermost(found)


def _opens(text: str, position: int) -> bool:
    """Say whether a straight mark can only open: a blank before it, none after."""
    before, after = text[position - 1 : position], text[position + 1 : position + 2]
    return before in ("", " ", "(", "[", "'") and after not in ("", " ", ".", ",")


def _closes(text: str, position: int) -> bool:
    """Say whether a straight mark can only close: no blank before it, one after."""
    before, after = text[position - 1 : position], text[position + 1 : position + 2]
    return before not in ("", " ", "(", "[", "'") and not after.isalnum()


def _brackets(text: str) -> list[tuple[int, int]]:
    """Return the outermost brackets of bearable length."""
    found: list[tuple[int, int]] = []
    opened: list[tuple[str, int]] = []
    for position, char in enumerate(text):
        if char in _BRACKETS:
            opened.append((_BRACKETS[char], position))
        elif opened and char == opened[-1][0]:
            _, start = opened.pop()
            if position - start <= _LONGEST_BRACKET:
                found.append((start, position + 1))
    return _outermost(found)


def _outermost(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the ranges that lie in no other one."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(ranges, key=lambda r: (r[0], -r[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept
