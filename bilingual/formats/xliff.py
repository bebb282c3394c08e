"""XLIFF 1.2 and 2.1 (OASIS): the side-by-side for translation tools.

One unit a sentence, grouped by the blocks of the article; states, notes (remarks, findings) and
inline formatting are kept, control characters are not (XML cannot hold them).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import count
from typing import cast

from lxml import etree

from bilingual.formats.inline import Marked, source_marks, tree
from bilingual.formats.sheet import SheetRow, facts, rows, writable
from bilingual.model.document import BlockKind, Mark
from bilingual.model.quality import Severity
from bilingual.model.review import Review
from bilingual.model.unit import OriginKind, UnitState

_V12 = "urn:oasis:names:tc:xliff:document:1.2"
_V20 = "urn:oasis:names:tc:xliff:document:2.0"  # 2.1 kept the namespace of the core
_XML = "{http://www.w3.org/XML/1998/namespace}"

_STATE12 = {
    UnitState.NEW: "needs-translation",
    UnitState.TRANSLATED: "translated",
    UnitState.NEEDS_REVIEW: "needs-review-translation",
    UnitState.REVIEWED: "signed-off",
    UnitState.FINAL: "final",
}
_QUALIFIER12 = {OriginKind.ENGINE: "mt-suggestion", OriginKind.MEMORY: "exact-match"}
_STATE20 = {
    UnitState.NEW: ("initial", ""),
    UnitState.TRANSLATED: ("translated", ""),
    UnitState.NEEDS_REVIEW: ("translated", "bilingual:needs-review"),
    UnitState.REVIEWED: ("reviewed", ""),
    UnitState.FINAL: ("final", ""),
}
_PRIORITY = {Severity.CRITICAL: 1, Severity.MAJOR: 2, Severity.MINOR: 5, Severity.INFO: 9}
"""XLIFF's priorities run from 1, the highest, to 10."""
_RESTYPE = {
    BlockKind.HEADLINE: "x-headline",
    BlockKind.HEADING: "heading",
    BlockKind.CAPTION: "caption",
    BlockKind.LIST_ITEM: "listitem",
    BlockKind.TABLE_CELL: "cell",
}
_CTYPE12 = {"bold": "bold", "italic": "italic", "underline": "underlined", "link": "link"}
_SUBTYPE20 = {"bold": "xlf:b", "italic": "xlf:i", "underline": "xlf:u"}

Inline = Callable[[Mark, str], etree._Element]
"""Makes the empty element of a mark with that id."""


class Xliff12Writer:
    """Writes a review as XLIFF 1.2."""

    name = "xliff"
    suffix = ".xlf"

    def write(self, review: Review) -> bytes:
        """Return the file."""
        root = etree.Element(f"{{{_V12}}}xliff", {"version": "1.2"}, _map(_V12))
        file = _sub(
            root,
            "file",
            original=writable(review.document.source.path),
            datatype="plaintext",
            **{"source-language": review.document.lang, "target-language": "en-US"},
        )
        file.set(f"{_XML}space", "preserve")
        file.set("product-name", "bilingual")
        file.set("product-version", review.run.version)
        file.set("date", f"{review.run.date}T00:00:00Z")
        header = _sub(file, "header")
        tool = {"tool-id": "bilingual", "tool-name": "bilingual"}
        _sub(header, "tool", **tool, **{"tool-version": review.run.version})
        for label, value in facts(review):
            _sub(header, "note", **{"from": "bilingual"}).text = writable(f"{label}: {value}")
        body = _sub(file, "body")
        blocks = review.bitext.translation.segmentation.blocks_by_id()
        for group, members in _groups(review):
            holder = _sub(body, "group", id=group, restype=_restype(members[0]))
            if members[0].block and members[0].block.line:
                place = _sub(holder, "context-group", purpose="location")
                line = _sub(place, "context", **{"context-type": "linenumber"})
                line.text = str(members[0].block.line)
            for row in members:
                _unit12(holder, row, source_marks(row.unit, blocks), review.document.lang)
        return _bytes(root)


class Xliff21Writer:
    """Writes a review as XLIFF 2.1."""

    name = "xliff2"
    suffix = ".xliff2.xlf"

    def write(self, review: Review) -> bytes:
        """Return the file."""
        languages = {"srcLang": review.document.lang, "trgLang": "en-US"}
        root = etree.Element(f"{{{_V20}}}xliff", {"version": "2.1", **languages}, _map(_V20))
        file = _sub(root, "file", id="f1", original=writable(review.document.source.path))
        file.set(f"{_XML}space", "preserve")
        notes = _sub(file, "notes")
        for label, value in facts(review):
            _sub(notes, "note", category=label.lower()).text = writable(value)
        blocks = review.bitext.translation.segmentation.blocks_by_id()
        for group, members in _groups(review):
            holder = _sub(file, "group", id=group, name=members[0].kind.value)
            if members[0].block and members[0].block.line:
                notes = _sub(holder, "notes")
                _sub(notes, "note", category="line").text = str(members[0].block.line)
            for row in members:
                _unit20(holder, row, source_marks(row.unit, blocks))
        return _bytes(root)


def _map(namespace: str) -> dict[str, str]:
    """Return a map that makes `namespace` the default one (lxml's stubs do not know None keys)."""
    return cast("dict[str, str]", {None: namespace})


def _sub(parent: etree._Element, tag: str, /, **attributes: str) -> etree._Element:
    """Append an element in the namespace of its parent."""
    namespace = etree.QName(parent).namespace
    return etree.SubElement(parent, f"{{{namespace}}}{tag}", attributes)


