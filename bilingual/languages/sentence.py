"""The shape of what a language knows about the ends of its sentences."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SentenceFacts:
    """Abbreviations and first words of one language. Abbreviations come without the last point."""

    lang: str
    """Two letters."""
    titles: frozenset[str]
    """Stand before a name and never end a sentence: `M`, `Mme`, `Dr` (case counts)."""
    before_number: frozenset[str]
    """Do not end a sentence if a number follows: `art`, `p`, `n` (lower case)."""
    never_final: frozenset[str]
    """Do not end a sentence: `cf`, `av` (lower case)."""
    may_be_final: frozenset[str]
    """End a sentence if what follows can only begin one: `etc`, `hab`, `Inc` (lower case)."""
    months: frozenset[str]
    """Shortened months: go on if a number follows (lower case)."""
    starters: frozenset[str]
    """Words that, with a capital, begin a sentence far more often than a name (lower case)."""
    name_particles: frozenset[str]
    """Of the starters, those that also begin family names: `Le` Pen (lower case)."""
    lettered: frozenset[str]
    """Nouns that a single capital letter may follow at a sentence's end: plan B (lower case)."""
    marked_names: frozenset[str]
    """Names that end in `!` or `?`: `Yahoo!`."""
