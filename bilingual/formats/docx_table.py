"""The side-by-side table of the DOCX: No., French, English, Remarks; one row a unit.

Anchors for the way back: the English of a unit stands in a content control tagged
`bilingual:<unit id>`, and a bookmark `_bil_<unit id>` lies around it. The row number is visible.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from lxml import etree

from bilingual.formats.docx_xml import Style, add, paragraph, q, runs
from bilingual.formats.inline import source_marks
from bilingual.formats.sheet import SEVERITY_SIGNS, Remark, SheetRow
from bilingual.model.document import BlockKind, Mark
from bilingual.model.quality import Severity
from bilingual.model.span import Span
from bilingual.model.term import TermHit, TermOutcome
from bilingual.model.unit import TranslationUnit, UnitState

COLUMNS = (("No.", 1247), ("French", 5190), ("English", 5190), ("Remarks", 3171))
"""Head and width in twentieths of a point; together the 26.1 cm between the margins."""

TAG = "bilingual:"
"""Prefix of the content controls' tags, before the unit's id."""
BOOKMARK = "_bil_"
"""Prefix of the bookmarks' names; Word hides bookmarks that start with an underscore."""

PLACEHOLDER = "No English yet"
"""Shown in a content control without English; flagged as placeholder, never part of the text."""

SPLIT_FROM = 1100
"""A row with more code points than this on one side may break across pages, as it fills most of a
page (about 30 lines of 52 letters)."""

TERM_STYLES = {outcome: f"BilingualTerm{outcome.value.capitalize()}" for outcome in TermOutcome}
TERM = "BilingualTerm"
FLAGGED = "BilingualFlagged"
_WHOLE = 0.8
"""Share of a text from which a finding counts as one about all of it."""

_PLAIN_KINDS = (BlockKind.PARAGRAPH, BlockKind.TABLE_CELL, BlockKind.FURNITURE)
_STATE_COLOURS = {
    UnitState.NEW: ("FDE7E4", "B42318"),
    UnitState.NEEDS_REVIEW: ("FFF8E3", "C98A00"),
}
"""Background of the remarks cell and of the bar at its edge; the state stands there in words."""


def side_by_side(body: etree._Element, rows: list[SheetRow], source_lang: str) -> None:
    """Append the table; `source_lang` and en-US are the columns' proofing languages."""
    table = start_table(
        body,
        [width for _, width in COLUMNS],
        "French and English side by side",
        "One sentence a row: number, French, English, remarks.",
    )
    head = add(table, "tr")
    head_properties = add(head, "trPr")
    add(head_properties, "cantSplit")
    add(head_properties, "tblHeader")
    for name, width in COLUMNS:
        cell = start_cell(head, width)
        runs(paragraph(cell, "BilingualHead"), name)
    for row in rows:
        _row(table, row, source_lang)


def start_table(
    body: etree._Element, widths: list[int], title: str, description: str
) -> etree._Element:
    """Append an empty table with fixed columns, a title and a description for screen readers."""
    table = add(body, "tbl")
    properties = add(table, "tblPr")
    add(properties, "tblStyle", val="BilingualTable")
    add(properties, "tblW", w=sum(widths), type="dxa")
    add(properties, "tblLayout", type="fixed")
    look = {"firstRow": 1, "lastRow": 0, "firstColumn": 0, "lastColumn": 0}
    add(properties, "tblLook", val="0620", **look, noHBand=1, noVBand=1)
    add(properties, "tblCaption", val=title)
    add(properties, "tblDescription", val=description)
    grid = add(table, "tblGrid")
    for width in widths:
        add(grid, "gridCol", w=width)
    return table


def start_cell(
    row: etree._Element,
    width: int,
    *,
    rule: bool = False,
    room: bool = False,
    colours: tuple[str, str] | None = None,
) -> etree._Element:
    """Append an empty cell.

    Args:
        row: `w:tr`.
        width: twentieths of a point.
        rule: whether a darker rule sets it off from the row above.
        room: whether there is more room above its text.
        colours: background, and colour of a bar at the left edge.
    """
    cell = add(row, "tc")
    properties = add(cell, "tcPr")
    add(properties, "tcW", w=width, type="dxa")
    if rule or colours:
        borders = add(properties, "tcBorders")
        if rule:
            add(borders, "top", val="single", sz=6, space=0, color="9AA1AB")
        if colours:
            add(borders, "left", val="single", sz=24, space=0, color=colours[1])
    if colours:
        add(properties, "shd", val="clear", color="auto", fill=colours[0])
    if room or colours:
        margins = add(properties, "tcMar")
        if room:
            add(margins, "top", w=110, type="dxa")
        if colours:
            add(margins, "left", w=113, type="dxa")
    return cell


