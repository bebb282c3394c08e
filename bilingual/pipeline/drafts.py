"""What the engine offers for each sentence, tried again in other ways where it went astray."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bilingual.engines.cached import stream
from bilingual.engines.clauses import clauses, split_to_fit
from bilingual.engines.merging import joined
from bilingual.model.ports import Decoding, Engine
from bilingual.model.span import Span
from bilingual.model.unit import Hypothesis
from bilingual.pipeline.guards import Doubt, doubts, findings, penalty
from bilingual.text.inline_terms import shows_marks, with_terms

Hypotheses = tuple[Hypothesis, ...]
GRAVE = 4
"""Penalty from which a sentence is worth a second decoding: one major finding."""
_FIGURE = re.compile(r"\d{1,3}(?:[ .\u00a0\u202f]\d{3})+(?!\d)(?:,\d+)?|\d+(?:,\d+)?")
"""A figure as French writes it."""


def drafts(
    engine: Engine,
    texts: Sequence[str],
    decoding: Decoding,
    done: Callable[[int], None] = lambda index: None,
) -> list[Hypotheses]:
    """Return the hypotheses of each text, the one to use first.

    Of the n-best the one against which the least speaks (`guards.penalty`) goes first, the
    engine's order deciding between equals. Where all have a grave fault, the sentence is decoded
    again without repeated phrases; where figures are lost even then, with those figures given (if
    the engine takes terms); where doubts are left, clause by clause.

    Args:
        engine: translates.
        texts: sentences, each once.
        decoding: settings of the first attempt.
        done: called with the index of each text as the first attempt at it is finished.
    """
    drafted = [_Draft(text) for text in texts]
    for index, hypotheses in stream(engine, texts, decoding):
        drafted[index].offer(hypotheses)
        done(index)
    _again(drafted, lambda one: one.penalty >= GRAVE, _without_repeats, engine, decoding)
    if getattr(engine, "supports_inline_terms", False):
        _again(drafted, _loses_figures, _with_figures, engine, decoding)
    _again(drafted, lambda one: bool(one.doubts), _by_clauses, engine, decoding)
    return [draft.hypotheses for draft in drafted]


@dataclass(slots=True)
class _Draft:
    """A sentence and what was offered for it so far, the best first."""

    text: str
    hypotheses: Hypotheses = ()
    penalty: int = 0

    @property
    def doubts(self) -> list[Doubt]:
        """What speaks against the best."""
        return doubts(self.text, self.hypotheses[0].text)

    def offer(self, more: Hypotheses) -> None:
        """Take in further hypotheses; one goes to the front if less speaks against it."""
        rest = more
        if not self.hypotheses:
            self.hypotheses, rest = more, more[1:]
            self.penalty = penalty(self.text, more[0].text)
        for one in rest:
            if self.penalty == 0:
                break
            weight = penalty(self.text, one.text)
            if weight < self.penalty:
                best = replace(one, detail=one.detail or "not the first choice of the engine")
                self.hypotheses = (best, *(h for h in self.hypotheses if h is not one))
                self.penalty = weight


Attempt = Callable[[Engine, Sequence[_Draft], Decoding], list[Hypotheses]]


def _again(
    drafted: Sequence[_Draft],
    wanted: Callable[[_Draft], bool],
    attempt: Attempt,
    engine: Engine,
    decoding: Decoding,
) -> None:
    """Make another attempt at the sentences that want it, all in one batch."""
    chosen = [draft for draft in drafted if wanted(draft)]
    if chosen:
        offers = attempt(engine, chosen, decoding)
        for draft, hypotheses in zip(chosen, offers, strict=True):
            draft.offer(hypotheses)


def _marked(hypotheses: Hypotheses, detail: str) -> Hypotheses:
    """Return the hypotheses with a note on how they came about."""
    return tuple(replace(one, detail=detail) for one in hypotheses)


def _without_repeats(
    engine: Engine, drafted: Sequence[_Draft], decoding: Decoding
) -> list[Hypotheses]:
    """Decode again; no three tokens may come twice."""
    settings = replace(decoding, no_repeat_ngram=3, repetition_penalty=1.2)
    found = engine.translate([draft.text for draft in drafted], settings)
    return [_marked(one, "decoded again without repeated phrases") for one in found]


def _loses_figures(draft: _Draft) -> bool:
    """Say whether the best so far lacks a figure of the French, which is grave."""
    return draft.penalty >= GRAVE and bool(_lost_figures(draft))


def _lost_figures(draft: _Draft) -> list[tuple[Span, str]]:
    """Return the figures that the best so far lacks: place in the French, English writing."""
    best = draft.hypotheses[0].text
    numbers = findings("numbers", draft.text, best) if best else ()
    spans = sorted({finding.source_span for finding in numbers if finding.source_span})
    return [
        (Span(span.start + m.start(), span.start + m.end()), _english_figure(m[0]))
        for span in spans
        for m in _FIGURE.finditer(span.of(draft.text))
    ]


def _english_figure(french: str) -> str:
    """Return `6,000.5` for `6 000,5`."""
    whole, *decimals = french.split(",")
    return ".".join([re.sub(r"\D", ",", whole), *decimals])


def _with_figures(
    engine: Engine, drafted: Sequence[_Draft], decoding: Decoding
) -> list[Hypotheses]:
    """Decode again with the lost figures written into the French."""
    texts = [with_terms(draft.text, _lost_figures(draft)) for draft in drafted]
    found = [
        tuple(one for one in offered if not shows_marks(one.text))
        for offered in engine.translate(texts, replace(decoding, attention=False))
    ]
    return [_marked(offered, "decoded again with its figures given") for offered in found]


def _by_clauses(engine: Engine, drafted: Sequence[_Draft], decoding: Decoding) -> list[Hypotheses]:
    """Decode clause by clause and join; sentences of one short clause get nothing more."""
    texts = [draft.text for draft in drafted]
    cuts = [_cuts(text) for text in texts]
    parts = [span.of(text) for text, spans in zip(texts, cuts, strict=True) for span in spans]
    translated = iter(engine.translate(parts, decoding)) if parts else iter(())
    found: list[Hypotheses] = []
    for text, spans in zip(texts, cuts, strict=True):
        pieces = [(span, next(translated)) for span in spans]
        found.append(_marked(joined(text, pieces), "decoded clause by clause") if pieces else ())
    return found


def _cuts(text: str) -> list[Span]:
    """Return the clauses of a text, or its halves if it is one long clause, or nothing."""
    spans = clauses(text)
    if len(spans) == 1 and len(text) > 80:
        spans = split_to_fit(text, lambda part: len(part) <= 0.6 * len(text))
    return spans if len(spans) > 1 else []
