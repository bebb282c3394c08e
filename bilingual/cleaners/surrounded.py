"""What stands among furniture and speaks like it, though no table has the phrase.

Forms differ from site to site, and some of their lines are full sentences. They come in blocks,
though, so lines that other rules are sure of say where such a block is.
"""

from __future__ import annotations

from collections.abc import Sequence

from bilingual.cleaners.kinds import by_looks
from bilingual.cleaners.lines import addresses_reader, is_page_voice, is_prose, is_short_label
from bilingual.cleaners.phrases import beside
from bilingual.model.document import Block, BlockKind

_LABEL_WORDS = 12
_SHORTEST, _LONG = 3, 12
"""Words that make an ended sentence an article line: few, but more behind a run of furniture."""
_DENSE = 3
"""Lines of furniture, after which short sentences are taken for part of it."""


class SurroundedRule:
    """Takes out lines next to furniture that talk to the reader, and what is left of the tail.

    The tail is everything from the first line of furniture after the last paragraph. Labels in it
    go; its short sentences go only where sure lines stand on both sides and are the majority.
    """

    name = "surrounded"

    def judge(
        self, blocks: Sequence[Block], gone: frozenset[int], recurring: frozenset[str]
    ) -> dict[int, str]:
        """Return index -> reason for the lines to take out."""
        voices = {
            index
            for index, block in enumerate(blocks)
            if index not in gone and is_page_voice(block.text)
        }
        if not gone:
            return {}
        near = {i for i in beside(gone, voices, -2) if not _opens(blocks, gone, i)}
        found = dict.fromkeys(sorted(near), "speaks to the reader amid furniture of the page")
        tail = _tail(blocks, gone | near)
        sure = [index for index in tail if index in gone or index in near]
        dense = len(sure) >= 3 and 2 * len(sure) >= len(tail)
        for index in tail:
            text = blocks[index].text
            if index in gone or index in found or _is_content(blocks[index]):
                continue
            within = dense and sure[0] < index < sure[-1]
            if index in voices or is_short_label(text, _LABEL_WORDS) or within:
                found[index] = "below the article, amid furniture of the page"
        return found


def _is_content(block: Block) -> bool:
    """Say whether a line of the tail shows what it is: a caption, an embed, an agency, a list."""
    kept = (BlockKind.CAPTION, BlockKind.EMBED, BlockKind.BYLINE, BlockKind.LIST_ITEM)
    return by_looks(block) in kept


def _opens(blocks: Sequence[Block], gone: frozenset[int], index: int) -> bool:
    """Say whether a line is the first of the article (a headline may speak to the reader)."""
    return all(before in gone for before in range(index))


def _tail(blocks: Sequence[Block], sure: frozenset[int] | set[int]) -> range:
    """Return the indexes below the last article line, if furniture is among them.

    With little furniture the tail begins at its first line; with much of it (`_DENSE`), labels
    above it belong to it as well, since no article ends in headings.
    """
    last, since = -1, 0
    for index, block in enumerate(blocks):
        if index in sure:
            since += 1
        elif _is_article_line(block, _SHORTEST if since < _DENSE else _LONG):
            last, since = index, 0
    below = [index for index in sure if index > last]
    if last < 0 or not below:
        return range(0)
    return range(last + 1 if len(below) >= _DENSE else min(below), len(blocks))


def _is_article_line(block: Block, words: int) -> bool:
    """Say whether a line is running text of at least `words` words (or a table or footnote)."""
    if block.kind in (BlockKind.TABLE_CELL, BlockKind.FOOTNOTE):
        return True
    return is_prose(block.text, words) and not addresses_reader(block.text)


RULE = SurroundedRule()
