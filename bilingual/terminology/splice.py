"""Putting a term in the place of other words, with the English around it made right."""

from __future__ import annotations

import re

from bilingual.languages import en_forms
from bilingual.model.span import Span
from bilingual.terminology.evidence import FUNCTION_WORDS
from bilingual.terminology.match import TermMatch
from bilingual.terminology.verify import COUNTED_POS

PREVIOUS_WORD = re.compile(r"([^\W_]+)(\s+)$")
NEXT_WORD = re.compile(r"^\s+([^\W_]+)")
SENTENCE_START = re.compile(r"(?:^|[.!?…]\s+)[\"'“”‘’«(\[\-–—\s]*$")
FRENCH_DEFINITE = re.compile(r"(?:^|\W)(?:l['’]|(?:le|la|les|du|des|au|aux)\s+)$", re.IGNORECASE)
FRENCH_OF = re.compile(r"(?:^|\W)(?:d['’]|(?:de|du|des)\s+(?:l['’]|la\s+)?)$", re.IGNORECASE)
FRENCH_COMPLEMENT = re.compile(
    r"(?:^|\W)(?:du|des|(?:de|avec|sur|contre|pour|dans|entre|et|par|vers)\s+(?:l['’]|la\s+|le\s+))$",
    re.IGNORECASE,
)
"""Before a place that may be the complement of a noun: English may then say `the Iran deal`."""
FOREIGN_ARTICLE = re.compile(r"(?:Le|La|Les|El|Los|Las|Il|Der|Die|Das)\s|L['’]|Al[ -]")
_DOTTED = re.compile(r"(?:\b[A-Z]\.)+[A-Z]$")
_WORD_LATER = re.compile(r"\.[^\w.!?…]*\w")
BARE_POS = frozenset(("name", "place"))


def splice(text: str, span: Span, match: TermMatch, source: str, target: str = "") -> str:
    """Return `text` with the term's English in the place of `span`.

    Mended around it: the last dot of a dotted abbreviation, possessive, plural, a/an, a wrong,
    missing or doubled article, capital at the start of the sentence, a neighbour that repeats the
    term's own first or last word.

    Args:
        text: the English.
        span: what is replaced; a possessive ending after it is not part of it.
        match: the term.
        source: the French sentence.
        target: the English to use; default the preferred one.
    """
    wanted = target or match.targets[0]
    replaced = span.of(text)
    before, after = text[: span.start], text[span.end :]
    if _DOTTED.search(replaced) and after[:1] == "." and _WORD_LATER.match(after):
        after = after[1:]  # the dot of `U.S.`; at the end of the sentence it is its full stop too
    wanted = _in_number(wanted, match, source, after)
    if replaced.lower() in en_forms.POSSESSIVE_PRONOUNS:
        after = "'s" + after
    before, after = _without_echo(before, after, wanted)
    before, wanted = _articles(before, wanted, after, match, source)
    wanted, after = _possessive(wanted, after)
    if SENTENCE_START.search(before):
        wanted = en_forms.capitalised(wanted)
    return before + wanted + after


def with_right_article(text: str, span: Span, match: TermMatch, source: str) -> str:
    """Return `text` with a/an before a term by its sound, and a place with or without its article.

    A model's own English may have "the Azerbaijan" (the French has an article), "a embassy" or "in
    Middle East".
    """
    before, term, after = text[: span.start], span.of(text), text[span.end :]
    previous = PREVIOUS_WORD.search(before)
    word = previous[1].lower() if previous else ""
    if previous and word in ("a", "an"):
        right = en_forms.article(term)
        right = right.capitalize() if previous[1][0].isupper() else right
        return before[: previous.start()] + right + previous[2] + term + after
    french = source[: match.span.start]
    if match.term.pos != "place" or not FRENCH_DEFINITE.search(french):
        return text
    if en_forms.takes_the(term):
        named = word in en_forms.DETERMINERS or not before.strip() or before.endswith("s ")
        return text if named or not previous else before + "the " + term + after
    follows = NEXT_WORD.match(after)
    complement = follows is not None and follows[1].lower() not in FUNCTION_WORDS
    if previous and word == "the" and not (complement and FRENCH_COMPLEMENT.search(french)):
        return before[: previous.start()] + term + after
    return text


def _in_number(target: str, match: TermMatch, source: str, after: str) -> str:
    """Return the target in the number of the French; adjectives have none in English."""
    if not match.plural or match.term.pos not in COUNTED_POS:
        return target
    if match.term.pos in ("adj", "demonym"):
        noun = match.span.of(source)[:1].isupper() and match.span.start > 0
        return en_forms.plural(target) if noun else target
    return en_forms.plural(target)


def _without_echo(before: str, after: str, target: str) -> tuple[str, str]:
    """Return the neighbours without a word that repeats the target's own first or last one."""
    first, last = target.split()[0], target.split()[-1]
    previous = PREVIOUS_WORD.search(before)
    if previous and previous[1] == first and len(first) > 2 and first.lower() != "the":
        before = before[: previous.start()]
    following = NEXT_WORD.match(after)
    if following and following[1] == last and len(last) > 2:
        after = after[following.end() :]
    return before, after


def _articles(
    before: str, target: str, after: str, match: TermMatch, source: str
) -> tuple[str, str]:
    """Return what stands before, and the target, with the right article between them."""
    previous = PREVIOUS_WORD.search(before)
    word = previous[1].lower() if previous else ""
    if target[:4].lower() == "the " and word in en_forms.DETERMINERS:
        return before, target[4:]
    if previous and word == "the" and FOREIGN_ARTICLE.match(target):
        return before[: previous.start()], target
    if previous and word in ("a", "an"):
        if match.term.pos in BARE_POS and not _owned(after, match, source):
            return before[: previous.start()], target
        right = en_forms.article(target)
        right = right.capitalize() if previous[1][0].isupper() else right
        return before[: previous.start()] + right + previous[2], target
    if previous and word == "the":
        bare = match.term.pos in BARE_POS and not en_forms.takes_the(target)
        if bare and not _owned(after, match, source):
            return before[: previous.start()], target
        return before, target
    if (
        match.term.pos in ("org", "place")
        and en_forms.takes_the(target)
        and word not in en_forms.DETERMINERS
        and not before.rstrip().endswith(("'s", "’s", "("))
        and FRENCH_DEFINITE.search(source[: match.span.start])
    ):
        return before, "the " + target
    return before, target


def _owned(after: str, match: TermMatch, source: str) -> bool:
    """Say whether an article before the term belongs to a noun after it: `the Baku army`.

    The French then has the term as a complement (`l'armée de Bakou`).
    """
    following = NEXT_WORD.match(after)
    if not FRENCH_OF.search(source[: match.span.start]):
        return False
    return following is not None and following[1].lower() not in FUNCTION_WORDS


def _possessive(target: str, after: str) -> tuple[str, str]:
    """Return target and rest with the possessive that belongs to the target."""
    ending = re.match(r"['’](?:s\b|(?=\s))", after)
    if not ending:
        return target, after
    mark = ending.group()[0]
    if len(ending.group()) == 1 and target.endswith("s"):
        return target, after  # a plural's possessive stays one
    return target, en_forms.possessive(target)[len(target) :].replace("'", mark) + after[
        ending.end() :
    ]
