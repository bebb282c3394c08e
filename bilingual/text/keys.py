"""Keys under which two texts count as the same, whatever a word processor did to their typography.

Word and LibreOffice replace straight quotes, no-break spaces and hyphens while people type, so
equal sentences come back with other code points.
"""

from __future__ import annotations

import re
import unicodedata

_TYPOGRAPHY = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"',
        "\u00ab": '"', "\u00bb": '"', "\u2010": "-", "\u2011": "-", "\u2026": "...",
        "\u00ad": None, "\u200b": None, "\u200e": None, "\u200f": None, "\u2060": None,
        "\ufeff": None,
    }
)  # fmt: skip
_QUOTE_BLANKS = re.compile(r'"\s*([^"]*?)\s*"')


def comparison_key(text: str) -> str:
    """Return `text` in NFC with plain quotes and hyphens, single blanks and nothing invisible.

    Case, accents and digits stay: they tell sentences apart.
    """
    plain = unicodedata.normalize("NFC", text).translate(_TYPOGRAPHY)
    return _QUOTE_BLANKS.sub(r'"\1"', " ".join(plain.split()))
