"""Numbers, percentages, dates and times of a text, read so that two languages can be compared.

`find("6 000 soldats, 3,5 %", "fr")` and `find("6,000 soldiers, 3.5%", "en")` give the same atoms.
Ambiguities are settled as a newsroom writes: French `6.000` is six thousand, French `1,234` is one
and a bit; English the other way round. `one` and `un` are articles, not numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache

from bilingual.model.span import Span
from bilingual.text import number_words as words
from bilingual.text import placeables
from bilingual.text.normalize import plain
from bilingual.text.number_patterns import patterns


class NumberKind(StrEnum):
    """What a number counts as."""

    CARDINAL = "cardinal"
    PERCENT = "percent"
    ORDINAL = "ordinal"
    DATE = "date"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a text."""

    span: Span
    """In the text that was searched."""
    text: str
    """Exactly as it stands there."""
    kind: NumberKind
    atoms: tuple[str, ...]
    """What must be found again in a translation, in a form of no language: `6000`, `3.5`,
    `17:30`; a date gives its day, its month (`m12`) and its year, as far as it says them."""
    value: Decimal | None = None
    """None for dates and times."""
    spelled: bool = False
    """Written in letters."""
    definite: bool = False
    """A time that says which half of the day it is in: `5:30 p.m.`, `17:30`, `8 h du soir`."""
    swapped: tuple[str, ...] = ()
    """Atoms of an English date with day and month the other way round: `04/05/2025` may be both."""
    approximate: bool = False
    """A translation may well say it without this number: `une dizaine`, `deux fois` (twice), `les
    deux` (both), `several hundred`."""


Read = Callable[["re.Match[str]", str], "Number | None"]


@lru_cache(maxsize=1024)  # several checks and hypotheses ask about the same sentence
def find(text: str, lang: str) -> tuple[Number, ...]:
    """Return the numbers of `text`, in order of place, none overlapping another.

    Args:
        text: any text; no-break spaces and typographic apostrophes count as plain ones.
        lang: BCP-47; its first part must be `fr` or `en`.

    """
    language = lang.split("-")[0].lower()
    view = plain(text)
    chars = list(_RAISED.sub(lambda match: match.group().translate(_LEVEL), view.text))
    for placeable in placeables.find(view.text):
        if placeable.kind is not placeables.PlaceableKind.HASHTAG:
            for i in range(placeable.span.start, placeable.span.end):
                chars[i] = "\x00"
    found: list[Number] = []
    left = "".join(chars)
    figures = bool(_FIGURE.search(left))
    for pattern, read in _grammar(language):
        if not figures and _WANTS_FIGURES.search(pattern):
            continue
        taken = len(found)
        for match in _compiled(pattern).finditer(left):
            number = read(match, language)
            if number is None:
                continue
            span = view.span(number.span)
            found.append(_replaced(number, span, span.of(text)))
            for i in range(number.span.start, number.span.end):
                chars[i] = "\x00"
        if len(found) > taken:
            left = "".join(chars)
    return tuple(sorted(found, key=lambda number: number.span))


_RAISED = re.compile(r"(?<=[^\W\d_])[₀-₉⁰¹²³⁴-⁹]+|(?<=[\dIVX])[ᵉʳᵐᵈˢᵗʰⁿ]+")
"""Raised and lowered signs after a letter (CO₂), and raised endings of ranks (1ᵉʳ, 20ᵗʰ)."""
_LEVEL = str.maketrans("₀₁₂₃₄₅₆₇₈₉⁰¹²³⁴⁵⁶⁷⁸⁹ᵉʳᵐᵈˢᵗʰⁿ", "01234567890123456789ermdsthn")


def _replaced(number: Number, span: Span, text: str) -> Number:
    """Return the number with its place in the original text."""
    return replace(number, span=span, text=text)


def canonical(value: Decimal) -> str:
    """Return the shortest plain writing of a number: `6000`, `3.5`, `-2`."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


# --- readers: a match to a number (spans count in the plain view) ---


def _plain_number(
    match: re.Match[str],
    value: Decimal,
    kind: NumberKind = NumberKind.CARDINAL,
    *,
    spelled: bool = False,
    approximate: bool = False,
) -> Number:
    atoms = (canonical(value),)
    return Number(
        Span(*match.span()), "", kind, atoms, value, spelled=spelled, approximate=approximate
    )


def _digits(text: str, lang: str) -> Decimal:
    """Return the value of digits with the language's group and decimal signs."""
    bare = text.replace(" ", "").replace("−", "-")
    if lang == "fr":
        if re.fullmatch(r"-?\d{1,3}(\.\d{3})+(,\d+)?", bare):
            bare = bare.replace(".", "")
        return Decimal(bare.replace(",", "."))
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", bare):
        bare = bare.replace(",", "")
    return Decimal(bare.replace(",", "."))


