"""WordprocessingML, one step above lxml: elements by prefixed name, and styled runs of text."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from lxml import etree

from bilingual.formats.sheet import writable
from bilingual.model.span import Span

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
}

_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_DIRECTIONS = re.compile(f"([{_RIGHT_TO_LEFT}]+(?:[ \u00a0]+[{_RIGHT_TO_LEFT}]+)*)")
"""Hebrew, Arabic, Syriac, Thaana, N'Ko and kin, words of them with the blanks between."""
_HEBREW = re.compile("[\u0590-\u05ff\ufb1d-\ufb4f]")
_BREAKS = re.compile("(\r\n|[\n\r\t\u0085\u2028\u2029])")


@lru_cache(maxsize=256)
def q(name: str) -> str:
    """Return `w:tbl` as `{namespace}tbl`."""
    prefix, local = name.split(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def add(parent: etree._Element, name: str, /, **attributes: object) -> etree._Element:
    """Append `<w:name w:attribute="...">` to `parent` and return it."""
    element = etree.SubElement(parent, q(f"w:{name}"))
    for key, value in attributes.items():
        element.set(q(f"w:{key}"), str(value))
    return element


@dataclass(frozen=True, slots=True)
class Style:
    """What a stretch of text looks like."""

    span: Span
    """In the text that is written."""
    character: str = ""
    """Id of a character style; of several that overlap the first listed wins."""
    mark: str = ""
    """Inline formatting, as `Mark.kind`; all that overlap add up."""


def paragraph(parent: etree._Element, style: str) -> etree._Element:
    """Append a paragraph of that style."""
    element = add(parent, "p")
    add(add(element, "pPr"), "pStyle", val=style)
    return element


def runs(parent: etree._Element, text: str, styles: Sequence[Style] = (), lang: str = "") -> None:
    """Append `text` as runs, cut where a style starts or ends and where the direction changes."""
    if not styles:
        _run(parent, text, "", (), lang)
        return
    cuts = {0, len(text)}
    for style in styles:
        cuts |= {min(style.span.start, len(text)), min(style.span.end, len(text))}
    places = sorted(cuts)
    for start, end in pairwise(places):
        here = [style for style in styles if style.span.overlaps(Span(start, end))]
        character = next((style.character for style in here if style.character), "")
        _run(parent, text[start:end], character, {style.mark for style in here}, lang)


def _run(parent: etree._Element, text: str, style: str, marks: Collection[str], lang: str) -> None:
    """Append `text` in one look, as one run per direction."""
    for position, part in enumerate(_DIRECTIONS.split(writable(text))):
        if not part:
            continue
        leftwards = position % 2 == 1
        run = add(parent, "r")
        if style or lang or marks or leftwards:
            look = add(run, "rPr")
            if style:
                add(look, "rStyle", val=style)
            for mark, (name, value) in _MARKS.items():
                if mark in marks:
                    add(look, name, **value)
            if leftwards:
                add(look, "rtl")
            if lang or leftwards:
                _language(look, lang, part if leftwards else "")
        _text(run, part)


_MARKS: dict[str, tuple[str, dict[str, str]]] = {
    "bold": ("b", {}),
    "italic": ("i", {}),
    "underline": ("u", {"val": "single"}),
    "superscript": ("vertAlign", {"val": "superscript"}),
    "subscript": ("vertAlign", {"val": "subscript"}),
}
"""`Mark.kind` -> run property, in the order of the schema."""


def _language(look: etree._Element, lang: str, leftward_text: str) -> None:
    """Set the proofing language; text that runs leftwards has one of its own."""
    element = add(look, "lang")
    if lang:
        element.set(q("w:val"), lang)
    if leftward_text:
        element.set(q("w:bidi"), "he-IL" if _HEBREW.match(leftward_text) else "ar-SA")


def _text(run: etree._Element, text: str) -> None:
    """Append text, line breaks and tabs to a run."""
    for part in _BREAKS.split(text):
        if part == "\t":
            add(run, "tab")
        elif part and part in "\r\n\u0085\u2028\u2029":
            add(run, "br")
        elif part:
            element = add(run, "t")
            element.text = part
            if part[0].isspace() or part[-1].isspace():
                element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
