"""The Markdown side-by-side, read back by a YAML reader and a Markdown renderer."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt

from bilingual.formats.markdown import MarkdownWriter, escaped, front_matter
from bilingual.formats.sheet import review_fingerprint, writable
from bilingual.model.document import BlockKind
from tests.builders import NEWS, Row, a_review

yaml = pytest.importorskip("yaml")
"""Comes with ctranslate2."""

RENDERER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
"""As liberal as it gets: HTML is let through."""


def written() -> str:
    return MarkdownWriter().write(a_review()).decode()


def rendered(text: str) -> etree._Element:
    return etree.HTML(RENDERER.render(text))


def cells(root: etree._Element, number: int = 1) -> list[list[str]]:
    return [
        ["".join(map(str, cell.itertext())) for cell in row.iter("td")]
        for row in root.findall(f".//table[{number}]/tbody/tr")
    ]


def test_front_matter_holds_the_facts_of_the_run():
    meta = yaml.safe_load(written().split("\n---\n")[0])
    assert meta["title"] == a_review().document.title
    assert meta["title_en"] == NEWS[0].en
    assert meta["source"]["path"] == "seeds/pont.txt"
    assert meta["document"] == review_fingerprint(a_review())
    assert meta["model"]["figures"]["newstest2013 BLEU"] == "18.1"
    assert meta["glossary"]["terms"] == 142
    assert meta["date"] == "2024-05-14"
    assert meta["terms"] == {"enforced": 7, "total": 8}
    assert meta["findings"] == {"critical": 1, "major": 2, "minor": 2, "info": 1}
    assert meta["scores"][0]["signature"] == "n:hits|outcomes:native+chosen+repaired+carried"


def test_front_matter_without_a_glossary_says_null():
    text = MarkdownWriter().write(a_review(glossary=None)).decode()
    assert yaml.safe_load(text.split("\n---\n")[0])["glossary"] is None


def test_the_table_has_one_row_a_unit_and_four_cells_a_row():
    body = written().split("\n---\n", 1)[1]
    table = cells(rendered(body))
    assert [len(row) for row in table] == [4] * len(NEWS)
    assert [row[0].split(" ")[0] for row in table] == [str(n + 1) for n in range(len(NEWS))]


def test_texts_come_out_of_the_renderer_as_they_went_in():
    table = cells(rendered(written().split("\n---\n", 1)[1]))
    for row, sample in zip(table, NEWS, strict=True):
        assert row[1] == writable(sample.fr)
        copied = sample.fr if sample.kind is BlockKind.EMBED else ""
        assert row[2] == writable(sample.en or copied)


@pytest.mark.parametrize(
    "text",
    ["| a | b |", "<script>alert(1)</script>", "&lt; &amp;", "*a* _b_ ~~c~~ `d`",
     "[x](javascript:y)", "![x](http://y)", "\\| \\\\", "# no heading",
     "- no list", "$x^2$", "<!-- gone -->", "a\\"],
)  # fmt: skip
def test_active_characters_stay_text(text):
    body = MarkdownWriter().write(a_review([Row(text, text)])).decode().split("\n---\n", 1)[1]
    root = rendered(body)
    assert cells(root)[0][1:3] == [text, text]
    assert not [e for e in root.iter() if e.tag in ("script", "a", "img", "code", "s", "ul")]


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1))
def test_any_text_survives_escaping_in_a_cell(text):
    root = rendered(f"| a |\n| --- |\n| {escaped(text)}. |")
    shown = cells(root)[0][0].removesuffix(".")
    assert re.sub(r"\s+", " ", shown).strip() == re.sub(r"\s+", " ", writable(text)).strip()


@given(
    st.recursive(st.text(), lambda inner: st.dictionaries(st.text(min_size=1), inner, max_size=3))
)
def test_any_text_survives_yaml(value):
    meta = {"value": value} if value != {} else {"value": ""}
    lines = front_matter({"value": meta["value"]}).splitlines()
    assert lines[0] == lines[-1] == "---"
    read = yaml.safe_load("\n".join(lines[1:-1]))
    clean = json.loads(json.dumps(meta["value"]))
    assert read == {"value": clean} or _empty_dicts(clean)


def _empty_dicts(value: object) -> bool:
    """Empty mappings are written as `{}`; nothing else may differ."""
    return isinstance(value, dict) and (not value or any(_empty_dicts(v) for v in value.values()))


def test_line_breaks_within_a_sentence_do_not_break_the_table():
    review = a_review([Row("Une\nligne\u2028et\r\nune autre.", "One\nline.")])
    body = MarkdownWriter().write(review).decode().split("\n---\n", 1)[1]
    assert len(cells(rendered(body))) == 1
    assert "Une<br>ligne<br>et<br>une autre." in body


def test_bold_and_italics_are_shown_on_both_sides_even_within_a_word():
    row = Row(
        "Un *re*faire.", "A re|do.", fr_marks=(("bold", "re"),), en_marks=(("italic", "re|"),)
    )
    body = MarkdownWriter().write(a_review([row])).decode().split("\n---\n", 1)[1]
    root = rendered(body)
    assert cells(root)[0][1:3] == ["Un *re*faire.", "A re|do."]
    assert [element.text for element in root.iterfind(".//td/b")] == ["re"]
    assert [element.text for element in root.iterfind(".//td/i")] == ["re|"]
