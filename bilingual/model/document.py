"""An article as it was read: blocks in reading order, and what cleaning did to them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from bilingual.model.span import Span


class BlockKind(StrEnum):
    """What a block is in the article."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    LIST_ITEM = "list item"
    TABLE_CELL = "table cell"
    FOOTNOTE = "footnote"
    EMBED = "embed"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Mark:
    """Inline formatting of a stretch of a block."""

    span: Span
    """Offsets in `Block.text`."""
    kind: str
    """`bold`, `italic`, `underline`, `link`, `code`, `superscript`, `subscript`, `footnote`."""
    value: str = ""
    """The address of a link, the number of a footnote; empty otherwise."""


@dataclass(frozen=True, slots=True)
class Block:
    """A line or paragraph of the source, with its text exactly as decoded (no normalisation)."""

    id: str
    """Unique in its document."""
    kind: BlockKind
    text: str
    """Code points as decoded; sentence offsets count in it."""
    line: int
    """1-based line of the input file on which the block starts; 0 if the format has no lines."""
    marks: tuple[Mark, ...] = ()
    translatable: bool = True
    """False for embeds: carried over as they are."""
    level: int = 0
    """Depth of a heading or list item, 1 = outermost; 0 where it means nothing."""
    cell: tuple[int, int, int] | None = None
    """(table, row, column), 0-based, for table cells."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One removal (or change of kind) done by cleaning, with its reason; can be put back."""

    rule: str
    """Name of the cleaning rule, as in the table `RULES`."""
    reason: str
    """For the editor, in English; never quotes private data."""
    index: int
    """Position of `before` among the blocks of the document before any edit."""
    before: Block
    """The block as it was read."""
    after: Block | None = None
    """None: removed; otherwise the block with another kind."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document came from."""

    path: str
    """As the user gave it; `-` for standard input."""
    media_type: str
    """For instance `text/plain`."""
    sha256: str
    """Of the bytes read."""


@dataclass(frozen=True, slots=True)
class Document:
    """Blocks in reading order. `blocks` are what is left after `edits`."""

    source: Source
    lang: str
    """BCP-47, `fr` or `fr-FR`."""
    title: str
    """The headline, or the file's stem where the article has none."""
    blocks: tuple[Block, ...]
    edits: tuple[Edit, ...] = ()

    def __post_init__(self) -> None:
        ids = [block.id for block in self.blocks]
        if len(set(ids)) != len(ids):
            raise ValueError(f"{self.source.path}: block ids are not unique")

    def block(self, block_id: str) -> Block:
        """Return the block of that id; `KeyError` if there is none."""
        for block in self.blocks:
            if block.id == block_id:
                return block
        raise KeyError(block_id)

    def restored(self) -> Document:
        """Return the document as it was read, with every edit undone."""
        blocks = list(self.blocks)
        for edit in sorted((e for e in self.edits if e.after is None), key=lambda e: e.index):
            blocks.insert(edit.index, edit.before)
        at = {block.id: position for position, block in enumerate(blocks)}
        for edit in reversed(self.edits):
            if edit.after is not None:
                blocks[at[edit.after.id]] = edit.before
        return replace(self, blocks=tuple(blocks), edits=())
