"""Markdown (CommonMark with tables, strike-through and footnotes) as an article.

Headings, lists, quotations, tables, image captions and footnotes become blocks with the line they
start on; bold, italics, code and links become marks. Code blocks and raw HTML are carried over
untranslated.
"""

from __future__ import annotations

import re
from pathlib import PurePath

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bilingual.errors import InputError
from bilingual.formats.inline_text import Blocks, InlineText
from bilingual.formats.plaintext import decode
from bilingual.model.document import BlockKind, Document, Mark, Source

_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_TITLE = re.compile(r"^title:[ \t]*(['\"]?)(.+?)\1[ \t]*$", re.MULTILINE)
_NOTE = re.compile(r"^\[\^([^\]\s]+)\]:\s*")
_REFERENCE = re.compile(r"\[\^([^\]\s]+)\]")
_OPENING = {"strong_open": "bold", "em_open": "italic", "s_open": "strike"}
MAX_NESTING = 60
"""Lists in lists beyond this are read flat; people nest four deep."""


class MarkdownReader:
    """Reads `.md`; UTF-8, UTF-16 by byte order mark, else Windows-1252."""

    media_type = "text/markdown"
    suffixes = (".md", ".markdown")

    def read(self, data: bytes, source: Source, lang: str) -> Document:
        """Return the document.

        Raises:
            InputError: no text file, or nothing to translate in it.
        """
        text, _ = decode(data, source.path)
        front = _FRONT.match(text)
        skipped = text[: front.end()].count("\n") if front else 0
        parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING}).enable(
            ["table", "strikethrough"]
        )
        tokens = parser.parse(text[front.end() :] if front else text)
        walker = _Walker(skipped)
        title = _TITLE.search(front[1]) if front else None
        if title and not any(t.type == "heading_open" and t.tag == "h1" for t in tokens):
            number = front[1][: title.start()].count("\n") + 2 if front else 0
            walker.blocks.add(BlockKind.HEADLINE, (title[2].strip(), ()), line=number)
        walker.walk(tokens)
        blocks = walker.blocks
        if not blocks.found:
            raise InputError(
                source.path, "there is no text in it, so nothing to translate; check the file"
            )
        stem = "stdin" if source.path == "-" else PurePath(source.path).stem
        return Document(source, lang, blocks.title(stem), tuple(blocks.found))


class _Walker:
    """Turns the parser's tokens into blocks."""

    def __init__(self, skipped: int) -> None:
        self.blocks = Blocks()
        self._skipped = skipped
        self._lists = 0
        self._level = 0
        self._heading = 0
        self._table, self._row, self._column = -1, -1, -1
        self._in_cell = False

    def walk(self, tokens: list[Token]) -> None:
        """Add the blocks of these tokens."""
        for token in tokens:
            kind = token.type
            if kind in ("bullet_list_open", "ordered_list_open"):
                self._lists += 1
            elif kind in ("bullet_list_close", "ordered_list_close"):
                self._lists -= 1
            elif kind == "heading_open":
                self._heading = int(token.tag[1])
            elif kind == "heading_close":
                self._heading = 0
            elif kind == "table_open":
                self._table, self._row = self._table + 1, -1
            elif kind == "tr_open":
                self._row, self._column = self._row + 1, -1
            elif kind in ("th_open", "td_open"):
                self._column, self._in_cell = self._column + 1, True
            elif kind in ("th_close", "td_close"):
                self._in_cell = False
            elif kind == "inline":
                self._inline(token)
            elif kind in ("fence", "code_block", "html_block"):
                self._verbatim(token)

    def _line(self, token: Token) -> int:
        """Return the 1-based line of the file on which the token starts."""
        return (token.map[0] + 1 + self._skipped) if token.map else 0

    def _verbatim(self, token: Token) -> None:
        """Add code or raw HTML as an embed; comments are nothing to publish."""
        text = token.content.strip("\n").rstrip()
        if text and not text.lstrip().startswith("<!--"):
            self.blocks.add(BlockKind.EMBED, (text, ()), line=self._line(token), translatable=False)

    def _inline(self, token: Token) -> None:
        """Add the block of one stretch of inline text."""
        children = token.children or []
        line = self._line(token)
        inline = _laid_out(children)
        images = [child for child in children if child.type == "image"]
        if self._in_cell:
            cell = (self._table, self._row, self._column)
            self.blocks.add(BlockKind.TABLE_CELL, inline, line=line, cell=cell)
        elif self._heading:
            self.blocks.add(BlockKind.HEADING, inline, line=line, level=self._heading)
        elif images and not inline[0]:
            for image in images:
                self.blocks.add(BlockKind.CAPTION, (image.content.strip(), ()), line=line)
        elif note := _NOTE.match(inline[0]):
            self.blocks.add(BlockKind.FOOTNOTE, _without(inline, note.end()), line=line)
        elif self._lists:
            self.blocks.add(BlockKind.LIST_ITEM, inline, line=line, level=self._lists)
        else:
            self.blocks.add(BlockKind.PARAGRAPH, inline, line=line)


def _laid_out(children: list[Token]) -> tuple[str, tuple[Mark, ...]]:
    """Return text and marks of inline tokens; images leave nothing, raw HTML its content."""
    inline = InlineText()
    for child in children:
        if child.type == "text":
            _text(inline, child.content)
        elif child.type == "code_inline":
            inline.open("code")
            inline.add(child.content)
            inline.close()
        elif child.type in ("softbreak", "hardbreak"):
            inline.add(" ")
        elif child.type in _OPENING:
            inline.open(_OPENING[child.type])
        elif child.type == "link_open":
            inline.open("link", str(child.attrGet("href") or ""))
        elif child.type.endswith("_close"):
            inline.close()
    return inline.finish()


def _text(inline: InlineText, text: str) -> None:
    """Add text; a reference to a footnote becomes a point, its definition stays for the caller."""
    at = 0
    for reference in _REFERENCE.finditer(text):
        if text[reference.end() : reference.end() + 1] == ":" and not reference.start():
            continue
        inline.add(text[at : reference.start()])
        inline.point("footnote", reference[1])
        at = reference.end()
    inline.add(text[at:])


def _without(inline: tuple[str, tuple[Mark, ...]], cut: int) -> tuple[str, tuple[Mark, ...]]:
    """Return text and marks without the first `cut` code points, on which no mark lies."""
    text, marks = inline
    kept = [Mark(m.span.shift(-cut), m.kind, m.value) for m in marks if m.span.start >= cut]
    return text[cut:], tuple(kept)
