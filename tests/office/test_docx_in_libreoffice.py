"""The side-by-side as LibreOffice lays it out and saves it again."""

import io
import re
import zipfile
from pathlib import Path

import docx
import pytest
from lxml import etree

from bilingual.formats.docx import DocxWriter
from bilingual.formats.sheet import review_fingerprint
from tests.builders import NEWS, Row, a_long_review, a_review
from tests.office.libreoffice import convert, needs_office, pages, words

pytestmark = needs_office

MARGIN = 51.0
"""1.8 cm in points."""


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> dict[str, Path]:
    """`news.pdf`, `long.pdf`, `tall.pdf` and `news.docx` as saved by LibreOffice."""
    folder = tmp_path_factory.mktemp("office")
    tall = [Row("Avant.", "Before."), Row("mot " * 900 + "fin.", "word " * 900 + "end.")]
    reviews = {"news": a_review(), "long": a_long_review(90), "tall": a_review(tall)}
    for name, review in reviews.items():
        (folder / f"{name}.docx").write_bytes(DocxWriter().write(review))
    sources = [folder / f"{name}.docx" for name in reviews]
    profile = folder / "profile"
    files = convert(sources, "pdf", folder, profile)
    files += convert(sources[:1], "docx", folder / "saved", profile)
    return {path.name: path for path in files}


def test_pages_are_a4_landscape_and_nothing_leaves_the_margins(made):
    for page in words(made["news.pdf"]):
        assert page
        for left, _, right, _, word in page:
            assert left > MARGIN - 1, word
            assert right < 841.9 - MARGIN + 1, word


def test_a_row_taller_than_a_page_is_shown_whole(made):
    shown = [word for page in words(made["tall.pdf"]) for *_, word in page]
    assert shown.count("mot") == shown.count("word") == 900
    assert "fin." in shown
    assert "end." in shown


def test_the_header_row_stands_on_every_page_of_the_table(made):
    *table, _ = [page for page in pages(made["long.pdf"]) if "Tram line" in page or "Summ" in page]
    assert len(table) > 3
    for page in table:
        assert re.search(r"No\.\s+French\s+English\s+Remarks", page)


def test_no_row_is_split_across_pages(made):
    whole = [" ".join(page.split()) for page in pages(made["long.pdf"])]
    for number in range(90):
        starts = [n for n, page in enumerate(whole) if f"ligne {number} du" in page]
        ends = [n for n, page in enumerate(whole) if re.search(rf"\b{number} metres", page)]
        assert starts == ends
        assert len(starts) == 1


def test_french_and_english_of_a_row_start_on_one_line(made):
    page = words(made["long.pdf"])[0]
    french = [top for _, top, _, _, word in page if word == "La"]
    english = [top for _, top, _, _, word in page if word == "Tram"]
    assert len(french) > 5
    assert french == pytest.approx(english, abs=0.1)


def test_anchors_survive_saving_in_libreoffice(made):
    with zipfile.ZipFile(made["news.docx"]) as archive:
        body = archive.read("word/document.xml").decode()
        names = re.findall(r'w:name="_bil_(\w+)"', body)
        custom = archive.read("docProps/custom.xml").decode()
        original = etree.fromstring(archive.read("customXml/item1.xml"))
        footers = [archive.read(n).decode() for n in archive.namelist() if "footer" in n]
    review = a_review()
    assert names == [unit.id for unit in review.units]
    assert review_fingerprint(review) in custom
    assert original.get("fingerprint") == review_fingerprint(review)
    assert any(review_fingerprint(review)[:12] in re.sub("<[^>]+>", "", f) for f in footers)


def test_texts_and_proofing_languages_survive_saving_in_libreoffice(made):
    table = docx.Document(io.BytesIO(made["news.docx"].read_bytes())).tables[0]
    assert len(table.rows) == len(NEWS) + 1
    assert table.rows[4].cells[1].text == NEWS[3].fr
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    for column, lang in ((1, "fr-FR"), (2, "en-US")):
        cell = table.rows[4].cells[column]._tc
        found = {
            element.get(f"{w}val")
            for run in cell.iter(f"{w}r")
            if "".join(map(str, run.itertext())).strip()
            for element in run.iter(f"{w}lang")
        }
        assert found == {lang}
