"""HTML articles: the text of the page's article with the roles and formatting of its markup.

What is not article (navigation, forms, asides) is taken out with an `Edit` that says why. On a page
that does not say where its article is, trafilatura decides, if that extra is installed
(`pip install bilingual[html]`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePath
from typing import Any, cast

from lxml import etree, html

from bilingual.errors import InputError
from bilingual.formats.inline_text import Blocks, InlineText
from bilingual.formats.main_text import article_text
from bilingual.model.document import Block, BlockKind, Document, Edit, Source

_DROPPED = frozenset(
    "script style template noscript head title meta link svg canvas object audio video map".split()
)
_FURNITURE = frozenset("nav form aside button dialog menu select footer".split())
_MARKS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "cite": "italic",
    "u": "underline", "ins": "underline", "code": "code", "kbd": "code", "samp": "code",
    "sup": "superscript", "sub": "subscript", "s": "strike", "del": "strike",
}  # fmt: skip
_INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em font i ins kbd label mark q s samp small span "
    "strike strong sub sup time tt u var wbr br img picture source".split()
)
_ROLES = (
    (re.compile(r"standfirst|chapo|chapeau|\blead\b|subtitle|sous-?titre|\bdek\b", re.I),
     BlockKind.STANDFIRST),
    (re.compile(r"byline|auteur|\bauthor|signature", re.I), BlockKind.BYLINE),
    (re.compile(r"caption|legende|légende|credit", re.I), BlockKind.CAPTION),
)  # fmt: skip
_FURNITURE_ROLES = frozenset({"navigation", "search", "banner", "complementary", "contentinfo"})
MAX_DEPTH = 250
"""Elements nested deeper are not read; pages of newsrooms stay under 60."""


class HtmlReader:
    """Reads `.html` and `.htm`; encoding by byte order mark, UTF-8, or what the page declares."""

    media_type = "text/html"
    suffixes = (".html", ".htm", ".xhtml")

    def read(self, data: bytes, source: Source, lang: str) -> Document:
        """Return the document.

        Raises:
            InputError: no HTML, no text in it, or nested beyond reason.
        """
        root = _parsed(data, source.path)
        walker = _Walker(source.path)
        article, marked = _article(root)
        headline = None if article.find(".//h1") is not None else root.find(".//h1")
        if headline is not None:
            walker.walk(headline, furniture="")
        walker.walk(article, furniture="")
        if not marked:
            walker.judge(article_text(root))
        if not [block for block, why in walker.blocks() if not why]:
            raise InputError(
                source.path, "there is no article text in this page; give the article's own page"
            )
        return _document(walker, source, lang, root)


def _parsed(data: bytes, path: str) -> etree._Element:
    """Return the root element of a page."""
    if b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(path, "holds NUL bytes, so it is no HTML; save the page as .html")
    encoding: str | None = "utf-8"
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        declared = re.search(rb"charset=[\"']?([\w-]+)", data[:2048], re.I)
        encoding = None if declared or data[:2] in (b"\xff\xfe", b"\xfe\xff") else "cp1252"
    parser = html.HTMLParser(
        encoding=encoding, no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root: etree._Element = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise InputError(path, f"is empty or no HTML ({error}); save the page again") from error
    return root


def _article(root: etree._Element) -> tuple[etree._Element, bool]:
    """Return the largest `article` or `main`, else the body; and whether the page marked it."""
    for path in ("//article", "//main", "//*[@role='main']"):
        found = cast("list[etree._Element]", root.xpath(path))
        if found:
            return max(found, key=lambda e: len(_words(e))), True
    body = root.find("body")
    return root if body is None else body, False


def _words(element: etree._Element) -> list[str]:
    return " ".join(str(text) for text in element.itertext()).split()


def _document(walker: _Walker, source: Source, lang: str, root: etree._Element) -> Document:
    """Return the document: article blocks, and an edit for each block that is furniture."""
    numbered = walker.blocks()
    kept = [block for block, why in numbered if not why]
    edits = tuple(
        Edit("markup", why, index, replace(block, kind=BlockKind.FURNITURE))
        for index, (block, why) in enumerate(numbered)
        if why
    )
    title = next((b.text for b in kept if b.kind is BlockKind.HEADLINE), "")
    named = root.find(".//title")
    if not title and named is not None and named.text:
        title = " ".join(named.text.split())
    stem = "stdin" if source.path == "-" else PurePath(source.path).stem
    return Document(source, lang, title or stem, tuple(kept), edits)


class _Walker:
    """Turns elements into blocks, in reading order, without recursion into inline elements."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._found = Blocks()
        self._why: list[str] = []
        self._inline = InlineText()
        self._line = 0
        self._tables = -1
        self._rows: dict[etree._Element, tuple[int, int]] = {}
        self._seen: set[etree._Element] = set()

    def blocks(self) -> list[tuple[Block, str]]:
        """Return (block, reason why it is furniture or empty)."""
        return list(zip(self._found.found, self._why, strict=True))

    def judge(self, article: str | None) -> None:
        """Make furniture of the blocks before and after those whose text the article holds."""
        if article is None:
            return
        text = "".join(article.split())
        inside = [
            index
            for index, block in enumerate(self._found.found)
            if "".join(block.text.split()) in text
            # A word of the menu may well occur in the article.
            and (len(block.text) >= 30 or block.kind is BlockKind.HEADLINE)
        ]
        for index in range(len(self._why)):
            outside = not inside or not inside[0] <= index <= inside[-1]
            if outside and inside and not self._why[index]:
                self._why[index] = "not part of the article, by trafilatura's judgement"

    def walk(
        self,
        element: etree._Element,
        *,
        furniture: str,
        kind: BlockKind = BlockKind.PARAGRAPH,
        level: int = 0,
        cell: tuple[int, int, int] | None = None,
        depth: int = 0,
    ) -> None:
        """Add the blocks of an element."""
        if depth > MAX_DEPTH:
            raise InputError(self._path, f"elements are nested more than {MAX_DEPTH} deep; refused")
        if element in self._seen or not isinstance(element.tag, str):
            return
        tag = element.tag.lower()
        if tag in _DROPPED or _hidden(element):
            return
        if tag == "h1":
            self._seen.add(element)
        if not furniture and (tag in _FURNITURE or element.get("role") in _FURNITURE_ROLES):
            furniture = f"not part of the article: <{tag}>"
        kind, level = _kind(element, tag, kind, level)
        if tag == "table":
            self._tables += 1
            self._rows |= {e: (self._tables, n) for n, e in enumerate(element.iter("tr"))}
        if tag in ("td", "th"):
            column = sum(1 for e in element.itersiblings("td", "th", preceding=True))
            row = element.getparent()
            cell = (*(self._rows.get(row, (0, 0)) if row is not None else (0, 0)), column)
        here = (furniture, kind, level, cell)
        if tag in ("iframe", "embed") and element.get("src"):
            self._flush(*here)
            self._embed(element, furniture)
            return
        if tag == "pre":
            self._flush(*here)
            self._verbatim(element, furniture)
            return
        self._line = self._line or _line_of(element)
        self._text(element.text)
        for child in element:
            if isinstance(child.tag, str) and child.tag.lower() in _INLINE:
                self._line = self._line or _line_of(child)
                self._inlined(child, depth)
            elif isinstance(child.tag, str):
                self._flush(*here)
                self.walk(
                    child, furniture=furniture, kind=kind, level=level, cell=cell, depth=depth + 1
                )
                self._line = 0
            self._text(child.tail)
        self._flush(*here)

    def _text(self, text: str | None) -> None:
        if text:
            self._inline.add(text)

    def _inlined(self, element: etree._Element, depth: int) -> None:
        """Add an inline element to the text under construction."""
        if depth > MAX_DEPTH:
            raise InputError(self._path, f"elements are nested more than {MAX_DEPTH} deep; refused")
        tag = str(element.tag).lower()
        if _hidden(element):
            return
        if tag == "br":
            self._inline.add(" ")
            return
        note = _note(element, tag)
        if note:
            self._inline.point("footnote", note)
            return
        kind = _MARKS.get(tag, "")
        value = element.get("href", "").strip() if tag == "a" else ""
        if value and not value.startswith("#"):
            kind = "link"
        if kind:
            self._inline.open(kind, value)
        self._text(element.text)
        for child in element:
            if isinstance(child.tag, str) and child.tag.lower() not in _DROPPED:
                self._inlined(child, depth + 1)
            self._text(child.tail)
        if kind:
            self._inline.close()

    def _flush(
        self, furniture: str, kind: BlockKind, level: int, cell: tuple[int, int, int] | None
    ) -> None:
        """Make a block of the text collected so far."""
        before = len(self._found.found)
        made = self._inline.finish()
        if made[0] and furniture and kind is BlockKind.HEADING:
            kind = BlockKind.PARAGRAPH  # a headline of the page is none of the article
        self._found.add(kind, made, line=self._line, level=level, cell=cell)
        self._why += [furniture] * (len(self._found.found) - before)
        self._inline, self._line = InlineText(), 0

    def _embed(self, element: etree._Element, furniture: str) -> None:
        address = (element.get("src", "").strip(), ())
        self._raw(address, _line_of(element), furniture)

    def _verbatim(self, element: etree._Element, furniture: str) -> None:
        text = "".join(str(part) for part in element.itertext()).strip("\n")
        self._raw((text, ()), _line_of(element), furniture)

    def _raw(self, inline: tuple[str, tuple[()]], line: int, furniture: str) -> None:
        """Add a block that is not translated."""
        before = len(self._found.found)
        self._found.add(BlockKind.EMBED, inline, line=line, translatable=False)
        self._why += [furniture] * (len(self._found.found) - before)


