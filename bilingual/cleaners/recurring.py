"""Lines that come back in several documents of the run: what the site prints around each article.

Articles may share more than that: a background paragraph, a byline, a table, a list of parties. So
only labels without figures go, only where the markup does not say that they belong to the article,
and only where no article text stands: above the headline or at the end, below the last sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

from bilingual.cleaners.kinds import STATED, by_looks
from bilingual.cleaners.lines import ends_sentence, is_prose, is_short_label
from bilingual.model.document import Block, BlockKind
from bilingual.text.normalize import key

_MOST_WORDS = 10
_MOST_WORDS_ABOVE = 4
"""Above the text: two articles may have the same title, and titles are longer than labels."""


class RecurringRule:
    """Takes out short lines of the head and the tail that other documents of the run have too."""

    name = "recurring"

    def judge(
        self, blocks: Sequence[Block], gone: frozenset[int], recurring: frozenset[str]
    ) -> dict[int, str]:
        """Return index -> reason for the lines to take out."""
        left = [index for index in range(len(blocks)) if index not in gone]
        texts = {index: blocks[index].text for index in left}
        prose = [index for index in left if is_prose(texts[index]) or ends_sentence(texts[index])]
        if not prose:  # a table, a list: nothing says what stands outside
            return {}
        candidates = {
            index for index in left if key(texts[index]) in recurring and _is_label(blocks[index])
        }
        reason = "stands in several documents of this run, outside the article text"
        found: dict[int, str] = {}
        tail = [index for index in left if index > prose[-1]]
        if not any(_is_listed(blocks[index]) for index in tail):
            for index in reversed(tail):
                if index not in candidates:  # what stands above it may be its heading
                    break
                found[index] = reason
        for index in sorted(index for index in candidates if index < prose[0]):
            rest = [i for i in left if index < i < prose[0] and i not in candidates]
            if is_short_label(texts[index], _MOST_WORDS_ABOVE) and any(
                not ends_sentence(texts[i]) and len(texts[i].split()) >= 3 for i in rest
            ):
                found[index] = reason
        return found


def _is_listed(block: Block) -> bool:
    """Say whether a line is one of a list or table; lines around it are of the same list."""
    looks = by_looks(block)
    figures = looks is BlockKind.PARAGRAPH and any(char.isdigit() for char in block.text)
    return block.kind in STATED or looks is BlockKind.LIST_ITEM or figures


def _is_label(block: Block) -> bool:
    """Say whether a line can be one that the site prints: short, without figures, of no kind."""
    return (
        block.kind not in STATED
        and is_short_label(block.text, _MOST_WORDS)
        and not any(char.isdigit() for char in block.text)
        and by_looks(block) is BlockKind.PARAGRAPH
    )


RULE = RecurringRule()
