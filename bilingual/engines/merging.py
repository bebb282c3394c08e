"""Translations of the parts of a split sentence, laid end to end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bilingual.model.span import Span
from bilingual.model.unit import Attention, Hypothesis


def joined(
    source: str, parts: Sequence[tuple[Span, tuple[Hypothesis, ...]]]
) -> tuple[Hypothesis, ...]:
    """Return the hypotheses of the whole: the n-th of each part, laid end to end.

    An inner part loses the full stop, and the capital, that its French does not have.

    Args:
        source: the whole French.
        parts: (span of the part in it, the part's hypotheses), in order; at least one.
    """
    count = min(len(hypotheses) for _, hypotheses in parts)
    return tuple(
        _joined(
            source, [(span, _inner(source, span, hypotheses[rank])) for span, hypotheses in parts]
        )
        for rank in range(count)
    )


def _inner(source: str, span: Span, part: Hypothesis) -> Hypothesis:
    """Return the translation of a part without the marks of a whole sentence."""
    french, text = span.of(source), part.text
    if span.end < len(source.rstrip()) and text.endswith(".") and french[-1:] not in ".…":
        text = text[:-1].rstrip()
    first = text.split(" ", 1)[0].strip(",;:.")
    is_name = first == "I" or first.startswith("I'") or first.casefold() in french.casefold()
    if span.start > 0 and french[:1].islower() and first[:1].isupper() and not is_name:
        text = text[:1].lower() + text[1:]
    if text == part.text:
        return part
    attention = part.attention
    if attention is not None:
        end = len(text)
        spans = tuple(Span(min(one.start, end), min(one.end, end)) for one in attention.target)
        attention = attention.onto(spans)
    return replace(part, text=text, attention=attention)


def _joined(source: str, parts: Sequence[tuple[Span, Hypothesis]]) -> Hypothesis:
    """Join one hypothesis of each part; the score is weighted by the length of the texts.

    A space stands where the French has one: a word cut in two stays one word.
    """
    text, starts, reached = "", [], 0
    for span, part in parts:
        if text and part.text and span.start > reached:
            text += " "
        reached = span.end
        starts.append(len(text))
        text += part.text
    weight = sum(len(part.text) + 1 for _, part in parts)
    score = sum(part.score * (len(part.text) + 1) for _, part in parts) / weight
    return Hypothesis(text, score, _attention(parts, starts), f"split into {len(parts)} parts")


def _attention(parts: Sequence[tuple[Span, Hypothesis]], starts: Sequence[int]) -> Attention | None:
    """Lay the parts' attention along the diagonal; None if a part has none."""
    known = [(span.start, part.attention) for span, part in parts if part.attention is not None]
    if len(known) < len(parts):
        return None
    width = sum(len(attention.source) for _, attention in known)
    levels, before = bytearray(), 0
    for _, attention in known:
        own = len(attention.source)
        for row in range(len(attention.target)):
            levels += bytes(before) + attention.levels[row * own : (row + 1) * own]
            levels += bytes(width - before - own)
        before += own
    return Attention.between(
        (span.shift(at) for at, one in known for span in one.source),
        (span.shift(at) for at, (_, one) in zip(starts, known, strict=True) for span in one.target),
        bytes(levels),
    )
