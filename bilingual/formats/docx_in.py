"""Word articles (.docx): headings, lists, tables, captions, footnotes, bold, italics and links.

Tracked insertions count as text, deletions do not; comments, headers, footers and pictures are left
out. The package is opened by `docx_review_package`: sizes, ratios, names and document types are
checked, external relations are never followed.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from pathlib import PurePath

from lxml import etree

from bilingual.errors import InputError
from bilingual.formats.docx_review_package import MC, Package, W, open_package, parse_xml
from bilingual.formats.inline_text import Blocks, InlineText
from bilingual.model.document import BlockKind, Document, Source

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SKIPPED = frozenset(
    f"{W}{name}"
    for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "drawing", "pict",
                 "object", "commentReference", "annotationRef", "fldChar", "sdtPr", "sdtEndPr")
)  # fmt: skip
_TOGGLES = (("b", "bold"), ("i", "italic"), ("u", "underline"), ("strike", "strike"))
_CHARACTERS = {f"{W}tab": " ", f"{W}br": " ", f"{W}cr": " ", f"{W}noBreakHyphen": "\u2011"}
_HYPERLINK = re.compile(r'HYPERLINK\s+"([^"]+)"')
_OFF = frozenset({"0", "false", "off", "none"})
_STYLE_KINDS = (
    (re.compile(r"^(?:title|titre)$", re.I), BlockKind.HEADLINE),
    (re.compile(r"^(?:subtitle|sous-titre|chap[oô]|standfirst)", re.I), BlockKind.STANDFIRST),
    (re.compile(r"^(?:caption|l[ée]gende)", re.I), BlockKind.CAPTION),
    (re.compile(r"^(?:byline|signature|auteur)", re.I), BlockKind.BYLINE),
    (re.compile(r"^(?:list|liste)\b", re.I), BlockKind.LIST_ITEM),
)
_DEEPER = re.compile(r"^(?:list|liste)\b.* ([2-9])$", re.I)
_HEADING = re.compile(r"^(?:heading|titre) ?([1-9])$", re.I)


@dataclass(frozen=True, slots=True)
class _Style:
    """What a paragraph or character style says of the text in it."""

    name: str
    based_on: str
    outline: int | None
    """0 for a heading of level 1, as Word counts."""
    numbered: bool
    toggles: tuple[tuple[str, bool], ...]
    """(mark, whether it is on)."""


@dataclass(slots=True)
class _Field:
    """A field that has begun: a link, a page number, a table of contents."""

    instruction: str = ""
    linked: InlineText | None = None
    """The text in which it opened a link; a field may end in another paragraph."""


class DocxReader:
    """Reads `.docx`."""

    media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    suffixes = (".docx",)

    def read(self, data: bytes, source: Source, lang: str) -> Document:
        """Return the document.

        Raises:
            InputError: not a .docx, damaged, hostile, or without text.
        """
        package = open_package(data, source.path)
        root = package.xml(package.document)
        body = None if root is None else root.find(f"{W}body")
        if body is None:
            raise InputError(
                source.path, "holds no text of a Word document; save it as .docx again"
            )
        walker = _Walker(package)
        walker.blocks_of(body)
        walker.footnotes()
        if not walker.blocks.found:
            raise InputError(
                source.path, "there is no text in it, so nothing to translate; check the file"
            )
        stem = "stdin" if source.path == "-" else PurePath(source.path).stem
        return Document(source, lang, walker.blocks.title(stem), tuple(walker.blocks.found))


class _Walker:
    """Turns paragraphs and tables into blocks, in reading order."""

    def __init__(self, package: Package) -> None:
        self.blocks = Blocks()
        self._package = package
        self._styles = _styles(package)
        self._links = _links(package, package.document)
        self._tables = -1
        self._notes: list[str] = []
        self._fields: list[_Field] = []

    def blocks_of(self, parent: etree._Element, cell: tuple[int, int, int] | None = None) -> None:
        """Add the blocks of a body, a cell or a content control."""
        for child in parent:
            if child.tag == f"{W}p":
                self._paragraph(child, cell)
            elif child.tag == f"{W}tbl":
                self._table(child)
            elif child.tag in (f"{W}sdt", f"{W}ins", f"{W}moveTo", f"{W}smartTag", f"{W}customXml"):
                content = child.find(f"{W}sdtContent")
                self.blocks_of(child if content is None else content, cell)
            elif child.tag == f"{MC}AlternateContent":
                choice = child.find(f"{MC}Choice")
                if choice is not None:
                    self.blocks_of(choice, cell)

    def footnotes(self) -> None:
        """Add the footnotes that the text refers to, in the order of reference."""
        for kind in ("footnotes", "endnotes"):
            name = self._package.related(kind)
            root = self._package.xml(name) if name else None
            if root is None:
                continue
            self._links = _links(self._package, name)
            by_id = {note.get(f"{W}id", ""): note for note in root}
            for number, key in enumerate(self._notes, 1):
                note = by_id.get(key.removeprefix(f"{kind} ")) if key.startswith(kind) else None
                for paragraph in () if note is None else note.iter(f"{W}p"):
                    inline = InlineText()
                    self._runs(paragraph, inline, {})
                    self.blocks.add(BlockKind.FOOTNOTE, inline.finish(), level=number)

    def _table(self, table: etree._Element) -> None:
        self._tables += 1
        mine = self._tables
        for row, line in enumerate(table.iterchildren(f"{W}tr")):
            column = 0
            for cell in line.iter(f"{W}tc"):
                if next(cell.iterancestors(f"{W}tbl")) is not table:
                    continue  # of a table in a cell: comes with that cell
                self.blocks_of(cell, (mine, row, column))
                column += 1

    def _paragraph(self, paragraph: etree._Element, cell: tuple[int, int, int] | None) -> None:
        """Add the block of one paragraph."""
        properties = paragraph.find(f"{W}pPr")
        style = self._style(properties, "pStyle")
        inline = InlineText()
        base = dict(self._inherited(style))
        kind, level = self._kind(properties, style)
        if kind in (BlockKind.HEADLINE, BlockKind.HEADING, BlockKind.CAPTION, BlockKind.STANDFIRST):
            base = dict.fromkeys(base, False)  # its looks belong to the role, not to the words
        self._runs(paragraph, inline, base)
        if cell is not None:
            self.blocks.add(BlockKind.TABLE_CELL, inline.finish(), cell=cell)
        else:
            self.blocks.add(kind, inline.finish(), level=level)

    def _kind(self, properties: etree._Element | None, style: str) -> tuple[BlockKind, int]:
        """Return kind and level of a paragraph from its style, outline level and numbering."""
        chain = list(self._chain(style))
        for member in chain:
            heading = _HEADING.match(member.name)
            if heading or (member.outline is not None and member.outline < 9):
                level = int(heading[1]) if heading else (member.outline or 0) + 1
                return BlockKind.HEADING, level
        deep = next((m for m in (_DEEPER.search(member.name) for member in chain) if m), None)
        numbering = None if properties is None else properties.find(f"{W}numPr")
        if numbering is not None and _value(numbering.find(f"{W}numId")) != "0":
            level = int(_value(numbering.find(f"{W}ilvl")) or 0) + 1
            # LibreOffice gives each level of Word's list styles a numbering of its own.
            return BlockKind.LIST_ITEM, max(level, int(deep[1]) if deep else 1)
        for member in chain:
            for pattern, kind in _STYLE_KINDS:
                if pattern.match(member.name):
                    listed = kind is BlockKind.LIST_ITEM
                    return kind, (int(deep[1]) if deep else 1) if listed else 0
            if member.numbered:
                return BlockKind.LIST_ITEM, 1
        return BlockKind.PARAGRAPH, 0

    def _runs(self, parent: etree._Element, inline: InlineText, base: dict[str, bool]) -> None:
        """Add the text of runs, links, insertions and content controls."""
        for child in parent:
            tag = child.tag
            if tag in _SKIPPED:
                continue
            if tag == f"{W}r":
                if not self._field(child, inline):
                    self._run(child, inline, base)
            elif tag == f"{W}fldSimple":
                found = _HYPERLINK.search(child.get(f"{W}instr", ""))
                if found:
                    inline.open("link", found[1])
                self._runs(child, inline, base)
                if found:
                    inline.close()
            elif tag == f"{W}hyperlink":
                address = self._links.get(child.get(f"{_R}id", ""), "")
                if address:
                    inline.open("link", address)
                self._runs(child, inline, base)
                if address:
                    inline.close()
            elif tag == f"{MC}AlternateContent":
                choice = child.find(f"{MC}Choice")
                if choice is not None:
                    self._runs(choice, inline, base)
            elif isinstance(tag, str) and tag != f"{W}p":
                self._runs(child, inline, base)

    def _field(self, run: etree._Element, inline: InlineText) -> bool:
        """Follow the marks of a field; say whether the run holds nothing else.

        A link may be written as a field: begin, `HYPERLINK "address"`, separate, text, end. What
        stands between begin and separate is no text.
        """
        marker = run.find(f"{W}fldChar")
        if marker is None:
            if self._fields and run.find(f"{W}instrText") is not None:
                self._fields[-1].instruction += "".join(
                    text.text or "" for text in run.iter(f"{W}instrText")
                )
                return True
            return False
        kind = marker.get(f"{W}fldCharType", "")
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            found = _HYPERLINK.search(self._fields[-1].instruction)
            if found:
                inline.open("link", found[1])
                self._fields[-1].linked = inline
        elif kind == "end" and self._fields and self._fields.pop().linked is inline:
            inline.close()
        return True

    def _run(self, run: etree._Element, inline: InlineText, base: dict[str, bool]) -> None:
        """Add the text of one run under its formatting."""
        properties = run.find(f"{W}rPr")
        if properties is not None and _on(properties.find(f"{W}vanish")):
            return
        marks = self._marks(properties, base)
        for mark in marks:
            inline.open(mark)
        for child in run:
            if child.tag == f"{W}t":
                inline.add(child.text or "")
            elif child.tag in _CHARACTERS:
                inline.add(_CHARACTERS[child.tag])
            elif child.tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                kind = "footnotes" if child.tag == f"{W}footnoteReference" else "endnotes"
                self._notes.append(f"{kind} {child.get(f'{W}id', '')}")
                inline.point("footnote", str(len(self._notes)))
            elif child.tag == f"{MC}AlternateContent":
                self._runs(child, inline, base)
        for _ in marks:
            inline.close()

    def _marks(self, properties: etree._Element | None, base: dict[str, bool]) -> list[str]:
        """Return the marks of a run: paragraph style, then character style, then its own."""
        state = dict(base)
        if properties is not None:
            state |= dict(self._inherited(self._style(properties, "rStyle")))
            state |= dict(_toggles(properties))
            raised = _value(properties.find(f"{W}vertAlign"))
            if raised in ("superscript", "subscript"):
                state[raised] = True
        return [mark for mark, on in state.items() if on]

    def _style(self, properties: etree._Element | None, name: str) -> str:
        return "" if properties is None else _value(properties.find(f"{W}{name}"))

    def _chain(self, style: str) -> list[_Style]:
        """Return a style and those it is based on, nearest first; loops are cut."""
        chain: list[_Style] = []
        while style in self._styles and self._styles[style] not in chain:
            chain.append(self._styles[style])
            style = chain[-1].based_on
        return chain

    def _inherited(self, style: str) -> list[tuple[str, bool]]:
        """Return the toggles of a style, those it is based on first."""
        return [toggle for member in reversed(self._chain(style)) for toggle in member.toggles]


def _styles(package: Package) -> dict[str, _Style]:
    """Return style id -> style."""
    name = package.related("styles")
    root = package.xml(name) if name else None
    found: dict[str, _Style] = {}
    for style in () if root is None else root.iterfind(f"{W}style"):
        outline = _value(style.find(f"{W}pPr/{W}outlineLvl"))
        properties = style.find(f"{W}rPr")
        found[style.get(f"{W}styleId", "")] = _Style(
            _value(style.find(f"{W}name")),
            _value(style.find(f"{W}basedOn")),
            int(outline) if outline.isdigit() else None,
            style.find(f"{W}pPr/{W}numPr") is not None,
            tuple(_toggles(properties)) if properties is not None else (),
        )
    return found


def _toggles(properties: etree._Element) -> list[tuple[str, bool]]:
    """Return (mark, on) for the formatting that run properties state."""
    elements = ((properties.find(f"{W}{name}"), mark) for name, mark in _TOGGLES)
    return [(mark, _on(element)) for element, mark in elements if element is not None]


def _on(element: etree._Element | None) -> bool:
    """Say whether a toggle is there and not switched off."""
    return element is not None and element.get(f"{W}val", "1").lower() not in _OFF


def _value(element: etree._Element | None) -> str:
    return "" if element is None else element.get(f"{W}val", "")


def _links(package: Package, part: str) -> dict[str, str]:
    """Return relation id -> address of the hyperlinks of a part; nothing is fetched."""
    folder, name = posixpath.split(part)
    data = package.parts.get(posixpath.join(folder, "_rels", f"{name}.rels"))
    if data is None:
        return {}
    return {
        relation.get("Id", ""): relation.get("Target", "")
        for relation in parse_xml(data, f"{package.path}: relations of {part}")
        if relation.get("Type", "").endswith("/hyperlink")
    }
