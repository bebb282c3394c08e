"""Aligns by words, without any engine: lexicon, names, numbers, cognates, lengths, marks."""

from __future__ import annotations

from collections.abc import Sequence

from bilingual.aligners.channels import word_channels
from bilingual.aligners.glossary import entries_of
from bilingual.aligners.sides import around_blanks, from_french
from bilingual.aligners.weighing import Judge, two_passes, weights
from bilingual.model.bead import Bead
from bilingual.model.term import Term


class LexicalAligner:
    """Finds the most probable beads given which words of each side the other explains.

    In the line of Moore (2002), "Fast and Accurate Sentence Alignment of Bilingual Corpora", and
    Varga et al. (2005), "Parallel corpora for medium density languages" (hunalign): lengths and an
    IBM-1 lexicon, a second pass with a lexicon learnt from the first; wider beads, and weights
    learnt from gold alignments.
    """

    name = "lexical"

    def __init__(self, terms: Sequence[Term] = ()) -> None:
        """Take the terms of a glossary as further lexicon entries."""
        self._entries = [entries_of(terms)]

    def align(self, source: Sequence[str], target: Sequence[str]) -> list[Bead]:
        """Return monotone beads; the score is the calibrated confidence."""
        return from_french(lambda s, t: around_blanks(self._align, s, t), source, target)

    def _align(self, source: Sequence[str], target: Sequence[str]) -> list[Bead]:
        judge = Judge(lambda entries: word_channels(source, target, entries), weights(self.name))
        return two_passes([judge], source, target, self._entries)
