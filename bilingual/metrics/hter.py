"""HTER: how much people changed of what the machine wrote (Snover et al. 2006).

Translation edit rate with the edited English as the reference: insertions, deletions,
substitutions and shifts of word groups, per word of the edited text. 0 is untouched.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sacrebleu.metrics.ter import TER

from bilingual.model.quality import Score

MAX_WORDS = 250
"""Longer texts are counted without shifts, whose search grows with the square of their length."""


@dataclass(frozen=True, slots=True)
class EditRate:
    """Edits of one unit."""

    edits: float
    words: float
    """Of the edited English."""

    @property
    def rate(self) -> float:
        """Edits per 100 words of the edited English; 100 if nothing was left."""
        return 100.0 * self.edits / self.words if self.words else 100.0 * bool(self.edits)


def edit_rate(machine: str, edited: str) -> EditRate:
    """Return the edits that turn `machine` into `edited`."""
    if machine == edited:
        return EditRate(0.0, float(len(edited.split())))
    if not edited.split():
        return EditRate(float(len(machine.split())), 0.0)
    score = _METRIC.sentence_score(machine, [edited])
    return EditRate(float(score.num_edits), float(score.ref_length))


def hter(rates: Iterable[EditRate]) -> Score:
    """Return the rate over all units together."""
    listed = list(rates)
    edits, words = sum(r.edits for r in listed), sum(r.words for r in listed)
    value = EditRate(edits, words).rate
    return Score("HTER", value, len(listed), f"{_METRIC.get_signature()}|refs:edited")


_METRIC = TER(case_sensitive=True)
