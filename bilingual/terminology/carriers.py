"""Carriers: French words that a model translates reliably, put in the place of a term.

The carrier keeps the grammar of the place (elision, gender, number), so the sentence around it
stays one that the model knows; its English is found again and swapped for the term's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bilingual.model.span import Span
from bilingual.terminology.match import TermMatch

ARTICLE = re.compile(r"(?:(['’])|\b(le|du|au|un|ce|cet|la|une|cette|les|des|aux|ces)\s+)$", re.I)
FEMININE_ARTICLES = ("la", "une", "cette")
PLURAL_ARTICLES = ("les", "des", "aux", "ces")


@dataclass(frozen=True, slots=True)
class Carrier:
    """A French stand-in and the English by which it is found again."""

    french: str
    english: tuple[str, ...]


def _pairs(*pairs: str) -> tuple[Carrier, ...]:
    """Return carriers written as `french=english|english`."""
    split = (pair.partition("=") for pair in pairs)
    return tuple(
        Carrier(french, tuple((english or french).split("|"))) for french, _, english in split
    )


PERSONS = _pairs("Obama", "Martin", "Clinton", "Merkel")
PLACES = {
    "elided": _pairs("Allemagne=Germany", "Italie=Italy", "Espagne=Spain"),
    "feminine": _pairs("France", "Chine=China", "Pologne=Poland"),
    "masculine": _pairs("Canada", "Japon=Japan", "Mexique=Mexico"),
    "plural": _pairs("Pays-Bas=Netherlands", "Philippines"),
    "none": _pairs("Paris", "Berlin", "Madrid"),
}
BODIES = {
    "elided": _pairs("ONU=UN|United Nations", "Union européenne=European Union|EU"),
    "feminine": _pairs("NASA", "Banque centrale européenne=European Central Bank|ECB"),
    "masculine": _pairs("Sénat=Senate", "FMI=IMF|International Monetary Fund"),
    "plural": _pairs("Nations unies=United Nations|UN"),
    "none": _pairs("Google", "Microsoft"),
}
PEOPLES = (
    ("italien", "italienne", "italiens", "italiennes", "Italian"),
    ("français", "française", "français", "françaises", "French"),
    ("allemand", "allemande", "allemands", "allemandes", "German"),
)
NOUNS = {
    "elided": _pairs("ambassadeur=ambassador", "hôpital=hospital"),
    "feminine": _pairs("banque=bank", "police"),
    "masculine": _pairs("président=president", "parti=party"),
    "plural": _pairs("présidents=presidents", "banques=banks"),
    "none": _pairs("président=president", "parti=party"),
}


def frame(source: str, match: TermMatch) -> str:
    """Return the grammatical place of a term: elided, feminine, masculine, plural or none."""
    found = ARTICLE.search(source[: match.span.start])
    if not found:
        return "none"
    if found[1]:
        return "elided"
    article = found[2].lower()
    if article in PLURAL_ARTICLES:
        return "plural"
    return "feminine" if article in FEMININE_ARTICLES else "masculine"


def carriers(source: str, match: TermMatch) -> tuple[Carrier, ...]:
    """Return the carriers that fit the place of a term, best first."""
    pos = match.term.pos
    if pos == "name":
        return PERSONS
    if pos in ("demonym", "adj"):
        return _peoples(match.span.of(source), match.plural)
    table = BODIES if pos in ("org", "acronym") else PLACES if pos == "place" else NOUNS
    if not pos and match.span.of(source)[:1].isupper():
        table = PLACES
    place = frame(source, match)
    return table[place] if place == "none" else table[place] + table["none"]


def _peoples(form: str, plural: bool) -> tuple[Carrier, ...]:
    """Return the names of peoples in the gender and number of an adjective."""
    column = (2 if plural else 0) + (1 if form.rstrip("s").endswith("e") else 0)
    capital = form[:1].isupper()
    return tuple(
        Carrier(row[column].capitalize() if capital else row[column], (row[4],)) for row in PEOPLES
    )


@dataclass(frozen=True, slots=True)
class Carried:
    """A French sentence with carriers in the place of some terms."""

    source: str
    spans: tuple[Span, ...]
    """Where each match (carried or not) stands in `source`."""
    carriers: tuple[Carrier | None, ...]
    """For each match its carrier, None where the term stayed."""


def carry(
    source: str, matches: tuple[TermMatch, ...], which: frozenset[int], turn: int
) -> Carried | None:
    """Return the sentence with the terms `which` replaced by carriers; None if none fit.

    No two terms get the same carrier, and none gets one whose word the sentence already holds.

    Args:
        source: the French.
        matches: of the sentence, in order.
        which: indices of the matches to carry.
        turn: 0 for the first choice of carriers, 1 for the next, and so on.
    """
    used: set[str] = set()
    picked: list[Carrier | None] = []
    for index, match in enumerate(matches):
        if index not in which:
            picked.append(None)
            continue
        free = [
            c
            for c in carriers(source, match)
            if c.french not in used and not re.search(rf"\b{c.french}", source, re.IGNORECASE)
        ]
        if len(free) <= turn:
            return None
        picked.append(free[turn])
        used.add(free[turn].french)
    out, spans, at, length = [], [], 0, 0
    for match, carrier in zip(matches, picked, strict=True):
        piece = source[at : match.span.start]
        word = carrier.french if carrier else match.span.of(source)
        out += [piece, word]
        length += len(piece)
        spans.append(Span(length, length + len(word)))
        length += len(word)
        at = match.span.end
    return Carried("".join(out) + source[at:], tuple(spans), tuple(picked))
