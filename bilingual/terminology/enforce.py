"""Terms enforced after decoding, and verified.

In this order: the best hypothesis already has them (native); another hypothesis does, within a
small margin (chosen); the English that stands for a term is replaced (repaired); the sentence is
translated with stand-ins that are then swapped (carried); it is said that a term is missing.
Whatever was done, a hit counts because `verify.coverage` found it in the final text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bilingual.model.ports import Decoding, Engine
from bilingual.model.quality import Finding, Severity
from bilingual.model.term import TermHit, TermOutcome
from bilingual.model.unit import Hypothesis
from bilingual.terminology.candidates import Candidate, as_carried, native, repaired, swapped
from bilingual.terminology.carriers import carry
from bilingual.terminology.clauses import Halves, halves, joined
from bilingual.terminology.evidence import Evidence, Lexicon
from bilingual.terminology.match import TermMatch
from bilingual.terminology.splice import with_right_article
from bilingual.terminology.verify import coverage, occurrences, row_of
from bilingual.text.inline_terms import shows_marks, with_terms

MARGIN = 0.15
"""How much worse (mean log-probability per token) a hypothesis may be that has all the terms."""
BEAMS = (2, 4)
"""Beam size for each set of carriers that is tried; most sentences are settled by the first."""
INLINE_BEAM = 2
"""For terms given inline; what is still open has the carriers before it."""
DEPTH = 2
"""How often a sentence whose terms are dropped may be cut in two."""
DOUBT_WEIGHT = 0.6
"""What a wholly doubtful repair costs in mean log-probability when candidates are compared."""
CERTAIN = 0.5
"""Confidence of a repair from which likelihood is not asked."""
SEARCH = Decoding(beam=4, hypotheses=2, attention=True)
"""For the sentences that are translated again."""


@dataclass(frozen=True, slots=True)
class Request:
    """A French sentence, what the engine offered, and the terms it holds."""

    source: str
    hypotheses: tuple[Hypothesis, ...]
    """Best first, at least one; with attention where the engine has it."""
    matches: tuple[TermMatch, ...]


@dataclass(frozen=True, slots=True)
class Enforced:
    """The English that was decided on."""

    text: str
    hits: tuple[TermHit, ...]
    """One for each match that asks for English, in order of the French."""
    score: float | None
    """Mean log-probability per token of `text` under the engine."""
    hypothesis: int
    """Rank of the hypothesis it is made from."""
    findings: tuple[Finding, ...] = ()
    """Missing terms, forbidden English that is still there, terms given up for longer ones."""


def enforce_all(requests: Sequence[Request], engine: Engine) -> list[Enforced]:
    """Return the decided English of each request, in order.

    The engine is called in batches only: for carried sentences, and to score what was changed.
    """
    work = _Work(requests, engine)
    work.first_pass()
    if getattr(engine, "supports_inline_terms", False):
        work.inline()
    for turn in range(len(BEAMS)):
        work.carried(turn)
    work.halved(DEPTH)
    return work.decided()


class _Work:
    """The candidates of every request of a batch, gathered in rounds."""

    def __init__(self, requests: Sequence[Request], engine: Engine) -> None:
        self.engine = engine
        self.requests = [
            replace(r, matches=tuple(m for m in r.matches if m.targets or m.forbidden))
            for r in requests
        ]
        self.candidates: list[list[Candidate]] = [[] for _ in requests]
        attentive = all(h.attention for r in self.requests if r.matches for h in r.hypotheses)
        self.lexicon = (
            None if attentive else Lexicon((r.matches, r.hypotheses[0].text) for r in self.requests)
        )

    def first_pass(self) -> None:
        """Look at the hypotheses as they are and repaired."""
        for request, candidates in zip(self.requests, self.candidates, strict=True):
            if request.matches:
                candidates += offers(request, self.lexicon)

    def open(self) -> list[int]:
        """Return the requests that no candidate settles."""
        return [
            i
            for i, (r, c) in enumerate(zip(self.requests, self.candidates, strict=True))
            if r.matches and not any(candidate.done for candidate in c)
        ]

    def carried(self, turn: int) -> None:
        """Translate open sentences with carriers in the place of what is missing or doubtful."""
        jobs = []
        for index in self.open():
            request = self.requests[index]
            lost = best(self.candidates[index]).doubtful & {
                i for i, m in enumerate(request.matches) if m.targets
            }
            sentence = (
                carry(request.source, request.matches, frozenset(lost), turn) if lost else None
            )
            if sentence is not None:
                jobs.append((index, sentence))
        answers = self._translate([sentence.source for _, sentence in jobs], beam=BEAMS[turn])
        for (index, sentence), hypotheses in zip(jobs, answers, strict=True):
            matches = self.requests[index].matches
            stand_ins = Request(sentence.source, hypotheses, as_carried(matches, sentence))
            for candidate in offers(stand_ins, None, how="with carriers"):
                done = swapped(candidate, sentence, matches)
                if done is not None:
                    self.candidates[index].append(done)

    def inline(self) -> None:
        """Translate open sentences with their terms written into the source, if the model can."""
        jobs = self.open()
        marked = [
            with_terms(
                self.requests[i].source,
                [(m.span, m.targets[0]) for m in self.requests[i].matches if m.targets],
            )
            for i in jobs
        ]
        answers = self._translate(marked, attention=False, beam=INLINE_BEAM)
        for index, hypotheses in zip(jobs, answers, strict=True):
            request = replace(self.requests[index], hypotheses=hypotheses)
            for rank, hypothesis in enumerate(hypotheses):
                if shows_marks(hypothesis.text):
                    continue
                candidate, _ = native(
                    request.source, hypothesis, rank, request.matches, None, "terms given inline"
                )
                self.candidates[index].append(replace(candidate, score=None))

    def halved(self, depth: int) -> None:
        """Translate the clauses of sentences apart whose terms the model drops.

        Args:
            depth: how often a sentence may be cut in two.
        """
        cuts: list[tuple[int, Halves]] = []
        for index in self.open():
            if best(self.candidates[index]).missing:
                cut = halves(self.requests[index].source, self.requests[index].matches)
                if cut is not None:
                    cuts.append((index, cut))
        if not cuts:
            return
        texts = [text for _, cut in cuts for text in (cut.left, cut.right)]
        answers = self._translate(texts)
        parts = []
        for (_, cut), left, right in zip(cuts, answers[::2], answers[1::2], strict=True):
            parts.append(Request(cut.left, left, cut.left_matches))
            parts.append(Request(cut.right, right, cut.right_matches))
        inner = _Work(parts, self.engine)
        inner.first_pass()
        for turn in range(len(BEAMS)):
            inner.carried(turn)
        if depth > 1:
            inner.halved(depth - 1)
        for position, (index, cut) in enumerate(cuts):
            pair = [inner.one(2 * position), inner.one(2 * position + 1)]
            self.candidates[index].append(
                joined(cut, pair[0], pair[1], self.requests[index].matches)
            )

    def one(self, index: int) -> Candidate:
        """Return the best candidate of a request; the first hypothesis if it has no terms."""
        request = self.requests[index]
        if request.matches:
            return best(self.candidates[index])
        return native(request.source, request.hypotheses[0], 0, (), None)[0]

    def _translate(
        self, texts: list[str], *, attention: bool = True, beam: int = SEARCH.beam
    ) -> list[tuple[Hypothesis, ...]]:
        """Translate sentences again, all of them in one call."""
        decoding = replace(SEARCH, attention=attention, beam=beam)
        return self.engine.translate(texts, decoding) if texts else []

    def decided(self) -> list[Enforced]:
        """Score what was changed and return the decisions."""
        short = [_shortlist(candidates) for candidates in self.candidates]
        asked = sorted(
            {
                (request.source, candidate.text)
                for request, candidates in zip(self.requests, short, strict=True)
                for candidate in candidates
                if candidate.score is None and len(candidates) > 1
            }
        )
        scores = dict(zip(asked, self.engine.score(asked), strict=True)) if asked else {}
        results = []
        for request, candidates in zip(self.requests, short, strict=True):
            if not candidates:
                first = request.hypotheses[0]
                results.append(Enforced(first.text, (), first.score, 0))
                continue
            scored = [
                replace(c, score=scores.get((request.source, c.text), c.score)) for c in candidates
            ]
            results.append(_result(request, tidied(min(scored, key=_scored_rank), request)))
        return results


def offers(request: Request, lexicon: Lexicon | None, how: str = "") -> list[Candidate]:
    """Return the candidates that the hypotheses of a request give, as they are or repaired."""
    seen: list[tuple[Candidate, Evidence, bool]] = []
    top = request.hypotheses[0].score
    for rank, hypothesis in enumerate(request.hypotheses):
        candidate, evidence = native(
            request.source, hypothesis, rank, request.matches, lexicon, how
        )
        near = hypothesis.score >= top - MARGIN
        if candidate.coverage.complete and (not rank or near):
            return [candidate]
        seen.append((candidate, evidence, near))
    found: list[Candidate] = []
    for candidate, evidence, near in seen:  # only now: a repair takes longer than a look
        found.append(candidate)
        if near:
            found.append(repaired(candidate, evidence, request.source, request.matches))
    return found


def _shortlist(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates among which likelihood decides: one if it is sure, else up to three."""
    ranked = sorted(candidates, key=_rank)
    if not ranked or (ranked[0].done and ranked[0].doubt <= 1 - CERTAIN):
        return ranked[:1]
    equal = [c for c in ranked if _rank(c)[:2] == _rank(ranked[0])[:2]]
    return equal[:3]


