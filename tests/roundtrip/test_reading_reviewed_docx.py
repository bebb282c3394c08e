"""What a reviewed side-by-side says, element by element."""

from __future__ import annotations

from typing import Any

import pytest

from bilingual.errors import InputError
from bilingual.formats.docx_review import read_review
from bilingual.model.revision import ChangeKind, ReviewedRow
from tests.roundtrip.ooxml import (
    HEADING,
    NS,
    Docx,
    anchored,
    cell,
    comment,
    commented,
    dele,
    ins,
    move_from,
    move_to,
    p,
    row,
    t,
    table,
    thread,
    tr,
)

FR = "Le pont rouvre lundi."


def only_row(body_row: str, **parts: Any) -> ReviewedRow:
    rows = read_review(Docx(table(HEADING, body_row), **parts).bytes(), "a.docx").rows
    assert len(rows) == 1
    return rows[0]


def english(content: str) -> tuple[str, str]:
    found = only_row(row(1, FR, content, "u1"))
    return found.before, found.after


@pytest.mark.parametrize(
    ("content", "before", "after"),
    [
        pytest.param("The bridge reopens.", "The bridge reopens.", "The bridge reopens.",
                     id="untouched"),
        pytest.param(t("The quick ") + dele("brown") + ins("red") + t(" fox"),
                     "The quick brown fox", "The quick red fox", id="deletion and insertion"),
        pytest.param(t("One ") + ins("two ", "Bo") + t("three"), "One three", "One two three",
                     id="insertion by another author"),
        pytest.param(t("A ") + move_from("b ") + t("c ") + move_to("b"), "A b c", "A c b",
                     id="move within the cell"),
        pytest.param(
            t("It ") + ins(t("may ") + dele("perhaps ", "Bo"), "Ada") + t("rain"),
            "It rain", "It may rain", id="deletion inside another author's insertion"),
        pytest.param(
            "<w:del w:id='1' w:author='A'><w:ins w:id='2' w:author='B'>"
            + t("gone ", "delText") + "</w:ins></w:del>" + t("stays"),
            "stays", "stays", id="insertion inside a deletion was in neither version"),
        pytest.param(
            "<w:hyperlink r:id='rId9'>" + t("the ") + ins("new ") + "</w:hyperlink>" + t("site"),
            "the site", "the new site", id="insertion inside a hyperlink"),
        pytest.param(
            "<w:smartTag w:element='City'>" + t("Paris") + "</w:smartTag>"
            "<w:customXml w:element='x'>" + t(" and ") + "</w:customXml>" + t("Lyon"),
            "Paris and Lyon", "Paris and Lyon", id="smart tags and custom XML"),
        pytest.param(
            t("Page ") + "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGE"
            "</w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>" + t("7")
            + "<w:r><w:fldChar w:fldCharType='end'/></w:r>" + t(" of 9"),
            "Page 7 of 9", "Page 7 of 9", id="field: its result, not its code"),
        pytest.param(
            "<w:r><mc:AlternateContent><mc:Choice Requires='w16se'><w:x/></mc:Choice>"
            "<mc:Fallback><w:t>🌉</w:t></mc:Fallback></mc:AlternateContent></w:r>" + t(" open"),
            "🌉 open", "🌉 open", id="emoji as Word writes it"),
        pytest.param(
            "<w:r><w:t>well</w:t><w:noBreakHyphen/><w:t>known</w:t></w:r>",
            "well\u2011known", "well\u2011known", id="no-break hyphen"),
        pytest.param("6\u00a0000 vehicles", "6\u00a0000 vehicles", "6\u00a0000 vehicles",
                     id="no-break space stays"),
        pytest.param(
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>" + t("seen"),
            "seen", "seen", id="hidden text is not text"),
        pytest.param(
            "<w:r><w:rPr><w:b/><w:rPrChange w:id='1' w:author='A'><w:rPr/></w:rPrChange></w:rPr>"
            "<w:t>bold</w:t></w:r>", "bold", "bold", id="a change of format changes no text"),
        pytest.param(
            "<w:r><w:ruby><w:rubyPr/><w:rt>" + t("note") + "</w:rt><w:rubyBase>" + t("base")
            + "</w:rubyBase></w:ruby></w:r>", "base", "base", id="ruby: the base only"),
        pytest.param(
            "<w:r><w:t>A</w:t><w:drawing><w:t>caption in a picture</w:t></w:drawing></w:r>",
            "A", "A", id="drawings are not text"),
        pytest.param(dele("Everything."), "Everything.", "", id="everything deleted"),
    ],
)  # fmt: skip
def test_both_versions_of_a_cell_are_read(content, before, after):
    assert english(content) == (before, after)


