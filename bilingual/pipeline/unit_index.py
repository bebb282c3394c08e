"""The units of a dispatch, found by id, by text or by nearly the same text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from rapidfuzz import fuzz

from bilingual.formats.docx_table import bookmark_name
from bilingual.model.revision import Dispatch
from bilingual.text.keys import comparison_key

NEAR = 85.0
"""rapidfuzz ratio from which two texts may be the same sentence, edited."""
MARGIN = 5.0
"""By how much the best candidate must beat the second."""
_CANDIDATES = 20


class UnitIndex:
    """The units of a dispatch, found by id, by text or by nearly the same text."""

    def __init__(self, dispatch: Dispatch) -> None:
        self.all = dispatch.units
        self.by_id = {bookmark_name(unit.id): i for i, unit in enumerate(dispatch.units)}
        self.by_id |= {unit.id: index for index, unit in enumerate(dispatch.units)}
        self.keys = [comparison_key(unit.source) for unit in dispatch.units]
        self.targets = [comparison_key(unit.target) for unit in dispatch.units]
        self.by_source = _index(self.keys)
        self.by_target = _index(self.targets)
        self._source_words = _word_index(self.keys)
        self._target_words = _word_index(self.targets)

    def near_source(self, key: str, free: set[int]) -> int | None:
        """Return the one free unit whose French is nearly `key`."""
        return _near(key, self.keys, self._source_words, free)

    def near_target(self, key: str, free: set[int]) -> int | None:
        """Return the one free unit whose English is nearly `key`."""
        return _near(key, self.targets, self._target_words, free)


def _index(keys: Sequence[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for index, key in enumerate(keys):
        if key:
            found[key].append(index)
    return dict(found)


def _words(text: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"\w+", text)}


def _word_index(keys: Sequence[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for index, key in enumerate(keys):
        for word in _words(key):
            found[word].append(index)
    return found


def _near(key: str, keys: Sequence[str], words: dict[str, list[int]], free: set[int]) -> int | None:
    """Return the free index whose text is nearly `key` and clearly nearer than any other's.

    Candidates are found through their rarest shared words, so 10,000 rows stay linear.
    """
    votes: Counter[int] = Counter()
    for word in sorted(_words(key), key=lambda w: len(words.get(w, ())))[:6]:
        for index in words.get(word, ())[:500]:
            votes[index] += 1
    ranked = sorted(
        ((fuzz.ratio(key, keys[i]), -i) for i, _ in votes.most_common(_CANDIDATES) if i in free),
        reverse=True,
    )
    if not ranked or ranked[0][0] < NEAR:
        return None
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MARGIN:
        return None
    return -ranked[0][1]
