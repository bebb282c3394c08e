"""Collects the text of a block with its inline formatting while a reader walks markup."""

from __future__ import annotations

import re

from bilingual.model.document import Block, BlockKind, Mark
from bilingual.model.span import Span

_BLANKS = " \t\n\r\f\v"
"""White space that markup collapses; no-break spaces are text."""


class InlineText:
    """Text under construction; runs of white space become one space if `collapse` is set."""

    def __init__(self, *, collapse: bool = True) -> None:
        self._collapse = collapse
        self._parts: list[str] = []
        self._length = 0
        self._open: list[tuple[str, str, int]] = []
        self._marks: list[tuple[int, int, str, str]] = []

    def add(self, text: str) -> None:
        """Append text under the marks that are open."""
        if self._collapse:
            text = re.sub(f"[{_BLANKS}]+", " ", text)
            if text.startswith(" ") and (not self._length or self._parts[-1].endswith(" ")):
                text = text[1:]
        if text:
            self._parts.append(text)
            self._length += len(text)

    def open(self, kind: str, value: str = "") -> None:
        """Start a mark here."""
        self._open.append((kind, value, self._length))

    def close(self) -> None:
        """End the mark that was started last, if any; an empty one leaves nothing."""
        if not self._open:
            return
        kind, value, start = self._open.pop()
        if self._length > start:
            self._marks.append((start, self._length, kind, value))

    def point(self, kind: str, value: str) -> None:
        """Set a mark of no width here, such as the number of a footnote."""
        self._marks.append((self._length, self._length, kind, value))

    def finish(self) -> tuple[str, tuple[Mark, ...]]:
        """Return the text without white space at its ends, and its marks; like neighbours join."""
        while self._open:
            self.close()
        raw = "".join(self._parts)
        text = raw.strip(_BLANKS)
        offset = len(raw) - len(raw.lstrip(_BLANKS))
        marks: dict[Mark, None] = {}
        last: dict[tuple[str, str], Mark] = {}
        for start, end, kind, value in sorted(self._marks, key=lambda m: (m[0], -m[1], m[2:])):
            point = start == end
            low = min(max(start - offset, 0), len(text))
            high = min(max(end - offset, 0), len(text))
            while low < high and text[low] in _BLANKS:
                low += 1
            while high > low and text[high - 1] in _BLANKS:
                high -= 1
            if low == high and not point:
                continue
            mark = Mark(Span(low, high), kind, value)
            before = None if point else last.get((kind, value))
            if before is not None and before in marks and _touch(before, mark, text):
                del marks[before]
                end = max(before.span.end, mark.span.end)
                mark = Mark(Span(before.span.start, end), kind, value)
            marks[mark] = None
            if not point:
                last[kind, value] = mark
        return text, tuple(sorted(marks, key=lambda m: (m.span.start, -m.span.end, m.kind)))


def _touch(before: Mark, mark: Mark, text: str) -> bool:
    """Say whether two marks of a kind overlap or have only white space between them."""
    return not text[before.span.end : mark.span.start].strip(_BLANKS)


class Blocks:
    """Blocks under construction, numbered `b1`, `b2`... in reading order."""

    def __init__(self) -> None:
        self.found: list[Block] = []
        self._headline = False

    def add(
        self,
        kind: BlockKind,
        inline: tuple[str, tuple[Mark, ...]],
        *,
        line: int = 0,
        level: int = 0,
        cell: tuple[int, int, int] | None = None,
        translatable: bool = True,
    ) -> None:
        """Append a block unless it is empty; the first heading of level 1 is the headline."""
        text, marks = inline
        if not text.strip():  # also the separators that are white space to Python alone
            return
        if kind is BlockKind.HEADING and level <= 1 and not self._headline:
            kind, level, self._headline = BlockKind.HEADLINE, 0, True
        self._headline = self._headline or kind is BlockKind.HEADLINE
        number = len(self.found) + 1
        self.found.append(Block(f"b{number}", kind, text, line, marks, translatable, level, cell))

    def title(self, otherwise: str) -> str:
        """Return the text of the headline, or `otherwise`."""
        return next((b.text for b in self.found if b.kind is BlockKind.HEADLINE), otherwise)
