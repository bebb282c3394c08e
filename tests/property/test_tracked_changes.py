"""Both versions of a cell are read right, however changes are nested."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from bilingual.formats.docx_review_package import W
from bilingual.formats.docx_review_text import CellReader
from tests.roundtrip.ooxml import NS, t

WORDS = st.text("abcdé ’1.", min_size=1, max_size=6)
HIDING = {"ins": "before", "moveTo": "before", "del": "after", "moveFrom": "after"}
NODES: st.SearchStrategy[Any] = st.recursive(
    WORDS,
    lambda inner: st.tuples(
        st.sampled_from((*HIDING, "hyperlink", "smartTag")), st.lists(inner, max_size=3)
    ),
    max_leaves=12,
)


def xml(node: Any) -> str:
    """Return the WordprocessingML of a node."""
    if isinstance(node, str):
        return t(node)
    name, children = node
    return f'<w:{name} w:id="1" w:author="A">{"".join(map(xml, children))}</w:{name}>'


def version(node: Any, which: str) -> str:
    """Return the text of a node in the version `before` or `after`, as the standard defines it."""
    if isinstance(node, str):
        return node
    name, children = node
    return "" if HIDING.get(name) == which else "".join(version(c, which) for c in children)


@given(st.lists(NODES, max_size=5))
def test_nested_changes_are_in_the_versions_they_belong_to(nodes):
    body = "".join(map(xml, nodes))
    cell = etree.fromstring(f"<w:tc {NS}><w:p>{body}</w:p></w:tc>")
    assert cell.tag == f"{W}tc"
    found = CellReader().read(cell)
    for which in ("before", "after"):
        wanted = " ".join("".join(version(node, which) for node in nodes).split(" "))
        assert getattr(found, which).split() == wanted.split()
