"""Text with marks as HTML or XHTML, every character escaped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from bilingual.formats.inline import Marked, tree
from bilingual.formats.sheet import writable
from bilingual.model.document import Mark

TAGS = {
    "bold": "strong",
    "italic": "em",
    "underline": "u",
    "code": "code",
    "superscript": "sup",
    "subscript": "sub",
    "footnote": "sup",
}
"""Kind of mark -> element."""

Wrap = Callable[[Mark, Markup], Markup | None]
"""May lay out a mark of its own kind; None leaves it to the usual elements."""


def render(text: str, marks: Sequence[Mark] = (), wrap: Wrap | None = None) -> Markup:
    """Return the text as HTML; unknown kinds of marks and unsafe links show their text alone."""
    return _parts(tree(text, marks), wrap)


def _parts(parts: Sequence[str | Marked], wrap: Wrap | None) -> Markup:
    return Markup("").join(
        escape(writable(part)) if isinstance(part, str) else _marked(part, wrap) for part in parts
    )


def _marked(part: Marked, wrap: Wrap | None) -> Markup:
    """Return one marked stretch."""
    inner = _parts(part.parts, wrap)
    own = wrap(part.mark, inner) if wrap is not None else None
    if own is not None:
        return own
    kind = part.mark.kind
    if kind == "link":
        address = safe_address(part.mark.value)
        return (
            Markup('<a href="{}" rel="noreferrer">{}</a>').format(address, inner)
            if address
            else inner
        )
    if kind == "footnote" and not inner:
        inner = escape(writable(part.mark.value))
    tag = TAGS.get(kind)
    return Markup("<{0}>{1}</{0}>").format(Markup(tag), inner) if tag and inner else inner


def safe_address(address: str) -> str:
    """Return the address if it is one of the web, else the empty string.

    Scripts, files and mail addresses are not linked: what is exported must neither run anything
    nor hand out addresses of people.
    """
    try:
        scheme = urlsplit(address.strip()).scheme.lower()
    except ValueError:
        return ""
    return writable(address.strip()) if scheme in ("http", "https") else ""
