"""What stands among furniture and speaks like it, though no table has the phrase.

Forms differ from site to site, and some of their lines are full sentences. They come in blocks,
though, so lines that other rules are sure of say where such a block is.
"""

from __future__ import annotations

from collections.abc import Sequence

from bilingual.cleaners.kinds import CREDIT
from bilingual.cleaners.lines import is_page_voice, is_prose, is_short_label, view
from bilingual.cleaners.phrases import beside
from bilingual.model.document import Block, BlockKind
from bilingual.text.placeables import is_only

_LABEL_WORDS = 12


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
            if index in gone or index in found or CREDIT.search(view(text)) or is_only(text):
                continue
            within = dense and sure[0] < index < sure[-1]
            if index in voices or is_short_label(text, _LABEL_WORDS) or within:
                found[index] = "below the article, amid furniture of the page"
        return found


def _opens(blocks: Sequence[Block], gone: frozenset[int], index: int) -> bool:
    """Say whether a line is the first of the article (a headline may speak to the reader)."""
    return all(before in gone for before in range(index))


def _tail(blocks: Sequence[Block], sure: frozenset[int] | set[int]) -> range:
    """Return the indexes from the first sure line after the last running text to the end."""
    last = max(
        (
            index
            for index, block in enumerate(blocks)
            if index not in sure
            and (
                is_prose(block.text, 12) or block.kind in (BlockKind.TABLE_CELL, BlockKind.FOOTNOTE)
            )
            and not is_page_voice(block.text)
        ),
        default=-1,
    )
    first = min((index for index in sure if index > last), default=len(blocks))
    return range(first, len(blocks)) if last >= 0 else range(0)


RULE = SurroundedRule()
