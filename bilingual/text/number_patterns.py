"""How numbers look in French and in English: patterns, the most specific first.

Each comes with the name of what it writes; `numbers` knows how to read that. Named groups are what
the readers use. Patterns are compiled without case, over the plain view of a text.
"""

from __future__ import annotations

from collections.abc import Iterator

from bilingual.text import number_words as words

_DIGITS = {
    "fr": r"(?<![\w.,])(?P<digits>(?:(?<![^\s(«\"])[-−])?\d{1,3}(?:[ .]\d{3}(?!\d))+(?:,\d+)?"
    r"|(?<![\d,])(?:(?<![^\s(«\"])[-−])?\d+(?:[.,]\d+)?)",
    "en": r"(?<![\w.,])(?P<digits>(?:(?<![^\s(“\"])[-−])?\d{1,3}(?:,\d{3}(?!\d))+(?:\.\d+)?"
    r"|(?<![\d.,])(?<!\d )\d{1,3}(?: \d{3}(?![\d]))+(?:\.\d+)?"
    r"|(?<![\d.])(?:(?<![^\s(“\"])[-−])?\d+(?:\.\d+)?)",
}
_PERCENT = {"fr": r" ?(?:%|pour cent\b|p\. ?100)", "en": r" ?(?:%|per ?cent\b|pct\b|pc\b)"}
_HALF = {"fr": r"(?P<half> et demie?)?", "en": r"(?P<half> and a half)?"}
_JOINER = {"fr": r"(?:-et-|-| et | )", "en": r"(?:-| and | )"}
_CLOCK = r"(?<![\w:.,])(?P<hour>\d{1,2}):(?P<minute>\d{2})(?![\w:])"


def patterns(lang: str) -> Iterator[tuple[str, str]]:
    """Yield (what it writes, pattern) of a language, `fr` or `en`; the first to match counts."""
    yield from _french_days_and_ranks() if lang == "fr" else _english_days_and_ranks()
    yield from _figures(lang)
    yield from _letters(lang)


def _french_days_and_ranks() -> Iterator[tuple[str, str]]:
    months = _any(words.MONTHS["fr"])
    day = r"(?<![\w.])(?P<day>\d{1,2})(?:er)?"
    yield "date", rf"{day}[ -](?P<month>{months})(?!\w)(?: (?P<year>\d{{4}})\b)?"
    yield "date", rf"(?<!\w)(?P<month>{months}) (?P<year>\d{{4}})\b"
    yield from _dates_in_figures()
    half = r"(?: (?P<half>du matin|de l'après-midi|du soir)\b)"
    hours = r"(?<![\w,.])(?P<hour>\d{1,2}) ?(?:h|heures?)"
    yield "time", rf"{hours} ?(?P<minute>\d{{2}})(?!\w){half}?"
    yield "time", rf"{hours}{half}"
    yield "time", _CLOCK
    after = r"(?:(?<=\bà )|(?<=\bvers )|(?<=\bdès ))"
    yield "time", rf"{after}(?P<hour>\d{{1,2}}) ?(?:h|heures)\b(?! de\b)"
    # Without a preposition it may also be a duration, which `8:00` is not told from here.
    yield "time", r"(?<![\w,.])(?P<hour>1?\d|2[0-3]) ?(?:h|heures?)\b(?! de\b| d'|/)"
    yield "decade", r"(?<=\bannées )(?P<year>\d{4}|\d{2})\b"
    yield "rank", r"(?<![\w.,])(?P<digits>\d+)(?:ers?|res?|ères?|ème|ièmes?|es?|nde?)\b"
    yield "rank", r"(?-i:\b(?P<roman>[IVX]+)(?:er|re|ère|ème|e)\b)"


def _dates_in_figures() -> Iterator[tuple[str, str]]:
    """Yield 31/12/2025, 31.12.2025, 31/12/25 and 2025-12-31; which is the day is for the reader."""
    day, month = r"(?P<day>\d{1,2})", r"(?P<month>\d{1,2})"
    yield "date", rf"(?<![\w./]){day}[/.]{month}[/.](?P<year>\d{{4}})\b"
    yield "date", rf"(?<![\w./]){day}/{month}/(?P<year>\d{{2}})(?![\w/])"
    yield "date", rf"(?<![\w./-])(?P<year>\d{{4}})-{month}-{day}(?![\w-])"


