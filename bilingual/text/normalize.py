"""Normal forms of a text that remember where each character came from.

Matching, splitting and reading numbers happen on a plain view of the text (`plain`); whatever they
find is reported in offsets of the text as it was, through `Normalized.span`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from bilingual.model.span import Span

SPACES = (
    "\u00a0\u202f\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u205f\u3000"
)
"""Blanks that typography uses where plain text has a space (no-break, narrow no-break, thin...)."""
APOSTROPHES = "\u2019\u2018\u02bc\u02b9\u2032\uff07\u00b4\u0060"
"""Signs that stand for the apostrophe in French copy."""
HYPHENS = "\u2010\u2011\ufe63\uff0d"
"""Hyphens proper; dashes keep their identity, because they mark dialogue and asides."""
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""Soft hyphens, zero-width blanks, direction marks: no letter, no width."""

_HIDDEN = re.compile(f"[{INVISIBLE}]")
_PLAIN = {ord(c): " " for c in SPACES + "\t\r\n\x0b\x0c\x85\u2028\u2029"}
_PLAIN |= {ord(c): "'" for c in APOSTROPHES} | {ord(c): "-" for c in HYPHENS}


@dataclass(frozen=True, slots=True)
class Normalized:
    """A text in a normal form, and the way back."""

    text: str
    """The normal form."""
    offsets: Sequence[int]
    """len(text) + 1 offsets in the original: `offsets[i]` is where `text[i]` starts there, the last
    one is the original's length; never falling."""

    def span(self, span: Span) -> Span:
        """Return the span of the original that `span` of the normal form came from."""
        return Span(self.offsets[span.start], self.offsets[span.end])

    def offset(self, index: int) -> int:
        """Return the offset in the original of the normal form's offset `index`."""
        return self.offsets[index]


def nfc(text: str) -> Normalized:
    """Return the canonical composition (NFC) of `text` with its offsets."""
    if unicodedata.is_normalized("NFC", text):
        return Normalized(text, range(len(text) + 1))
    parts: list[str] = []
    offsets: list[int] = []
    for start, end in _clusters(text):
        composed = unicodedata.normalize("NFC", text[start:end])
        parts.append(composed)
        offsets += [min(start + i, end - 1) for i in range(len(composed))]
    return Normalized("".join(parts), (*offsets, len(text)))


def plain(text: str) -> Normalized:
    """Return the plain view: NFC, every blank a space, every apostrophe `'`, nothing invisible.

    Runs of blanks keep their length; letters, case, quotation marks and dashes stay.
    """
    if not _HIDDEN.search(text):
        composed = nfc(text)
        return Normalized(composed.text.translate(_PLAIN), composed.offsets)
    visible = [i for i, c in enumerate(text) if c not in INVISIBLE]
    composed = nfc("".join(text[i] for i in visible))
    view = composed.text.translate(_PLAIN)
    origins = [*visible, len(text)]
    return Normalized(view, [origins[offset] for offset in composed.offsets])


def key(text: str) -> str:
    """Return what two lines share when they say the same: plain, lower case, single spaces."""
    return " ".join(plain(text).text.casefold().split())


def without_accents(text: str) -> str:
    """Return `text` without its diacritics (é -> e, ç -> c), for forgiving comparison."""
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _clusters(text: str) -> list[tuple[int, int]]:
    """Return ranges whose compositions, joined, are the composition of the whole."""
    starts = [i for i, c in enumerate(text) if i == 0 or not unicodedata.combining(c)]
    merged: list[tuple[int, int]] = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        if merged:
            before, here = text[slice(*merged[-1])], text[start:end]
            if _composes(before, here):
                merged[-1] = (merged[-1][0], end)
                continue
        merged.append((start, end))
    return merged


def _composes(before: str, here: str) -> bool:
    """Say whether two clusters join into something else than their compositions side by side."""
    if before.isascii() or here.isascii():
        return False
    apart = unicodedata.normalize("NFC", before) + unicodedata.normalize("NFC", here)
    return unicodedata.normalize("NFC", before + here) != apart
