"""Where a sentence that is too long for a model may be cut."""

from __future__ import annotations

import re
from collections.abc import Callable

from bilingual.model.span import Span

_CUTS = (
    re.compile(r"[;:](?=\s)|[.?!…](?=\s)|\s(?=[–—]\s)"),
    re.compile(r",(?=\s)|[)\]»](?=\s)|\s(?=[(\[«])"),
    re.compile(r"\s(?=(?:et|mais|ou|car|donc|puis|qui|que|dont|où|alors|tandis|pour|afin)\s)"),
    re.compile(r"\s"),
)
"""Cutting places from best to worst; a cut falls at the end of the match."""


def clauses(text: str) -> list[Span]:
    """Return the clauses of a sentence, cut after `;`, `:` and sentence ends, before dashes.

    The spans hold no outer white space and only white space lies between them. One span: the
    sentence has no such place.
    """
    return _between(text, [match.end() for match in _CUTS[0].finditer(text)])


def split_to_fit(text: str, fits: Callable[[str], bool]) -> list[Span]:
    """Return parts of `text` of which each fits, as few as halving finds; nothing is left out.

    A part is cut at the place nearest to its middle, of the best kind that the middle half holds;
    a single word that does not fit is cut in two.
    """
    whole = _between(text, [])
    done: list[Span] = []
    waiting = list(reversed(whole))
    while waiting:
        span = waiting.pop()
        if len(span) < 2 or fits(span.of(text)):
            done.append(span)
            continue
        cut = _middle(span.of(text))
        waiting += [part.shift(span.start) for part in reversed(_between(span.of(text), [cut]))]
    return done


def _middle(text: str) -> int:
    """Return the best cutting place near the middle of a text of at least two characters."""
    half, quarter = len(text) // 2, len(text) // 4
    for kind in _CUTS:
        places = [match.end() for match in kind.finditer(text)]
        inner = [place for place in places if quarter <= place <= len(text) - quarter]
        if inner:
            return min(inner, key=lambda place: (abs(place - half), place))
    return half


def _between(text: str, cuts: list[int]) -> list[Span]:
    """Return the spans between cuts, trimmed, without empty ones."""
    spans = []
    for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        part = text[start:end]
        inner = part.strip()
        if inner:
            left = start + len(part) - len(part.lstrip())
            spans.append(Span(left, left + len(inner)))
    return spans
