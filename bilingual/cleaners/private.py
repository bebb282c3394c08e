"""Lines about somebody's e-mail address or telephone number that are not the article's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bilingual.cleaners.lines import addresses_reader, ends_with_stop, view
from bilingual.model.document import Block
from bilingual.text import redact
from bilingual.text.tokens import count_words

_SENT = re.compile(r"\b(?:envoy|adress|expédi|transmi|parti|sent\b|mailed\b)", re.IGNORECASE)
_THING = r"(?:liens?|codes?|e-?mails?|courriels?|mails?|messages?|links?|mot de passe|password)"
_LOGIN_THING = re.compile(
    rf"\b{_THING} (?:magique|unique|provisoire|temporaire|sécurisé|personnel|d'(?:activation|"
    r"inscription|accès|authentification|identification)|de (?:connexion|confirmation|"
    r"vérification|validation|réinitialisation|récupération|sécurité))"
    rf"|\b(?:log-?in|sign-?in|magic|confirmation|verification|activation|reset) {_THING}\b",
    re.IGNORECASE,
)
"""What only a form sends; newspapers write to people as well, but no such things."""
_TO_YOU = re.compile(
    rf"(?:\b(?:vous|votre|you|your)\b.*\b{_THING}\b|\b{_THING}\b.*\b(?:vous|votre|you|your)\b)",
    re.IGNORECASE,
)
_LOGGED_IN = re.compile(
    r"(?:vous êtes |you(?:'re| are) )?(?:actuellement |currently )?"
    r"(?:(?:connecté|identifié|inscrit)e?s?|logged in|signed in)\b",
    re.IGNORECASE,
)
_TO_THE_ADDRESS = re.compile(rf"{re.escape(redact.EMAIL_MARK)}[ .…!>\])»]*$")
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
        login = [index for index in left if is_login_message(blocks[index].text)]
        sent = [
            index
            for index in left
            if redact.holds_private_data(blocks[index].text)
            and (addresses_reader(blocks[index].text) or _SENT.search(view(blocks[index].text)))
            and any(near in gone for near in range(index - _NEAR, index + _NEAR + 1))
        ]
        return (
            dict.fromkeys(alone, "a contact address alone on its line")
            | dict.fromkeys(sent, "names a private address beside furniture of the page")
            | dict.fromkeys(login, "tells a reader's address after a form to log in")
        )


def is_contact(text: str) -> bool:
    """Say whether a line is an address or number, with a label of a few words at most."""
    if not redact.holds_private_data(text):
        return False
    rest = redact.redact(text)
    for mark in (redact.EMAIL_MARK, redact.TELEPHONE_MARK):
        rest = rest.replace(mark, " ")
    return count_words(rest) <= (2 if ends_with_stop(text) else 5)


def is_login_message(text: str) -> bool:
    """Say whether a line is what a form says after the click: what it sent, or who is logged in.

    It ends in the reader's address, with a full stop or without one; quoted speech never counts.
    """
    line = redact.redact(view(text))
    if not _TO_THE_ADDRESS.search(line) or line.startswith(("«", "“", '"')):
        return False
    if _LOGGED_IN.match(line):
        return True
    return bool(_SENT.search(line) and (_LOGIN_THING.search(line) or _TO_YOU.search(line)))


RULE = PrivateRule()
