"""Carries inline formatting from a sentence to its translation along word alignment."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from bilingual.model.document import Mark
from bilingual.model.span import Span

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_INSIDE = 0.5
"""Share of a target word's alignment that must come from the marked words."""
_LEAST = 0.2
"""Sum of (share - _INSIDE) over the best run below which there is no clear place."""
_UNALIGNED = -0.1
"""What a target word that is aligned with nothing adds to a run."""
_GRAMMAR_WORDS = (
    "the a an of to in on at by for from with and or but that which who whose is are was were be "
    "been has have had it its his her their as than this these"
)
_GRAMMAR = frozenset(_GRAMMAR_WORDS.split())
"""English words that a mark on a French content word does not begin or end with."""
_ALIKE = 0.6
"""Similarity (0..1) from which two words count as cognates."""
_VERBATIM_ONLY = frozenset({"superscript", "subscript"})
"""Marks smaller than words: the English keeps them only on the very same characters."""


@dataclass(frozen=True, slots=True)
class Link:
    """A stretch of the source and the stretch of the target that renders it."""

    source: Span
    target: Span
    weight: float


def project(
    marks: Sequence[Mark], source: str, target: str, links: Sequence[Link]
) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
    """Return the marks of the target, and the source's marks for which there is no clear place.

    A mark on the whole sentence stays on the whole sentence; one on words that stand in the target
    letter by letter stays on them; the others go to the run of target words that is aligned with
    the marked ones best. Points (footnotes) go behind the word that renders the one before them.
    """
    placed: list[Mark] = []
    lost: list[Mark] = []
    for mark in marks:
        span = _place(mark, source, target, links) if target.strip() else None
        if span is None:
            lost.append(mark)
        else:
            placed.append(Mark(span, mark.kind, mark.value))
    return tuple(sorted(placed, key=lambda m: (m.span.start, -m.span.end, m.kind))), tuple(lost)


def _place(mark: Mark, source: str, target: str, links: Sequence[Link]) -> Span | None:
    """Return where a mark goes in the target, None if that is not clear."""
    if not len(mark.span):
        return _point(mark.span.start, source, target, links)
    text = mark.span.of(source)
    if mark.kind not in _VERBATIM_ONLY and _letters(text) >= 0.95 * _letters(source):
        stripped = target.strip()
        start = target.index(stripped)
        return Span(start, start + len(stripped))
    found = _run(mark.span, source, target, links)
    same = _verbatim(text, mark.kind, source, mark.span, target, found)
    return same if same is not None or mark.kind in _VERBATIM_ONLY else found


def _letters(text: str) -> int:
    return sum(char.isalnum() for char in text)


def _verbatim(
    text: str, kind: str, source: str, span: Span, target: str, near: Span | None
) -> Span | None:
    """Return the place where the marked characters stand as they are, nearest to `near`."""
    if kind in _VERBATIM_ONLY:
        before = source[max(0, span.start - 1) : span.start]
        pattern = rf"(?<={re.escape(before)}){re.escape(text)}" if before else re.escape(text)
    else:
        pattern = rf"(?<!\w){re.escape(text)}(?!\w)"
    places = [Span(m.start(), m.end()) for m in re.finditer(pattern, target)]
    if not places or not text.strip():
        return None
    if near is None:
        return places[0] if len(places) == 1 else None
    return min(places, key=lambda place: abs(place.start - near.start))


def _run(span: Span, source: str, target: str, links: Sequence[Link]) -> Span | None:
    """Return the run of target words aligned best with the words in `span`."""
    sources = [Span(m.start(), m.end()) for m in _WORD.finditer(source)]
    words = [Span(m.start(), m.end()) for m in _WORD.finditer(target)]
    values = []
    for word in words:
        # Attention is spread thin over a sentence; squared, the word it points at stands out.
        masses = [_mass(links, one, word) ** 2 for one in sources]
        inside = sum(m for m, one in zip(masses, sources, strict=True) if span.overlaps(one))
        total = sum(masses)
        values.append(inside / total - _INSIDE if total > 0 else _UNALIGNED)
    best, best_sum, start, running = None, _LEAST, 0, 0.0
    for index, value in enumerate(values):
        if running <= 0:
            start, running = index, 0.0
        running += value
        if running > best_sum:
            best, best_sum = (start, index), running
    if best is None:
        return None
    first, last = best
    marked = _WORD.findall(span.of(source)) or [""]
    # A French word of up to three letters in lower case is grammar itself ("le", "des", "par").
    heavy = [len(word) > 3 or not word.islower() for word in (marked[0], marked[-1])]
    while first < last and heavy[0] and words[first].of(target).lower() in _GRAMMAR:
        first += 1
    while first < last and heavy[1] and words[last].of(target).lower() in _GRAMMAR:
        last -= 1
    best = (first, last)
    return _with_quotes(span, source, target, Span(words[best[0]].start, words[best[1]].end))


def _with_quotes(span: Span, source: str, target: str, found: Span) -> Span:
    """Widen the place to the quotation marks around it if the source's mark has them inside."""
    text = span.of(source).strip()
    if text[:1] in '«“"' and target[found.start - 1 : found.start] in tuple('“"‘'):
        found = Span(found.start - 1, found.end)
    if text[-1:] in '»”"' and target[found.end : found.end + 1] in tuple('”"’'):
        found = Span(found.start, found.end + 1)
    return found


def _point(at: int, source: str, target: str, links: Sequence[Link]) -> Span | None:
    """Return the place of a point: behind what renders the source's last word before it."""
    words = [Span(m.start(), m.end()) for m in _WORD.finditer(source) if m.end() <= at]
    after = _letters(source[at:])
    behind = at > 0 and not source[at - 1].isalnum()
    if not after:
        end = len(target.rstrip())
        if not behind:
            while end and not target[end - 1].isalnum():
                end -= 1
        return Span(end, end)
    if not words:
        return None
    targets = [Span(m.start(), m.end()) for m in _WORD.finditer(target)]
    masses = {word: _mass(links, words[-1], word) for word in targets}
    best = max(masses, key=lambda word: masses[word], default=None)
    if best is None or masses[best] <= 0:
        return None
    end = best.end
    while behind and end < len(target) and target[end] in '.,;:!?…”’")':
        end += 1
    return Span(end, end)


def _mass(links: Sequence[Link], source: Span, target: Span) -> float:
    """Return how much of the links' weight joins a source word with a target word."""
    return sum(
        link.weight
        * (_overlap(link.target, target) / max(len(link.target), 1))
        * (_overlap(link.source, source) / max(len(link.source), 1))
        for link in links
        if link.target.overlaps(target) and link.source.overlaps(source)
    )


def cognates(source: str, target: str) -> list[Link]:
    """Return links between words that look alike in both texts (`portugais`, `Portuguese`)."""
    found = []
    for one in _WORD.finditer(source):
        for other in _WORD.finditer(target):
            if min(len(one.group()), len(other.group())) < 3 and one.group() != other.group():
                continue
            alike = fuzz.ratio(fold_word(one.group()), fold_word(other.group())) / 100
            if alike >= _ALIKE:
                spans = Span(one.start(), one.end()), Span(other.start(), other.end())
                found.append(Link(*spans, alike))
    return found


def fold_word(word: str) -> str:
    """Return the word in lower case without diacritics."""
    decomposed = unicodedata.normalize("NFD", word.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _overlap(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))
