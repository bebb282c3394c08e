"""Lines that come back in several documents of the run: what the site prints around each article.

Articles may share sentences as well (a background paragraph, a byline), so only labels go, and only
where no article text stands: above the headline or below the last sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

from bilingual.cleaners.kinds import CREDIT, is_byline
from bilingual.cleaners.lines import ends_sentence, is_prose, is_short_label, view
from bilingual.model.document import Block
from bilingual.text.normalize import key
from bilingual.text.placeables import is_only

_MOST_WORDS = 10


class RecurringRule:
    """Takes out short lines of the head and the tail that other documents of the run have too."""

    name = "recurring"

    def judge(
        self, blocks: Sequence[Block], gone: frozenset[int], recurring: frozenset[str]
    ) -> dict[int, str]:
        """Return index -> reason for the lines to take out."""
        left = [index for index in range(len(blocks)) if index not in gone]
        texts = {index: blocks[index].text for index in left}
        candidates = {
            index
            for index in left
            if key(texts[index]) in recurring
            and is_short_label(texts[index], _MOST_WORDS)
            and not is_byline(texts[index])
            and not CREDIT.search(view(texts[index]))
            and not is_only(texts[index])
        }
        prose = [index for index in left if is_prose(texts[index]) or ends_sentence(texts[index])]
        first, last = (prose[0], prose[-1]) if prose else (len(blocks), len(blocks))
        reason = "stands in several documents of this run, outside the article text"
        found = {index: reason for index in candidates if index > last}
        for index in sorted(index for index in candidates if index < first):
            rest = [i for i in left if index < i < first and i not in candidates]
            if any(not ends_sentence(texts[i]) and len(texts[i].split()) >= 3 for i in rest):
                found[index] = reason
        return found


RULE = RecurringRule()
