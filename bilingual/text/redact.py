"""Takes private data out of what is shown: e-mail addresses and telephone numbers.

Furniture of a page may hold the address of whoever was logged in when it was scraped. It must not
reach an output, a log or the memory, so whatever quotes a removed line goes through here.
"""

from __future__ import annotations

import re

_EMAIL = re.compile(
    r"(?<![\w.+%'’-])[\w.+%'’-]+\s?(?:@|\(at\)|\[at\]|\uff20)\s?[\w-]+(?:\s?(?:\.|\(dot\)|\[dot\])\s?[\w-]+)+"
    r"|(?<![\w.+%-])[\w.+%-]+@[\w-]+",
    re.IGNORECASE,
)
_TELEPHONE = re.compile(r"(?<![\w.,])(?:\+|00|0)\(?\d(?:[\s.()/-]{0,2}\d){7,14}(?![\w])")

EMAIL_MARK = "[e-mail address]"
TELEPHONE_MARK = "[telephone number]"


def redact(text: str) -> str:
    """Return `text` with a mark in the place of each e-mail address and telephone number."""
    return _TELEPHONE.sub(TELEPHONE_MARK, _EMAIL.sub(EMAIL_MARK, text))


def holds_private_data(text: str) -> bool:
    """Say whether `redact` would change `text`."""
    return bool(_EMAIL.search(text) or _TELEPHONE.search(text))
