"""Personal names left alone on the last lines: signatures and tags."""

from __future__ import annotations

from collections.abc import Sequence

from bilingual.cleaners.lines import ends_sentence, is_name
from bilingual.model.document import Block, BlockKind


class StrayNameRule:
    """Takes out bare names after the last sentence.

    A name alone further up may be a heading, a speaker or a byline: it stays.
    """

    name = "stray-name"

    def judge(
        self, blocks: Sequence[Block], gone: frozenset[int], recurring: frozenset[str]
    ) -> dict[int, str]:
        """Return index -> reason for the lines to take out."""
        left = [index for index in range(len(blocks)) if index not in gone]
        names: list[int] = []
        while left and _is_stray(blocks[left[-1]]):
            names.append(left.pop())
        if not left or not ends_sentence(blocks[left[-1]].text):
            return {}
        return dict.fromkeys(sorted(names), "a personal name alone after the article")


def _is_stray(block: Block) -> bool:
    return block.kind in (BlockKind.PARAGRAPH, BlockKind.FURNITURE) and is_name(block.text)


RULE = StrayNameRule()
