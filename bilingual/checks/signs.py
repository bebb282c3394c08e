"""Signs and units: ©, °, ≈, <, emoji, currencies, per cent have their counterparts in the English.

A model that does not know a sign drops it or writes anything in its place ("Photo © Reuters":
"Photo £evases Reuters"). The counterpart is the same sign or words that say it ("less than", "10
euros" for "€10"); only whether it is there counts, not how often.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from bilingual.checks.sign_words import PER_CENT, PER_MILLE, SIGNS, UNITS, Sign
from bilingual.checks.words import clip, folded_words
from bilingual.model.quality import Finding, Severity
from bilingual.model.span import Span
from bilingual.model.unit import OriginKind, TranslationUnit
from bilingual.text import placeables
from bilingual.text.numbers import Number, NumberKind, find
from bilingual.text.redact import redact

name = "signs"

Found = tuple[Sign, Span]

_OTHERS_ROOM = frozenset("−⁄∙∶∼№☎☏")
"""Mathematical and other signs that say nothing, or that other checks read."""
_UNKNOWN = frozenset("⁇�")
"""What a model writes for what it cannot read."""
_SYMBOL = re.compile(r"[^\w\s.,;:!?'\"’‘«»“”()\[\]…–—-]|->")
_PER = re.compile(r"[%‰]|cent|pct|\dpc|mill|100", re.IGNORECASE)
"""What a sentence with a sign or a share has; looked for first, as most have none."""
_NEAR = 30
"""Characters after a number within which a per cent may be of this number as well."""
_BESIDE = re.compile(r"[\s-]*(?:(?:d['’]|de |of |US |a )\s?)?", re.IGNORECASE)
"""What may stand between an amount and the name of its currency."""


def check(unit: TranslationUnit) -> list[Finding]:
    """Report signs and units that are lost, changed or added."""
    if unit.origin.kind is OriginKind.COPIED or not unit.target:
        return []
    french, english = placeables.blanked(unit.source), placeables.blanked(unit.target)
    lost = [
        (sign, span)
        for sign, span in _signs(french, "fr")
        if not sign.said_in_english(english) and _counts(sign, span, french, english)
    ]
    added = [
        (sign, span) for sign, span in _signs(english, "en") if not sign.said_in_french(french)
    ]
    found = [*_paired(unit, lost, added), *_pictures(unit, french, english)]
    if any(sign is PER_CENT for sign, _ in lost):
        return found
    return [*found, *_bare_shares(unit, french, english)]


def _signs(text: str, lang: str) -> Iterator[Found]:
    """Yield the first place of each sign and unit of a text."""
    if _SYMBOL.search(text):
        for sign in SIGNS:
            if match := sign.pattern.search(text):
                yield sign, Span(*match.span())
        units: Sequence[Sign] = UNITS
    else:
        units = [sign for word in folded_words(text) for sign in _units_in(word)]
    numbers = find(text, lang) if units else ()
    for sign in dict.fromkeys(units):
        for match in sign.pattern.finditer(text):
            span = Span(*match.span())
            if not match.group().isalpha() or _beside(span, numbers, text):
                yield sign, span
                break
    if _PER.search(text):
        for sign in (PER_CENT, PER_MILLE):
            if match := sign.pattern.search(text):
                yield sign, Span(*match.span())


@lru_cache(maxsize=65536)
def _units_in(word: str) -> tuple[Sign, ...]:
    """Return the units whose names a folded word is or holds (in a compound)."""
    return tuple(sign for sign in UNITS if sign.pattern.search(word))


def _beside(span: Span, numbers: Sequence[Number], text: str) -> bool:
    """Say whether a number stands before or after the span: `10 euros`, `EUR 10`."""
    return any(
        bool(_BESIDE.fullmatch(text[number.span.end : span.start]))
        if number.span.end <= span.start
        else text[span.end : number.span.start].strip() == "" and span.end <= number.span.start
        for number in numbers
        if number.kind is NumberKind.CARDINAL
    )


def _counts(sign: Sign, span: Span, french: str, english: str) -> bool:
    """Say whether a lost per cent is one: its number is in the English, without the sign."""
    if sign is not PER_CENT:
        return True
    there = {atom for number in find(english, "en") for atom in number.atoms}
    per_cent = (n for n in find(french, "fr") if n.kind is NumberKind.PERCENT)
    return any(atom in there for number in per_cent for atom in number.atoms)


def _bare_shares(unit: TranslationUnit, french: str, english: str) -> Iterator[Finding]:
    """Yield a finding for each per cent of the French whose number stands bare in the English.

    A range says it once ("between 5 and 10%"), so a per cent soon after the number will do.
    """
    if not PER_CENT.pattern.search(french):
        return
    numbers = find(english, "en")
    shares = {atom for n in numbers if n.kind is NumberKind.PERCENT for atom in n.atoms}
    for number in find(french, "fr"):
        if number.kind is not NumberKind.PERCENT or set(number.atoms) & shares:
            continue
        bare = [n for n in numbers if n.atoms == number.atoms]
        if bare and not any(PER_CENT.said_in_english(_after(n, english)) for n in bare):
            what = f"“{number.text}” has become “{bare[0].text}”"
            yield _finding(unit, what, number.span, bare[0].span)


def _after(number: Number, text: str) -> str:
    """Return what follows a number in which a share may be named: `5 and 10%`, `5 of every 100`."""
    return text[number.span.end : number.span.end + _NEAR]


def _paired(
    unit: TranslationUnit, lost: Sequence[Found], added: Sequence[Found]
) -> Iterator[Finding]:
    """Yield the findings on both, one for a sign that became another of its family."""
    left = list(added)
    for sign, span in lost:
        twin = next((item for item in left if sign.family and item[0].family == sign.family), None)
        if twin is None:
            yield _finding(unit, f"“{span.of(unit.source)}” has no counterpart", span, None)
        else:
            left.remove(twin)
            what = f"“{span.of(unit.source)}” has become “{twin[1].of(unit.target)}”"
            yield _finding(unit, what, span, twin[1])
    for _, span in left:
        yield _finding(unit, f"“{span.of(unit.target)}” is not in the French", None, span)


def _pictures(unit: TranslationUnit, french: str, english: str) -> Iterator[Finding]:
    """Yield a finding for emoji and rarer signs, which no words replace, on each side."""
    if french.isascii() and english.isascii():
        return
    lost = [i for i, c in enumerate(french) if _pictured(c) and c not in english]
    if lost:
        span = Span(lost[0], lost[0] + 1)
        what = f"“{span.of(unit.source)}” has no counterpart"
        yield _finding(unit, what, span, None, Severity.MINOR)
    added = [i for i, c in enumerate(english) if _pictured(c) and c not in french]
    if added:
        span = Span(added[0], added[0] + 1)
        what = f"“{span.of(unit.target)}” is not in the French"
        severity = Severity.MAJOR if english[added[0]] in _UNKNOWN else Severity.MINOR
        yield _finding(unit, what, None, span, severity)


@lru_cache(maxsize=4096)
def _pictured(char: str) -> bool:
    """Say whether the character is a picture or a sign that the tables do not have."""
    if char.isascii() or char.isalnum() or char in _OTHERS_ROOM:
        return False
    if any(sign.pattern.fullmatch(char) for sign in SIGNS):
        return False
    category = unicodedata.category(char)
    if category == "Sc":
        return not any(sign.pattern.fullmatch(char) for sign in UNITS)
    return (category in ("So", "Sm") and char not in "º°") or char in _UNKNOWN


def _finding(
    unit: TranslationUnit,
    what: str,
    source: Span | None,
    target: Span | None,
    severity: Severity = Severity.MAJOR,
) -> Finding:
    both = f"“{clip(redact(unit.source))}” : “{clip(redact(unit.target))}”"
    return Finding(name, severity, f"{what}: {both}", source, target)
