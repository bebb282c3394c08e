"""Text of a WordprocessingML cell as it was, as it is, and who changed it.

Elements: ECMA-376 part 1, section 17. `w:ins` and `w:moveTo` hold text that only the new version
has, `w:del` and `w:moveFrom` text that only the old one has; they nest (a deletion inside another
author's insertion was in neither version).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from bilingual.formats.docx_review_package import MC, W
from bilingual.formats.docx_table import PLACEHOLDER, bookmark_name
from bilingual.model.document import Mark
from bilingual.model.revision import Change, ChangeKind, Piece
from bilingual.model.span import Span

TAG_PREFIX = "bilingual:"
"""Content controls of the side-by-side are tagged with this and the unit's id."""
BOOKMARK_PREFIX = "_bil_"
"""Bookmarks of the side-by-side are named with this and the unit's id."""

_PLACEHOLDERS = frozenset(
    {
        "",
        PLACEHOLDER,
        "Click here to enter text.",
        "Click or tap here to enter text.",
        "Cliquez ici pour entrer du texte.",
        "Cliquez ici pour taper du texte.",
        "Cliquez ou appuyez ici pour entrer du texte.",
        "Klicken Sie hier, um Text einzugeben.",
        "Klicken oder tippen Sie hier, um Text einzugeben.",
        "Haga clic aquí para escribir texto.",
        "Haga clic o pulse aquí para escribir texto.",
        "Fare clic qui per immettere testo.",
        "Fare clic o toccare qui per immettere il testo.",
        "Clique aqui para introduzir texto.",
        "Clique ou toque aqui para introduzir texto.",
    }
)
"""What an empty control shows: our own words, or those that Word puts into one that was emptied."""

_TRACKED = {
    f"{W}ins": ChangeKind.INSERTION,
    f"{W}del": ChangeKind.DELETION,
    f"{W}moveFrom": ChangeKind.MOVED_AWAY,
    f"{W}moveTo": ChangeKind.MOVED_HERE,
}
_IGNORED = frozenset(
    W + name
    for name in (
        "pPr", "rPr", "sdtPr", "sdtEndPr", "tcPr", "trPr", "tblPr", "tblGrid", "instrText",
        "delInstrText", "drawing", "pict", "object", "rt", "rubyPr", "annotationRef",
        "footnoteReference", "endnoteReference", "lastRenderedPageBreak", "proofErr",
        "permStart", "permEnd", "smartTagPr", "customXmlPr", "fldData", "separator",
    )
)  # fmt: skip
_LOOKS = {"b": "bold", "i": "italic", "u": "underline"}
_CHARACTERS = {
    f"{W}tab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "\u00ad",
}


@dataclass(slots=True)
class _Stretch:
    """Text under one anchor while it is collected."""

    anchor: str
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    looks: list[frozenset[str]] = field(default_factory=list)
    """Inline formatting of each entry of `after`."""


@dataclass(frozen=True, slots=True)
class CellText:
    """What a cell (or any element) says."""

    pieces: tuple[Piece, ...]
    """By anchors, in reading order; text outside any anchor joins its neighbour's piece."""
    changes: tuple[Change, ...]
    comment_ids: tuple[str, ...]
    """Comments that start or are referred to here, in order."""
    anchors: tuple[str, ...]
    """Unit ids of the anchors met, in order, each once."""

    @property
    def after(self) -> str:
        """The text with every pending change accepted."""
        return "\n".join(p.after for p in self.pieces if p.after)

    @property
    def before(self) -> str:
        """The text with every pending change rejected."""
        return "\n".join(p.before for p in self.pieces if p.before)


