"""The English edition in its four formats."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from lxml import html
from markdown_it import MarkdownIt

from bilingual.errors import ConfigError
from bilingual.formats.edition import WRITERS, write_edition
from bilingual.model.revision import Edition, EditionParagraph

EDITION = Edition(
    "Bridge <reopens>",
    "en",
    tuple(
        EditionParagraph(kind, text)
        for kind, text in (
            ("headline", "Bridge <reopens>"),
            ("standfirst", "City hall keeps *to* schedule."),
            ("byline", "By Nina Exemple"),
            ("paragraph", "Closed since 3 February & [long] before. # Not a heading"),
            ("paragraph", "1. Not a list. <script>alert(1)</script>"),
            ("heading", "What changes"),
            ("list item", "Two lanes;"),
            ("list item", "a bus."),
            ("caption", "The bridge. Photo Luc Témoin"),
            ("embed", "https://port-alard.example/pont?a=1&b=2"),
            ("paragraph", "- Not a list either.\x0b"),
        )
    ),
)
TEXTS = [p.text.replace("\x0b", "") for p in EDITION.paragraphs]


@pytest.mark.parametrize("kind", WRITERS)
def test_the_same_edition_gives_the_same_bytes(kind):
    assert write_edition(EDITION, kind) == write_edition(EDITION, kind)


def test_an_unknown_format_is_refused_with_those_there_are():
    with pytest.raises(ConfigError, match="docx, md, html, txt"):
        write_edition(EDITION, "pdf")


def test_text_has_one_paragraph_a_line():
    lines = write_edition(EDITION, "txt").decode().split("\n")
    assert [line.removeprefix("- ") for line in lines if line] == [
        text.removeprefix("- ") for text in TEXTS
    ]


def test_markdown_shows_the_text_as_it_is():
    page = MarkdownIt().render(write_edition(EDITION, "md").decode())
    tree = html.fromstring(f"<div>{page}</div>")
    shown = ["".join(map(str, e.itertext())).strip() for e in tree.iter("h1", "h2", "p", "li")]
    assert shown == TEXTS
    assert not list(tree.iter("script"))
    assert [e.tag for e in tree.iter("h1", "h2", "li", "em", "strong", "a")] == [
        "h1", "strong", "em", "h2", "li", "li", "em", "a",
    ]  # fmt: skip


def test_html_is_one_page_that_loads_nothing_and_runs_nothing():
    data = write_edition(EDITION, "html")
    tree = html.fromstring(data)
    shown = ["".join(map(str, e.itertext())) for e in tree.iter("h1", "h2", "p", "li")]
    assert shown == TEXTS
    assert tree.get("lang") == "en"
    assert not list(tree.iter("script", "link", "img", "iframe"))
    assert b"default-src 'none'" in data


def test_word_has_the_styles_of_every_template():
    document = docx.Document(io.BytesIO(write_edition(EDITION, "docx")))
    assert [p.text for p in document.paragraphs] == TEXTS
    styles = [p.style.name for p in document.paragraphs if p.style]
    assert styles[:2] == ["Title", "Subtitle"]
    assert styles[5:9] == ["Heading 1", "List Bullet", "List Bullet", "Caption"]
    assert document.core_properties.title == "Bridge <reopens>"


def test_word_files_hold_no_time_of_writing():
    with zipfile.ZipFile(io.BytesIO(write_edition(EDITION, "docx"))) as archive:
        assert {i.date_time for i in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
