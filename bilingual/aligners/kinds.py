"""What editors call the shapes of beads."""

from __future__ import annotations

from bilingual.model.bead import Bead

CHECK = 0.7
"""Confidence below which a pairing is flagged for a look."""


def kind_name(bead: Bead) -> str:
    """Return `pair`, `omission`, `addition`, `merge`, `split` or `regrouped`."""
    left, right = len(bead.source), len(bead.target)
    if not right:
        return "omission"
    if not left:
        return "addition"
    if left == right == 1:
        return "pair"
    if right == 1:
        return "merge"
    return "split" if left == 1 else "regrouped"
