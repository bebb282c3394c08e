"""A bilingual EPUB 3: French and English paragraph by paragraph, for reading on any device.

Each block of the article is a pair: the French, then the English, both with their language, so that
a reader that speaks pronounces each rightly. Sentences carry their unit's id.
"""

from __future__ import annotations

import io
import uuid
import zipfile
from functools import lru_cache
from importlib.resources import files
from itertools import groupby

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from bilingual.formats import sheet
from bilingual.formats.inline import source_marks
from bilingual.formats.inline_html import render
from bilingual.formats.sheet import SheetRow, writable
from bilingual.model.document import Block, BlockKind
from bilingual.model.review import Review

_TAGS = {
    BlockKind.HEADLINE: "h1",
    BlockKind.HEADING: "h2",
    BlockKind.LIST_ITEM: "p",
}
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip file can hold; the same for every part, so bytes repeat."""


class EpubWriter:
    """Writes a review as EPUB 3.2."""

    name = "epub"
    suffix = ".epub"

    def write(self, review: Review) -> bytes:
        """Return the file. Same review, same bytes."""
        mark = sheet.review_fingerprint(review)
        title = writable(sheet.english_title(review) or review.document.title)
        context = {
            "title": title,
            "french_title": writable(review.document.title),
            "lang": review.document.lang,
            "identifier": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, 'bilingual:' + mark)}",
            "modified": f"{review.run.date}T00:00:00Z",
            "date": review.run.date,
            "facts": [(label, writable(value)) for label, value in sheet.facts(review)],
            "remarks": [writable(remark) for remark in review.remarks],
            "blocks": _blocks(review),
            "headings": _headings(review),
        }
        parts = [("mimetype", "application/epub+zip")]
        parts += [
            (path, _environment().get_template(name).render(**context))
            for path, name in (
                ("META-INF/container.xml", "epub_container.xml"),
                ("EPUB/package.opf", "epub_package.xml"),
                ("EPUB/nav.xhtml", "epub_nav.xhtml"),
                ("EPUB/article.xhtml", "epub_article.xhtml"),
                ("EPUB/about.xhtml", "epub_about.xhtml"),
            )
        ]
        parts.append(("EPUB/style.css", _asset("epub.css")))
        return _zipped(parts)


def _blocks(review: Review) -> list[dict[str, object]]:
    """Return one dictionary a block: kind, tag, and its sentences in both languages."""
    blocks = review.bitext.translation.segmentation.blocks_by_id()
    made: list[dict[str, object]] = []
    key = 0
    numbered: list[tuple[int, SheetRow]] = []
    for row in sheet.rows(review):
        key += row.starts
        numbered.append((key, row))
    for number, (_, pairs) in enumerate(groupby(numbered, key=lambda pair: pair[0]), 1):
        rows = [row for _, row in pairs]
        made.append(
            {
                "id": f"b{number}",
                "kind": rows[0].kind.value.replace(" ", "-"),
                "tag": Markup(_TAGS.get(rows[0].kind, "p")),
                "embed": rows[0].kind is BlockKind.EMBED,
                "french": [(row.unit.id, _french(row, blocks)) for row in rows],
                "english": [
                    (row.unit.id, render(row.unit.target, row.unit.marks))
                    for row in rows
                    if row.unit.target
                ],
            }
        )
    return made


def _french(row: SheetRow, blocks: dict[str, Block]) -> Markup:
    return render(row.unit.source, source_marks(row.unit, blocks))


def _headings(review: Review) -> list[tuple[str, str]]:
    """Return (id, English text) of the headline and headings, for the table of contents."""
    found = []
    number = 0
    for row in sheet.rows(review):
        number += row.starts
        if row.starts and row.kind in (BlockKind.HEADLINE, BlockKind.HEADING):
            text = writable(row.unit.target or row.unit.source).strip()
            if text:
                found.append((f"b{max(number, 1)}", text))
    return found


def _zipped(parts: list[tuple[str, str]]) -> bytes:
    """Return the archive: the mimetype first and stored, as the container format asks."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for index, (name, text) in enumerate(parts):
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED if index else zipfile.ZIP_STORED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            archive.writestr(entry, text.encode())
    return stream.getvalue()


@lru_cache(maxsize=8)
def _asset(name: str) -> str:
    return files("bilingual").joinpath("data", "templates", name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _environment() -> Environment:
    """Return the template engine: everything escaped, unknown names are errors."""
    return Environment(
        loader=FunctionLoader(_asset),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
