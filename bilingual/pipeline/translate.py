"""Segmentations to translations: memory first, then the engine, then terminology.

All documents of a run are one batch in which equal sentences are translated once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bilingual.engines.house_style import HouseStyle
from bilingual.model.document import BlockKind
from bilingual.model.ports import Decoding, Engine, Recall, Recalled
from bilingual.model.quality import Finding, Severity
from bilingual.model.segment import Segment, Segmentation
from bilingual.model.span import Span
from bilingual.model.term import TermHit, TermOutcome
from bilingual.model.unit import (
    EngineInfo,
    Hypothesis,
    Origin,
    OriginKind,
    Translation,
    TranslationUnit,
    UnitState,
)
from bilingual.pipeline.capitals import RunningText
from bilingual.pipeline.drafts import drafts
from bilingual.pipeline.guards import doubts
from bilingual.text import figures

if TYPE_CHECKING:
    from bilingual.terminology.enforce import Enforced
    from bilingual.terminology.glossary import Glossary
    from bilingual.terminology.match import TermMatch

Progress = Callable[[int, int], None]
"""Gets (sentences done, sentences in all)."""

WINDOW = 1024
"""Sentences whose n-best and attention are in memory at the same time."""
LENGTH_PENALTY = 1.0
"""Ranks the n-best by mean log-probability. Argos's 0.2 prefers short ones, in which clauses are
lost: on newstest2013 BLEU 25.1 -> 25.6, on newsroom dev 38.1 -> 39.1 (decision 0006)."""
_FIGURES = re.compile(r"[\W\d_]*")
"""Rules (`***`) and figures alone."""
_ADDRESS = re.compile(r"\s*(?:https?://|www\.)\S+\s*")


@dataclass(slots=True)
class _Task:
    """A sentence to translate: once, however often it occurs with the same terms."""

    text: str
    matches: tuple[TermMatch, ...]
    places: list[tuple[int, int]] = field(default_factory=list)
    """(document, segment) indices where it stands."""


def translate(
    segmentations: Sequence[Segmentation],
    engine: Engine,
    *,
    glossary: Glossary | None = None,
    recall: Recall | None = None,
    decoding: Decoding | None = None,
    progress: Progress | None = None,
) -> list[Translation]:
    """Return the translation of each document, one unit a segment.

    What is approved in the memory is taken from there; embeds and addresses are copied, figures
    alone put into English notation; the rest is translated (lines in capitals as running text),
    guarded against loops, losses and inventions (`drafts`), and the glossary is enforced. A unit
    with doubts left, or a missing term, needs review and says why.

    Args:
        segmentations: documents of the run.
        engine: translates; wrap it in `CachedEngine` so that a second run costs nothing and an
            interrupted one goes on where it was.
        glossary: terms to enforce; None: none.
        recall: approved translations; None: none.
        decoding: how the engine searches; the default settings if None. The n-best are ranked by
            `LENGTH_PENALTY` at least.
        progress: called after each sentence.
    """
    engine = HouseStyle(engine)
    decoding = decoding or Decoding()
    info = engine.info()
    units: list[list[TranslationUnit | None]] = [[] for _ in segmentations]
    tasks: dict[tuple[str, tuple[TermMatch, ...]], _Task] = {}
    running = RunningText(term.source for term in (glossary.terms if glossary else ()))
    for index, segmentation in enumerate(segmentations):
        texts = [running.of(segment.text) for segment in segmentation.segments]
        matches = _matches(segmentation, texts, glossary)
        units[index] = _settled(segmentation, recall, matches)
        for place, text in enumerate(texts):
            if units[index][place] is None:
                key = (text, matches[place])
                tasks.setdefault(key, _Task(*key)).places.append((index, place))
    counter = _Counter(progress, sum(len(s.segments) for s in segmentations))
    counter.add(sum(unit is not None for document in units for unit in document))
    for task, made in _translated(list(tasks.values()), engine, decoding, info, counter):
        for index, place in task.places:
            segment = segmentations[index].segments[place]
            units[index][place] = replace(made, segments=(segment,))
    return [
        Translation(segmentation, tuple(unit for unit in document if unit is not None), info)
        for segmentation, document in zip(segmentations, units, strict=True)
    ]


@dataclass(slots=True)
class _Counter:
    """Counts sentences for the progress display."""

    progress: Progress | None
    total: int
    done: int = 0

    def add(self, count: int) -> None:
        """Count and report."""
        self.done += count
        if self.progress is not None and count:
            self.progress(self.done, self.total)


def _settled(
    segmentation: Segmentation, recall: Recall | None, matches: Sequence[tuple[TermMatch, ...]]
) -> list[TranslationUnit | None]:
    """Return the units that need no engine, None where one is needed."""
    units: list[TranslationUnit | None] = []
    blocks = segmentation.blocks_by_id()
    segments = segmentation.segments
    for place, segment in enumerate(segments):
        if not blocks[segment.block_id].translatable or _ADDRESS.fullmatch(segment.text):
            units.append(_copied(segment))
            continue
        if _FIGURES.fullmatch(segment.text):
            units.append(_figures(segment))
            continue
        before = segments[place - 1].text if place else ""
        after = segments[place + 1].text if place + 1 < len(segments) else ""
        known = recall.recall(segment.text, before, after) if recall is not None else None
        found = known is not None and known.target
        units.append(_recalled(segment, known, matches[place]) if known and found else None)
    return units


def _copied(segment: Segment) -> TranslationUnit:
    """Return the unit of a segment that is the same in English."""
    target = segment.text
    state = UnitState.TRANSLATED if target else UnitState.NEW
    return TranslationUnit((segment,), target, state, Origin(OriginKind.COPIED))


def _figures(segment: Segment) -> TranslationUnit:
    """Return the unit of a segment without words: copied where English writes it the same."""
    target = figures.english(segment.text)
    if target == segment.text:
        return _copied(segment)
    return TranslationUnit((segment,), target, UnitState.TRANSLATED, Origin(OriginKind.CONVERTED))


def _recalled(segment: Segment, known: Recalled, matches: tuple[TermMatch, ...]) -> TranslationUnit:
    """Return the unit of a segment whose translation people approved.

    Its terms are looked up, never changed: where the glossary has moved on since, the hit says so.
    """
    detail = ", ".join(part for part in (known.author, known.date, known.document) if part)
    origin = Origin(OriginKind.MEMORY, known.kind, detail)
    hits: tuple[TermHit, ...] = ()
    if matches:
        from bilingual.terminology.verify import hits_of

        hits = hits_of(known.target, matches)
    return TranslationUnit((segment,), known.target, UnitState.REVIEWED, origin, hits=hits)


def _matches(
    segmentation: Segmentation, texts: Sequence[str], glossary: Glossary | None
) -> list[tuple[TermMatch, ...]]:
    """Return the terms in each text; the whole document is matched, as acronyms ask for it."""
    if glossary is None:
        return [()] * len(texts)
    return list(glossary.match_document(texts, headlines(segmentation)))


def headlines(segmentation: Segmentation) -> list[bool]:
    """Return for each segment whether it is a headline, where an acronym may stand alone."""
    blocks = segmentation.blocks_by_id()
    kinds = (BlockKind.HEADLINE, BlockKind.HEADING)
    return [blocks[segment.block_id].kind in kinds for segment in segmentation.segments]


def _translated(
    tasks: Sequence[_Task], engine: Engine, decoding: Decoding, info: EngineInfo, counter: _Counter
) -> Iterator[tuple[_Task, TranslationUnit]]:
    """Yield each task with its unit (whose segments the caller sets), window by window."""
    tasks = sorted(tasks, key=lambda task: -len(task.text))
    for start in range(0, len(tasks), WINDOW):
        window = tasks[start : start + WINDOW]
        offered = _offered(window, engine, decoding, counter)
        enforced = _enforced(window, offered, engine)
        for task, hypotheses, result in zip(window, offered, enforced, strict=True):
            yield task, _unit(task, hypotheses, result, info)


def _offered(
    tasks: Sequence[_Task], engine: Engine, decoding: Decoding, counter: _Counter
) -> list[tuple[Hypothesis, ...]]:
    """Return the n-best of each task, with attention where terms want it."""
    offered: dict[tuple[str, bool], tuple[Hypothesis, ...]] = {}
    for wanted in (True, False):
        settings = replace(
            decoding,
            hypotheses=decoding.beam,
            attention=wanted,
            length_penalty=max(decoding.length_penalty, LENGTH_PENALTY),
        )
        places: dict[str, int] = {}
        for task in tasks:
            if bool(task.matches) is wanted:
                places[task.text] = places.get(task.text, 0) + len(task.places)
        texts = list(places)
        counts = list(places.values())

        def done(index: int, counts: list[int] = counts) -> None:
            counter.add(counts[index])

        for text, found in zip(texts, drafts(engine, texts, settings, done), strict=True):
            offered[text, wanted] = found
    return [offered[task.text, bool(task.matches)] for task in tasks]


def _enforced(
    tasks: Sequence[_Task], offered: Sequence[tuple[Hypothesis, ...]], engine: Engine
) -> list[Enforced | None]:
    """Return what terminology made of the tasks that hold terms; None for the others."""
    results: list[Enforced | None] = [None] * len(tasks)
    holding = [index for index, task in enumerate(tasks) if task.matches]
    if holding:
        from bilingual.terminology.enforce import Request, enforce_all

        requests = [Request(tasks[i].text, offered[i], tasks[i].matches) for i in holding]
        for index, result in zip(holding, enforce_all(requests, engine), strict=True):
            results[index] = result
    return results


def _unit(
    task: _Task, hypotheses: tuple[Hypothesis, ...], result: Enforced | None, info: EngineInfo
) -> TranslationUnit:
    """Return the unit of a task, without its segments."""
    chosen = hypotheses[min(result.hypothesis, len(hypotheses) - 1) if result is not None else 0]
    target = (result.text if result is not None else chosen.text).strip()
    findings = tuple(result.findings) if result is not None else ()
    findings += _engine_findings(task.text, target)
    hits = result.hits if result is not None else ()
    missing = any(hit.outcome is TermOutcome.MISSING for hit in hits)
    doubtful = missing or any(finding.severity is not Severity.INFO for finding in findings)
    state = UnitState.NEEDS_REVIEW if doubtful else UnitState.TRANSLATED
    score = result.score if result is not None and result.score is not None else chosen.score
    return TranslationUnit(
        segments=(),
        target=target,
        state=state if target else UnitState.NEW,
        origin=Origin(OriginKind.ENGINE, info.model, chosen.detail),
        score=score,
        hypotheses=tuple(replace(one, attention=None) for one in hypotheses),
        hits=hits,
        findings=findings,
    )


def _engine_findings(source: str, target: str) -> tuple[Finding, ...]:
    """Return the doubts that are left, as findings over the whole target."""
    severities = {"empty": Severity.CRITICAL, "copy": Severity.CRITICAL}
    return tuple(
        Finding(
            check="engine",
            severity=severities.get(doubt.kind, Severity.MAJOR),
            message=doubt.message,
            source_span=Span(0, len(source)),
            target_span=Span(0, len(target)) if target else None,
        )
        for doubt in doubts(source, target)
    )
