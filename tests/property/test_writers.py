"""Any text gets through the writers whole, wherever its marks lie."""

import io
import json
import re
import zipfile

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from bilingual.formats.docx import DocxWriter
from bilingual.formats.docx_xml import NAMESPACES, Style, q, runs
from bilingual.formats.jsonl import JsonlWriter
from bilingual.formats.sheet import writable
from bilingual.model.span import Span
from tests.builders import Row, a_review

W = f"{{{NAMESPACES['w']}}}"
BREAKS = re.compile("\r\n|[\n\r\x85\u2028\u2029]")

texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60).filter(str.strip)
styles = st.lists(
    st.builds(
        lambda start, length, mark: Style(Span(start, start + length), "BilingualFlagged", mark),
        st.integers(0, 70),
        st.integers(0, 30),
        st.sampled_from(["", "bold", "italic", "underline", "superscript"]),
    ),
    max_size=6,
)


def text_of(parent: etree._Element) -> str:
    """Text of runs as an editor sees it: breaks and tabs are characters again."""
    found = []
    for element in parent.iter(f"{W}t", f"{W}br", f"{W}tab"):
        found.append({f"{W}br": "\n", f"{W}tab": "\t"}.get(str(element.tag), element.text or ""))
    return "".join(found)


def expected(text: str) -> str:
    return BREAKS.sub("\n", writable(text))


@given(texts, styles)
def test_runs_hold_the_text_whatever_their_styles(text, marks):
    parent = etree.Element(q("w:p"))
    runs(parent, text.replace("\r\n", "\n"), marks, "fr-FR")
    again = etree.fromstring(etree.tostring(parent))
    assert text_of(again) == expected(text.replace("\r\n", "\n"))


@settings(max_examples=40, deadline=None)
@given(texts, texts)
def test_docx_cells_hold_both_sides(french, english):
    data = DocxWriter().write(a_review([Row(french, english)]))
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    row = next(root.iter(f"{W}tbl")).findall(f"{W}tr")[1]
    _, source, target, _ = row.findall(f"{W}tc")
    assert text_of(source) == expected(french)
    assert text_of(target) == expected(english)


@settings(deadline=None)
@given(texts, texts)
def test_jsonl_gives_both_sides_back_to_the_letter(french, english):
    data = JsonlWriter().write(a_review([Row(french, english)]))
    (line,) = data.decode().splitlines()
    record = json.loads(line)
    assert (record["source"], record["target"]) == (french, english)
