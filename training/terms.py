"""Inline terminology: training pairs whose source carries the wanted target term.

`Il arrive à <t> Bakou <tt> Baku </t>.` The model learns to copy what stands between `<tt>` and
`</t>`, also where the term is not what the reference had, and to put a plural where the source
has one.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from training.alignment import Links, words
from training.corpus import Pair
from training.filters import ENGLISH, FRENCH
from training.subwords import TERM_END, TERM_START, TERM_TARGET

_STOP = FRENCH | ENGLISH


@dataclass(frozen=True, slots=True)
class Span:
    """A term found in a pair."""

    source: tuple[int, int]
    """Characters of the French side."""
    target: tuple[int, int]
    """Characters of the English side."""


def annotate(source: str, terms: Sequence[tuple[int, int, str]]) -> str:
    """Source with inline terms; each is `(start, end, target)`, spans do not overlap."""
    for start, end, target in sorted(terms, reverse=True):
        inline = f"{TERM_START} {source[start:end]} {TERM_TARGET} {target} {TERM_END}"
        source = f"{source[:start]}{inline}{source[end:]}"
    return source


def _is_term(text: str) -> bool:
    """A figure, or at least one word of four letters that carries meaning."""
    return text.isdecimal() or any(
        len(w) > 3 and w.isalpha() and w.casefold() not in _STOP for w in text.split()
    )


def spans(pair: Pair, links: Links, rng: random.Random) -> list[Span]:
    """Phrase pairs of one to three words that the alignment sets apart, in random order."""
    source, target = words(pair[0]), words(pair[1])
    to_source: dict[int, set[int]] = {}
    to_target: dict[int, set[int]] = {}
    for a, b in links:
        if a >= len(source) or b >= len(target):
            return []
        to_source.setdefault(b, set()).add(a)
        to_target.setdefault(a, set()).add(b)
    found: list[Span] = []
    for first in range(len(target)):
        for last in range(first, min(first + rng.choice((1, 1, 2, 3)), len(target))):
            linked = {a for b in range(first, last + 1) for a in to_source.get(b, ())}
            if not linked or max(linked) - min(linked) > 3:
                continue
            if not (to_source.get(first) and to_source.get(last)):
                continue
            back = {b for a in range(min(linked), max(linked) + 1) for b in to_target.get(a, ())}
            if min(back) < first or max(back) > last:
                continue
            span = Span(
                (source[min(linked)][0], source[max(linked)][1]),
                (target[first][0], target[last][1]),
            )
            texts = pair[0][slice(*span.source)], pair[1][slice(*span.target)]
            if all(_is_term(t) and not set(t) & set(',.;:!?"«»()') for t in texts):
                found.append(span)
    rng.shuffle(found)
    return found


def with_terms(pair: Pair, links: Links, others: Sequence[str], rng: random.Random) -> Pair:
    """The pair with one or two inline terms; sometimes another target, in the reference too.

    `others` are English terms of other sentences, from which another target is drawn.
    """
    chosen: list[tuple[Span, str, str]] = []
    most = rng.choice((1, 1, 2))
    for span in spans(pair, links, rng):
        if len(chosen) == most:
            break
        if any(
            _overlap(span.source, c.source) or _overlap(span.target, c.target) for c, _, _ in chosen
        ):
            continue
        source, wanted = pair[0][slice(*span.source)], pair[1][slice(*span.target)]
        written = wanted
        if others and rng.random() < 0.2:
            other = rng.choice(others)
            if not wanted.isdecimal() and other[0].isupper() == wanted[0].isupper():
                wanted = written = other
        elif rng.random() < 0.25 and wanted.endswith("s") and source[-1] in "sx":
            written = wanted[:-1] if not wanted.endswith(("ss", "ies", "us")) else wanted
        chosen.append((span, written, wanted))
    target = pair[1]
    for span, _, wanted in sorted(chosen, key=lambda c: c[0].target, reverse=True):
        target = target[: span.target[0]] + wanted + target[span.target[1] :]
    return annotate(pair[0], [(*c.source, written) for c, written, _ in chosen]), target


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """True where two spans share a character."""
    return a[0] < b[1] and b[0] < a[1]


def collect_terms(pairs: Sequence[Pair], links: Sequence[Links], rng: random.Random) -> list[str]:
    """English terms of a sample of pairs, one from each, figures left out."""
    found = set()
    for pair, line in zip(pairs, links, strict=True):
        targets = (pair[1][slice(*span.target)] for span in spans(pair, line, rng))
        found.add(next((text for text in targets if not text.isdecimal()), ""))
    return sorted(found - {""})