def test_a_placeholder_of_an_emptied_control_is_nobodys_text():
    content = (
        '<w:sdt><w:sdtPr><w:tag w:val="bilingual:u1"/><w:showingPlcHdr/></w:sdtPr><w:sdtContent>'
        + t("Click or tap here to enter text.") + "</w:sdtContent></w:sdt>"
    )  # fmt: skip
    found = only_row(tr([cell("1"), cell(FR), cell(p(content)), cell("")]))
    assert [(x.unit_id, x.after) for x in found.pieces] == [("u1", "")]


def test_text_typed_into_a_control_that_is_still_marked_as_empty_is_read():
    content = (
        '<w:sdt><w:sdtPr><w:tag w:val="bilingual:u1"/><w:showingPlcHdr/></w:sdtPr><w:sdtContent>'
        + t("Typed by a program.") + "</w:sdtContent></w:sdt>"
    )  # fmt: skip
    found = only_row(tr([cell("1"), cell(FR), cell(p(content)), cell("")]))
    assert [(x.unit_id, x.after) for x in found.pieces] == [("u1", "Typed by a program.")]


def test_a_paragraph_mark_inserted_while_tracking_is_in_the_new_version_only():
    two = p(t("First half"), f"<w:rPr>{ins('')[: ins('').index('>')]}/></w:rPr>") + p(" second.")
    found = only_row(tr([cell("1"), cell(FR), cell(two), cell("")]))
    assert (found.before, found.after) == ("First half second.", "First half\nsecond.")


def test_changes_are_listed_with_author_and_date():
    found = only_row(row(1, FR, t("a ") + dele("b", "Bo") + ins("c", "Ada") + t(" d"), "u1"))
    assert [(c.kind, c.text, c.author, c.date[:10]) for c in found.changes] == [
        (ChangeKind.DELETION, "b", "Bo", "2024-05-14"),
        (ChangeKind.INSERTION, "c", "Ada", "2024-05-14"),
    ]


def test_neighbouring_elements_of_one_edit_are_one_change():
    found = only_row(row(1, FR, ins("one ") + ins("two") + t(" x ") + ins("three"), "u1"))
    assert [c.text for c in found.changes] == ["one two", "three"]


def test_comments_come_with_replies_and_resolution():
    found = only_row(
        row(1, FR, t("The ") + commented("0", "bridge") + t(" opens"), "u1"),
        comments=comment("0", "Which one?", "Ada", "A1") + comment("1", "The old one", "Bo", "B1")
        + comment("2", "elsewhere", "Cy", "C1"),
        threads=thread("A1", done=True) + thread("B1", "A1"),
    )  # fmt: skip
    assert [(c.text, c.author, c.parent, c.done) for c in found.comments] == [
        ("Which one?", "Ada", "", True),
        ("The old one", "Bo", "0", False),
    ]


def test_comments_outside_the_rows_are_kept_apart():
    body = p(commented("0", "Title")) + table(HEADING, row(1, FR, "Hello.", "u1"))
    found = read_review(Docx(body, comments=comment("0", "Fine, all of it")).bytes(), "a.docx")
    assert [c.text for c in found.comments] == ["Fine, all of it"]
    assert found.rows[0].comments == ()


@pytest.mark.parametrize(("control", "bookmark"), [(True, True), (True, False), (False, True)])
def test_a_unit_is_known_by_either_anchor(control, bookmark):
    found = only_row(row(1, FR, "Hello.", "u1", control=control, bookmark=bookmark))
    assert [(x.unit_id, x.after) for x in found.pieces] == [("u1", "Hello.")]


