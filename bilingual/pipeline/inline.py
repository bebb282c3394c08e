"""Stage: bold, italics, links and footnotes of the French find their place in the English."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from bilingual.formats.inline import source_marks
from bilingual.model.document import Mark
from bilingual.model.ports import Decoding, Engine
from bilingual.model.quality import Finding, Severity
from bilingual.model.span import Span
from bilingual.model.unit import Hypothesis, OriginKind, Translation, TranslationUnit
from bilingual.text.inline import Link, cognates, project

CHECK = "formatting"
_TERM_WEIGHT = 4.0
"""Weight of a glossary term's known place against one token's attention."""
_FAINT = 0.05
"""Attention below this is noise."""


def carry_marks(translations: Sequence[Translation], engine: Engine) -> list[Translation]:
    """Return the translations with the inline formatting of their French on the English.

    Sentences with formatting are decoded once more with attention, all in one batch; others cost
    nothing. The attention belongs to the engine's own words: it reaches what terminology or people
    changed in them through the words that stayed. A mark without a clear place is left out and
    reported as a finding.
    """
    wanted: list[tuple[int, int, list[Mark]]] = []
    for index, translation in enumerate(translations):
        blocks = translation.segmentation.blocks_by_id()
        if not any(block.marks for block in blocks.values()):
            continue
        for place, unit in enumerate(translation.units):
            marks = source_marks(unit, blocks)
            if marks and unit.target:
                wanted.append((index, place, marks))
    texts = list(
        dict.fromkeys(
            translations[i].units[j].source
            for i, j, _ in wanted
            if translations[i].units[j].origin.kind not in (OriginKind.COPIED, OriginKind.CONVERTED)
        )
    )
    offered = engine.translate(texts, Decoding(attention=True)) if texts else []
    drafts = {text: found[0] for text, found in zip(texts, offered, strict=True)}
    units = [list(translation.units) for translation in translations]
    for index, place, marks in wanted:
        unit = units[index][place]
        units[index][place] = _carried(unit, marks, drafts.get(unit.source))
    return [
        replace(translation, units=tuple(changed))
        for translation, changed in zip(translations, units, strict=True)
    ]


def _carried(unit: TranslationUnit, marks: list[Mark], draft: Hypothesis | None) -> TranslationUnit:
    """Return the unit with its target's marks and a finding for each that is lost."""
    if unit.origin.kind is OriginKind.COPIED and unit.target == unit.source:
        return replace(unit, marks=tuple(marks))
    placed, lost = project(marks, unit.source, unit.target, links(unit, draft))
    kept = tuple(finding for finding in unit.findings if finding.check != CHECK)
    return replace(unit, marks=placed, findings=kept + tuple(_lost(unit, mark) for mark in lost))


def _lost(unit: TranslationUnit, mark: Mark) -> Finding:
    """Return the finding on a mark that has no clear place in the English."""
    if mark.kind == "footnote":
        message = f"the reference to footnote {mark.value} has no clear place in the English"
    else:
        text = mark.span.of(unit.source)
        address = f" ({mark.value})" if mark.value else ""
        message = f"{mark.kind} on “{text}”{address} has no clear place in the English"
    severity = Severity.MINOR if mark.kind in ("link", "footnote") else Severity.INFO
    return Finding(CHECK, severity, message, mark.span)


def links(unit: TranslationUnit, draft: Hypothesis | None) -> list[Link]:
    """Return which words render which: by glossary terms, by looks, by attention."""
    found = [
        Link(hit.source_span, hit.target_span, _TERM_WEIGHT)
        for hit in unit.hits
        if hit.target_span is not None
    ]
    found += cognates(unit.source, unit.target)
    if draft is None or draft.attention is None:
        return found
    moved = _mover(draft.text, unit.target)
    for row, target in zip(draft.attention.weights, draft.attention.target, strict=True):
        place = moved(target)
        if place is None:
            continue
        found += [
            Link(source, place, weight)
            for source, weight in zip(draft.attention.source, row, strict=True)
            if weight >= _FAINT
        ]
    return found


def _mover(draft: str, target: str) -> Callable[[Span], Span | None]:
    """Return a function that maps spans of the engine's words to the same words of the target.

    It returns None for a span of which not even half stayed.
    """
    same = SequenceMatcher(None, draft, target, autojunk=False).get_matching_blocks()

    def moved(span: Span) -> Span | None:
        for block in same:
            low = max(span.start, block.a)
            high = min(span.end, block.a + block.size)
            if high - low > len(span) / 2:
                return Span(block.b + low - block.a, block.b + high - block.a)
        return None

    return moved