_MINUS = re.compile(r"(?:\bminus|(?<!au )(?<!du )\bmoins) $", re.IGNORECASE)


def _scaled(match: re.Match[str], lang: str) -> Decimal:
    """Return the digits of a match times its scale noun, if it has one."""
    value = _digits(match["digits"], lang)
    if _MINUS.search(match.string[max(0, match.start() - 9) : match.start()]):
        value = -value
    named = match.groupdict()
    scale = (named.get("scale") or "").lower().rstrip("s")
    if scale:
        value *= words.SCALES[lang][scale]
        if named.get("half"):
            value += Decimal(words.SCALES[lang][scale]) / 2
    elif named.get("short"):
        value *= words.SHORT_SCALES[named["short"].lower()]
    return value


def _figure(match: re.Match[str], lang: str) -> Number:
    """Return `6 000`, `1,2 milliard`, `$2.3bn`."""
    return _plain_number(match, _scaled(match, lang))


def _percent(match: re.Match[str], lang: str) -> Number | None:
    """Return `3,5 %`, `dix pour cent`."""
    if match.groupdict().get("digits"):
        return _plain_number(match, _digits(match["digits"], lang), NumberKind.PERCENT)
    value = words.value_of(_split(match["words"]), lang)
    if value is None:
        return None
    return _plain_number(match, value, NumberKind.PERCENT, spelled=True)


def _ordinal(match: re.Match[str], lang: str) -> Number | None:
    """Return `1er`, `20th`, `XXe`."""
    named = match.groupdict()
    if named.get("digits"):
        return _plain_number(match, Decimal(match["digits"]), NumberKind.ORDINAL)
    value = _roman(match["roman"])
    return _plain_number(match, Decimal(value), NumberKind.ORDINAL) if value > 2 else None


def _roman(text: str) -> int:
    """Return the value of a Roman numeral, 0 if it is none."""
    if not re.fullmatch(r"(?:X{0,3})(?:IX|IV|V?I{0,3})", text):
        return 0
    values = [{"I": 1, "V": 5, "X": 10}[c] for c in text]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-here if here < after else here for here, after in pairs)


def _spelled_ordinal(match: re.Match[str], lang: str) -> Number | None:
    """Return `troisième`, `twentieth`."""
    word = match.group().lower()
    value = words.ORDINALS[lang].get(word) or words.ORDINALS[lang].get(word.rstrip("s"))
    if value is None:
        return None
    return _plain_number(match, Decimal(value), NumberKind.ORDINAL, spelled=True)


def _date(match: re.Match[str], lang: str) -> Number | None:
    """Return a day, month and year as far as they are said.

    Of an English date in figures with both of them below 13, the day is taken to come first.
    """
    named = match.groupdict()
    day, month, year = named.get("day"), match["month"], named.get("year")
    if lang == "en" and day and month.isdigit() and int(month) > 12:
        day, month = month, day
    number = words.MONTHS[lang].get(month.lower()) if not month.isdigit() else int(month)
    if not number or not 1 <= number <= 12 or (day and not 1 <= int(day) <= 31):
        return None
    if not (day or year):
        return None
    swapped: tuple[str, ...] = ()
    if lang == "en" and day and month.isdigit() and int(day) <= 12:
        swapped = _date_atoms(month, int(day), year)
    atoms = _date_atoms(day, number, year)
    return Number(Span(*match.span()), "", NumberKind.DATE, atoms, swapped=swapped)


def _date_atoms(day: str | None, month: int, year: str | None) -> tuple[str, ...]:
    """Return the atoms of a date; a year of two digits is of 1950 to 2049."""
    if year and len(year) == 2:
        year = f"19{year}" if year >= "50" else f"20{year}"
    return (*([str(int(day))] if day else []), f"m{month}", *([year] if year else []))


def _time(match: re.Match[str], lang: str) -> Number | None:
    """Return a time of day on the 24-hour clock, minutes always said.

    `14 a.m.` is no time; its atom, `14:00 a.m.`, is like no other.
    """
    named = match.groupdict()
    hour, minute = int(match["hour"]), int(named.get("minute") or 0)
    half = _half_of_day(named.get("half") or "", hour)
    if hour > 24 or minute > 59:
        return None
    definite = bool(half) or not 0 < hour <= 12
    wrong = " a.m." if half == "am" and hour > 12 else ""
    if half == "pm" and hour < 12:
        hour += 12
    if half == "am" and hour == 12:
        hour = 0
    atom = f"{hour % 24}:{minute:02d}{wrong}"
    return Number(Span(*match.span()), "", NumberKind.TIME, (atom,), definite=definite)


