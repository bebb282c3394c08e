"""Plain text, as it comes from a scrape or an editor: one non-blank line is one block."""

from __future__ import annotations

import codecs
import re
from pathlib import PurePath

from bilingual.errors import InputError
from bilingual.model.document import Block, BlockKind, Document, Edit, Source
from bilingual.text import placeables
from bilingual.text.normalize import INVISIBLE

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LINE_END = re.compile(r"\r\n|\n|\r")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
"""Characters of no text file (tab, line and page feeds and separators are)."""
_SAVE = "save it as plain text in UTF-8, or give the format it has as its suffix (.docx, .html)"


class PlainTextReader:
    """Reads `.txt`: UTF-8, UTF-16 or UTF-32 by their byte order mark, else Windows-1252.

    A block's text is its line as decoded, without the line end; `Block.line` counts from 1. An
    address alone on its line is an embed, everything else a paragraph: what it is in the article
    is decided by cleaning, when the furniture is gone.
    """

    media_type = "text/plain"
    suffixes = (".txt", ".text")

    def read(self, data: bytes, source: Source, lang: str) -> Document:
        """Return the document.

        Raises:
            InputError: no text in it, or bytes that are no text.

        """
        text, encoding = decode(data, source.path)
        blocks = tuple(
            _block(line, number)
            for number, line in enumerate(_LINE_END.split(text), start=1)
            if not _is_blank(line)
        )
        if not blocks:
            raise InputError(
                source.path, "there is no text in it, so nothing to translate; check the file"
            )
        edits: tuple[Edit, ...] = ()
        if encoding == "cp1252":
            reason = "not UTF-8: read as Windows-1252; save as UTF-8 if accents look wrong"
            edits = (Edit("encoding", reason, 0, blocks[0], blocks[0]),)
        return Document(source, lang, _stem(source.path), blocks, edits)


def decode(data: bytes, path: str) -> tuple[str, str]:
    """Return the text of a file and the encoding it was read with."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return _checked(data.decode(encoding), path), encoding
            except UnicodeDecodeError as error:
                problem = f"its byte order mark says {encoding} but it is not; {_SAVE}"
                raise InputError(path, problem) from error
    if b"\x00" in data:
        raise InputError(path, f"not a text file (it holds NUL bytes); {_SAVE}")
    for encoding in ("utf-8", "cp1252"):
        try:
            return _checked(data.decode(encoding), path), encoding
        except UnicodeDecodeError:
            continue
    raise InputError(path, f"neither UTF-8 nor Windows-1252; {_SAVE}")


def _checked(text: str, path: str) -> str:
    """Return `text` if it has no control characters of binary files."""
    control = _CONTROL.search(text)
    if control:
        line = len(_LINE_END.findall(text, 0, control.start())) + 1
        code = f"U+{ord(control.group()):04X}"
        raise InputError(path, f"not a text file (control character {code}); {_SAVE}", line=line)
    return text


def _is_blank(line: str) -> bool:
    """Say whether nothing of a line would be seen."""
    return not line.strip(INVISIBLE + " \t\x0b\x0c\x85\u00a0\u202f\u2028\u2029").strip()


def _block(line: str, number: int) -> Block:
    embed = placeables.is_only(line)
    kind = BlockKind.EMBED if embed else BlockKind.PARAGRAPH
    return Block(f"l{number}", kind, line, number, translatable=not embed)


def _stem(path: str) -> str:
    """Return the file's name without its suffix; `stdin` for standard input."""
    return "stdin" if path == "-" else PurePath(path).stem
