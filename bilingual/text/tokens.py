"""Words, numbers and punctuation of a text, with their places.

French elisions are tokens of their own (`l'`, `qu'`, `jusqu'`), so that `l'Azerbaïdjan` holds the
word `Azerbaïdjan`; hyphenated words stay whole, except before an inverted subject (`a-t-il`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from bilingual.model.span import Span


class TokenKind(StrEnum):
    """What a token is made of."""

    WORD = "word"
    NUMBER = "number"
    PUNCTUATION = "punctuation"


@dataclass(frozen=True, slots=True)
class Token:
    """One token."""

    text: str
    """Exactly as it stands in the text."""
    span: Span
    """In the text."""
    kind: TokenKind


_ELISION = r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu|quelqu)['’ʼ](?=\w)"
_LETTER = r"[^\W\d_]"
_INVERTED = r"(?!(?:t-)?(?:il|elle|on|ils|elles|je|tu|nous|vous|ce)\b)"
_TAIL = r"[\w\u0300-\u036f]*"
_WORD = rf"(?:{_LETTER}\.){{2,}}|{_LETTER}{_TAIL}(?:[-’'‑]{_INVERTED}\w{_TAIL})*"
_NUMBER = r"\d+(?:[.,\u00a0\u202f ]\d{3}(?!\d))*(?:[.,]\d+)?"
_TOKEN = re.compile(
    rf"(?P<elision>(?<!\w){_ELISION})|(?P<number>{_NUMBER})|(?P<word>{_WORD})|(?P<mark>\S)",
    re.IGNORECASE,
)


def tokens(text: str) -> list[Token]:
    """Return the tokens in order; everything between them is white space."""
    found = []
    for match in _TOKEN.finditer(text):
        kind = TokenKind.PUNCTUATION
        if match["number"]:
            kind = TokenKind.NUMBER
        elif match["word"] or match["elision"]:
            kind = TokenKind.WORD
        found.append(Token(match.group(), Span(*match.span()), kind))
    return found


def words(text: str) -> list[Token]:
    """Return the tokens that are words (numbers and punctuation left out)."""
    return [token for token in tokens(text) if token.kind is TokenKind.WORD]


@lru_cache(maxsize=4096)  # a dozen rules and reports ask about the same line
def count_words(text: str) -> int:
    """Return how many words and numbers `text` has, as an editor would count them."""
    return sum(1 for part in text.split() if part.isalnum() or any(c.isalnum() for c in part))
