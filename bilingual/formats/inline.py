"""Inline formatting laid out as a tree, for every format whose markup nests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bilingual.model.document import Block, Mark
from bilingual.model.span import Span
from bilingual.model.unit import TranslationUnit


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch under one mark; its parts are strings and further marked stretches."""

    mark: Mark
    """As given; where two marks cross, the later one is cut and stands in several stretches."""
    parts: tuple[str | Marked, ...]


def tree(text: str, marks: Sequence[Mark]) -> tuple[str | Marked, ...]:
    """Return `text` as strings and marked stretches, properly nested; no character is lost.

    Longer marks go outside. Marks of no width become empty stretches at their place; what lies
    outside the text is cut off.
    """
    inside = [
        Mark(Span(min(m.span.start, len(text)), min(m.span.end, len(text))), m.kind, m.value)
        for m in marks
    ]
    ordered = sorted(inside, key=lambda m: (m.span.start, -m.span.end, m.kind, m.value))
    return tuple(_nested(text, 0, len(text), ordered))


def _nested(text: str, start: int, end: int, marks: list[Mark]) -> list[str | Marked]:
    """Lay out `text[start:end]` under marks sorted by start, longest first."""
    parts: list[str | Marked] = []
    at = start
    while marks:
        mark = marks.pop(0)
        opens, closes = mark.span.start, min(mark.span.end, end)
        if opens > at:
            parts.append(text[at:opens])
        inner: list[Mark] = []
        later: list[Mark] = []
        for other in marks:
            if opens == closes or other.span.start >= closes:
                later.append(other)
            elif other.span.end <= closes:
                inner.append(other)
            else:  # crosses the end of this one: cut in two
                inner.append(Mark(Span(other.span.start, closes), other.kind, other.value))
                later.append(Mark(Span(closes, other.span.end), other.kind, other.value))
        parts.append(Marked(mark, tuple(_nested(text, opens, closes, inner))))
        marks = sorted(later, key=lambda m: (m.span.start, -m.span.end, m.kind, m.value))
        at = max(at, closes)
    if at < end:
        parts.append(text[at:end])
    return parts


def source_marks(unit: TranslationUnit, blocks: dict[str, Block]) -> list[Mark]:
    """Return the marks of the unit's French, counted in `unit.source`."""
    found: list[Mark] = []
    offset = 0
    for segment in unit.segments:
        for mark in blocks[segment.block_id].marks:
            start = max(mark.span.start, segment.span.start)
            end = min(mark.span.end, segment.span.end)
            point = mark.span.start == mark.span.end
            # A mark of no width (a footnote's number) belongs to the sentence it ends.
            within = segment.span.start < mark.span.start <= segment.span.end or (
                mark.span.start == segment.span.start == 0
            )
            if (point and within) or start < end:
                shifted = Span(start, end).shift(offset - segment.span.start)
                found.append(Mark(shifted, mark.kind, mark.value))
        offset += len(segment.text) + 1
    return found
