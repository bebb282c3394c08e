"""docs/formats.md says what each format keeps; here every cell of its tables is tried out."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bilingual import registry
from bilingual.model.document import BlockKind, Document, Mark
from bilingual.model.quality import Finding, Score, Severity
from bilingual.model.review import Review
from bilingual.model.span import Span
from bilingual.model.term import TermOutcome
from bilingual.model.unit import UnitState
from tests.builders import Row, a_review
from tests.formats.test_readers import HTML, MARKDOWN, a_docx, read, saved

DOCS = Path(__file__).resolve().parents[2] / "docs" / "formats.md"


def table(heading: str) -> dict[tuple[str, str], str]:
    """Return (row, column) -> cell of the first table below a heading of the page."""
    section = DOCS.read_text(encoding="utf-8").split(f"## {heading}\n", 1)[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    cells = [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in lines]
    head, body = cells[0], cells[2:]
    return {(row[0], name): row[i] for row in body for i, name in enumerate(head) if i}


def raw(name: str, review: Review) -> str:
    """Return an export as text, archives unpacked."""
    data: bytes = registry.load("writers", name)().write(review)
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "\n".join(archive.read(n).decode("utf-8", "replace") for n in archive.namelist())
    return data.decode()


FRENCH, ENGLISH = "Le pont Zoriol rouvre lundi.", "The Zoriol bridge reopens on Monday."


def sample(row: dict[str, Any] | None = None) -> Review:
    """Return a review of one unit, changed in one respect."""
    made = Row(FRENCH, ENGLISH, **(row or {}))
    return a_review([made], findings=(), removed=(), remarks=(), scores=())


def with_marks(marks: tuple[Mark, ...], target: tuple[Mark, ...] = ()) -> Review:
    review = sample()
    translation = review.bitext.translation
    block = replace(review.document.blocks[0], marks=marks)
    document = replace(review.document, blocks=(block,))
    segmentation = replace(translation.segmentation, document=document)
    unit = replace(translation.units[0], marks=target)
    changed = replace(translation, segmentation=segmentation, units=(unit,))
    return replace(review, bitext=replace(review.bitext, translation=changed))


def differs(name: str, one: Review, other: Review) -> bool:
    return raw(name, one) != raw(name, other)


def keeps(name: str, feature: str) -> bool:
    """Try whether a writer keeps a feature: by a word planted in it, or by what changes."""
    plain = sample()
    bold = (Mark(Span(3, 7), "bold"),)
    match feature:
        case "both texts":
            return all(word in raw(name, plain) for word in ("rouvre", "reopens"))
        case "unit ids":
            return plain.units[0].id in raw(name, plain)
        case "kind of block":
            return differs(name, plain, sample(row={"kind": BlockKind.CAPTION}))
        case "line in the source":
            moved = replace(plain.document.blocks[0], line=4242)
            document = replace(plain.document, blocks=(moved,))
            segmentation = replace(plain.bitext.translation.segmentation, document=document)
            translation = replace(plain.bitext.translation, segmentation=segmentation)
            bitext = replace(plain.bitext, translation=translation)
            return "4242" in raw(name, replace(plain, bitext=bitext))
        case "state":
            return differs(name, plain, sample(row={"state": UnitState.REVIEWED}))
        case "terms":
            term = (("pont Zoriol", "Zoriol bridge", TermOutcome.NATIVE),)
            marked = sample(row={"terms": term})
            return raw(name, marked).count("pont Zoriol") > raw(name, plain).count("pont Zoriol")
        case "findings":
            finding = Finding("numbers", Severity.MAJOR, "Zfinding", Span(0, 2), Span(0, 3))
            return "Zfinding" in raw(name, sample(row={"findings": (finding,)}))
        case "notes":
            return "Znote" in raw(name, sample(row={"note": "Znote"}))
        case "scores":
            score = Score("BLEU", 30.0, 1, "Zsignature")
            review = a_review([Row(FRENCH, ENGLISH)], scores=(score,))
            return "Zsignature" in raw(name, review)
        case "what cleaning removed":
            removed = (("login_form", "sign-in form", "Zremoved vous"),)
            return "Zremoved" in raw(name, a_review([Row(FRENCH, ENGLISH)], removed=removed))
        case "facts of the run":
            return "translate-fr_en-test" in raw(name, plain)
        case "bold, italics in the French":
            return differs(name, with_marks(bold), plain)
        case "bold, italics in the English":
            return differs(name, with_marks((), bold), plain)
        case "links":
            link = Mark(Span(3, 7), "link", "https://zlink.example/")
            return "zlink.example" in raw(name, with_marks((link,), (link,)))
        case "references to footnotes":
            note = Mark(Span(7, 7), "footnote", "Zref")
            return "Zref" in raw(name, with_marks((note,), (note,)))
    raise AssertionError(f"docs/formats.md names {feature!r}, which nobody knows how to try")


@pytest.mark.parametrize(
    ("feature", "name", "said"),
    [(*key, value) for key, value in table("What exports keep").items()],
)
def test_an_export_keeps_what_the_page_says(feature, name, said):
    assert said == ("yes" if keeps(name, feature) else "no")


def test_the_page_names_every_export():
    assert {name for _, name in table("What exports keep")} == set(registry.names("writers"))


PLAIN = "Le pont rouvre\n\nLa mairie promet une circulation normale dès lundi matin.\n\nhttps://a.example/\n"
READERS = {
    "plaintext": lambda: read("plaintext", PLAIN),
    "markdown": lambda: read("markdown", MARKDOWN),
    "html": lambda: read("html", HTML),
    "docx": lambda: read("docx", saved(a_docx())),
}


def reads(document: Document, feature: str) -> bool:
    """Say whether the sample came in with a feature."""
    kinds = {block.kind for block in document.blocks}
    marked = {mark.kind for block in document.blocks for mark in block.marks}
    levels = {block.level for block in document.blocks if block.kind is BlockKind.LIST_ITEM}
    match feature:
        case "headline":
            return BlockKind.HEADLINE in kinds
        case "headings":
            return BlockKind.HEADING in kinds
        case "nested lists":
            return levels == {1, 2}
        case "tables":
            return any(block.cell == (0, 1, 1) for block in document.blocks)
        case "captions":
            return BlockKind.CAPTION in kinds
        case "bold, italics":
            return {"bold", "italic"} <= marked
        case "links":
            return "link" in marked
        case "references to footnotes":
            return "footnote" in marked
        case "code and embeds untranslated":
            return any(not block.translatable for block in document.blocks)
        case "line numbers":
            return all(block.line for block in document.blocks)
    raise AssertionError(f"docs/formats.md names {feature!r}, which nobody knows how to try")


@pytest.mark.parametrize(
    ("feature", "name", "said"),
    [(*key, value) for key, value in table("What readers keep").items()],
)
def test_a_reader_keeps_what_the_page_says(feature, name, said):
    document = READERS[name]()
    if (name, feature) in (("docx", "links"), ("docx", "references to footnotes")):
        assert said == "yes"  # tests/formats/test_readers.py builds Word files that hold them
        return
    assert said == ("yes" if reads(document, feature) else "no")


def test_the_page_names_every_reader():
    assert {name for _, name in table("What readers keep")} == set(registry.names("readers"))


def test_the_page_has_no_other_words_in_its_cells():
    cells = {*table("What exports keep").values(), *table("What readers keep").values()}
    assert cells == {"yes", "no"}
    assert re.search(r"epubcheck", DOCS.read_text(encoding="utf-8"))