def _half_of_day(said: str, hour: int) -> str:
    """Return `am`, `pm` or, if nothing is said, an empty string; 2 at night is 2 a.m."""
    said = said.lower().replace(".", "").strip()
    if said.endswith("night"):
        return "am" if hour < 6 or hour == 12 else "pm"
    if said.endswith(("morning", "matin")):
        return "am"
    return "pm" if said.endswith(("afternoon", "evening", "midi", "soir")) else said


def _decade(match: re.Match[str], lang: str) -> Number:
    """Return `années 90`, `1990s`, `'90s` as the year in which the decade begins."""
    year = int(match["year"])
    full = year if year >= 100 else (1900 + year if year >= 20 else 2000 + year)
    return _plain_number(match, Decimal(full))


def _collective(match: re.Match[str], lang: str) -> Number:
    """Return `une dizaine`, `two dozen`."""
    count = words.COLLECTIVES[lang][match["noun"].lower().rstrip("s")]
    times = words.value_of(_split(match["times"] or ""), lang) or Decimal(1)
    return _plain_number(match, count * times, spelled=True, approximate=True)


def _half_scale(match: re.Match[str], lang: str) -> Number:
    """Return `un demi-million`, `half a billion`."""
    scale = words.SCALES[lang][match["scale"].lower()]
    return _plain_number(match, Decimal(scale) / 2, spelled=True)


def _spelled(match: re.Match[str], lang: str) -> Number | None:
    """Return `vingt et un`, `three hundred and five`, `deux millions et demi`."""
    run = _split(match["words"])
    scale = (match["scale"] or "").lower().rstrip("s")
    value = words.value_of(run, lang)
    if value is None or (not scale and value == 1):
        return None
    if run == ["neuf"] and not scale and not _COUNTED.match(match.string, match.end()):
        return None
    if scale:
        value *= words.SCALES[lang][scale]
        if match["half"]:
            value += Decimal(words.SCALES[lang][scale]) / 2
    loose = not scale and _is_loose(match, run)
    return _plain_number(match, value, spelled=True, approximate=loose)


def _is_loose(match: re.Match[str], run: list[str]) -> bool:
    """Say whether another language may say this without a number."""
    before = match.string[max(0, match.start() - 12) : match.start()].lower()
    if run == ["deux"]:
        after = match.string[match.end() : match.end() + 12].lower()
        return bool(
            re.match(r" (?:fois|reprises|pas\b|poids|mesures|camps|parties)", after)
        ) or bool(re.search(r"\b(?:les|des|aux|ces|ses|leurs|elles|eux|nous|par|à) $", before))
    return run[-1] in ("hundred", "thousand") and before.endswith(("several ", "few ", "many "))


_COUNTED = re.compile(r" (?:[^\W\d_]+[sx]\b|sur\b|d')")
"""What follows `neuf` when it is nine and not new."""


def _split(run: str) -> list[str]:
    """Return the lower-case words of a spelled number, hyphens and spaces apart."""
    return [word for word in re.split(r"[\s-]+", run.lower()) if word]


def _spelled_one(match: re.Match[str], lang: str) -> Number:
    """Return `a million`, `one billion and a half`."""
    value = Decimal(words.SCALES[lang][match["scale"].lower()])
    return _plain_number(match, value * Decimal("1.5") if match["half"] else value, spelled=True)


_READERS: dict[str, Read] = {
    "date": _date,
    "time": _time,
    "decade": _decade,
    "rank": _ordinal,
    "percent": _percent,
    "figure": _figure,
    "half": _half_scale,
    "collective": _collective,
    "spelled rank": _spelled_ordinal,
    "spelled": _spelled,
    "spelled one": _spelled_one,
}
"""What a pattern writes -> how it is read."""


@cache
def _grammar(lang: str) -> list[tuple[str, Read]]:
    """Return the patterns of a language and how they are read, in the order they are tried in."""
    return [(pattern, _READERS[name]) for name, pattern in patterns(lang)]


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Return the pattern without case; compiled late, as most sentences want few of them."""
    return re.compile(pattern, re.IGNORECASE)


_FIGURE = re.compile(r"\d")
_WANTS_FIGURES = re.compile(r"\(\?P<(?:digits|day|year|hour)>")
"""Groups without which no pattern that has them matches, and that are written in figures."""
