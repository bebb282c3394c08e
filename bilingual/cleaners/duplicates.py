"""Lines printed twice: captions, and the text of a picture before its caption."""

from __future__ import annotations

from collections.abc import Sequence

from bilingual.cleaners.kinds import CREDIT
from bilingual.cleaners.lines import is_short_label, view
from bilingual.model.document import Block, BlockKind
from bilingual.text.normalize import key
from bilingual.text.tokens import count_words

_FEWEST_WORDS = 5
"""Shorter lines may be said twice on purpose: « Non. »"""


class DuplicateRule:
    """Takes out the second of two equal lines: in a row, or anywhere if headline or caption."""

    name = "duplicates"

    def judge(
        self, blocks: Sequence[Block], gone: frozenset[int], recurring: frozenset[str]
    ) -> dict[int, str]:
        """Return index -> reason for the lines to take out."""
        found: dict[int, str] = {}
        captions: set[str] = set()
        headline = ""
        before: tuple[int, str] | None = None
        for index, block in enumerate(blocks):
            if index in gone or block.kind in (BlockKind.TABLE_CELL, BlockKind.LIST_ITEM):
                continue
            line = key(block.text)
            long_enough = count_words(line) >= _FEWEST_WORDS
            if before and long_enough and line == before[1]:
                found[index] = "printed twice in a row"
                continue
            if headline and line == headline:
                found[index] = "repeats the headline"
                continue
            if not headline and is_short_label(block.text, 30) and count_words(line) >= 4:
                headline = line
            if before and _is_caption_of(block.text, blocks[before[0]].text):
                found[before[0]] = "text of a picture, repeated by its caption"
            if long_enough and CREDIT.search(view(block.text)):
                if line in captions:
                    found[index] = "caption printed twice"
                    continue
                captions.add(line)
            before = (index, line)
        return found


def _is_caption_of(caption: str, line: str) -> bool:
    """Say whether `caption` is `line` and a credit after it."""
    short, full = key(line).rstrip(" ."), key(caption)
    return (
        count_words(line) >= _FEWEST_WORDS
        and full.startswith(short)
        and full != key(line)
        and CREDIT.match(view(caption)[len(short) :].lstrip(" .-–—")) is not None
    )


RULE = DuplicateRule()