def _groups(review: Review) -> Iterator[tuple[str, list[SheetRow]]]:
    """Yield (group id, rows) for each block, in reading order; additions stand with the block."""
    members: list[SheetRow] = []
    number = 0
    for row in rows(review):
        if members and row.starts:
            number += 1
            yield f"g{number}", members
            members = []
        members.append(row)
    if members:
        yield f"g{number + 1}", members


def _restype(row: SheetRow) -> str:
    """Return XLIFF 1.2's name of the kind of block."""
    return _RESTYPE.get(row.kind, f"x-{row.kind.value.replace(' ', '-')}")


def _unit12(parent: etree._Element, row: SheetRow, marks: list[Mark], lang: str) -> None:
    """Append one `trans-unit`."""
    unit = row.unit
    element = _sub(parent, "trans-unit", id=f"u{unit.id}")
    if unit.origin.kind is OriginKind.COPIED:
        element.set("translate", "no")
    if unit.state is UnitState.FINAL:
        element.set("approved", "yes")
    source = _sub(element, "source", **{f"{_XML}lang": lang})
    kept = _fill(source, unit.source, marks, _inline12)
    if unit.target:
        target = _sub(element, "target", **{f"{_XML}lang": "en-US", "state": _STATE12[unit.state]})
        if unit.origin.kind in _QUALIFIER12:
            target.set("state-qualifier", _QUALIFIER12[unit.origin.kind])
        _fill(target, unit.target, unit.marks, _inline12, kept)
    for remark in row.remarks:
        if not remark.state:
            note = _sub(element, "note", **{"from": "bilingual", "annotates": "target"})
            note.set("priority", str(_PRIORITY[remark.severity] if remark.severity else 10))
            note.text = writable(remark.text)


def _unit20(parent: etree._Element, row: SheetRow, marks: list[Mark]) -> None:
    """Append one `unit` with one `segment`."""
    unit = row.unit
    element = _sub(parent, "unit", id=f"u{unit.id}")
    if unit.origin.kind is OriginKind.COPIED:
        element.set("translate", "no")
    told = [remark for remark in row.remarks if not remark.state]
    if told:
        notes = _sub(element, "notes")
        for remark in told:
            note = _sub(notes, "note", category="finding" if remark.severity else "remark")
            note.set("priority", str(_PRIORITY[remark.severity] if remark.severity else 10))
            note.set("appliesTo", "target")
            note.text = writable(remark.text)
    state, substate = _STATE20[unit.state]
    segment = _sub(element, "segment", id="s1", state=state)
    if substate:
        segment.set("subState", substate)
    kept = _fill(_sub(segment, "source"), unit.source, marks, _inline20)
    if unit.target:
        _fill(_sub(segment, "target"), unit.target, unit.marks, _inline20, kept)


Ids = dict[tuple[str, str], list[str]]
"""(kind, value) of a mark -> ids that the source gave to such marks, in order."""


def _fill(
    element: etree._Element,
    text: str,
    marks: Sequence[Mark],
    inline: Inline,
    given: Ids | None = None,
) -> Ids:
    """Write text and inline elements; the target takes the ids of the source's like marks."""
    left = {key: list(ids) for key, ids in (given or {}).items()}
    used: Ids = {}
    highest = sum(len(ids) for ids in left.values())
    numbers = count(highest + 1)

    def lay(parent: etree._Element, parts: Sequence[str | Marked]) -> None:
        last: etree._Element | None = None
        for part in parts:
            if isinstance(part, str):
                shown = writable(part)
                if last is None:
                    parent.text = (parent.text or "") + shown
                else:
                    last.tail = (last.tail or "") + shown
                continue
            key = (part.mark.kind, part.mark.value)
            id_ = left[key].pop(0) if left.get(key) else str(next(numbers))
            used.setdefault(key, []).append(id_)
            last = inline(part.mark, id_)
            parent.append(last)
            lay(last, part.parts)

    lay(element, tree(text, marks))
    return used


def _inline12(mark: Mark, id_: str) -> etree._Element:
    """Return `<g>`, or `<x/>` for a point such as the number of a footnote."""
    point = not len(mark.span)
    element = etree.Element(f"{{{_V12}}}{'x' if point else 'g'}", id=id_)
    element.set("ctype", _CTYPE12.get(mark.kind, f"x-{mark.kind}"))
    if mark.value:
        element.set("equiv-text", writable(mark.value))
    return element


def _inline20(mark: Mark, id_: str) -> etree._Element:
    """Return `<pc>`, or `<ph/>` for a point."""
    point = not len(mark.span)
    element = etree.Element(f"{{{_V20}}}{'ph' if point else 'pc'}", id=id_)
    element.set("type", "link" if mark.kind == "link" else "fmt")
    if mark.kind in _SUBTYPE20:
        element.set("subType", _SUBTYPE20[mark.kind])
    elif mark.kind != "link":
        element.set("subType", f"bilingual:{mark.kind}")
    if mark.value:
        element.set("equiv" if point else "equivStart", writable(mark.value))
    return element


def _bytes(root: etree._Element) -> bytes:
    """Return the file; indented only where no text is touched."""
    _indent(root, 0)
    text: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return text + b"\n"


_TEXT = frozenset({"source", "target", "note", "context"})


def _indent(element: etree._Element, depth: int) -> None:
    """Indent the structure; text elements and what is in them stay as they are."""
    if etree.QName(element).localname in _TEXT or not len(element):
        return
    element.text = "\n" + "  " * (depth + 1)
    for child in element:
        _indent(child, depth + 1)
        child.tail = "\n" + "  " * (depth + 1)
    element[-1].tail = "\n" + "  " * depth
