"""What the engine offers for each sentence, tried again in other ways where it went astray."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from bilingual.engines.cached import stream
from bilingual.engines.clauses import clauses, split_to_fit
from bilingual.engines.merging import joined
from bilingual.model.ports import Decoding, Engine
from bilingual.model.span import Span
from bilingual.model.unit import Hypothesis
from bilingual.pipeline.guards import Doubt, doubts

Hypotheses = tuple[Hypothesis, ...]


def drafts(
    engine: Engine,
    texts: Sequence[str],
    decoding: Decoding,
    done: Callable[[int], None] = lambda index: None,
) -> list[Hypotheses]:
    """Return the hypotheses of each text, the one to use first.

    Where guards object to the engine's best, the first of these that satisfies them is used:
    another of the n-best, a decoding that may not repeat phrases, a wider search, clause by
    clause. If none does, the least doubtful; `guards.doubts` then tells the reader.

    Args:
        engine: translates.
        texts: sentences, each once.
        decoding: settings of the first attempt.
        done: called with the index of each text as the first attempt at it is finished.
    """
    found: list[Hypotheses] = [()] * len(texts)
    for index, hypotheses in stream(engine, texts, decoding):
        found[index] = _best_first(texts[index], hypotheses)
        done(index)
    for attempt in (_without_repeats, _wider, _by_clauses):
        doubtful = [i for i, text in enumerate(texts) if doubts(text, found[i][0].text)]
        if not doubtful:
            break
        again = attempt(engine, [texts[i] for i in doubtful], decoding)
        for i, hypotheses in zip(doubtful, again, strict=True):
            found[i] = _best_first(texts[i], found[i] + hypotheses)
    return found


def _best_first(text: str, hypotheses: Hypotheses) -> Hypotheses:
    """Return the hypotheses with the least doubtful first; the order holds otherwise."""
    if not doubts(text, hypotheses[0].text):
        return hypotheses
    best = min(hypotheses, key=lambda one: _weight(doubts(text, one.text)))
    if best is hypotheses[0]:
        return hypotheses
    if not best.detail:
        reason = doubts(text, hypotheses[0].text)[0].kind
        best = replace(best, detail=f"not the first choice of the engine ({reason})")
    return (best, *(one for one in hypotheses if one.text != best.text))


def _weight(found: Sequence[Doubt]) -> int:
    """Return how bad doubts are together."""
    return sum(doubt.weight for doubt in found)


def _marked(hypotheses: Hypotheses, detail: str) -> Hypotheses:
    """Return the hypotheses with a note on how they came about."""
    return tuple(replace(one, detail=detail) for one in hypotheses)


def _without_repeats(engine: Engine, texts: Sequence[str], decoding: Decoding) -> list[Hypotheses]:
    """Decode again; no three tokens may come twice."""
    settings = replace(decoding, no_repeat_ngram=3, repetition_penalty=1.2)
    found = engine.translate(texts, settings)
    return [_marked(one, "decoded again without repeated phrases") for one in found]


def _wider(engine: Engine, texts: Sequence[str], decoding: Decoding) -> list[Hypotheses]:
    """Decode again with twice the beam."""
    settings = replace(decoding, beam=2 * decoding.beam, no_repeat_ngram=5)
    found = engine.translate(texts, settings)
    return [_marked(one, "decoded again with a wider search") for one in found]


def _by_clauses(engine: Engine, texts: Sequence[str], decoding: Decoding) -> list[Hypotheses]:
    """Decode clause by clause and join; sentences of one short clause get nothing more."""
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