def test_text_typed_at_the_edge_of_the_control_belongs_to_it():
    content = t("So: ") + anchored("u1", "hello", bookmark=False) + t(", world.")
    found = only_row(tr([cell("1"), cell(FR), cell(p(content)), cell("")]))
    assert [(x.unit_id, x.after) for x in found.pieces] == [("u1", "So: hello, world.")]


def test_merged_rows_keep_their_english_apart_where_anchors_survive():
    merged = p(anchored("u1", "One.")) + p(anchored("u2", "Two, changed."))
    found = only_row(tr([cell("1"), cell(p(FR) + p("Deux.")), cell(merged), cell("")]))
    assert [(x.unit_id, x.after) for x in found.pieces] == [
        ("u1", "One."), ("u2", "Two, changed."),
    ]  # fmt: skip


def test_a_control_around_the_whole_cell_counts_as_well():
    control = (
        '<w:sdt><w:sdtPr><w:tag w:val="bilingual:u1"/></w:sdtPr><w:sdtContent>'
        + cell("Hello.") + "</w:sdtContent></w:sdt>"
    )  # fmt: skip
    found = only_row(tr([cell("1"), cell(FR), control, cell("")]))
    assert [(x.unit_id, x.after) for x in found.pieces] == [("u1", "Hello.")]


def test_the_number_cell_tells_where_blocks_start_and_their_kind():
    numbered = cell(p("<w:r><w:t>12</w:t><w:tab/><w:t>¶</w:t></w:r>") + p("HEADLINE"))
    found = only_row(tr([numbered, cell(FR), cell(p(anchored("u1", "Bridge"))), cell("")]))
    assert (found.number, found.starts, found.kind) == (12, True, "headline")


def test_rows_inserted_or_deleted_while_tracking_are_marked():
    marks = '<w:ins w:id="1" w:author="Ada"/>', '<w:del w:id="2" w:author="Bo"/>'
    body = table(HEADING, row(1, FR, "a", "u1", properties=marks[0]),
                 row(2, FR, "b", "u2", properties=marks[1]))  # fmt: skip
    first, second = read_review(Docx(body).bytes(), "a.docx").rows
    assert first.inserted is not None
    assert first.inserted.author == "Ada"
    assert second.deleted is not None
    assert second.deleted.author == "Bo"


def test_columns_are_found_by_their_names_in_any_order():
    body = table(
        tr([cell("English"), cell("French"), cell("No.")]),
        tr([cell("Hello."), cell("Bonjour."), cell("4")]),
    )
    found = read_review(Docx(body).bytes(), "a.docx").rows[0]
    assert (found.number, found.source, found.after) == (4, "Bonjour.", "Hello.")


def test_columns_without_heading_are_told_by_their_language():
    body = table(
        tr([cell("1"), cell("Le pont est fermé pour des travaux."),
            cell("The bridge is closed for works."), cell("")]),
        tr([cell("2"), cell("La mairie ne dit pas ce qui suit."),
            cell("City hall does not say what is to come."), cell("ask the mayor")]),
    )  # fmt: skip
    rows = read_review(Docx(body).bytes(), "a.docx").rows
    assert [r.after for r in rows] == [
        "The bridge is closed for works.", "City hall does not say what is to come.",
    ]  # fmt: skip
    assert rows[1].source.startswith("La mairie")
    assert rows[1].remark == "ask the mayor"


def test_a_deleted_french_column_leaves_the_anchors():
    body = table(tr([cell("No."), cell("English")]),
                 tr([cell("1"), cell(p(anchored("u1", "Hello.")))]))  # fmt: skip
    found = read_review(Docx(body).bytes(), "a.docx")
    assert not found.has_source
    assert found.rows[0].pieces[0].unit_id == "u1"


def test_a_table_cut_in_two_is_read_as_one():
    body = (
        table(HEADING, row(1, "Un.", "One.", "u1")) + p("")
        + table(row(2, "Deux.", "Two.", "u2"))
    )  # fmt: skip
    assert [r.after for r in read_review(Docx(body).bytes(), "a.docx").rows] == ["One.", "Two."]


