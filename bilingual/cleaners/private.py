"""Lines about somebody's e-mail address or telephone number that are not the article's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bilingual.cleaners.lines import addresses_reader, ends_with_stop, view
from bilingual.model.document import Block
from bilingual.text import redact
from bilingual.text.tokens import count_words

_SENT = re.compile(r"\b(?:envoy|adress|expédi|transmi|parti|sent\b|mailed\b)", re.IGNORECASE)
_NEAR = 3
"""Lines to the next furniture, within which `we wrote to you at ...` belongs to it."""


class PrivateRule:
    """Takes out addresses alone on their line and messages to the reader that name one.

    Addresses inside sentences of the article are its content.
    """

    name = "private"

    def judge(
        self, blocks: Sequence[Block], gone: frozenset[int], recurring: frozenset[str]
    ) -> dict[int, str]:
        """Return index -> reason for the lines to take out."""
        left = [index for index in range(len(blocks)) if index not in gone]
        alone = [index for index in left if is_contact(blocks[index].text)]
        sent = [
            index
            for index in left
            if redact.holds_private_data(blocks[index].text)
            and (addresses_reader(blocks[index].text) or _SENT.search(view(blocks[index].text)))
            and any(near in gone for near in range(index - _NEAR, index + _NEAR + 1))
        ]
        return dict.fromkeys(alone, "a contact address alone on its line") | dict.fromkeys(
            sent, "names a private address beside furniture of the page"
        )


def is_contact(text: str) -> bool:
    """Say whether a line is an address or number, with a label of a few words at most."""
    if not redact.holds_private_data(text):
        return False
    rest = redact.redact(text)
    for mark in (redact.EMAIL_MARK, redact.TELEPHONE_MARK):
        rest = rest.replace(mark, " ")
    return count_words(rest) <= (2 if ends_with_stop(text) else 5)


RULE = PrivateRule()