class CellReader:
    """Walks one element and collects its text; used once."""

    def __init__(self) -> None:
        """Prepare for one element."""
        self._stretches: list[_Stretch] = [_Stretch("")]
        self._controls: list[str] = []
        self._bookmarks: dict[str, str] = {}
        self._tracked: list[ChangeKind] = []
        self._open: list[tuple[ChangeKind, str, str, list[str]]] = []
        self._changes: list[tuple[ChangeKind, str, str, list[str]]] = []
        self._comments: list[str] = []
        self._anchors: list[str] = []
        self._fields: list[bool] = []
        self._look: frozenset[str] = frozenset()
        self._special: dict[str, Callable[[etree._Element], None]] = {
            f"{W}t": self._text,
            f"{W}delText": self._text,
            f"{W}p": self._paragraph,
            f"{W}r": self._run,
            f"{W}sdt": self._control,
            f"{W}bookmarkStart": self._bookmark_start,
            f"{W}bookmarkEnd": self._bookmark_end,
            f"{W}commentRangeStart": self._comment,
            f"{W}commentReference": self._comment,
            f"{W}fldChar": self._field_char,
            f"{W}sym": self._symbol,
            f"{MC}AlternateContent": self._alternate,
        }

    def read(self, element: etree._Element) -> CellText:
        """Return the text of the element's content."""
        self._children(element)
        return self._result()

    def read_one(self, element: etree._Element) -> CellText:
        """Return the text of the element, which may itself be a content control."""
        self._child(element)
        return self._result()

    def read_flat(self, element: etree._Element) -> CellText:
        """Return what lies directly in the element: bookmarks and comments between cells."""
        for child in element:
            if child.tag in (f"{W}bookmarkStart", f"{W}commentRangeStart"):
                self._child(child)
        return self._result()

    def _result(self) -> CellText:
        changes = (
            Change(kind, "".join(text), author, date)
            for kind, author, date, text in self._changes
            if "".join(text).strip()
        )
        return CellText(
            tuple(_joined(self._stretches)), tuple(changes),
            tuple(dict.fromkeys(self._comments)), tuple(dict.fromkeys(self._anchors)),
        )  # fmt: skip

    def _children(self, element: etree._Element) -> None:
        for child in element:
            self._child(child)

    def _child(self, child: etree._Element) -> None:
        tag = child.tag
        if tag in _IGNORED:
            return
        handler = self._special.get(tag)
        if handler is not None:
            handler(child)
        elif tag in _CHARACTERS:
            self._emit(_CHARACTERS[tag])
        elif tag in _TRACKED:
            self._tracked_change(child, _TRACKED[tag])
        else:
            self._children(child)

    def _emit(self, text: str) -> None:
        """Add text to the versions it belongs to and to the changes it is part of."""
        if not text or (self._fields and not self._fields[-1]):
            return
        inserted = ChangeKind.INSERTION in self._tracked or ChangeKind.MOVED_HERE in self._tracked
        deleted = ChangeKind.DELETION in self._tracked or ChangeKind.MOVED_AWAY in self._tracked
        stretch = self._stretch()
        if not inserted:
            stretch.before.append(text)
        if not deleted:
            stretch.after.append(text)
            stretch.looks.append(self._look)
        for _, _, _, collected in self._open:
            collected.append(text)

    def _stretch(self) -> _Stretch:
        anchor = self._controls[-1] if self._controls else ""
        if not anchor and self._bookmarks:
            anchor = next(reversed(self._bookmarks.values()))
        if self._stretches[-1].anchor != anchor:
            self._stretches.append(_Stretch(anchor))
        return self._stretches[-1]

    def _text(self, element: etree._Element) -> None:
        self._emit(element.text or "")

    def _paragraph(self, element: etree._Element) -> None:
        """Read a paragraph; a paragraph mark counts as a line end, and may itself be tracked."""
        properties = element.find(f"{W}pPr")
        mark: list[ChangeKind] = []
        if properties is not None:
            run = properties.find(f"{W}rPr")
            if run is not None:
                mark = [kind for tag, kind in _TRACKED.items() if run.find(tag) is not None]
        self._children(element)
        self._tracked += mark
        self._emit("\n")
        if mark:
            del self._tracked[-len(mark) :]

    def _run(self, element: etree._Element) -> None:
        properties = element.find(f"{W}rPr")
        if properties is not None:
            if _is_on(properties.find(f"{W}vanish")):
                return
            self._look = _look(properties)
        self._children(element)
        self._look = frozenset()

    def _tracked_change(self, element: etree._Element, kind: ChangeKind) -> None:
        change = (kind, author_of(element), element.get(f"{W}date", ""), list[str]())
        previous = self._changes[-1] if self._changes else None
        adjoins = previous is not None and not self._open and not self._stands_apart(element)
        if previous is not None and adjoins and previous[:3] == change[:3]:
            change = previous  # one edit is often written as several neighbouring elements
        else:
            self._changes.append(change)
        self._tracked.append(kind)
        self._open.append(change)
        self._children(element)
        self._open.pop()
        self._tracked.pop()

    @staticmethod
    def _stands_apart(element: etree._Element) -> bool:
        """Say whether plain text lies between this change and the one before it."""
        previous = element.getprevious()
        while previous is not None and previous.tag not in _TRACKED:
            if previous.tag == f"{W}r":
                return True
            previous = previous.getprevious()
        return previous is None

    def _control(self, element: etree._Element) -> None:
        """Read a content control; an empty one shows a placeholder that is nobody's text.

        Word takes the mark of a placeholder off when somebody types; other programs leave it.
        """
        properties = element.find(f"{W}sdtPr")
        content = element.find(f"{W}sdtContent")
        tag = properties.find(f"{W}tag") if properties is not None else None
        value = tag.get(f"{W}val", "") if tag is not None else ""
        anchor = value.removeprefix(TAG_PREFIX) if value.startswith(TAG_PREFIX) else ""
        if anchor:
            self._bookmarks = {  # a bookmark whose name could not hold the id is the same anchor
                key: anchor if name == bookmark_name(anchor) else name
                for key, name in self._bookmarks.items()
            }
            self._anchors.append(anchor)
            if bookmark_name(anchor) != anchor:
                self._rename(bookmark_name(anchor), anchor)
        if content is None:
            return
        marked = properties is not None and properties.find(f"{W}showingPlcHdr") is not None
        if marked and "".join(map(str, content.itertext(f"{W}t"))).strip() in _PLACEHOLDERS:
            if anchor:
                self._stretches.append(_Stretch(anchor))
            return
        self._controls.append(anchor or (self._controls[-1] if self._controls else ""))
        if anchor and self._stretches[-1].anchor != anchor:
            self._stretches.append(_Stretch(anchor))
        self._children(content)
        self._controls.pop()

    def _rename(self, old: str, new: str) -> None:
        """Let what was collected under one anchor count as another's."""
        self._anchors = [new if anchor == old else anchor for anchor in self._anchors]
        for stretch in self._stretches:
            stretch.anchor = new if stretch.anchor == old else stretch.anchor

    def _bookmark_start(self, element: etree._Element) -> None:
        name = element.get(f"{W}name", "")
        if name.startswith(BOOKMARK_PREFIX):
            anchor = name.removeprefix(BOOKMARK_PREFIX)
            self._bookmarks[element.get(f"{W}id", "")] = anchor
            self._anchors.append(anchor)
            if not self._controls and self._stretches[-1].anchor != anchor:
                self._stretches.append(_Stretch(anchor))

    def _bookmark_end(self, element: etree._Element) -> None:
        self._bookmarks.pop(element.get(f"{W}id", ""), None)

    def _comment(self, element: etree._Element) -> None:
        self._comments.append(element.get(f"{W}id", ""))

    def _field_char(self, element: etree._Element) -> None:
        """Follow a complex field: between `begin` and `separate` is code, after it the result."""
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = all(self._fields[:-1])
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _symbol(self, element: etree._Element) -> None:
        """Emit a symbol unless it only exists in its font's private area."""
        code = element.get(f"{W}char", "")
        if re.fullmatch(r"[0-9A-Fa-f]{4,6}", code) and not 0xE000 <= int(code, 16) <= 0xF8FF:
            self._emit(chr(int(code, 16)))

    def _alternate(self, element: etree._Element) -> None:
        """Read the fallback, the form that needs no extension (Word writes emoji this way)."""
        branch = element.find(f"{MC}Fallback")
        if branch is None:
            branch = element.find(f"{MC}Choice")
        if branch is not None:
            self._children(branch)