def _row(table: etree._Element, row: SheetRow, source_lang: str) -> None:
    """Append the row of one unit."""
    unit = row.unit
    tr = add(table, "tr")
    if max(len(unit.source), len(unit.target)) <= SPLIT_FROM:
        add(add(tr, "trPr"), "cantSplit")
    colours = _STATE_COLOURS.get(unit.state)
    number, french, english, remarks = (
        start_cell(
            tr,
            width,
            rule=row.starts and row.number > 1,
            room=row.starts,
            colours=colours if name == "Remarks" else None,
        )
        for name, width in COLUMNS
    )
    style = text_style(row.kind)
    _number(number, row)
    runs(paragraph(french, style), unit.source, _source_styles(row), source_lang)
    _english(paragraph(english, style), row)
    _remarks(remarks, row.remarks)


def text_style(kind: BlockKind) -> str:
    """Return the id of the paragraph style for text of that kind."""
    if kind in _PLAIN_KINDS:
        return "BilingualText"
    return "Bilingual" + "".join(word.capitalize() for word in kind.value.split())


def _number(cell: etree._Element, row: SheetRow) -> None:
    """Fill the first cell: number, paragraph sign at the start of a block, kind beneath."""
    runs(paragraph(cell, "BilingualNumber"), f"{row.number}\t¶" if row.starts else str(row.number))
    if row.kind_label:
        runs(paragraph(cell, "BilingualKind"), row.kind_label)


def _english(parent: etree._Element, row: SheetRow) -> None:
    """Append the English within its content control and bookmark."""
    unit = row.unit
    mark = add(parent, "bookmarkStart", id=row.number, name=BOOKMARK + bookmark_name(unit.id))
    control = add(parent, "sdt")
    properties = add(control, "sdtPr")
    add(properties, "alias", val=f"English {row.number}")
    add(properties, "tag", val=TAG + unit.id)
    add(properties, "id", val=1_000_000 + row.number)
    if not unit.target:
        add(properties, "showingPlcHdr")
    # Without a frame the cell looks and feels like plain text to type in.
    etree.SubElement(properties, q("w15:appearance")).set(q("w15:val"), "hidden")
    content = add(control, "sdtContent")
    if unit.target:
        runs(content, unit.target, _target_styles(unit), "en-US")
    else:
        runs(content, PLACEHOLDER, [Style(Span(0, len(PLACEHOLDER)), "PlaceholderText")], "en-US")
    add(parent, "bookmarkEnd", id=mark.get(q("w:id")))


def bookmark_name(unit_id: str) -> str:
    """Return the id if a bookmark's name may hold it (a word of 35 letters at most), else a digest.

    Ids of segments always fit; keys of units without French may not.
    """
    if re.fullmatch(r"[0-9A-Za-z_]{1,35}", unit_id):
        return unit_id
    return hashlib.sha256(unit_id.encode(errors="surrogatepass")).hexdigest()[:12]


def _source_styles(row: SheetRow) -> list[Style]:
    """Return the marks of the French: missing terms, other terms, findings, inline formatting.

    How a term got into the English is told there; the French only shows that it is one.
    """
    hits = sorted(row.unit.hits, key=_missing_first)
    missing = TERM_STYLES[TermOutcome.MISSING]
    styles = [
        Style(hit.source_span, missing if hit.outcome is TermOutcome.MISSING else TERM)
        for hit in hits
    ]
    spans = [finding.source_span for finding in row.unit.findings]
    styles += _flags(spans, row.unit.source)
    blocks = {row.block.id: row.block} if row.block else {}
    return styles + _formatting(source_marks(row.unit, blocks))


def _missing_first(hit: TermHit) -> bool:
    """Sort key that lets a missing term win where terms overlap."""
    return hit.outcome is not TermOutcome.MISSING


def _formatting(marks: Iterable[Mark]) -> list[Style]:
    """Return inline formatting; of links only the text is shown."""
    return [Style(mark.span, mark=mark.kind) for mark in marks]


def _target_styles(unit: TranslationUnit) -> list[Style]:
    """Return the marks of the English: terms, findings, inline formatting."""
    styles = [Style(h.target_span, TERM_STYLES[h.outcome]) for h in unit.hits if h.target_span]
    styles += _flags([finding.target_span for finding in unit.findings], unit.target)
    return styles + _formatting(unit.marks)


def _flags(spans: list[Span | None], text: str) -> list[Style]:
    """Return the marks of findings; one that is about the whole text would mark nothing out."""
    return [Style(span, FLAGGED) for span in spans if span and len(span) < _WHOLE * len(text)]


def _remarks(cell: etree._Element, remarks: tuple[Remark, ...]) -> None:
    """Fill the last cell; without remarks it holds one empty paragraph to write in."""
    if not remarks:
        paragraph(cell, "BilingualRemark")
    for remark in remarks:
        line = paragraph(cell, "BilingualRemark")
        if remark.severity:
            sign = SEVERITY_SIGNS[remark.severity]
            severity_runs(line, sign, remark.severity)
            runs(line, " " + remark.text, lang="en-US")
        elif remark.state:
            runs(line, remark.text, [Style(Span(0, len(remark.text)), "BilingualState")])
        else:
            runs(line, remark.text, lang="en-US")


def severity_runs(line: etree._Element, sign: str, severity: Severity) -> None:
    """Append a severity's sign in its style."""
    runs(line, sign, [Style(Span(0, len(sign)), f"Bilingual{severity.value.capitalize()}")])
