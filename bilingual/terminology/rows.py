"""Rows of a glossary file as written, with places for messages; judges nothing about terms.

A glossary is a table of comma-separated values in UTF-8, `source,target` first. Read as well:
semicolons or tabs (what Excel and DeepL write), a byte order mark, Windows-1252, no header line
(DeepL: source and target, or four columns with the two languages after them).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from bilingual.errors import GlossaryError

COLUMNS = ("source", "target", "status", "forms", "case", "pos", "context", "acronym", "note")
LIST_SEPARATOR = "|"
"""Between the items of `forms` and `context`."""
_CONVERTED = frozenset((".tbx", ".tmx", ".xml"))
_NO_TABLES = _CONVERTED | frozenset(
    (".yml", ".yaml", ".json", ".jsonl", ".toml", ".po", ".xlsx", ".xls", ".ods", ".docx", ".md",
     ".html", ".pdf", ".sqlite")
)  # fmt: skip
"""Names of what holds no comma-separated values, whatever a first line of it may look like."""


class Row(NamedTuple):
    """One record of the file."""

    line: int
    """1-based line on which the record starts."""
    cells: dict[str, str]
    """Column name -> text as written (not stripped); only the columns that are there."""
    extra: tuple[str, ...] = ()
    """Cells beyond the last named column."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with the file or a cell, for `load` (raises) and `lint` (lists)."""

    line: int
    column: str
    """Name of the column, or empty for the whole line."""
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Table:
    """A glossary file as it was read."""

    path: str
    text: str
    """Decoded, without byte order mark."""
    columns: tuple[str, ...]
    header: bool
    """False: the file starts with a record."""
    delimiter: str
    encoding: str
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]

    def position(self, line: int, column: str) -> int:
        """Return the 1-based column (code points) at which a cell starts; 1 if not known."""
        if column not in self.columns:
            return 1
        lines = self.text.splitlines()
        if not 0 < line <= len(lines):
            return 1
        wanted, index, quoted = self.columns.index(column), 0, False
        for at, char in enumerate(lines[line - 1]):
            if index == wanted:
                return at + 1
            if char == '"':
                quoted = not quoted
            elif char == self.delimiter and not quoted:
                index += 1
        return len(lines[line - 1]) + 1 if index == wanted else 1


def read(path: Path) -> Table:
    """Read a glossary file.

    Raises:
        GlossaryError: the file cannot be opened. What is wrong inside is in `problems`.
    """
    try:
        data = path.read_bytes()
        suffix = path.suffix.lower()
        return _no_table(str(path), suffix) if suffix in _NO_TABLES else parse(data, str(path))
    except OSError as error:
        raise GlossaryError(
            path, f"cannot be read: {error.strerror or error}; check the path given to --glossary"
        ) from error


def _no_table(name: str, suffix: str) -> Table:
    """Return the table of a file in another format: no rows, and what to do about it."""
    way = (
        "convert it first (`bilingual glossary convert`)"
        if suffix in _CONVERTED
        else "save it as comma-separated values (.csv) with the header source,target"
    )
    message = f"a glossary is a table in a text file, not {suffix}; {way}"
    return Table(name, "", (), False, ",", "", (), (Problem(1, "", "format", message),))


def parse(data: bytes, name: str) -> Table:
    """Return the table in `data`; `name` stands in messages."""
    text, encoding, problems = _decode(data)
    delimiter = _delimiter(text)
    records, quoting = _records(text, delimiter)
    problems += quoting
    columns, header, naming = _columns(records[0][1] if records else [])
    if header and records:
        problems += [Problem(records[0][0], "", code, message) for code, message in naming]
    rows = tuple(_row(line, cells, columns) for line, cells in records[1 if header else 0 :])
    return Table(name, text, columns, header, delimiter, encoding, rows, tuple(problems))


def _decode(data: bytes) -> tuple[str, str, list[Problem]]:
    """Return text, encoding and problems; UTF-16 and Windows-1252 are read but reported."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        message = "the file is UTF-16; save it as UTF-8 (`bilingual glossary convert` does)"
        return data.decode("utf-16", "replace"), "utf-16", [Problem(1, "", "encoding", message)]
    try:
        return data.decode("utf-8-sig"), "utf-8", []
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = (
            "not UTF-8 (read as Windows-1252); save it as UTF-8 "
            "(`bilingual glossary convert` or `format` does)"
        )
        text = data.decode("cp1252", "replace")
        return text, "cp1252", [Problem(line, "", "encoding", message)]


def _delimiter(text: str) -> str:
    """Return the delimiter that the first line uses; comma if it uses none."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    counts = {delimiter: first.count(delimiter) for delimiter in ("\t", ";", ",")}
    best = max(counts, key=lambda delimiter: counts[delimiter])
    return best if counts[best] else ","


def _records(text: str, delimiter: str) -> tuple[list[tuple[int, list[str]]], list[Problem]]:
    """Return (line, cells) of each record and the problems of quoting."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    records: list[tuple[int, list[str]]] = []
    problems: list[Problem] = []
    start = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            message = f"bad quoting ({error}); double the quotation marks inside a quoted cell"
            problems.append(Problem(start, "", "quoting", message))
            start = reader.line_num + 1
            continue
        if any(cell.strip() for cell in cells):
            records.append((start, cells))
        start = reader.line_num + 1
    return records, problems


def _columns(first: list[str]) -> tuple[tuple[str, ...], bool, list[tuple[str, str]]]:
    """Return the columns, whether the first record is a header, and what is wrong with it."""
    names = [cell.strip().lower() for cell in first]
    named = {"source", "target"} & set(names)
    near = any(get_close_matches(name, COLUMNS, 1, 0.8) for name in names)
    if not named and not near and len(names) <= 4:
        bare = ("source", "target", "source_lang", "target_lang")
        return bare[: max(2, len(names))], False, []
    wrong: list[tuple[str, str]] = []
    columns: list[str] = []
    for name in names:
        if name in COLUMNS or name in ("source_lang", "target_lang"):
            columns.append(name)
            continue
        nearest = get_close_matches(name, COLUMNS, 1, 0.6)
        hint = f"did you mean {nearest[0]!r}?" if nearest else f"known are: {', '.join(COLUMNS)}"
        wrong.append(("column", f"unknown column {name!r}; {hint}"))
        columns.append(name or f"column {len(columns) + 1}")
    for needed in ("source", "target"):
        if needed not in columns:
            wrong.append(("column", f"there is no column {needed!r}; the header needs it"))
    return tuple(columns), True, wrong


def _row(line: int, cells: list[str], columns: tuple[str, ...]) -> Row:
    """Return the record as a row."""
    return Row(line, dict(zip(columns, cells, strict=False)), tuple(cells[len(columns) :]))


def items(cell: str) -> Iterator[str]:
    """Yield the items of a list cell, stripped; empty ones are left out."""
    for item in cell.split(LIST_SEPARATOR):
        if item.strip():
            yield item.strip()
