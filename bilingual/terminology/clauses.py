"""A sentence in two halves, for models that drop a clause of a long one."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bilingual.model.span import Span
from bilingual.terminology.candidates import Candidate, agreed
from bilingual.terminology.match import TermMatch
from bilingual.terminology.verify import coverage

CUT = re.compile(r"\s*[;:–—]\s+|,\s+|\s+(?=(?:et|mais|que|qui|alors|pour|dans|avec|selon|après)\s)")
SHORTEST = 12
"""Code points that each half must have."""


@dataclass(frozen=True, slots=True)
class Halves:
    """The halves of a sentence with their terms."""

    left: str
    separator: str
    """What stood between them; a blank where only blanks did."""
    right: str
    left_matches: tuple[TermMatch, ...]
    right_matches: tuple[TermMatch, ...]


def halves(source: str, matches: tuple[TermMatch, ...]) -> Halves | None:
    """Return the sentence cut where a clause ends, as near its middle as can be; None: nowhere."""
    cuts = [
        cut
        for cut in CUT.finditer(source)
        if cut.start() >= SHORTEST
        and len(source) - cut.end() >= SHORTEST
        and not any(
            m.span.overlaps(Span(cut.start(), cut.end() + 1))
            for m in matches
            if m.span.start < cut.start()
        )
    ]
    if not cuts:
        return None
    strong = [cut for cut in cuts if cut.group().strip()] or cuts
    cut = min(strong, key=lambda c: abs((c.start() + c.end()) / 2 - len(source) / 2))
    return Halves(
        source[: cut.start()],
        cut.group().strip() or " ",
        source[cut.end() :],
        tuple(m for m in matches if m.span.end <= cut.start()),
        tuple(
            replace(m, span=m.span.shift(-cut.end())) for m in matches if m.span.start >= cut.end()
        ),
    )


def joined(
    cut: Halves, left: Candidate, right: Candidate, matches: tuple[TermMatch, ...]
) -> Candidate:
    """Return the translations of the halves as one candidate for the whole sentence."""
    first = left.text.rstrip()
    if not cut.left.rstrip().endswith((".", "…")):
        first = first.rstrip(".")
    second = right.text.lstrip()
    if cut.right[:1].islower() and not _proper(second, right):
        second = second[:1].lower() + second[1:]
    if not cut.right.rstrip(' »"”').endswith((".", "…", "!", "?")):
        second = second.rstrip(".")
    glue = " " if cut.separator == " " else cut.separator + " "
    if cut.separator in "–—":
        glue = f" {cut.separator} "
    text = first + glue + second
    found = coverage(text, matches)
    outcomes = (*left.outcomes, *right.outcomes)
    reasons = tuple(
        f"{reason}; clauses translated apart" for reason in (*left.reasons, *right.reasons)
    )
    return Candidate(
        text,
        found,
        agreed(outcomes, found),
        reasons,
        left.hypothesis,
        None,
        max(left.doubt, right.doubt),
    )


def _proper(text: str, candidate: Candidate) -> bool:
    """Say whether a text starts with a term or a word that keeps its capital."""
    starts = any(span is not None and span.start == 0 for span in candidate.coverage.spans)
    return starts or bool(re.match(r"I\b|[A-Z]{2}", text))
