"""A fresh side-by-side after a review: the outcome as a `Review` that every writer takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from bilingual import __version__
from bilingual.model.document import Block, BlockKind, Document, Source
from bilingual.model.quality import Score
from bilingual.model.review import Review, RunRecord
from bilingual.model.revision import Original, Reviewed, ReviewOutcome, Verdict
from bilingual.model.segment import Segment, Segmentation
from bilingual.model.span import Span
from bilingual.model.unit import (
    EngineInfo,
    Origin,
    OriginKind,
    Translation,
    TranslationUnit,
    UnitState,
)
from bilingual.pipeline.align import side_by_side
from bilingual.pipeline.score import check_names, checked_bitext
from bilingual.terminology.glossary import Glossary
from bilingual.terminology.verify import hits_of

_ORIGINS = {kind.value: kind for kind in OriginKind}
_STATES = {state.value: state for state in UnitState}
_KINDS = {kind.value: kind for kind in BlockKind}


def as_review(
    outcome: ReviewOutcome,
    scores: Sequence[Score] = (),
    checks: Sequence[str] = (),
    glossary: Glossary | None = None,
) -> Review:
    """Return the outcome as a review, checked anew, ready for the writers of side-by-sides.

    Units keep their ids and order. Reviewed sentences are `reviewed`; conflicts and sentences with
    an open comment need review and say so; sentences taken out have no English and a note. People
    make slips as well, so the checks (`checks` as in `score`) look at their English too, and the
    terms of the glossary are looked up in it.
    """
    originals = outcome.dispatch.units
    blocks, segments = _blocks(originals)
    facts = next((dict(f.facts) for f in outcome.files if f.facts), {})
    headline = next((o.source for o in originals if o.kind == "headline"), outcome.dispatch.name)
    source = Source(facts.get("source", outcome.dispatch.name), "text/plain",
                    facts.get("source.sha256", ""))  # fmt: skip
    document = Document(source, "fr", headline, tuple(blocks))
    segmentation = Segmentation(document, tuple(segments))
    engine = EngineInfo("reviewed by people", facts.get("model", ""), "", "")
    units = _with_terms(_units(outcome, segments), segments, glossary)
    known = glossary.info if glossary is not None else None
    run = RunRecord(_day(outcome), __version__, engine, known)
    remarks = tuple(f"{n.kind}: {n.place}: {n.message}" for n in outcome.notices)
    translation = Translation(segmentation, tuple(units), engine)
    bitext = checked_bitext(side_by_side(translation), check_names(checks))
    return Review(bitext, tuple(scores), (), run, remarks)


def _with_terms(
    units: list[TranslationUnit], segments: Sequence[Segment], glossary: Glossary | None
) -> list[TranslationUnit]:
    """Return the units with the terms found in, or missing from, what people stand behind."""
    if glossary is None:
        return units
    matches = glossary.match_document([segment.text for segment in segments])
    by_id = {segment.id: found for segment, found in zip(segments, matches, strict=True)}
    return [
        replace(unit, hits=hits_of(unit.target, by_id[unit.id]))
        if unit.state is UnitState.REVIEWED and len(unit.segments) == 1
        else unit
        for unit in units
    ]


def _blocks(originals: Sequence[Original]) -> tuple[list[Block], list[Segment]]:
    """Return blocks rebuilt from their sentences, one blank between, and the sentences in them."""
    numbered: list[tuple[int, Original]] = []
    number = 0
    for position, unit in enumerate(originals):
        number += unit.starts or not position or originals[position - 1].kind != unit.kind
        numbered.append((number, unit))
    blocks, segments = [], []
    for key, members in groupby(numbered, key=lambda pair: pair[0]):
        units = [unit for _, unit in members]
        kind = _KINDS.get(units[0].kind, BlockKind.PARAGRAPH)
        text = " ".join(unit.source for unit in units)
        reached = 0
        for unit in units:
            span = Span(reached, reached + len(unit.source))
            segments.append(Segment(unit.id, f"b{key}", span, unit.source))
            reached = span.end + 1
        translatable = kind is not BlockKind.EMBED
        blocks.append(Block(f"b{key}", kind, text, units[0].line, translatable=translatable))
    return blocks, segments


def _units(outcome: ReviewOutcome, segments: Sequence[Segment]) -> list[TranslationUnit]:
    """Return the units over all segments, in order.

    Rows merged into the row before them become one unit; a row merged elsewhere keeps a row of its
    own that says where it went, so that the order of the article holds.
    """
    position = {unit.id: i for i, unit in enumerate(outcome.dispatch.units)}
    hosts = {unit.original.id: unit for unit in outcome.units}
    elsewhere = {j.id: unit for unit in outcome.units for j in unit.joined}
    made: list[TranslationUnit] = []
    taken: set[str] = set()
    for i, original in enumerate(outcome.dispatch.units):
        unit = hosts.get(original.id)
        if original.id in taken:
            continue
        if unit is None:
            host = elsewhere[original.id]
            note = f"Merged into the row of “{host.original.source[:60]}”"
            made.append(_empty(segments[i], note))
            continue
        last = i
        for joined in unit.joined:
            if position[joined.id] == last + 1:
                last += 1
                taken.add(joined.id)
        made.append(_unit(unit, tuple(segments[i : last + 1])))
    return made


def _empty(segment: Segment, note: str) -> TranslationUnit:
    origin = Origin(OriginKind.HUMAN)
    return TranslationUnit((segment,), "", UnitState.NEW, origin, note=note)


def _unit(unit: Reviewed, segments: tuple[Segment, ...]) -> TranslationUnit:
    """Return one reviewed unit."""
    names = ", ".join(dict.fromkeys(v.author for v in unit.versions if v.author))
    origin = Origin(_ORIGINS.get(unit.original.origin, OriginKind.ENGINE))
    if unit.verdict in (Verdict.EDITED, Verdict.DELETED):
        origin = Origin(OriginKind.HUMAN, names)
    state = _STATES.get(unit.original.state, UnitState.TRANSLATED)
    if unit.settled:
        state = UnitState.REVIEWED
    elif unit.verdict is not Verdict.UNTOUCHED or unit.comments:
        state = UnitState.NEEDS_REVIEW
    if not unit.target:
        state = UnitState.NEW
    elif state is UnitState.NEW:
        state = UnitState.TRANSLATED
    marks = unit.marks if unit.target else ()
    return TranslationUnit(segments, unit.target, state, origin, note=_note(unit), marks=marks)


def _note(unit: Reviewed) -> str:
    """Return what the next reader should know: versions in conflict, open comments."""
    parts = [f"{c.author or 'Comment'}: {c.text}" for c in unit.comments if not c.done]
    if unit.verdict is Verdict.CONFLICT:
        told = (f"{v.author or v.path}: “{v.text or '(taken out)'}”" for v in unit.versions)
        parts.insert(0, "Reviewers disagree. " + " — ".join(told))
    if unit.verdict is Verdict.DELETED:
        parts.insert(0, "Taken out in review")
    return " · ".join([*parts, *(n for n in unit.notes if unit.verdict is not Verdict.DELETED)])


def _day(outcome: ReviewOutcome) -> str:
    """Return the day of the last change; the clock is never read."""
    return max((v.date for unit in outcome.units for v in unit.versions), default="")
