"""Finds the article in a page that does not mark it, through trafilatura if that is installed."""

from __future__ import annotations

from lxml import etree

_TO_HTML = {"head": "h2", "list": "ul", "item": "li", "quote": "blockquote", "row": "tr",
            "cell": "td", "ref": "a", "lb": "br", "code": "code"}  # fmt: skip
_HI = {"#b": "b", "#i": "i", "#u": "u", "#t": "code", "#sub": "sub", "#sup": "sup"}


def main_text(root: etree._Element) -> etree._Element | None:
    """Return an element with the article in HTML, or None if nobody can tell.

    trafilatura decides what is article; its TEI-like result is turned back into HTML so that
    headings, lists, tables, links and bold stay what they were.
    """
    try:
        from trafilatura import bare_extraction
    except ImportError:
        return None
    page = etree.tostring(root, encoding="unicode", method="html")
    found = bare_extraction(
        page, include_formatting=True, include_links=True, include_tables=True,
        include_comments=False, with_metadata=False,
    )  # fmt: skip
    body: etree._Element | None = getattr(found, "body", None)
    if body is None:
        return None
    for element in body.iter("*"):
        rend = element.get("rend", "")
        if element.tag == "head" and rend in ("h1", "h2", "h3", "h4", "h5", "h6"):
            element.tag = rend
        elif element.tag == "hi":
            element.tag = _HI.get(rend, "span")
        else:
            element.tag = _TO_HTML.get(element.tag, element.tag)
        if element.tag == "a" and element.get("target"):
            element.set("href", element.get("target", ""))
    return body
