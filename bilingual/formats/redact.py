"""Keeps private data out of what is shown: addresses and telephone numbers of page furniture."""

from __future__ import annotations

import re

_ADDRESS = re.compile(
    r"(?:mailto:)?[\w.+'’%-]+\s?(?:[@＠]|\((?:at|arobase)\)|\[(?:at|arobase)\])\s?[\w-]+"
    r"(?:\s?(?:\.|\((?:dot|point)\)|\[(?:dot|point)\])\s?[\w-]+)*",
    re.IGNORECASE,
)
_TELEPHONE = re.compile(r"(?<![\w/])\+?\d(?:[\s .()/-]{0,2}\d){8,14}(?!\w)")


def redacted(text: str) -> str:
    """Return `text` without e-mail addresses (also `a (at) b`) and telephone numbers.

    Meant for excerpts of removed blocks, where taking out too much does no harm.
    """
    return _TELEPHONE.sub("[telephone]", _ADDRESS.sub("[e-mail]", text))
