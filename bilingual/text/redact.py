"""Takes private data out of what is shown: e-mail addresses and telephone numbers.

Furniture of a page may hold the address of whoever was logged in when it was scraped. It must not
reach an output, a log or the memory, so whatever quotes a removed line goes through here.
"""

from __future__ import annotations

import re

_LOCAL = r"[^\s@<>\"«»“”()\[\],;:]"
_EMAIL = re.compile(
    rf"(?<!{_LOCAL}){_LOCAL}+(?:@|\uff20)[\w-]+(?:\.[\w-]+)*"
    rf"|(?<!{_LOCAL}){_LOCAL}+ ?(?:\(at\)|\[at\]|\(arobase\)| @ ) ?[\w-]+"
    r"(?: ?(?:\.|\(dot\)|\[dot\]|\(point\)) ?[\w-]+)+",
    re.IGNORECASE,
)
_TELEPHONE = re.compile(
    r"(?<![\w.,])(?:0[1-9](?:[\s.-]?\d{2}){4}"
    r"|(?:\+|00)[1-9]\d{0,2}[\s.-]?(?:\(0\)[\s.-]?)?\d{1,4}(?:[\s.-]?\d{2,4}){2,4}"
    r"|0\d{1,2}[-\s]\d{3}[-\s]?\d{4})(?!\w)"
)

EMAIL_MARK = "[e-mail address]"
TELEPHONE_MARK = "[telephone number]"


def redact(text: str) -> str:
    """Return `text` with a mark in the place of each e-mail address and telephone number."""
    return _TELEPHONE.sub(TELEPHONE_MARK, _EMAIL.sub(EMAIL_MARK, text))


def holds_private_data(text: str) -> bool:
    """Say whether `redact` would change `text`."""
    return bool(_EMAIL.search(text) or _TELEPHONE.search(text))