def _english_days_and_ranks() -> Iterator[tuple[str, str]]:
    months = _any(words.MONTHS["en"])
    day, year = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<year>\d{4})\b"
    yield "date", rf"\b(?P<month>{months}) {day}(?![\w:%])(?:,? {year})?"
    yield "date", rf"(?<![\w.,]){day} (?:of )?(?P<month>{months})(?!\w)(?:,? {year})?"
    yield "date", rf"\b(?P<month>{months}),? (?:of )?{year}"
    yield from _dates_in_figures()
    half = r"(?P<half>[ap]\.?m\b\.?|in the (?:morning|afternoon|evening)\b|at night\b)"
    hour = r"(?<![\w:.,])(?P<hour>\d{1,2})"
    yield "time", rf"{hour}(?:[:.](?P<minute>\d{{2}}))?(?: o'clock)? ?{half}"
    yield "time", rf"{hour} o'clock\b"
    yield "time", _CLOCK
    yield "decade", r"(?<!\w)(?P<year>\d{4})s\b"
    yield "decade", r"(?<!\w)'(?P<year>\d{2})s\b"
    yield "rank", r"(?<![\w.,])(?P<digits>\d+)(?:st|nd|rd|th)\b"


def _figures(lang: str) -> Iterator[tuple[str, str]]:
    digits, scale = _DIGITS[lang], _any(words.SCALES[lang])
    yield "percent", digits + _PERCENT[lang]
    yield "percent", rf"(?<!\w){_run(lang)}{_PERCENT[lang]}"
    yield "figure", rf"{digits}[ -]?(?P<scale>{scale})s?\b{_HALF[lang]}"
    if lang == "en":
        money = digits.replace(r"(?<![\w.,])", r"(?:(?<=[$€£¥])|(?<=[$€£¥] )|(?<=\b[A-Z]{3} ))", 1)
        yield "figure", rf"{money} ?(?P<short>bn|tn|mn|[mk])\b"
        yield "figure", rf"{digits} ?(?P<short>bn|tn)\b"
        yield "figure", rf"{digits} ?(?-i:(?P<short>mn|[MmKk]))(?= ?{words.MONEY})"
    else:
        yield "figure", rf"{digits} ?(?-i:(?P<short>M(?:r?ds?)))(?![^\W\d_])"
        yield "figure", rf"{digits} ?(?-i:(?P<short>[kKM]))(?= ?(?:d'|de )?{words.MONEY})"
    yield "figure", digits
    yield "figure", r"(?<=[^\W\d_])(?<!\bm)(?<!\bkm)(?<!\bcm)(?P<digits>\d+)"


def _letters(lang: str) -> Iterator[tuple[str, str]]:
    scale, collectives = _any(words.SCALES[lang]), _any(words.COLLECTIVES[lang])
    cardinals, ranks = _cardinals(lang), _any(words.ORDINALS[lang])
    french = lang == "fr"
    yield "half", rf"\b{'demi-' if french else 'half an? '}(?P<scale>{scale})\b"
    times = cardinals if french else rf"(?:{cardinals}|a)"
    counted = r"s?(?= d[e'])" if french else "s?"
    yield "collective", rf"(?<!\w)(?P<times>{times}) (?P<noun>{collectives}){counted}\b"
    yield "spelled rank", rf"(?<!\w)(?:{ranks})s?\b"
    if french:
        yield "spelled", rf"(?<!\w){_run(lang)}(?!\w)(?: (?P<scale>{scale})s?\b{_HALF[lang]})?"
    else:
        scaled = rf"(?:{_HALF[lang]}[ -](?P<scale>{scale})s?\b)?"
        yield "spelled", rf"(?<!\w){_run(lang)}(?!\w){scaled}"
        yield "spelled one", rf"(?<!\w)(?:a|one) (?P<scale>{scale})\b{_HALF[lang]}"


def _run(lang: str) -> str:
    """Return the pattern of one or more cardinal words in a row."""
    article = "" if lang == "fr" else r"(?:a )?"
    cardinals = _cardinals(lang)
    return rf"(?P<words>{article}(?:{cardinals})(?:{_JOINER[lang]}(?:{cardinals}))*)"


def _cardinals(lang: str) -> str:
    return _any(words.FRENCH if lang == "fr" else words.ENGLISH)


def _any(table: dict[str, int]) -> str:
    """Return the pattern of any word of a table, the longest first."""
    return "|".join(word.replace(".", r"\.") for word in sorted(table, key=len, reverse=True))
