"""Splits a document's blocks into sentences."""

from __future__ import annotations

from bilingual.model.document import Block, BlockKind, Document
from bilingual.model.ports import Segmenter
from bilingual.model.segment import Segment, Segmentation, segment_ids
from bilingual.model.span import Span

WHOLE = (BlockKind.HEADLINE, BlockKind.EMBED, BlockKind.BYLINE)
"""Kinds that are one segment however they are punctuated."""


def segment(document: Document, segmenter: Segmenter) -> Segmentation:
    """Return the document with its segments, block by block, in reading order."""
    found = [(block, span) for block in document.blocks for span in _spans(block, segmenter)]
    texts = [span.of(block.text) for block, span in found]
    segments = tuple(
        Segment(identifier, block.id, span, text)
        for (block, span), text, identifier in zip(found, texts, segment_ids(texts), strict=True)
    )
    return Segmentation(document, segments)


def _spans(block: Block, segmenter: Segmenter) -> list[Span]:
    """Return the spans of one block's segments."""
    if block.kind not in WHOLE and block.translatable:
        return segmenter.spans(block.text)
    bare = block.text.strip()
    if not bare:
        return []
    start = block.text.index(bare)
    return [Span(start, start + len(bare))]