def _kind(element: etree._Element, tag: str, kind: BlockKind, level: int) -> tuple[BlockKind, int]:
    """Return kind and level of the blocks in an element, given those around it."""
    if re.fullmatch(r"h[1-6]", tag):
        return BlockKind.HEADING, int(tag[1])
    if tag in ("ul", "ol"):
        return kind, level + 1 if kind in (BlockKind.LIST_ITEM, BlockKind.PARAGRAPH) else 1
    if tag in ("li", "dt", "dd"):
        return BlockKind.LIST_ITEM, max(level, 1)
    if tag in ("td", "th"):
        return BlockKind.TABLE_CELL, 0
    if tag == "figcaption":
        return BlockKind.CAPTION, 0
    if tag in ("p", "div", "address", "span"):
        names = f"{element.get('class', '')} {element.get('itemprop', '')} {element.get('rel', '')}"
        for pattern, role in _ROLES:
            if pattern.search(names) and kind is BlockKind.PARAGRAPH:
                return role, 0
    return kind, level


def _note(element: etree._Element, tag: str) -> str:
    """Return the number of the footnote that an element refers to (`<sup><a href="#n1">1`)."""
    if tag == "sup" and len(element) == 1 and not (element.text or "").strip():
        element = element[0]
    elif tag != "a" or "noteref" not in f"{element.get('role', '')} {element.get('class', '')}":
        return ""
    if element.tag != "a" or not element.get("href", "").startswith("#"):
        return ""
    return "".join(str(text) for text in element.itertext()).strip(" []()")


def _line_of(element: Any) -> int:
    """Return the line of the file on which an element starts, 0 if unknown."""
    return int(element.sourceline or 0)


def _hidden(element: etree._Element) -> bool:
    """Say whether the page itself hides the element from readers."""
    style = element.get("style", "").replace(" ", "").lower()
    return element.get("hidden") is not None or "display:none" in style
