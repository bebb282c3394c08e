"""What can be said about one line by itself: prose or not, a name, the voice of a web page."""

from __future__ import annotations

import re
from functools import lru_cache

from bilingual.text.normalize import plain
from bilingual.text.tokens import count_words

CLOSERS = "»”\"'’)] "
"""Signs that may follow the mark that ends a sentence."""
_PARTICLES = r"(?:d[eu]|des|d'|van|von|der|den|ben|bin|ibn|bat|al|el|ad|abou|abu|da|di|dos|la|le)"
_CAPITALISED = (
    r"(?:(?:[A-ZÀ-ÖØ-Þ]\.)+|(?:[dlDLO]'|Mc|Mac|al-|el-)?[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ'’-]*[\w-]*)"
)
_NAME = re.compile(rf"{_CAPITALISED}(?: (?:{_PARTICLES} ?)*{_CAPITALISED}){{1,3}}")
_NO_FIRST_NAME = re.compile(
    r"(?:le|la|les|l'.*|un|une|des|du|au|aux|en|à|il|elle|ils|elles|on|ce|cette|ces|mais|et|pour|"
    r"sur|"
    r"dans|par|avec|selon|après|avant|que|qui|où|quand|comment|pourquoi|the|an?|non|oui) ",
    re.IGNORECASE,
)
_SECOND_PERSON = re.compile(
    r"(?i:\b(?:vous|votre|vos|you|your)\b)"
    r"|(?:^[A-ZÀ-Þ]|\b)(?!(?:ch|n|ass|r|su|cess)ez\b|sui?ez\b)[a-zà-ÿ]+ez(?:-(?:vous|nous|"
    r"moi))?(?![\w-])"
    r"|^(?!Suez|Nez|Chez|Assez|Rez)[A-ZÀ-Þ][a-zà-ÿ]+ez\b(?!-le)"
)
_PUBLISHER = re.compile(r"\b(?:nous|nos|notre|we|our|ce site|cet article)\b", re.IGNORECASE)
_PAGE_MATTERS = re.compile(
    r"\b(?:connect\w*|connexion|inscri\w*|compte|e-?mails?|courriels?|mot de passe|identifiants?|"
    r"newsletters?|un message|le bouton|nos offres|lettres? d'information|infolettre|(?:dés|"
    r"ré)?abonn\w*|comment(?:er|aires?)|cookies|"
    r"gratuit\w*|conditions (?:générales )?d'utilisation|confidentialité|notifications?|"
    r"navigateur|publicité|lecture|nos articles|cet article|un lien|le lien|boîte de réception|"
    r"log ?in|logged|sign(?:ed)? (?:in|up)|registe\w*|password|subscri\w*|account|inbox|free)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def view(text: str) -> str:
    """Return the line as rules read it: plain characters, single spaces, no blanks around."""
    return " ".join(plain(text).text.split())


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """Return the view without case and without marks at its ends, to compare with phrases."""
    return view(text).casefold().strip(" .:;,!?…|>→»«“”\"'-–—•*·").strip()


def ends_sentence(text: str) -> bool:
    """Say whether the line ends as a sentence does, closing quotation marks aside."""
    return view(text).rstrip(CLOSERS).endswith((".", "!", "?", "…"))


@lru_cache(maxsize=4096)
def ends_with_stop(text: str) -> bool:
    """Say whether the line ends in a full stop; a headline hardly ever does."""
    return view(text).rstrip(CLOSERS).endswith((".", "…"))


def is_prose(text: str, words: int = 8) -> bool:
    """Say whether the line is running text: an ended sentence of `words` words, or a long line."""
    count = count_words(text)
    return count >= 35 or (count >= words and ends_with_stop(text))


def is_short_label(text: str, words: int) -> bool:
    """Say whether the line has at most `words` words and does not end as a sentence."""
    return count_words(text) <= words and not ends_sentence(text)


def is_name(text: str) -> bool:
    """Say whether the line can be a personal name and nothing else: `Jeanne de La Tour`."""
    line = view(text)
    return bool(_NAME.fullmatch(line)) and not _NO_FIRST_NAME.match(line) and not line.isupper()


@lru_cache(maxsize=4096)
def addresses_reader(text: str) -> bool:
    """Say whether the line says `vous` or `you` (or gives an order), quoted speech aside."""
    line = view(text)
    return not re.search(r"[«»“”\"]", line) and bool(_SECOND_PERSON.search(line))


@lru_cache(maxsize=4096)
def speaks_to_reader(text: str) -> bool:
    """Say whether the line addresses the reader or speaks for the publisher."""
    line = view(text)
    return bool(_SECOND_PERSON.search(line) or _PUBLISHER.search(line))


@lru_cache(maxsize=4096)
def is_page_voice(text: str) -> bool:
    """Say whether the line speaks to the reader about accounts, mail, reading or comments.

    Quoted speech never counts: people in the news talk about these things as well.
    """
    return addresses_reader(text) and bool(_PAGE_MATTERS.search(view(text)))
