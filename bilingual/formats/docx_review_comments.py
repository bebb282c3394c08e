"""Comments of a reviewed DOCX, their replies and whether they were resolved.

Texts are in `comments.xml` (ECMA-376 part 1, 17.13.4); threads and the resolved mark are in
`commentsExtended.xml`, tied together by the paragraph id of each comment's last paragraph
([MS-DOCX] 2.5.4.4). Word and LibreOffice write both; Google Docs writes the first only.
"""

from __future__ import annotations

from lxml import etree

from bilingual.formats.docx_review_package import W14, W15, Package, W
from bilingual.formats.docx_review_text import CellReader, author_of
from bilingual.model.revision import Comment


def read_comments(package: Package) -> dict[str, Comment]:
    """Return the comments by their id, in the order of the file; none if the part is gone."""
    root = package.xml(package.related("comments"))
    if root is None:
        return {}
    elements = root.findall(f"{W}comment")
    paragraphs = {e.get(f"{W}id", ""): _last_paragraph(e) for e in elements}
    parents, done = _threads(package, {p: i for i, p in paragraphs.items() if p})
    return {
        (key := element.get(f"{W}id", "")): Comment(
            id=key,
            author=author_of(element),
            date=element.get(f"{W}date", ""),
            text=CellReader().read(element).after,
            parent=parents.get(key, ""),
            done=key in done,
        )
        for element in elements
    }


def _last_paragraph(comment: etree._Element) -> str:
    paragraphs = comment.findall(f"{W}p")
    return paragraphs[-1].get(f"{W14}paraId", "") if paragraphs else ""


def _threads(package: Package, by_paragraph: dict[str, str]) -> tuple[dict[str, str], set[str]]:
    """Return comment id -> id of the comment it answers, and the ids of those resolved."""
    root = package.xml(package.related("commentsExtended"))
    parents: dict[str, str] = {}
    done: set[str] = set()
    for entry in root if root is not None else ():
        comment = by_paragraph.get(entry.get(f"{W15}paraId", ""))
        if comment is None:
            continue
        parent = by_paragraph.get(entry.get(f"{W15}paraIdParent", ""))
        if parent is not None:
            parents[comment] = parent
        if entry.get(f"{W15}done") in ("1", "true"):
            done.add(comment)
    return parents, done
