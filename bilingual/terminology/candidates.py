"""Candidate translations of one sentence and what each does for its terms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bilingual.model.span import Span
from bilingual.model.term import TermOutcome, TermStatus
from bilingual.model.unit import Hypothesis
from bilingual.terminology.carriers import Carried
from bilingual.terminology.evidence import Evidence, Lexicon, Place, alike
from bilingual.terminology.match import TermMatch
from bilingual.terminology.splice import splice
from bilingual.terminology.verify import Coverage, coverage

NUMBER = re.compile(r"\d+")
SURE = 0.35
"""Confidence of a replaced span from which no other way is tried."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One possible translation."""

    text: str
    coverage: Coverage
    outcomes: tuple[TermOutcome, ...]
    """For each match; missing where the coverage says so."""
    reasons: tuple[str, ...]
    hypothesis: int
    """Rank of the hypothesis it comes from."""
    score: float | None
    """Mean log-probability per token under the engine; None until it was scored."""
    doubt: float = 0.0
    """0: every replaced span was sure; 1: the worst was a guess."""

    @property
    def missing(self) -> int:
        """How many terms are not there."""
        return len(self.coverage.missing)

    @property
    def done(self) -> bool:
        """Whether nothing is missing, forbidden or doubtful."""
        return self.coverage.complete and self.doubt <= 1 - SURE

    @property
    def doubtful(self) -> frozenset[int]:
        """Matches that are missing, or all repaired ones where the repair is in doubt."""
        lost = set(self.coverage.missing)
        if self.doubt > 1 - SURE:
            lost |= {i for i, o in enumerate(self.outcomes) if o is TermOutcome.REPAIRED}
        return frozenset(lost)


def native(
    source: str,
    hypothesis: Hypothesis,
    rank: int,
    matches: tuple[TermMatch, ...],
    lexicon: Lexicon | None,
    how: str = "",
) -> tuple[Candidate, Evidence]:
    """Return the hypothesis as it is, with what it holds.

    Args:
        source: the French.
        hypothesis: what the engine offered.
        rank: its place among the hypotheses, 0 the best.
        matches: the terms of the sentence.
        lexicon: association of words in the run, for engines without attention.
        how: in which further decoding it came up; empty: the first.
    """
    evidence = Evidence(source, hypothesis, lexicon)
    found = coverage(hypothesis.text, matches)
    if len(found.missing) and len(matches) > 1:
        found = coverage(hypothesis.text, matches, evidence.nearness)
    there = TermOutcome.CHOSEN if rank or how else TermOutcome.NATIVE
    outcomes = tuple(there if span else TermOutcome.MISSING for span in found.spans)
    words = f"{how}, rank {rank + 1}" if how else f"rank {rank + 1} of the hypotheses"
    reason = words if rank or how else "the best hypothesis has it"
    reasons = tuple(reason if span else "no trace of it" for span in found.spans)
    return Candidate(hypothesis.text, found, outcomes, reasons, rank, hypothesis.score), evidence


def repaired(
    candidate: Candidate, evidence: Evidence, source: str, matches: tuple[TermMatch, ...]
) -> Candidate:
    """Return the candidate with its missing terms put in the place of what stands for them.

    All places are sought together: the surest first, and none may take what stands for another
    term or a number. Nothing is changed where a number or a term would be lost.
    """
    text = candidate.text
    places = _places(candidate, evidence, matches)
    if not places:
        return candidate
    for index, place in sorted(places.items(), key=lambda p: p[1].span, reverse=True):
        text = splice(text, place.span, matches[index], source)
    found = coverage(text, matches)
    kept = [i for i, span in enumerate(candidate.coverage.spans) if span is not None]
    if any(found.spans[i] is None for i in kept) or not _numbers_kept(
        candidate.text, text, [matches[i] for i in places]
    ):
        return candidate
    if len(found.missing) >= candidate.missing and found.forbidden:
        return candidate
    outcomes, reasons = list(candidate.outcomes), list(candidate.reasons)
    for index, place in places.items():
        if found.spans[index] is not None:
            outcomes[index] = TermOutcome.REPAIRED
            was = place.span.of(candidate.text)
            reasons[index] = f"in place of “{was}”, {place.why}"
    doubt = 1 - min(place.confidence for place in places.values())
    return replace(
        candidate,
        text=text,
        coverage=found,
        outcomes=agreed(outcomes, found),
        reasons=tuple(reasons),
        score=None,
        doubt=max(candidate.doubt, doubt),
    )


