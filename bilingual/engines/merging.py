"""Translations of the parts of a split sentence, laid end to end."""

from __future__ import annotations

from collections.abc import Sequence

from bilingual.model.unit import Attention, Hypothesis


def joined(parts: Sequence[tuple[int, tuple[Hypothesis, ...]]]) -> tuple[Hypothesis, ...]:
    """Return the hypotheses of the whole: the n-th of each part joined by a space.

    Args:
        parts: (offset of the part in the whole source, its hypotheses), in order; at least one.
    """
    count = min(len(hypotheses) for _, hypotheses in parts)
    return tuple(
        _joined([(offset, hypotheses[rank]) for offset, hypotheses in parts])
        for rank in range(count)
    )


def _joined(parts: Sequence[tuple[int, Hypothesis]]) -> Hypothesis:
    """Join one hypothesis of each part; the score is weighted by the length of the texts."""
    text, starts = "", []
    for _, part in parts:
        if text and part.text:
            text += " "
        starts.append(len(text))
        text += part.text
    weight = sum(len(part.text) + 1 for _, part in parts)
    score = sum(part.score * (len(part.text) + 1) for _, part in parts) / weight
    return Hypothesis(text, score, _attention(parts, starts), f"split into {len(parts)} parts")


def _attention(parts: Sequence[tuple[int, Hypothesis]], starts: Sequence[int]) -> Attention | None:
    """Lay the parts' attention along the diagonal; None if a part has none."""
    known = [(offset, part.attention) for offset, part in parts if part.attention is not None]
    if len(known) < len(parts):
        return None
    width = sum(len(attention.source) for _, attention in known)
    rows, before = [], 0
    for _, attention in known:
        after = width - before - len(attention.source)
        rows += [(0.0,) * before + row + (0.0,) * after for row in attention.weights]
        before += len(attention.source)
    return Attention(
        source=tuple(span.shift(at) for at, one in known for span in one.source),
        target=tuple(
            span.shift(at)
            for at, (_, one) in zip(starts, known, strict=True)
            for span in one.target
        ),
        weights=tuple(rows),
    )
