"""Numbers, percentages, dates and times: every one of the French stands in the English, unchanged.

Both sides are read into forms of no language by `text/numbers.py` (6 000 = 6,000; 1,2 milliard =
1.2 billion; 17h30 = 5:30 p.m.; deux = two) and compared as multisets.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from bilingual.checks import weekdays
from bilingual.checks.hours import in_english, in_french, laid
from bilingual.checks.words import clip
from bilingual.model.quality import Finding, Severity
from bilingual.model.unit import OriginKind, TranslationUnit
from bilingual.text.numbers import Number, NumberKind, find

name = "numbers"

# What English may say instead of a number; searched in lower case. Keys are atoms.
_SAID_OTHERWISE = {
    "2": r"\b(?:two\w*|both|couple|pairs?|twins?|twice|doubl\w+|dual|second|half|halves|either|"
    r"neither|duo|bilateral\w*|other|each)\b",
    "3": r"\b(?:three\w*|tripl\w+|trio|thirds?|tertiary|trilateral|thrice)\b",
    "4": r"\b(?:four\w*|quarters?|quadr\w+|quartet)\b",
    "5": r"\bfive\w*|\bfifths?\b|quint\w+",
    "7": r"\bseven\w*|\bweek\b",
    "8": r"\beight\w*|\bweek\b|\b(?:last|round of) (?:16|sixteen)\b",
    "10": r"\b(?:ten\w*|decades?|tenths?|dozens?)\b",
    "12": r"\b(?:twelve\w*|dozens?|noon)\b",
    "15": r"\b(?:fifteen|fortnight|two weeks|quarter)\b",
    "20": r"\b(?:twenty\w*|score)\b",
    "24": r"\b(?:one day|a day|day|daily)\b",
    "48": r"\btwo days\b",
    "50": r"\b(?:half|fifty|fifties)\b",
    "100": r"\b(?:hundred\w*|century|centuries|fully|all|entire\w*|completely|totally)\b",
    "1000": r"\bthousand\w*|\bmillenni\w+",
    "1:00": r"\b(?:an?|one|per) hour|\bhourly\b|\bone\b",
    "0:00": r"\bmidnight\b",
    "12:00": r"\bnoon\b|\bmidday\b",
    "1000000": r"\bmillions?\b",
    "1000000000": r"\bbillions?\b",
}
_SAID_IN_FRENCH = {
    "1": r"\b(?:une?|première?|seule?|singulier)\b",
    "0:00": r"\bminuit\b",
    "12:00": r"\bmidi\b",
    "10": r"\b(?:dizaine|décennie)",
    "12": r"\bdouzaine",
    "15": r"\bquinzaine",
    "16": r"\b(?:8|huitième)s?e?s? de finale",
    "20": r"\bvingtaine",
    "30": r"\btrentaine",
    "40": r"\bquarantaine",
    "50": r"\bcinquantaine|\bmoitié",
    "60": r"\bsoixantaine",
    "100": r"\bcentaine|\bsiècle",
    "1000": r"\bmillier",
}
"""The same for numbers that only the English has."""
_SCALES = {
    1000: r"\bmill(?:e|iers?)s?\b|\bthousand",
    10**6: r"\bmillions?\b",
    10**9: r"\bmilliards?\b|\bbillions?\b",
}
"""Factor -> its noun, which a range says once ("entre 12 et 16 millions", "0.5 to 1 billion")."""
_HYPHENED = re.compile(r"(?<=\d)-(?=(?:thousand|million|billion|trillion)\b)", re.IGNORECASE)
_SMALL = 12
"""Spelled numbers up to this one are also said in other ways ("both", "a pair"): minor."""


def check(unit: TranslationUnit) -> list[Finding]:
    """Report numbers that are lost, changed or added."""
    if unit.origin.kind is OriginKind.COPIED or not unit.target:
        return []
    source = _counted(find(unit.source, "fr"))
    target = _counted(find(_HYPHENED.sub(" ", unit.target), "en"))
    target = [_settled(number, source) for number in target]
    lost = [
        number
        for number in _without(source, target, unit, swapped=False)
        if not _ends_years(number, unit.source, unit.target)
    ]
    added = [
        number
        for number in _without(target, source, unit, swapped=True)
        if not number.spelled and not _ends_years(number, unit.target, unit.source)
    ]
    found: list[Finding] = []
    for number in lost:
        twin = next((other for other in added if _comparable(number, other)), None)
        if twin is not None:
            added.remove(twin)
            found.append(_changed(unit, number, twin))
        else:
            found.append(_lost(unit, number))
    found += [_added(unit, number) for number in added]
    return [*found, *_renamed(unit, found)]


def _renamed(unit: TranslationUnit, found: Sequence[Finding]) -> list[Finding]:
    """Return a finding for each day of the week or month that changed and is in none of `found`."""
    reported = [finding.source_span for finding in found if finding.source_span is not None]
    return [
        Finding(
            name,
            Severity.MAJOR,
            f"“{french.of(unit.source)}” has become “{english.of(unit.target)}”: {_both(unit)}",
            french,
            english,
        )
        for french, english in weekdays.changed(unit.source, unit.target)
        if not any(span.overlaps(french) for span in reported)
    ]


def _counted(numbers: Sequence[Number]) -> list[Number]:
    """Return the numbers without the coin: `46 cents` is not 46 and a hundred."""
    return [
        number
        for before, number in zip([None, *numbers], numbers, strict=False)
        if not (
            number.text.lower() == "cents"
            and before is not None
            and not before.spelled
            and number.span.start - before.span.end <= 1
        )
    ]


def _settled(number: Number, source: Sequence[Number]) -> Number:
    """Return the number, a date with day and month swapped if only so it is one of the French."""
    french = {other.atoms for other in source}
    if number.swapped in french and number.atoms not in french:
        return replace(number, atoms=number.swapped)
    return number


def _without(
    numbers: Sequence[Number], others: Sequence[Number], unit: TranslationUnit, *, swapped: bool
) -> list[Number]:
    """Return the numbers of which `others` (and the other side's text) lack an atom.

    Args:
        numbers: of the French, or, `swapped`, of the English.
        others: of the other language.
        unit: the texts.
        swapped: whether the numbers are those of the English.
    """
    left = Counter(atom for other in others for atom in (other.atoms if swapped else laid(other)))
    timed = any(other.kind is NumberKind.TIME for other in others)
    text = unit.source if swapped else _without_times(unit.target, others)
    missing = []
    for number in numbers:
        absent = []
        for atom in number.atoms:
            if swapped:
                forms = in_french(atom, number, unit.source)
            else:
                forms = in_english(atom, timed=timed, french=unit.source)
            if not _take(forms, left):
                absent.append(atom)
        if absent and not all(_otherwise(atom, number, others, text, swapped) for atom in absent):
            missing.append(number)
    return missing


def _without_times(text: str, numbers: Sequence[Number]) -> str:
    """Return the text with its times blanked: their digits are no other number's."""
    for number in numbers:
        if number.kind is NumberKind.TIME:
            start, end = number.span.start, number.span.end
            text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def _ends_years(number: Number, own: str, other: str) -> bool:
    """Say whether the number ends a span of years that the other side shortens: 2016-2020, -20."""
    start = number.span.start
    first = re.search(r"(?<!\d)((?:19|20)\d\d)\s?[-–/]\s?$", own[max(0, start - 8) : start])
    digits = own[start : number.span.end]
    if first is None or not re.fullmatch(r"\d{2}|\d{4}", digits):
        return False
    forms = {digits[-2:], first[1][:2] + digits[-2:]}
    return any(re.search(rf"{first[1]}\s?[-–/]\s?{form}(?!\d)", other) for form in forms)


def _take(forms: Sequence[str], left: Counter[str]) -> bool:
    """Take one occurrence of the first form that there is out of `left`."""
    for form in forms:
        if left[form] > 0:
            left[form] -= 1
            return True
    return False


def _otherwise(
    atom: str, number: Number, others: Sequence[Number], text: str, swapped: bool
) -> bool:
    """Say whether the other side has the number in words that are no number, or rounded."""
    lower = text.lower()
    table = _SAID_IN_FRENCH if swapped else _SAID_OTHERWISE
    # "8 heures" is also a duration: "eight hours".
    ways = [table.get(form) for form in (atom, atom.removesuffix(":00"))]
    if any(said and re.search(said, lower) for said in ways):
        return True
    bare = atom.lstrip("-")
    if bare in text and re.search(rf"(?<![\d.,]){re.escape(bare)}(?![\d.,]?\d)", text):
        # The same digits inside something else ("G7", "Su-27"), or "five degrees below zero".
        return not atom.startswith("-") or bool(re.search(r"below|minus|negative|sous", lower))
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+", number.text) and number.text in text:
        return True  # French copy that writes thousands the English way
    if any(atom in other.atoms for other in others):
        return True  # said twice on one side only: "entre 5 % et 10 %" : "5-10%"
    if re.fullmatch(r"(?:19|20)\d0", atom) and re.search(rf"\b{atom[2:]}['’]?s?\b", text):
        return True  # "années 60": "the 60s"
    value = number.value
    if value is None:
        return False
    near = [other.value for other in others if other.value]
    if any(_scaled(value, other, lower, number) for other in near):
        return True
    if number.approximate:
        return any(value * Decimal("0.7") <= v <= value * Decimal("1.4") for v in near) or bool(
            re.search(r"\b(?:dozen|ten|score|hundred|handful|several|few|some|around)s?\b", lower)
        )
    return False


def _scaled(value: Decimal, other: Decimal, text: str, number: Number) -> bool:
    """Say whether one is the other times a thousand, million or billion that a range says once."""
    if not value:
        return False
    for factor, noun in _SCALES.items():
        if other == value * factor or value == other * factor:
            return bool(re.search(noun, text)) or bool(re.search(noun, number.text.lower()))
    return False


def _comparable(number: Number, other: Number) -> bool:
    """Say whether one number may have become the other: both amounts, or both dates or times."""
    dated = {NumberKind.DATE, NumberKind.TIME}
    return (number.kind in dated) == (other.kind in dated)


def _changed(unit: TranslationUnit, number: Number, other: Number) -> Finding:
    severity = Severity.CRITICAL
    if number.spelled or number.approximate:
        severity = Severity.MINOR if _small(number) else Severity.MAJOR
    message = f"“{number.text}” has become “{other.text}”: {_both(unit)}"
    return Finding(name, severity, message, number.span, other.span)


def _lost(unit: TranslationUnit, number: Number) -> Finding:
    soft = number.spelled or number.approximate or number.kind is NumberKind.ORDINAL
    severity = Severity.MINOR if soft else Severity.MAJOR
    message = f"“{number.text}” is not in the English: {_both(unit)}"
    return Finding(name, severity, message, number.span)


def _added(unit: TranslationUnit, number: Number) -> Finding:
    soft = number.kind is NumberKind.ORDINAL or _small(number)
    severity = Severity.MINOR if soft else Severity.MAJOR
    message = f"“{number.text}” is not in the French: {_both(unit)}"
    return Finding(name, severity, message, None, number.span)


def _small(number: Number) -> bool:
    return number.value is not None and abs(number.value) <= _SMALL


def _both(unit: TranslationUnit) -> str:
    return f"“{clip(unit.source)}” : “{clip(unit.target)}”"
