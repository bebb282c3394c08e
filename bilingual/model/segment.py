"""Sentences of a document, as exact substrings of its blocks."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bilingual.model.document import Block, Document
from bilingual.model.span import Span


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence (or headline, caption, list item) of a block."""

    id: str
    """Stable: the same sentence keeps its id when other parts of the article change."""
    block_id: str
    span: Span
    """Offsets in the block's text."""
    text: str
    """Exactly `block.text[span]`."""


@dataclass(frozen=True, slots=True)
class Segmentation:
    """A document and its segments in reading order; only white space lies between them.

    Embeds have one segment too, so that every block shows in the side-by-side.
    """

    document: Document
    segments: tuple[Segment, ...]

    def __post_init__(self) -> None:
        blocks = {block.id: block for block in self.document.blocks}
        reached: dict[str, int] = {}
        for segment in self.segments:
            text = blocks[segment.block_id].text
            if segment.text != segment.span.of(text):
                raise ValueError(f"segment {segment.id} is not a substring of its block")
            gap = text[reached.get(segment.block_id, 0) : segment.span.start]
            if segment.span.start < reached.get(segment.block_id, 0) or gap.strip():
                raise ValueError(f"segment {segment.id} overlaps or leaves text out")
            reached[segment.block_id] = segment.span.end
        for block in self.document.blocks:
            if block.text[reached.get(block.id, 0) :].strip():
                raise ValueError(f"block {block.id} is not covered by segments")

    def blocks_by_id(self) -> dict[str, Block]:
        """Return the document's blocks by their id."""
        return {block.id: block for block in self.document.blocks}


def segment_ids(texts: Iterable[str]) -> list[str]:
    """Return a stable id for each of a document's segment texts, in order.

    The id is a digest of the text (NFC, white space collapsed) and of how many equal texts came
    before it in the document, so an edit elsewhere leaves it alone.
    """
    seen: Counter[str] = Counter()
    ids = []
    for text in texts:
        key = " ".join(unicodedata.normalize("NFC", text).split())
        digest = hashlib.sha256(f"{key}\x00{seen[key]}".encode()).hexdigest()[:12]
        seen[key] += 1
        ids.append(digest)
    return ids
