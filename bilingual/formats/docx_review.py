"""Reads a reviewed side-by-side DOCX as Word, LibreOffice or Google Docs left it.

python-docx skips inserted text (`The quick [deleted brown][inserted red] fox` reads as
"The quick  fox") and its cell access is quadratic, so the XML is read directly.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

from lxml import etree

from bilingual.errors import InputError
from bilingual.formats.docx_review_comments import read_comments
from bilingual.formats.docx_review_package import Package, W, open_package
from bilingual.formats.docx_review_tables import (
    Columns,
    RawRow,
    RawTable,
    guess_columns,
    is_heading,
    read_tables,
)
from bilingual.formats.docx_review_text import CellText
from bilingual.formats.docx_table import bookmark_name
from bilingual.model.document import BlockKind
from bilingual.model.revision import Comment, Piece, ReviewedDocument, ReviewedRow

_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_APP = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}"
SIDE_BY_SIDE = "urn:bilingual:side-by-side:1"
"""Namespace of the custom XML part."""
_FINGERPRINT = re.compile(r"\b(?:Document ([0-9a-f]{12})|([0-9a-f]{64}))\b")
_NUMBER = re.compile(r"(\d{1,9})\b[^\w¶]*(¶?)")
_KINDS = frozenset(kind.value for kind in BlockKind)
_EMPTY = CellText((), (), (), ())


def read_review(data: bytes, path: str) -> ReviewedDocument:
    """Return what a reviewed side-by-side says.

    Raises:
        InputError: not a DOCX, hostile, or without any table that could be a side-by-side.
    """
    package = open_package(data, path)
    root = package.xml(package.document)
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        raise InputError(path, "holds no text; ask for the file again")
    comments = read_comments(package)
    fingerprint, sent_out = _sent_out(package)
    ids = {bookmark_name(unit): unit for unit in sent_out}
    tables = read_tables(body)
    rows: list[ReviewedRow] = []
    has_source = True
    for table, columns in _side_by_sides(tables, path):
        has_source = has_source and columns.source >= 0
        rows += [
            _row(raw, columns, comments, ids)
            for raw in table.rows
            if not is_heading(raw) and any(c.after or c.before or c.anchors for c in raw.cells)
        ]
    used = {comment.id for row in rows for comment in row.comments}
    core = _properties(package)
    return ReviewedDocument(
        path=path,
        sha256=hashlib.sha256(data).hexdigest(),
        fingerprint=fingerprint,
        title=core.get("title", ""),
        program=_program(package),
        rows=tuple(rows),
        comments=tuple(c for c in comments.values() if c.id not in used),
        editor=core.get("editor", ""),
        saved=core.get("saved", ""),
        has_source=has_source,
        sent_out=sent_out,
        facts=_facts(package),
    )


def _side_by_sides(tables: list[RawTable], path: str) -> list[tuple[RawTable, Columns]]:
    """Return the tables that are (parts of) the side-by-side, with their columns.

    A table that someone cut in two has its heading in the first half only, so a table without one
    takes over the columns of the table before. Where no anchors survived, the table with the most
    text decides, and only tables of its width are parts of the same.
    """
    anchored = any(table.anchored for table in tables)
    found: list[tuple[RawTable, Columns]] = []
    last: Columns | None = None
    for table in tables:
        heading = table.heading()
        if anchored and not table.anchored and (heading is None or heading != last):
            continue
        columns = heading if heading is not None and heading.target >= 0 else None
        if columns is None and last is not None and table.anchored:
            columns = last if any(len(r.cells) == last.width for r in table.rows) else None
        columns = columns or guess_columns(table)
        if columns is not None and columns.target >= 0:
            last = columns
            found.append((table, columns))
    if not found:
        raise InputError(
            path,
            "holds no side-by-side table with an English column; give the file that "
            "`bilingual translate` wrote, after its review",
        )
    if not anchored:
        _, main = max(found, key=lambda pair: pair[0].length)
        found = [pair for pair in found if pair[1].width == main.width]
    return found


def _row(
    raw: RawRow, columns: Columns, comments: dict[str, Comment], names: dict[str, str]
) -> ReviewedRow:
    """Return the row with its cells put under their names.

    Args:
        raw: the row as read.
        columns: which cell is which.
        comments: by id.
        names: bookmark name -> unit id, for units whose id no bookmark can hold.

    """

    def cell(position: int) -> CellText:
        return raw.cells[position] if 0 <= position < len(raw.cells) else _EMPTY

    numbered = cell(columns.number)
    label = numbered.after or numbered.before
    number = _NUMBER.match(label.strip())
    source, target = cell(columns.source), cell(columns.target)
    ids = [i for c in raw.cells for i in c.comment_ids] + list(raw.comment_ids)
    return ReviewedRow(
        table=raw.table,
        place=raw.place,
        number=int(number.group(1)) if number else None,
        starts=bool(number and number.group(2)),
        kind=next((k for line in label.splitlines() if (k := line.casefold()) in _KINDS), ""),
        source=source.after,
        source_before=source.before,
        pieces=tuple(
            replace(piece, unit_id=names.get(piece.unit_id, piece.unit_id))
            for piece in _anchored(target, raw)
        ),
        remark=cell(columns.remark).after if columns.remark >= 0 else "",
        changes=tuple(change for c in raw.cells for change in c.changes),
        comments=_threads(list(dict.fromkeys(ids)), comments),
        inserted=raw.inserted,
        deleted=raw.deleted,
    )


def _anchored(target: CellText, raw: RawRow) -> tuple[Piece, ...]:
    """Return the pieces of the English cell, with anchors from elsewhere in the row if need be."""
    pieces = target.pieces or (Piece("", "", ""),)
    if len(pieces) == 1 and not pieces[0].unit_id:
        elsewhere = [a for c in raw.cells for a in c.anchors] + list(raw.anchors)
        if elsewhere:
            first, *others = dict.fromkeys(elsewhere)
            return (replace(pieces[0], unit_id=first), *(Piece(a, "", "") for a in others))
    return pieces


def _threads(ids: list[str], comments: dict[str, Comment]) -> tuple[Comment, ...]:
    """Return the comments of these ids, each followed by its replies."""
    found = [comments[i] for i in ids if i in comments]
    threads: list[Comment] = []
    for comment in found:
        if comment.parent not in ids:
            threads.append(comment)
            threads += [c for c in comments.values() if c.parent == comment.id]
    return tuple(dict.fromkeys(threads))


def _sent_out(package: Package) -> tuple[str, dict[str, str]]:
    """Return the fingerprint and the English as it was sent out, by unit id.

    Both stand in a custom XML part, which Word keeps; the fingerprint's first digits also stand in
    the footer and in a document property.
    """
    custom = (name for name in sorted(package.parts) if name.startswith("customXml/item"))
    for name in custom:
        root = package.xml(name)
        if root is not None and root.tag == f"{{{SIDE_BY_SIDE}}}document":
            units = root.iterfind(f"{{{SIDE_BY_SIDE}}}unit")
            return root.get("fingerprint", ""), {u.get("id", ""): u.text or "" for u in units}
    for name in sorted(package.parts):
        if name.startswith(("docProps/custom", "word/footer", "word/header")):
            root = package.xml(name)
            text = " ".join(str(t) for t in root.itertext()) if root is not None else ""
            found = _FINGERPRINT.search(text)
            if found:
                return found.group(1) or found.group(2), {}
    return "", {}


def _properties(package: Package) -> dict[str, str]:
    """Return title, last editor and date of the file as its core properties state them."""
    root = package.xml("docProps/core.xml")
    if root is None:
        return {}
    names = {"title": f"{_DC}title", "editor": f"{_CORE}lastModifiedBy"}
    found = {key: (root.findtext(tag) or "").strip() for key, tag in names.items()}
    if found["editor"].startswith("bilingual "):
        found["editor"] = ""  # nobody has saved the file since this program wrote it
    found["saved"] = (root.findtext(f"{_TERMS}modified") or "").strip()
    return found


def _facts(package: Package) -> dict[str, str]:
    """Return our custom document properties without their common prefix."""
    root = package.xml("docProps/custom.xml")
    return {
        item.get("name", "").removeprefix("bilingual."): "".join(str(t) for t in item.itertext())
        for item in (root if root is not None else ())
        if item.get("name", "").startswith("bilingual.")
    }


def _program(package: Package) -> str:
    """Return the name of the program that saved the file, as it says itself."""
    root: etree._Element | None = package.xml("docProps/app.xml")
    if root is None:
        return ""
    name = (root.findtext(f"{_APP}Application") or "").strip()
    return name.partition("$")[0].replace("/", " ")  # LibreOffice/7.4.7.2$Linux_X86_64 ...
