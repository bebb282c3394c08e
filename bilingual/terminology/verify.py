"""Which terms an English sentence holds: distinct occurrences, at word boundaries.

This is the only judge of success: whatever put a term there, a hit counts because it was found
again in the final text. One stretch of English serves one occurrence in the French.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bilingual.languages import en_forms
from bilingual.model.span import Span
from bilingual.model.term import Term, TermHit, TermOutcome
from bilingual.terminology.match import TermMatch

STRICT_POS = frozenset(("name", "place", "org", "acronym", "demonym"))
"""Classes whose English keeps its capitals."""
COUNTED_POS = frozenset(("noun", "title", "demonym", "phrase", "adj", ""))
"""Classes whose English may stand in the plural."""
ONE_POS = frozenset(("title", "phrase"))
"""Classes whose English must be a singular where the French is one: one minister, one state."""

Nearness = Callable[[TermMatch, Span], float]
"""How likely a stretch of English stands for a match; higher is nearer."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a sentence holds of the terms it should."""

    spans: tuple[Span | None, ...]
    """For each match, its English (without possessive ending), or None."""
    asked: tuple[bool, ...]
    """For each match, whether it asks for English (rows that only forbid do not)."""
    forbidden: tuple[tuple[int, Span], ...] = ()
    """(index of the match, place) of forbidden English."""

    @property
    def missing(self) -> tuple[int, ...]:
        """Indices of matches without English."""
        pairs = enumerate(zip(self.spans, self.asked, strict=True))
        return tuple(i for i, (span, asked) in pairs if asked and span is None)

    @property
    def complete(self) -> bool:
        """Whether everything is there and nothing forbidden."""
        return not self.missing and not self.forbidden


@lru_cache(maxsize=65536)
def pattern(target: str, pos: str, many: bool = True) -> re.Pattern[str]:
    """Return the pattern that finds `target` as a word, with `many` in its plural too.

    A first letter may be a capital (start of a sentence); names keep theirs, other terms are found
    in any case.
    """
    forms = [target]
    if many and pos in COUNTED_POS:
        plural = en_forms.plural(target)
        if plural != target:
            forms.insert(0, plural)
    strict = pos in STRICT_POS or (not pos and any(c.isupper() for c in target))
    body = "|".join(_flexible(form, strict) for form in forms)
    return re.compile(rf"(?<![\w])(?:{body})(?![\w])", 0 if strict else re.IGNORECASE)


def _flexible(form: str, strict: bool) -> str:
    """Return `form` as a pattern in which kinds of blanks, hyphens and apostrophes are equal."""
    escaped = re.escape(form).replace("\\ ", r"\s+").replace(" ", r"\s+")
    escaped = re.sub(r"['’]", "['’]", escaped)
    escaped = escaped.replace(r"\-", "[-\u2010\u2011]")
    if strict and form[:1].islower():
        escaped = f"[{form[0]}{form[0].upper()}]" + escaped[1:]
    return escaped


def occurrences(text: str, target: str, pos: str, many: bool = True) -> list[Span]:
    """Return where `target` stands in `text`, not overlapping."""
    return [Span(*m.span()) for m in pattern(target, pos, many).finditer(text)]


def coverage(text: str, matches: Sequence[TermMatch], nearness: Nearness | None = None) -> Coverage:
    """Return which matches have their English in `text`.

    Args:
        text: the English.
        matches: of the French sentence.
        nearness: settles which of several equal terms is the one that is missing; default: order.
    """
    spans: list[Span | None] = [None] * len(matches)
    taken: list[Span] = []
    barred = [
        span
        for match in matches
        for target in match.forbidden
        for span in occurrences(text, target, match.term.pos)
    ]
    # First what is preferred, longest first; then what is admitted: an admitted short form must
    # not take the place of another term's only form.
    for rank in range(max((len(m.targets) for m in matches), default=0)):
        offers = []
        for index, match in enumerate(matches):
            if spans[index] is None and rank < len(match.targets):
                target = match.targets[rank]
                many = match.plural or match.term.pos not in ONE_POS
                places = occurrences(text, target, match.term.pos, many)
                for order, span in enumerate(places):
                    if any(bar.contains(span) and bar != span for bar in barred):
                        continue  # "Karabakh" inside a forbidden "Haut-Karabakh"
                    near = nearness(match, span) if nearness else 0.0
                    offers.append((-len(target), -near, index, order, span))
        for _, _, index, _, span in sorted(offers):
            if spans[index] is None and not any(span.overlaps(other) for other in taken):
                spans[index] = span
                taken.append(span)
    asked = tuple(bool(match.targets) for match in matches)
    return Coverage(tuple(spans), asked, tuple(_forbidden(text, matches, taken)))


def row_of(match: TermMatch, english: str) -> Term:
    """Return the row that the English of a match honours: of rows that contradict, that one."""
    pos = match.term.pos
    return next((r for r in match.rivals if pattern(r.target, pos).fullmatch(english)), match.term)


def hits_of(target: str, matches: Sequence[TermMatch]) -> tuple[TermHit, ...]:
    """Return what an English text that a person approved holds of the terms; none is changed."""
    found = coverage(target, matches)
    return tuple(
        TermHit(
            row_of(match, span.of(target) if span is not None else ""),
            match.span,
            TermOutcome.MISSING if span is None else TermOutcome.NATIVE,
            span,
            span.of(target) if span is not None else "",
            "approved by a person",
        )
        for match, span, asked in zip(matches, found.spans, found.asked, strict=True)
        if asked
    )


def _forbidden(
    text: str, matches: Sequence[TermMatch], taken: Sequence[Span]
) -> list[tuple[int, Span]]:
    """Return forbidden English that is not part of a term that was found."""
    places: list[tuple[int, Span]] = []
    for index, match in enumerate(matches):
        for target in match.forbidden:
            for span in occurrences(text, target, match.term.pos):
                known = [*taken, *(other for _, other in places)]
                if not any(span.overlaps(other) for other in known):
                    places.append((index, span))
    return places
