"""Any text under any formatting gets through XLIFF, TMX, EPUB and HTML whole and well-formed."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html

from bilingual.formats.epub import EpubWriter
from bilingual.formats.html import HtmlWriter
from bilingual.formats.sheet import writable
from bilingual.formats.tmx import TmxWriter, read_tmx
from bilingual.formats.xliff import Xliff12Writer, Xliff21Writer
from bilingual.model.document import Mark
from bilingual.model.review import Review
from bilingual.model.span import Span
from tests.builders import Row, a_review

TEXTS = st.text(min_size=1, max_size=40).filter(lambda text: writable(text).strip() != "")
MARKS = st.lists(
    st.builds(
        lambda start, length, kind, value: Mark(Span(start, start + length), kind, value),
        st.integers(0, 30), st.integers(1, 15),
        st.sampled_from(["bold", "italic", "link", "code", "superscript"]),
        st.sampled_from(["", "https://a.example/?b=1&c=<d>", "javascript:alert(1)", "\x00\x1b"]),
    ),
    max_size=5,
)  # fmt: skip


def a_marked_review(french: str, english: str, marks: list[Mark]) -> Review:
    """Return a review of one unit with the same marks, cut to length, on both sides."""
    review = a_review([Row(french, english)])
    translation = review.bitext.translation

    def cut(text: str) -> tuple[Mark, ...]:
        spans = [(Span(min(m.span.start, len(text)), min(m.span.end, len(text))), m) for m in marks]
        return tuple(replace(m, span=span) for span, m in spans if len(span))

    block = replace(review.document.blocks[0], marks=cut(french))
    document = replace(review.document, blocks=(block,))
    segmentation = replace(translation.segmentation, document=document)
    unit = replace(translation.units[0], marks=cut(english))
    changed = replace(translation, segmentation=segmentation, units=(unit,))
    return replace(review, bitext=replace(review.bitext, translation=changed))


def text_of(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def lines(text: str) -> str:
    """Return the text with line ends as XML reads them."""
    return writable(text).replace("\r\n", "\n").replace("\r", "\n")


@given(TEXTS, TEXTS, MARKS)
@settings(max_examples=60, deadline=None)
def test_xliff_holds_both_sides_and_unique_ids(french, english, marks):
    review = a_marked_review(french, english, marks)
    for writer in (Xliff12Writer, Xliff21Writer):
        root = etree.fromstring(writer().write(review))
        (source,), (target,) = list(root.iter("{*}source")), list(root.iter("{*}target"))
        assert lines(text_of(source)) == lines(french)
        assert lines(text_of(target)) == lines(english)
        for side in (source, target):
            ids = [element.get("id") for element in side.iter() if element is not side]
            assert len(ids) == len(set(ids))


@given(TEXTS, TEXTS)
@settings(max_examples=60, deadline=None)
def test_tmx_of_a_review_is_read_back(french, english):
    (unit,) = read_tmx(TmxWriter().write(a_review([Row(french, english)])), "a.tmx")
    assert (lines(unit.source), lines(unit.target)) == (lines(french), lines(english))


@given(TEXTS, TEXTS, MARKS)
@settings(max_examples=40, deadline=None)
def test_epub_is_well_formed_and_holds_both_sides(french, english, marks):
    data = EpubWriter().write(a_marked_review(french, english, marks))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("EPUB/article.xhtml"))
        for name in archive.namelist():
            if not name.endswith((".css", "mimetype")):
                etree.fromstring(archive.read(name))
    text = lines(text_of(root))
    assert lines(french) in text
    assert lines(english) in text
    assert "javascript:" not in "".join(str(e.get("href")) for e in root.iter("{*}a"))


@given(TEXTS, TEXTS, MARKS)
@settings(max_examples=40, deadline=None)
def test_html_holds_both_sides_and_no_address_that_runs(french, english, marks):
    page = HtmlWriter().write(a_marked_review(french, english, marks)).decode()
    root = html.document_fromstring(page)
    cells = {cell.get("class"): cell for cell in root.iter("td")}
    source, target = cells["fr"], cells["en"]
    assert lines(text_of(source)) == lines(french)
    assert [e for e in root.iter("a") if str(e.get("href")).startswith("javascript")] == []
    assert len(list(root.iter("script"))) == 1
    assert lines(text_of(target)) == lines(english)