def _joined(stretches: list[_Stretch]) -> list[Piece]:
    """Return one piece per anchor, in order of first appearance.

    Text outside every anchor belongs to the piece before it, or to the first one: people type at
    the edge of a content control without seeing it. Without any anchor there is one piece.
    """
    order = list(dict.fromkeys(s.anchor for s in stretches if s.anchor)) or [""]
    before: dict[str, list[str]] = {anchor: [] for anchor in order}
    after: dict[str, list[str]] = {anchor: [] for anchor in order}
    looks: dict[str, list[frozenset[str]]] = {anchor: [] for anchor in order}
    current = order[0]
    for stretch in stretches:
        current = stretch.anchor or current
        before[current] += stretch.before
        after[current] += stretch.after
        looks[current] += stretch.looks
    return [
        Piece(a, tidy("".join(before[a])), tidy("".join(after[a])), _marks(after[a], looks[a]))
        for a in order
    ]


def _is_on(toggle: etree._Element | None) -> bool:
    """Say whether a toggle such as `w:b` is there and not switched off."""
    return toggle is not None and toggle.get(f"{W}val") not in ("0", "false", "off", "none")


def _look(properties: etree._Element) -> frozenset[str]:
    """Return the inline formatting set on a run itself; what its styles add is not emphasis."""
    look = {kind for name, kind in _LOOKS.items() if _is_on(properties.find(W + name))}
    raised = properties.find(f"{W}vertAlign")
    if raised is not None and raised.get(f"{W}val") in ("superscript", "subscript"):
        look.add(raised.get(f"{W}val", ""))
    return frozenset(look)