def tidied(candidate: Candidate, request: Request) -> Candidate:
    """Return the candidate with the articles before its terms made right, if no term suffers."""
    text = candidate.text
    places = zip(candidate.coverage.spans, request.matches, strict=True)
    for span, match in sorted(((s, m) for s, m in places if s), key=lambda p: p[0], reverse=True):
        text = with_right_article(text, span, match, request.source)
    if text == candidate.text:
        return candidate
    found = coverage(text, request.matches)
    if len(found.missing) > candidate.missing:
        return candidate
    return replace(candidate, text=text, coverage=found)


def best(candidates: Sequence[Candidate]) -> Candidate:
    """Return the best candidate as far as is known without scoring."""
    return min(candidates, key=_rank)


def _rank(candidate: Candidate) -> tuple[float, ...]:
    """Order candidates before scoring: terms first, then doubt, then how much was changed."""
    repairs = sum(o is TermOutcome.REPAIRED for o in candidate.outcomes)
    return (
        candidate.missing,
        len(candidate.coverage.forbidden),
        float(candidate.doubt > 0.5),
        repairs,
        candidate.hypothesis,
        candidate.doubt,
    )


def _scored_rank(candidate: Candidate) -> tuple[float, ...]:
    """Order scored candidates: terms first, then likelihood less doubt."""
    score = -9.0 if candidate.score is None else candidate.score
    likely = score - DOUBT_WEIGHT * max(0.0, candidate.doubt - 0.3)
    return (candidate.missing, len(candidate.coverage.forbidden), -likely)


