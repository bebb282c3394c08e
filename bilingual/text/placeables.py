"""Stretches that are carried over as they are: addresses, handles, hashtags, file names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from bilingual.model.span import Span


class PlaceableKind(StrEnum):
    """What a placeable is."""

    URL = "url"
    EMAIL = "email"
    HANDLE = "handle"
    HASHTAG = "hashtag"


@dataclass(frozen=True, slots=True)
class Placeable:
    """One stretch that no translation may change."""

    kind: PlaceableKind
    span: Span
    """In the text that was searched."""
    text: str
    """Exactly that stretch."""


_TAIL = r"[^\s<>\"«»“”]*[^\s<>\"«»“”.,;:!?…)\]}'’]"
_TLD = r"(?:com|org|net|info|eu|fr|be|ch|ca|uk|us|de|es|it|il|ru|az|am|ir|tr|io|tv|ai|gouv\.fr|int)"
_PATTERNS = {
    PlaceableKind.EMAIL: r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    PlaceableKind.URL: rf"(?:https?|ftp)://{_TAIL}|www\.{_TAIL}"
    rf"|(?<![\w@.-])(?:[A-Za-z0-9-]+\.)+{_TLD}(?:/{_TAIL}|/)?(?![\w-])",
    PlaceableKind.HANDLE: r"(?<![\w@./])@\w{2,30}",
    PlaceableKind.HASHTAG: r"(?<![\w#&])#\w*[^\W\d]\w*",
}
_ANY = re.compile("|".join(f"(?P<{kind.name}>{p})" for kind, p in _PATTERNS.items()))

_HINT = re.compile(r"[@#/]|\.\S")
"""What every placeable has, looked for first as it is quick and most sentences have none."""


def find(text: str) -> list[Placeable]:
    """Return the placeables of `text` in order; they do not overlap."""
    if not _HINT.search(text):
        return []
    return [
        Placeable(PlaceableKind[m.lastgroup or ""], Span(*m.span()), m.group())
        for m in _ANY.finditer(text)
    ]


def blanked(text: str) -> str:
    """Return `text`, as long as it is, with blanks in the place of its placeables."""
    if not _HINT.search(text):
        return text
    return _ANY.sub(lambda match: " " * len(match.group()), text)


def is_only(text: str) -> bool:
    """Say whether `text` is nothing but addresses (a bare URL on its own line, for instance)."""
    rest = _ANY.sub("", text)
    return rest != text and not any(c.isalnum() for c in rest)
