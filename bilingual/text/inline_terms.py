"""How a model that was trained for it is told the English of a stretch of French.

`Il arrive à <t> Bakou <tt> Baku </t>.` (training/README.md; after Dinu et al. 2019, "Training
Neural Machine Translation to Apply Terminology Constraints").
"""

from __future__ import annotations

from collections.abc import Iterable

from bilingual.model.span import Span

MARKS = ("<t>", "<tt>", "</t>")
"""Begin of the French, of its English, and the end; each a piece of the vocabulary."""


def with_terms(source: str, terms: Iterable[tuple[Span, str]]) -> str:
    """Return the source with the English wanted for some of its stretches.

    Args:
        source: a French sentence.
        terms: place in the source and English, in order of place, none overlapping another.
    """
    begin, then, end = MARKS
    out, at = [], 0
    for span, english in terms:
        out += [source[at : span.start], f"{begin} {span.of(source)} {then} {english} {end}"]
        at = span.end
    return "".join(out) + source[at:]


def shows_marks(english: str) -> bool:
    """Say whether the model wrote a mark instead of reading it."""
    return any(mark in english for mark in MARKS)
