"""French figures in English notation: `1 234,5 %` is `1,234.5%`.

Only the signs inside and behind a number change. What looks like a number and is none stays:
dates, times, scores, versions, telephone numbers, network addresses, and what is English already
(`1,234,567`, `1,234.5`).
"""

from __future__ import annotations

import re

_SPACE = "[ \u00a0\u2009\u202f]"
_FIGURE = re.compile(
    rf"(?<![\w.,])(?<!\d{_SPACE})(?P<plus>\+?)"
    rf"(?:(?P<whole>[1-9]\d{{0,2}}(?:(?:{_SPACE}\d{{3}}(?!\d))++|(?:\.\d{{3}}(?!\d))++))|"
    r"(?P<plain>\d++))(?P<decimals>,\d++)?"
    rf"(?!\w|[.,:]\d|{_SPACE}\d(?!\d{{2}}(?!\d))|-\d{{4}}(?!\d))"
)
"""A number between no others: what goes on with groups that are no groups of three is none."""
_PERCENT = re.compile(rf"(?<=\d){_SPACE}+(?=%)")
_NO_NUMBER = 4
"""Groups of three of which this many are a telephone number (behind a plus) or, each up to 255,
a network address."""


def english(text: str) -> str:
    """Return `text` with its figures in English notation, everything else as it is.

    Decimal commas become points, spaces and points between groups of three digits commas; the
    space before a percent sign goes.
    """
    return _PERCENT.sub("", _FIGURE.sub(_english, text))


def _english(match: re.Match[str]) -> str:
    """Return one figure in English notation, or as it stands where it is no number."""
    groups = re.split(r"\D", match["whole"] or match["plain"])
    if len(groups) >= _NO_NUMBER and (
        match["plus"] or ("." in match["whole"] and all(int(group) <= 255 for group in groups))
    ):
        return match.group()
    decimals = (match["decimals"] or "").replace(",", ".")
    return match["plus"] + ",".join(groups) + decimals