def _result(request: Request, chosen: Candidate) -> Enforced:
    """Return the decision with its hits and findings."""
    hits, findings = [], []
    for index, match in enumerate(request.matches):
        if not match.targets:
            continue
        span = chosen.coverage.spans[index]
        hits.append(
            TermHit(
                row_of(match, span.of(chosen.text) if span else ""),
                match.span,
                chosen.outcomes[index],
                span,
                span.of(chosen.text) if span else "",
                "; ".join(filter(None, (chosen.reasons[index], match.note))),
            )
        )
        if span is None:
            french = match.span.of(request.source)
            message = f"term “{french}” should be “{match.targets[0]}”; it is not in the English"
            findings.append(
                Finding("terminology", Severity.MAJOR, message, match.span, None, match.targets[0])
            )
    for index, span in chosen.coverage.forbidden:
        match = request.matches[index]
        wanted = f"; use “{match.targets[0]}”" if match.targets else ""
        message = (
            f"“{span.of(chosen.text)}” is forbidden for “{match.span.of(request.source)}”{wanted}"
        )
        findings.append(
            Finding(
                "terminology", Severity.MAJOR, message, match.span, span, "".join(match.targets[:1])
            )
        )
    findings += [
        finding for match in request.matches for finding in _given_up(request, match, chosen.text)
    ]
    return Enforced(chosen.text, tuple(hits), chosen.score, chosen.hypothesis, tuple(findings))


def _given_up(request: Request, match: TermMatch, text: str) -> Iterator[Finding]:
    """Yield a remark on each term that lost words to a longer one, unless it is there anyway."""
    for lost in match.overlapped:
        pos = lost.term.pos
        if not lost.targets or any(occurrences(text, target, pos) for target in lost.targets):
            continue
        french, longer = lost.span.of(request.source), match.span.of(request.source)
        message = (
            f"term “{french}” (“{lost.targets[0]}”) shares words with “{longer}”, which goes "
            "before it, so it was not looked for"
        )
        yield Finding("terminology", Severity.INFO, message, lost.span)
