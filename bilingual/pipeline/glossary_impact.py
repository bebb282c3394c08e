"""Which published sentences a change of the glossary would alter, before and after.

Only sentences in which the two glossaries find different terms are translated, once under each;
the engine sees each of them once, because both runs read the same cache.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bilingual.engines.cached import CachedEngine, SentenceCache
from bilingual.model.ports import Decoding, Engine, Recalled
from bilingual.model.segment import Segmentation
from bilingual.model.unit import TranslationUnit
from bilingual.pipeline.translate import headlines, translate
from bilingual.terminology.glossary import Glossary
from bilingual.terminology.match import TermMatch


@dataclass(frozen=True, slots=True)
class Impact:
    """One sentence whose terms differ under the two glossaries."""

    document: str
    """Path as given."""
    line: int
    """1-based, of the block."""
    source: str
    before: str
    """English under the base glossary."""
    after: str
    """English under the head glossary."""
    terms: tuple[str, ...]
    """French terms that are found, or rendered, differently."""
    missing: tuple[str, ...] = ()
    """French terms of the head glossary that are not in `after`."""

    @property
    def changed(self) -> bool:
        """Whether the English differs at all."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class _Unaffected:
    """Answers for every sentence that need not be translated."""

    wanted: frozenset[str]

    def recall(self, source: str, before: str, after: str) -> Recalled | None:
        """Return a stand-in for sentences that the change does not touch."""
        return None if source in self.wanted else Recalled(source, "exact")


def impact(
    segmentations: Sequence[Segmentation], base: Glossary, head: Glossary, engine: Engine
) -> list[Impact]:
    """Return the affected sentences of the documents, in reading order.

    Args:
        segmentations: the documents, split into sentences.
        base: the glossary before.
        head: the glossary after.
        engine: translates; is called once per affected sentence.
    """
    affected = [_affected(segmentation, base, head) for segmentation in segmentations]
    wanted = frozenset(
        segmentation.segments[place].text
        for segmentation, places in zip(segmentations, affected, strict=True)
        for place in places
    )
    if not wanted:
        return []
    recall = _Unaffected(wanted)
    with tempfile.TemporaryDirectory() as folder:
        cache = SentenceCache(Path(folder) / "sentences.sqlite")
        try:
            cached = CachedEngine(engine, cache)
            old, new = (
                translate(
                    segmentations, cached, glossary=glossary, recall=recall, decoding=Decoding()
                )
                for glossary in (base, head)
            )
        finally:
            cache.close()
    return [
        _impact(segmentation, place, names, before.units[place], after.units[place])
        for segmentation, places, before, after in zip(
            segmentations, affected, old, new, strict=True
        )
        for place, names in sorted(places.items())
    ]


def _affected(
    segmentation: Segmentation, base: Glossary, head: Glossary
) -> dict[int, tuple[str, ...]]:
    """Return place of the sentence -> terms that differ."""
    blocks = segmentation.blocks_by_id()
    texts = [segment.text for segment in segmentation.segments]
    titles = headlines(segmentation)
    found = {}
    for place, (old, new) in enumerate(
        zip(base.match_document(texts, titles), head.match_document(texts, titles), strict=True)
    ):
        if not blocks[segmentation.segments[place].block_id].translatable:
            continue
        before, after = {_facts(m) for m in old}, {_facts(m) for m in new}
        differ = sorted({start for start, _, _, _ in before ^ after})
        if differ:
            spans = {m.span.start: m.span for m in (*old, *new)}
            found[place] = tuple(spans[start].of(texts[place]) for start in differ)
    return found


def _facts(match: TermMatch) -> tuple[int, int, tuple[str, ...], tuple[str, ...]]:
    """Return what enforcement would act on."""
    return match.span.start, match.span.end, match.targets, match.forbidden


def _impact(
    segmentation: Segmentation,
    place: int,
    names: tuple[str, ...],
    before: TranslationUnit,
    after: TranslationUnit,
) -> Impact:
    """Return the impact on one sentence."""
    segment = segmentation.segments[place]
    block = segmentation.document.block(segment.block_id)
    return Impact(
        segmentation.document.source.path,
        block.line,
        segment.text,
        before.target,
        after.target,
        names,
        tuple(hit.source_span.of(segment.text) for hit in after.hits if hit.target_span is None),
    )
