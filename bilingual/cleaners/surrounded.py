"""What stands among furniture and speaks like it, though no table has the phrase.

Forms differ from site to site, and some of their lines are full sentences. They come in blocks,
though, so lines that other rules are sure of say where such a block is.
"""

from __future__ import annotations

from collections.abc import Sequence

from bilingual.cleaners.kinds import STATED, by_looks
from bilingual.cleaners.lines import addresses_reader, is_page_voice, is_prose, is_short_label
from bilingual.model.document import Block, BlockKind
from bilingual.text.tokens import count_words

_LABEL_WORDS = 12
"""Words of a label below the first line of furniture."""
_LAST_LABEL_WORDS = 4
"""Words of a label between the article and that line; longer ones may be captions."""
_SHORTEST, _LONG = 3, 8
"""Words that make an ended sentence an article line: few, but more behind a run of furniture."""
_DENSE = 3
"""Lines of furniture, after which short sentences are taken for part of it."""


class SurroundedRule:
    """Takes out lines that talk to the reader between lines of furniture, and the rest of the tail.

    The tail is what stands below the last article line, if furniture is among it: its labels go,
    its lines that address the reader go, and so do short sentences with furniture on both sides.
    """

    name = "surrounded"

    def judge(
        self, blocks: Sequence[Block], gone: frozenset[int], recurring: frozenset[str]
    ) -> dict[int, str]:
        """Return index -> reason for the lines to take out."""
        if not gone:
            return {}
        left = [index for index in range(len(blocks)) if index not in gone]
        voices = {index for index in left if is_page_voice(blocks[index].text)}
        amid = enclosed(gone, voices, len(blocks))
        found = dict.fromkeys(sorted(amid), "speaks to the reader amid furniture of the page")
        tail = _tail(blocks, gone | amid)
        sure = gone | amid
        first = min((index for index in tail if index in sure), default=len(blocks))
        below = {
            index
            for index in tail
            if index not in sure and _is_furniture(blocks[index], index > first)
        }
        short = {index for index in tail if index > first and _is_short_sentence(blocks[index])}
        below -= _heads_of(blocks, tail, sure | below)
        short -= sure | below
        below |= enclosed(sure | below, short, len(blocks))
        reason = "below the article, amid furniture of the page"
        return found | dict.fromkeys(sorted(below), reason)


def enclosed(gone: frozenset[int] | set[int], unsure: set[int], count: int) -> set[int]:
    """Return those of `unsure` in runs that have furniture before and furniture or the end after.

    Args:
        gone: indexes that are furniture for certain.
        unsure: indexes that might be.
        count: number of blocks.

    """
    taken: set[int] = set()
    run: list[int] = []
    for index in range(count + 1):
        if index in unsure:
            run.append(index)
            continue
        if run and run[0] - 1 in gone and (index in gone or index == count):
            taken.update(run)
        run = []
    return taken


def _is_furniture(block: Block, below_furniture: bool) -> bool:
    """Say whether a line of the tail is a label or addresses the reader."""
    kept = (
        BlockKind.HEADLINE,
        BlockKind.STANDFIRST,
        BlockKind.CAPTION,
        BlockKind.EMBED,
        BlockKind.BYLINE,
        BlockKind.LIST_ITEM,
    )
    if block.kind in kept or by_looks(block) in kept:
        return False
    words = _LABEL_WORDS if below_furniture else _LAST_LABEL_WORDS
    if is_short_label(block.text, words):
        return True
    return below_furniture and addresses_reader(block.text)


def _heads_of(blocks: Sequence[Block], tail: range, going: frozenset[int] | set[int]) -> set[int]:
    """Return the headings of the markup below which a list or table of the tail stays."""
    heads: set[int] = set()
    stays = False
    for index in reversed(tail):
        if blocks[index].kind is BlockKind.HEADING:
            heads |= {index} if stays else set()
        else:
            stays = index not in going and blocks[index].kind in STATED
    return heads


def _is_short_sentence(block: Block) -> bool:
    """Say whether a line is a sentence too short to be told from those of a form."""
    return (
        block.kind not in STATED
        and count_words(block.text) < _LONG
        and by_looks(block) is BlockKind.PARAGRAPH
    )


def _tail(blocks: Sequence[Block], sure: frozenset[int]) -> range:
    """Return the indexes below the last article line, if furniture is among them.

    With little furniture the tail begins at its first line; with much of it (`_DENSE`), labels
    above it belong to it as well, since no article ends in headings.
    """
    last, since = -1, 0
    for index, block in enumerate(blocks):
        if index in sure:
            since += 1
        elif _is_article_line(block, since):
            last, since = index, 0
    below = [index for index in sure if index > last]
    if last < 0 or not below:
        return range(0)
    return range(last + 1 if len(below) >= _DENSE else min(below), len(blocks))


def _is_article_line(block: Block, since: int) -> bool:
    """Say whether a line is running text (or a table or footnote).

    The more furniture stands between it and the article (`since` lines), the more it takes.
    """
    if block.kind in (BlockKind.TABLE_CELL, BlockKind.FOOTNOTE):
        return True
    if since >= _DENSE:
        return is_prose(block.text, _LONG) and not is_page_voice(block.text)
    return is_prose(block.text, _SHORTEST) and not (since and is_page_voice(block.text))


RULE = SurroundedRule()
