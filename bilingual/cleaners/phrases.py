"""The shape of most rules: a table of whole lines that only a web page says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from bilingual.cleaners.ambiguous import AMBIGUOUS
from bilingual.cleaners.lines import bare, ends_with_stop, speaks_to_reader, view
from bilingual.model.document import Block, BlockKind
from bilingual.text.tokens import count_words

NEVER = (BlockKind.TABLE_CELL, BlockKind.FOOTNOTE, BlockKind.LIST_ITEM)
"""Kinds that a format knows better than a phrase."""


class PhraseRule:
    """Takes out the lines that match one of its patterns from end to end.

    Patterns are regular expressions over the line without case, with plain apostrophes and single
    spaces, and without marks at its ends (`bare`). Sentences go only if they speak to the reader
    (`vous`, `your`, `nos`), because articles report on logins, cookies and newsletters as well.
    """

    def __init__(
        self,
        name: str,
        reason: str,
        patterns: Sequence[str],
        *,
        most_words: int = 30,
        impersonal: bool = False,
    ) -> None:
        """`impersonal`: its sentences need not speak to the reader."""
        self.name = name
        self.reason = reason
        self.most_words = most_words
        self.impersonal = impersonal
        self._patterns = tuple(patterns)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """The patterns as one; a dozen such tables take a tenth of a second, so not before use."""
        return re.compile("|".join(f"(?:{pattern})" for pattern in self._patterns))

    def matches(self, text: str) -> bool:
        """Say whether the whole line is one of the phrases; the pattern, which costs most, last."""
        if not (self.impersonal or not ends_with_stop(text) or speaks_to_reader(text)):
            return False
        if view(text).startswith(("«", "“", '"')) or count_words(text) > self.most_words:
            return False
        line = bare(text)
        return line not in AMBIGUOUS and bool(self._pattern.fullmatch(line))

    def judge(
        self, blocks: Sequence[Block], gone: frozenset[int], recurring: frozenset[str]
    ) -> dict[int, str]:
        """Return index -> reason for the lines to take out."""
        return {
            index: self.reason
            for index, block in enumerate(blocks)
            if index not in gone and block.kind not in NEVER and self.matches(block.text)
        }
