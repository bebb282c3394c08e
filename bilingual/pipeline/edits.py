"""What kind of edits people made: terms, numbers, names, word order, punctuation, style."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_TOKEN = re.compile(r"\w+(?:['’\u2011-]\w+)*|[^\w\s]")
_NUMBERS = frozenset(
    {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
     "twelve", "twenty", "thirty", "forty", "fifty", "sixty", "hundred", "thousand", "million",
     "billion", "trillion", "dozen", "half", "first", "second", "third"}
)  # fmt: skip


class EditKind(StrEnum):
    """What an edit is about; the first that applies."""

    TERM = "term"
    NUMBER = "number"
    NAME = "name"
    WORD_ORDER = "word order"
    PUNCTUATION = "punctuation"
    STYLE = "style"


@dataclass(frozen=True, slots=True)
class WordEdit:
    """A stretch of words that was replaced, inserted or deleted."""

    kind: EditKind
    before: str
    """As sent out; empty for an insertion."""
    after: str
    """As edited; empty for a deletion."""


def word_edits(
    before: str, after: str, terms: Iterable[tuple[str, str]] = ()
) -> tuple[WordEdit, ...]:
    """Return the edits that turn `before` into `after`, in order.

    Args:
        before: English as sent out.
        after: English as edited.
        terms: (French, English) terms that the sentence holds.

    """
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    chunks = [
        (old[i1:i2], new[j1:j2], j1)
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag != "equal"
    ]
    words = {word for _, english in terms for word in _folded(_TOKEN.findall(english))}
    moved = _moved([c[0] for c in chunks], [c[1] for c in chunks])
    return tuple(
        WordEdit(_kind(gone, come, at, words, moved), _text(gone), _text(come))
        for gone, come, at in chunks
    )


def _kind(
    gone: list[str], come: list[str], at: int, terms: set[str], moved: frozenset[str]
) -> EditKind:
    both = _folded(gone + come)
    if not any(token[0].isalnum() for token in both) or _folded(gone) == _folded(come):
        return EditKind.PUNCTUATION
    if any(token in moved for token in both) and all(
        token in moved or not token[0].isalnum() for token in both
    ):
        return EditKind.WORD_ORDER
    if any(token in terms and token[0].isalpha() and len(token) > 2 for token in both):
        return EditKind.TERM
    if any(any(c.isdigit() for c in token) or token in _NUMBERS for token in both):
        return EditKind.NUMBER
    names = [t for t in gone + (come if at else come[1:]) if t[0].isupper()]
    if names and all(t[0].isupper() or not t[0].isalpha() or len(t) < 4 for t in gone + come):
        return EditKind.NAME
    return EditKind.STYLE


def _moved(gone: Sequence[list[str]], come: Sequence[list[str]]) -> frozenset[str]:
    """Return the words that went from one place and came back at another, folded."""
    left = Counter(t for chunk in gone for t in _folded(chunk) if t[0].isalnum())
    arrived = Counter(t for chunk in come for t in _folded(chunk) if t[0].isalnum())
    return frozenset(token for token in left if left[token] == arrived[token])


def _folded(tokens: Iterable[str]) -> list[str]:
    return [token.casefold() for token in tokens]


def _text(tokens: Sequence[str]) -> str:
    """Return the tokens as text; blanks before closing punctuation are left out."""
    return re.sub(r" (?=[,.;:!?’'”)])", "", " ".join(tokens))
