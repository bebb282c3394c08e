"""Which text of a page is its article, where the page does not say: trafilatura's judgement."""

from __future__ import annotations

from lxml import etree


def article_text(root: etree._Element) -> str | None:
    """Return the article's text as trafilatura finds it, or None if it is not installed or sure.

    Only its judgement is used, not its output: it drops short lists, and markup with them.
    """
    try:
        from trafilatura import extract
    except ImportError:
        return None
    page = etree.tostring(root, encoding="unicode", method="html")
    found: str | None = extract(page, include_comments=False, include_tables=True)
    return found or None