def _marks(texts: list[str], looks: list[frozenset[str]]) -> tuple[Mark, ...]:
    """Return the formatting of the tidied text; white space that `tidy` drops carries none."""
    if not any(looks):
        return ()
    text = tidy("".join(texts))
    kinds: list[frozenset[str]] = []
    for piece, look in zip(texts, looks, strict=True):
        for character in piece:
            wanted = text[len(kinds) : len(kinds) + 1]
            if character == wanted or (character.isspace() and wanted in (" ", "\n")):
                kinds.append(look)
    if len(kinds) != len(text):
        return ()
    found = []
    for kind in sorted(frozenset().union(*looks)):
        start = None
        for position in range(len(text) + 1):
            here = position < len(text) and kind in kinds[position]
            if here and start is None:
                start = position
            elif not here and start is not None:
                found.append(Mark(Span(start, position), kind))
                start = None
    return tuple(sorted(found, key=lambda m: (m.span, m.kind)))


def author_of(element: etree._Element) -> str:
    """Return who made a change or comment; empty where the program knew nobody."""
    name = element.get(f"{W}author", "").strip()
    return "" if name in ("Unknown Author", "Author", "Unknown") else name


def tidy(text: str) -> str:
    """Return text with runs of blanks as one and empty lines gone; no-break spaces stay."""
    lines = (re.sub(r"[ \t\r\f\v]+", " ", line).strip(" ") for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def row_change(row: etree._Element) -> tuple[Change | None, Change | None]:
    """Return the pending insertion and deletion of a whole table row."""
    properties = row.find(f"{W}trPr")
    found: list[Change | None] = []
    for tag, kind in (("ins", ChangeKind.ROW_INSERTED), ("del", ChangeKind.ROW_DELETED)):
        mark = properties.find(W + tag) if properties is not None else None
        found.append(
            None if mark is None
            else Change(kind, "", author_of(mark), mark.get(f"{W}date", ""))
        )  # fmt: skip
    return found[0], found[1]
