"""The side-by-side DOCX, read back through its XML and through python-docx."""

import io
import zipfile

import docx
import pytest
from lxml import etree

from bilingual.formats.docx import DocxWriter
from bilingual.formats.docx_table import COLUMNS, PLACEHOLDER
from bilingual.formats.sheet import review_fingerprint
from bilingual.model.document import BlockKind
from bilingual.model.quality import Finding, Severity
from bilingual.model.span import Span
from tests.builders import NEWS, Row, a_long_review, a_review

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def archive() -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(DocxWriter().write(a_review())))


@pytest.fixture(scope="module")
def body(archive: zipfile.ZipFile) -> etree._Element:
    return etree.fromstring(archive.read("word/document.xml"))


def val(element: etree._Element | None) -> str:
    assert element is not None
    return str(element.get(f"{W}val"))


def table_rows(body: etree._Element) -> list[etree._Element]:
    """Rows of the side-by-side, without its head."""
    table = next(body.iter(f"{W}tbl"))
    return table.findall(f"{W}tr")[1:]


def test_python_docx_opens_it_and_finds_one_row_a_unit():
    document = docx.Document(io.BytesIO(DocxWriter().write(a_review())))
    table = document.tables[0]
    assert len(table.rows) == len(NEWS) + 1
    assert [cell.text for cell in table.rows[0].cells] == ["No.", "French", "English", "Remarks"]
    assert table.rows[4].cells[1].text == NEWS[3].fr


def test_page_is_a4_landscape_and_the_columns_fill_it(body):
    size = next(body.iter(f"{W}pgSz"))
    margins = next(body.iter(f"{W}pgMar"))
    assert (size.get(f"{W}w"), size.get(f"{W}h")) == ("16838", "11906")
    room = 16838 - int(margins.get(f"{W}left", "")) - int(margins.get(f"{W}right", ""))
    assert sum(width for _, width in COLUMNS) == room


def test_header_row_repeats_and_rows_stay_whole(body):
    table = next(body.iter(f"{W}tbl"))
    head, *rows = table.findall(f"{W}tr")
    assert head.find(f"{W}trPr/{W}tblHeader") is not None
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_a_row_longer_than_a_page_may_break():
    review = a_review([Row("mot " * 600 + "fin.", "word " * 600 + "end.")])
    root = etree.fromstring(
        zipfile.ZipFile(io.BytesIO(DocxWriter().write(review))).read("word/document.xml")
    )
    assert table_rows(root)[0].find(f"{W}trPr/{W}cantSplit") is None


def test_each_english_cell_carries_its_unit_in_tag_and_bookmark(body):
    ids = [unit.id for unit in a_review().units]
    for unit_id, row in zip(ids, table_rows(body), strict=True):
        english = row.findall(f"{W}tc")[2]
        assert val(english.find(f".//{W}sdt/{W}sdtPr/{W}tag")) == f"bilingual:{unit_id}"
        bookmark = english.find(f".//{W}bookmarkStart")
        assert bookmark is not None
        assert bookmark.get(f"{W}name") == f"_bil_{unit_id}"
        assert english.find(f".//{W}bookmarkEnd") is not None


def test_ids_of_controls_and_bookmarks_are_unique(body):
    for path in (f".//{W}sdtPr/{W}id", f".//{W}sdtPr/{W}tag"):
        values = [val(element) for element in body.iterfind(path)]
        assert len(values) == len(set(values)) == len(NEWS)
    names = [element.get(f"{W}name") for element in body.iter(f"{W}bookmarkStart")]
    assert len(names) == len(set(names)) == len(NEWS)


def test_a_unit_without_english_shows_a_placeholder_that_is_flagged_as_one(body):
    control = table_rows(body)[-1].findall(f"{W}tc")[2].find(f".//{W}sdt")
    assert control is not None
    assert control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None
    assert "".join(map(str, control.itertext())) == PLACEHOLDER
    others = [r.find(f".//{W}showingPlcHdr") for r in table_rows(body)[:-1]]
    assert others == [None] * len(others)


def test_french_is_proofread_as_french_and_english_as_english(body):
    for row in table_rows(body)[:-1]:
        _, french, english, _ = row.findall(f"{W}tc")
        for cell, lang in ((french, "fr-FR"), (english, "en-US")):
            assert {val(run.find(f"{W}rPr/{W}lang")) for run in cell.iter(f"{W}r")} == {lang}


def test_hebrew_runs_leftwards_with_a_language_of_its_own(body):
    run = next(
        r for r in table_rows(body)[11].iter(f"{W}r") if r.find(f"{W}rPr/{W}rtl") is not None
    )
    assert "".join(map(str, run.itertext())) == "מכון הלוי"
    lang = run.find(f"{W}rPr/{W}lang")
    assert lang is not None
    assert lang.get(f"{W}bidi") == "he-IL"


