"""Numbers written in letters, French and English: tables and the reading of a run of words."""

from __future__ import annotations

from decimal import Decimal

FRENCH: dict[str, int] = {
    "zéro": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6,
    "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13,
    "quatorze": 14, "quinze": 15, "seize": 16, "vingt": 20, "vingts": 20, "trente": 30,
    "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70, "huitante": 80,
    "octante": 80, "nonante": 90, "cent": 100, "cents": 100, "mille": 1000,
}  # fmt: skip
ENGLISH: dict[str, int] = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90, "hundred": 100, "thousand": 1000,
}  # fmt: skip
SCALES: dict[str, dict[str, int]] = {
    "fr": {
        "millier": 10**3, "million": 10**6, "milliard": 10**9, "billion": 10**12,
        "billiard": 10**15, "trillion": 10**18,
    },
    "en": {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12},
}  # fmt: skip
"""Nouns that multiply what stands before them; a French *billion* is an English *trillion*."""
SHORT_SCALES: dict[str, int] = {
    "k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12,
    "md": 10**9, "mds": 10**9, "mrd": 10**9, "mrds": 10**9,
}  # fmt: skip
"""Newsroom suffixes of an amount of money: `$2.3bn`, `2,3 Md€`."""
MONEY = (
    r"(?:[$€£¥₽₹₺₴₪₩]|(?:euros?|dollars?|francs?|livres?|pounds?|yens?|yuans?|r(?:o)?ubles?|EUR|USD|"
    r"GBP|CHF|JPY|CNY)\b)"
)
"""What tells that a `k` or an `M` is a scale: a currency."""
COLLECTIVES: dict[str, dict[str, int]] = {
    "fr": {
        "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30,
        "quarantaine": 40, "cinquantaine": 50, "soixantaine": 60, "centaine": 100,
    },
    "en": {"dozen": 12},
}  # fmt: skip
"""Rounded counts; their value is approximate. `quarantaine` is one only in `une ... de`."""
ORDINALS: dict[str, dict[str, int]] = {
    "fr": {
        "troisième": 3, "quatrième": 4, "cinquième": 5, "sixième": 6, "septième": 7,
        "huitième": 8, "neuvième": 9, "dixième": 10, "onzième": 11, "douzième": 12,
        "treizième": 13, "quatorzième": 14, "quinzième": 15, "seizième": 16,
        "dix-septième": 17, "dix-huitième": 18, "dix-neuvième": 19, "vingtième": 20,
        "vingt et unième": 21, "trentième": 30, "quarantième": 40, "cinquantième": 50,
        "soixantième": 60, "centième": 100, "tiers": 3,
    },
    "en": {
        "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
        "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14,
        "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18,
        "nineteenth": 19, "twentieth": 20, "twenty-first": 21, "thirtieth": 30,
        "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "hundredth": 100,
    },
}  # fmt: skip
"""First and second are left out: `Premier ministre`, `a second`, `d'abord` carry no number."""
MONTHS: dict[str, dict[str, int]] = {
    "fr": {
        "janvier": 1, "janv.": 1, "février": 2, "févr.": 2, "fév.": 2, "mars": 3, "avril": 4,
        "avr.": 4, "mai": 5, "juin": 6, "juillet": 7, "juill.": 7, "juil.": 7, "août": 8,
        "septembre": 9, "sept.": 9, "octobre": 10, "oct.": 10, "novembre": 11, "nov.": 11,
        "décembre": 12, "déc.": 12,
    },
    "en": {
        "january": 1, "jan.": 1, "february": 2, "feb.": 2, "march": 3, "april": 4, "apr.": 4,
        "may": 5, "june": 6, "july": 7, "august": 8, "aug.": 8, "september": 9, "sept.": 9,
        "sep.": 9, "october": 10, "oct.": 10, "november": 11, "nov.": 11, "december": 12,
        "dec.": 12,
    },
}  # fmt: skip


def value_of(words: list[str], lang: str) -> Decimal | None:
    """Return the number that a run of lower-case words says, None if it is none.

    Args:
        words: cardinal words and joiners in order, hyphens already split, scales left out.
        lang: `fr` or `en`.

    """
    table = FRENCH if lang == "fr" else ENGLISH
    total, group, seen = 0, 0, False
    for word in words:
        if word in ("et", "and", "a"):
            continue
        value = table.get(word)
        if value is None:
            return None
        seen = True
        if value == 1000:
            total, group = total + max(group, 1) * 1000, 0
        elif value == 100:
            group = max(group, 1) * 100
        elif lang == "fr" and value == 20 and group % 100 == 4:
            group += 76
        else:
            group += value
    return Decimal(total + group) if seen else None
