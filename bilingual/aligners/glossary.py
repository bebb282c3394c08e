"""A glossary's terms as lexicon entries for alignment."""

from __future__ import annotations

from collections.abc import Sequence

from bilingual.aligners.tokens import words
from bilingual.model.term import Term, TermStatus

WHOLE = 0.6
"""Probability of a term of one word on each side."""
PART = 0.2
"""Probability of each pair of words of a longer term; common words are left out by their weight."""


def entries_of(terms: Sequence[Term]) -> dict[str, dict[str, float]]:
    """Return French word -> English word -> probability; forbidden terms count for nothing."""
    found: dict[str, dict[str, float]] = {}
    for term in terms:
        if term.status is TermStatus.FORBIDDEN:
            continue
        for form in (term.source, *term.forms):
            french, english = words(form), words(term.target)
            value = WHOLE if len(french) == len(english) == 1 else PART
            for left in french:
                for right in english:
                    known = found.setdefault(left, {})
                    known[right] = max(value, known.get(right, 0.0))
    return found
