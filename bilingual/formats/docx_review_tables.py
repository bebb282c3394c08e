"""Finds the side-by-side among the tables of a document, and which column is which.

Tables lose their heading, columns and styles on their way through other programs and other
documents, so three clues are tried in turn: the words of the heading row, hidden anchors in the
cells, and the language of what the columns say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from bilingual.formats.docx_review_package import W
from bilingual.formats.docx_review_text import CellReader, CellText, row_change
from bilingual.model.revision import Change

_HEADINGS = {
    "number": ("no", "no.", "n°", "nº", "#", "nr", "number", "numéro"),
    "source": ("french", "français", "francais", "source"),
    "target": ("english", "anglais", "target", "translation"),
    "remark": ("remarks", "remark", "remarques", "notes", "comments", "commentaires"),
}
_FRENCH = frozenset(
    {"le", "la", "les", "des", "du", "une", "dans", "est", "sont", "pour", "avec", "qui", "que",
     "sur", "aux", "par", "ne", "pas", "son", "ses", "cette", "ces", "au", "il", "elle", "ont"}
)  # fmt: skip
_ENGLISH = frozenset(
    {"the", "of", "and", "to", "in", "is", "are", "for", "with", "that", "which", "by", "not",
     "his", "her", "its", "was", "were", "has", "have", "their", "from", "this", "been", "it"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Columns:
    """Which cell of a row holds what; -1 where there is no such column."""

    number: int = -1
    source: int = -1
    target: int = -1
    remark: int = -1
    width: int = 0
    """Cells of a full row."""


@dataclass(slots=True)
class RawRow:
    """A table row, its cells read."""

    place: str
    cells: list[CellText]
    inserted: Change | None
    deleted: Change | None
    anchors: tuple[str, ...]
    """Anchors that lie in the row but outside its cells (bookmarks between cells)."""
    comment_ids: tuple[str, ...]
    """Comments that start in the row but outside its cells."""


@dataclass(slots=True)
class RawTable:
    """A table with all its cells read."""

    rows: list[RawRow]

    @property
    def anchored(self) -> bool:
        """Whether any hidden anchor survived in the table."""
        return any(row.anchors or any(c.anchors for c in row.cells) for row in self.rows)

    def heading(self) -> Columns | None:
        """Return the columns as the first row that names French or English gives them."""
        for row in self.rows[:3]:
            columns = _named(row)
            if columns is not None:
                return columns
        return None


def read_tables(body: etree._Element) -> list[RawTable]:
    """Return every outermost table under `body`, in reading order."""
    tables = []
    for number, table in enumerate(_outermost(body), 1):
        rows = [
            _read_row(row, f"table {number}, row {position}")
            for position, row in enumerate(_rows(table), 1)
        ]
        tables.append(RawTable(rows))
    return tables


def _outermost(element: etree._Element) -> Iterator[etree._Element]:
    """Yield tables that lie in no other table, looking through content controls and the like."""
    for child in element:
        if child.tag == f"{W}tbl":
            yield child
        elif child.tag not in (f"{W}p", f"{W}sectPr"):
            yield from _outermost(child)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """Yield a table's rows; content controls may lie around them."""
    for child in table:
        if child.tag == f"{W}tr":
            yield child
        elif child.tag not in (f"{W}tblPr", f"{W}tblGrid"):
            yield from _rows(child)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    """Yield a row's cells together with any content control around a cell."""
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag == f"{W}sdt":
            yield child  # the reader walks into it and sees its tag
        elif child.tag not in (f"{W}trPr", f"{W}tblPrEx"):
            yield from _cells(child)


def _read_row(row: etree._Element, place: str) -> RawRow:
    cells: list[CellText] = []
    for cell in _cells(row):
        reader = CellReader()
        # A control around the cell carries the anchor, so it is read itself, not only its content.
        cells.append(reader.read_one(cell) if cell.tag == f"{W}sdt" else reader.read(cell))
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        for _ in range(_whole(span.get(f"{W}val", "1") if span is not None else "1") - 1):
            cells.append(CellText((), (), (), ()))
    inserted, deleted = row_change(row)
    outside = CellReader().read_flat(row)
    return RawRow(place, cells, inserted, deleted, outside.anchors, outside.comment_ids)


def _whole(text: str) -> int:
    return min(int(text), 63) if text.isdecimal() else 1


def _named(row: RawRow) -> Columns | None:
    """Return the columns if the row is a heading that names the French or English column."""
    found: dict[str, int] = {}
    for position, cell in enumerate(row.cells):
        words = cell.after.casefold().split()
        first = words[0].strip(":") if words and len(words) <= 4 else ""
        for role, names in _HEADINGS.items():
            if first in names and role not in found:
                found[role] = position
    if "target" not in found and "source" not in found:
        return None
    if len(found) < 2:
        return None
    return Columns(**found, width=len(row.cells))


def is_heading(row: RawRow) -> bool:
    """Say whether the row only names the columns."""
    return _named(row) is not None and not any(cell.anchors for cell in row.cells)


def guess_columns(table: RawTable) -> Columns | None:
    """Return the columns of a table without heading, from its anchors and its languages."""
    width = Counter(len(row.cells) for row in table.rows).most_common(1)[0][0] if table.rows else 0
    if width < 1:
        return None
    full = [row for row in table.rows if len(row.cells) == width]
    target = _most(position for row in full for position, c in enumerate(row.cells) if c.anchors)
    french, english = _votes(full, width, _FRENCH), _votes(full, width, _ENGLISH)
    if target < 0:
        best = max(range(width), key=lambda i: english[i] - french[i])
        target = best if english[best] > french[best] else -1
    rest = [i for i in range(width) if i != target]
    source = max(rest, key=lambda i: french[i] - english[i], default=-1)
    if source >= 0 and french[source] <= english[source]:
        source = -1
    numbers = [i for i in rest if i != source and _is_numbers(full, i)]
    number = numbers[0] if numbers else -1
    others = [i for i in rest if i not in (source, number) and i > max(source, target)]
    if target < 0 or (source < 0 and not table.anchored):
        return None
    return Columns(number, source, target, others[0] if others else -1, width)


def _most(positions: Iterator[int]) -> int:
    common = Counter(positions).most_common(1)
    return common[0][0] if common else -1


def _votes(rows: Sequence[RawRow], width: int, words: frozenset[str]) -> list[int]:
    """Return for each column how many of `words` occur in its first 200 rows."""
    return [
        sum(
            word in words
            for row in rows[:200]
            for word in re.findall(r"[^\W\d_]+", row.cells[i].after.casefold())
        )
        for i in range(width)
    ]


def _is_numbers(rows: Sequence[RawRow], position: int) -> bool:
    texts = [row.cells[position].after.strip(" .") for row in rows]
    return bool(texts) and sum(t.isdecimal() for t in texts) * 2 > len(texts)