def test_other_tables_of_the_document_are_left_alone():
    terms = table(tr([cell("French"), cell("English")]), tr([cell("pont"), cell("bridge")]))
    body = table(HEADING, row(1, "Un.", "One.", "u1")) + terms
    assert len(read_review(Docx(body).bytes(), "a.docx").rows) == 1


def test_rows_and_cells_inside_content_controls_are_read():
    inner = "<w:sdt><w:sdtContent>" + row(1, FR, "Hello.", "u1") + "</w:sdtContent></w:sdt>"
    body = f"<w:sdt><w:sdtContent>{table(HEADING, inner)}</w:sdtContent></w:sdt>"
    assert read_review(Docx(body).bytes(), "a.docx").rows[0].after == "Hello."


def test_the_fingerprint_is_read_from_the_footer_or_a_custom_part():
    body = table(HEADING, row(1, FR, "Hello.", "u1"))
    found = read_review(Docx(body, footer="Document 0123456789ab Page 1").bytes(), "a.docx")
    assert found.fingerprint == "0123456789ab"
    part: dict[str, str | bytes] = {
        "customXml/item1.xml": '<b:document xmlns:b="urn:bilingual:side-by-side:1" '
        'fingerprint="0123456789ac"><b:unit id="u1">Hi.</b:unit></b:document>'
    }
    found = read_review(Docx(body, extra=part).bytes(), "a.docx")
    assert (found.fingerprint, found.sent_out) == ("0123456789ac", {"u1": "Hi."})


def test_strict_documents_are_read():
    data = Docx(table(HEADING, row(1, FR, t("a ") + ins("b"), "u1")))
    transitional = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xml = f"<w:document {NS}><w:body>{data.body}</w:body></w:document>"
    strict = xml.replace(transitional, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    data.extra["word/document.xml"] = strict
    assert read_review(data.bytes(), "a.docx").rows[0].after == "a b"


# Hostile and damaged files: refused with a message that says what to do or why.

OK = table(HEADING, row(1, FR, "Hello.", "u1"))


def refused(data: bytes) -> str:
    with pytest.raises(InputError) as caught:
        read_review(data, "evil.docx")
    message = str(caught.value)
    assert message.startswith("evil.docx")
    return message


def test_something_else_than_a_docx_is_refused():
    assert "not a .docx" in refused(b"hello")
    assert "password" in refused(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600)
    assert "not a .docx or is damaged" in refused(Docx(OK).bytes()[:-40])


def test_a_zip_bomb_is_refused():
    bomb: dict[str, str | bytes] = {"word/bomb.xml": b" " * (60 * 2**20)}
    assert "zip bomb" in refused(Docx(OK, extra=bomb).bytes())


def test_external_entities_are_refused():
    doctype = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    assert "document type" in refused(Docx(p("<w:r><w:t>&x;</w:t></w:r>"), prefix=doctype).bytes())


def test_entities_hidden_by_another_encoding_are_refused():
    xml = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE d [<!ENTITY x "boom">]>'
    xml += f"<w:document {NS}><w:body/></w:document>"
    hidden: dict[str, str | bytes] = {"word/document.xml": xml.encode("utf-16")}
    assert "document type" in refused(Docx(OK, extra=hidden).bytes())


def test_deep_nesting_is_refused():
    for depth in (230, 5000):
        deep = "<w:customXml>" * depth + t("x") + "</w:customXml>" * depth
        assert "nested" in refused(Docx(deep).bytes())


def test_names_that_leave_the_package_are_refused():
    part: dict[str, str | bytes] = {"../../evil.xml": "<a/>"}
    assert "leaves the package" in refused(Docx(OK, extra=part).bytes())


def test_external_relations_are_never_followed(monkeypatch):
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" TargetMode="External" Target="http://evil.example/comments.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"/>'
        "</Relationships>"
    )
    part: dict[str, str | bytes] = {"word/_rels/document.xml.rels": rels}
    found = read_review(Docx(OK, extra=part, comments=comment("0", "x")).bytes(), "a.docx")
    assert found.rows[0].comments == ()


def test_a_document_without_side_by_side_is_refused():
    assert "no side-by-side" in refused(Docx(p("Just a letter.")).bytes())
    assert "not well-formed" in refused(Docx("<w:p>").bytes())
