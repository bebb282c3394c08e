"""Lines that are nothing but somebody's e-mail address or telephone number."""

from __future__ import annotations

from collections.abc import Sequence

from bilingual.model.document import Block
from bilingual.text import redact
from bilingual.text.tokens import count_words


class PrivateRule:
    """Takes out contact lines; addresses inside sentences of the article are its content."""

    name = "private"

    def judge(
        self, blocks: Sequence[Block], gone: frozenset[int], recurring: frozenset[str]
    ) -> dict[int, str]:
        """Return index -> reason for the lines to take out."""
        return {
            index: "a contact address alone on its line"
            for index, block in enumerate(blocks)
            if index not in gone and is_contact(block.text)
        }


def is_contact(text: str) -> bool:
    """Say whether a line is an address or number, with at most two words of label."""
    if not redact.holds_private_data(text):
        return False
    rest = redact.redact(text)
    for mark in (redact.EMAIL_MARK, redact.TELEPHONE_MARK):
        rest = rest.replace(mark, " ")
    return count_words(rest) <= 2


RULE = PrivateRule()