@pytest.mark.parametrize(
    ("row", "column", "style", "text"),
    [
        (0, 2, "BilingualTermNative", "Port-Alard"),
        (3, 2, "BilingualTermRepaired", "Tanners’ Bridge"),
        (5, 1, "BilingualTermMissing", "Agence du fleuve"),
        (3, 1, "BilingualTerm", "pont des Tanneurs"),
        (5, 1, "BilingualFlagged", "n’a pas confirmé"),
        (5, 2, "BilingualFlagged", "confirmed"),
        (6, 2, "BilingualTermChosen", "Tanners’ Bridge"),
        (11, 2, "BilingualTermCarried", "Halévi Institute"),
    ],
)
def test_terms_and_findings_are_marked_by_named_styles(body, row, column, style, text):
    cell = table_rows(body)[row].findall(f"{W}tc")[column]
    found = [
        "".join(map(str, run.itertext()))
        for run in cell.iter(f"{W}r")
        if (look := run.find(f"{W}rPr/{W}rStyle")) is not None and val(look) == style
    ]
    assert text in found


def test_every_style_that_is_used_is_defined(archive, body):
    styles = etree.fromstring(archive.read("word/styles.xml"))
    defined = {style.get(f"{W}styleId") for style in styles.iter(f"{W}style")}
    footer = etree.fromstring(archive.read("word/footer1.xml"))
    used = {
        val(element)
        for root in (body, footer)
        for name in ("pStyle", "rStyle", "tblStyle")
        for element in root.iter(f"{W}{name}")
    }
    assert used <= defined
    based = {val(element) for element in styles.iter(f"{W}basedOn")}
    assert based <= defined


@pytest.mark.parametrize("kind", list(BlockKind))
def test_every_kind_of_block_has_a_style(kind, archive):
    review = a_review([Row("Un.", "One.", kind)])
    root = etree.fromstring(
        zipfile.ZipFile(io.BytesIO(DocxWriter().write(review))).read("word/document.xml")
    )
    used = val(table_rows(root)[0].findall(f"{W}tc")[1].find(f"{W}p/{W}pPr/{W}pStyle"))
    assert f'w:styleId="{used}"' in archive.read("word/styles.xml").decode()


def test_paragraph_starts_and_kinds_are_told_in_the_first_column(body):
    first = ["".join(map(str, row.findall(f"{W}tc")[0].itertext())) for row in table_rows(body)]
    assert first[0] == "1¶HEADLINE"
    assert first[3] == "4¶"
    assert first[4] == "5"
    assert first[6] == "7¶CAPTION"


def test_remarks_tell_states_and_findings_in_words(body):
    remarks = ["\n".join("".join(map(str, p.itertext())) for p in row[-1].iter(f"{W}p"))
               for row in table_rows(body)]  # fmt: skip
    assert remarks[0] == ""
    assert remarks[5].startswith("Needs review\n■ critical negation: ")
    assert "▲ major terminology: “Agence du fleuve” must be “River Agency”" in remarks[5]
    assert remarks[12] == "Control characters left out here: U+000B, U+001B, U+FFFE"
    assert remarks[16] == "Not translated"


def test_bold_and_italics_are_kept_on_both_sides():
    marked = Row(
        "Un mot fort.",
        "A strong word.",
        fr_marks=(("bold", "fort"),),
        en_marks=(("bold", "strong"), ("italic", "A strong")),
    )
    root = etree.fromstring(
        zipfile.ZipFile(io.BytesIO(DocxWriter().write(a_review([marked])))).read(
            "word/document.xml"
        )
    )
    for tag, texts in (("b", ["fort", "strong"]), ("i", ["A ", "strong"])):
        found = [
            r for r in table_rows(root)[0].iter(f"{W}r") if r.find(f"{W}rPr/{W}{tag}") is not None
        ]
        assert ["".join(map(str, run.itertext())) for run in found] == texts


def test_the_file_says_what_it_is(archive):
    mark = review_fingerprint(a_review())
    core = archive.read("docProps/core.xml").decode()
    assert "Port-Alard rouvre son pont" in core
    assert "2024-05-14T00:00:00Z" in core
    assert mark in archive.read("docProps/custom.xml").decode()
    assert mark[:12] in archive.read("word/footer1.xml").decode()


def test_the_english_as_written_travels_in_a_part_of_its_own(archive):
    root = etree.fromstring(archive.read("customXml/item1.xml"))
    assert root.get("fingerprint") == review_fingerprint(a_review())
    units = a_review().units
    assert [item.get("id") for item in root] == [unit.id for unit in units]
    assert root[4].text == units[4].target


def test_every_part_is_well_formed_and_has_a_content_type(archive):
    types = archive.read("[Content_Types].xml").decode()
    for name in archive.namelist():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(archive.read(name))
        if not name.endswith((".rels", "[Content_Types].xml", "item1.xml")):
            assert f'PartName="/{name}"' in types


def test_zip_entries_carry_no_clock(archive):
    assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_an_archive_of_ten_thousand_rows_stays_a_small_file():
    assert len(DocxWriter().write(a_long_review(10_000))) < 2_000_000


def test_a_finding_about_the_whole_sentence_underlines_nothing():
    finding = Finding("length_ratio", Severity.MINOR, "long", Span(0, 9), Span(0, 3))
    review = a_review([Row("Il pleut.", "It rains.", findings=(finding,))])
    root = etree.fromstring(
        zipfile.ZipFile(io.BytesIO(DocxWriter().write(review))).read("word/document.xml")
    )
    row = table_rows(root)[0]
    flagged = [
        [val(s) for s in cell.iter(f"{W}rStyle") if val(s) == "BilingualFlagged"] for cell in row
    ]
    assert [len(found) for found in flagged[-4:]] == [0, 0, 1, 0]
