"""Inline formatting as a tree: nested, nothing lost, safe in HTML."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from bilingual.formats.inline import Marked, tree
from bilingual.formats.inline_html import render, safe_address
from bilingual.formats.inline_text import InlineText
from bilingual.formats.sheet import writable
from bilingual.model.document import Mark
from bilingual.model.span import Span

KINDS = st.sampled_from(["bold", "italic", "link", "footnote", "code", "unknown"])
MARKS = st.lists(
    st.builds(
        lambda start, length, kind: Mark(Span(start, start + length), kind, "v<\"'&"),
        st.integers(0, 25), st.integers(0, 12), KINDS,
    ),
    max_size=6,
)  # fmt: skip


def flat(parts: tuple[str | Marked, ...]) -> str:
    return "".join(part if isinstance(part, str) else flat(part.parts) for part in parts)


def covered(parts, at=0, inside=frozenset()):
    """Yield (offset, marks that lie over the character)."""
    for part in parts:
        if isinstance(part, str):
            for _ in part:
                yield at, inside
                at += 1
        else:
            yield from covered(part.parts, at, inside | {(part.mark.kind, part.mark.value)})
            at += len(flat(part.parts))


@given(st.text(max_size=30), MARKS)
def test_a_tree_holds_the_text_and_each_character_its_marks(text, marks):
    parts = tree(text, marks)
    assert flat(parts) == text
    for offset, found in covered(parts):
        wanted = {(m.kind, m.value) for m in marks if m.span.start <= offset < m.span.end}
        assert found == wanted


@given(st.text(max_size=30), MARKS)
def test_html_of_any_text_is_well_formed_and_reads_as_the_text(text, marks):
    plain = [mark for mark in marks if mark.kind != "footnote"]
    root = etree.fromstring(f"<p>{render(text, plain)}</p>".replace("\r", "&#13;"))
    assert "".join(map(str, root.itertext())) == writable(text)


def test_only_addresses_of_the_web_become_links():
    assert safe_address("https://a.example/?b=1&c") == "https://a.example/?b=1&c"
    for address in ("javascript:alert(1)", " JaVaScRiPt:x", "mailto:a@b.example", "file:///etc",
                    "data:text/html,x", "//a.example", "http://[bad", ""):  # fmt: skip
        assert safe_address(address) == ""


def test_text_collects_marks_and_white_space_collapses():
    inline = InlineText()
    inline.add("  Le ")
    inline.open("bold")
    inline.add("pont ")
    inline.close()
    inline.open("bold")
    inline.add(" des\n Tanneurs")
    inline.close()
    inline.point("footnote", "1")
    inline.add("\u00a0! ")
    text, marks = inline.finish()
    assert text == "Le pont des Tanneurs\u00a0!"
    assert [(m.kind, m.span.of(text), m.value) for m in marks] == [
        ("bold", "pont des Tanneurs", ""),
        ("footnote", "", "1"),
    ]