def _places(
    candidate: Candidate, evidence: Evidence, matches: tuple[TermMatch, ...]
) -> dict[int, Place]:
    """Return where each missing term's English should go."""
    blocked = [span for span in candidate.coverage.spans if span is not None]
    blocked += [w.span for w in evidence.words if NUMBER.search(w.text)]
    places: dict[int, Place] = {}
    for index, span in candidate.coverage.forbidden:
        if index in candidate.coverage.missing and index not in places:
            places[index] = Place(span, 1.0, "forbidden English")
            blocked.append(span)
    waiting = [i for i in candidate.coverage.missing if i not in places]
    while waiting:
        offers = [(i, evidence.place(matches[i], blocked)) for i in waiting]
        found = [(p.confidence, i, p) for i, p in offers if p is not None]
        if not found:
            break
        _, index, place = max(found, key=lambda f: (f[0], -f[1]))
        places[index] = place
        blocked.append(place.span)
        waiting.remove(index)
    return places


def _numbers_kept(before: str, after: str, put: Sequence[TermMatch]) -> bool:
    """Say whether every number is still there, and only the terms' own came in."""
    own: Counter[str] = Counter()
    for match in put:
        own.update(NUMBER.findall(match.targets[0]))
    old, new = Counter(NUMBER.findall(before)), Counter(NUMBER.findall(after))
    return not old - new and not (new - old) - own


def agreed(outcomes: Sequence[TermOutcome], found: Coverage) -> tuple[TermOutcome, ...]:
    """Return the outcomes with exactly those missing that the final text lacks."""
    return tuple(
        TermOutcome.MISSING
        if span is None
        else (TermOutcome.REPAIRED if outcome is TermOutcome.MISSING else outcome)
        for outcome, span in zip(outcomes, found.spans, strict=True)
    )


def as_carried(matches: tuple[TermMatch, ...], carried: Carried) -> tuple[TermMatch, ...]:
    """Return the matches as they stand in the carried sentence, with the carriers as targets."""
    stand_ins = []
    for match, span, carrier in zip(matches, carried.spans, carried.carriers, strict=True):
        if carrier is None:
            stand_ins.append(replace(match, span=span))
            continue
        term = replace(
            match.term,
            source=carrier.french,
            target=carrier.english[0],
            status=TermStatus.PREFERRED,
            forms=(),
        )
        stand_ins.append(TermMatch(term, span, carrier.english, plural=match.plural))
    return tuple(stand_ins)


def swapped(
    candidate: Candidate, carried: Carried, matches: tuple[TermMatch, ...]
) -> Candidate | None:
    """Return the candidate with its carriers swapped for the terms; None if one is not there."""
    text = candidate.text
    swaps: list[tuple[Span, int]] = []
    for index, carrier in enumerate(carried.carriers):
        span = candidate.coverage.spans[index]
        if carrier is not None and span is None:
            return None
        if carrier is not None and span is not None:
            swaps.append((span, index))
    for span, index in sorted(swaps, reverse=True):
        here = replace(matches[index], span=carried.spans[index])
        text = splice(text, span, here, carried.source)
    found = coverage(text, matches)
    outcomes, reasons = list(candidate.outcomes), list(candidate.reasons)
    for _, index in swaps:
        carrier = carried.carriers[index]
        assert carrier is not None
        outcomes[index] = TermOutcome.CARRIED
        reasons[index] = f"translated with “{carrier.french}” in its place"
    if not _numbers_kept(candidate.text, text, [matches[i] for _, i in swaps]):
        return None
    if _debris(text, found, matches, carried):
        return None
    return replace(
        candidate,
        text=text,
        coverage=found,
        outcomes=agreed(outcomes, found),
        reasons=tuple(reasons),
        score=None,
    )


def _debris(text: str, found: Coverage, matches: tuple[TermMatch, ...], carried: Carried) -> bool:
    """Say whether a carrier is left over in the text."""
    held = [span for span in found.spans if span is not None]
    for carrier, match in zip(carried.carriers, matches, strict=True):
        if carrier is None:
            continue
        for english in carrier.english:
            for place in re.finditer(rf"\b{re.escape(english)}", text):
                span = Span(*place.span())
                if not any(h.contains(span) for h in held) and not alike(english, match) > 0.9:
                    return True
    return False
