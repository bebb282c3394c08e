"""Days of the week and months, named: Monday for lundi, and none in another's place.

English often says them otherwise ("yesterday", "this week") or leaves them out, so one that is lost
says nothing; one that the French has not, where a French one is lost, is a change.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from bilingual.model.span import Span
from bilingual.text.number_words import MONTHS

_FRENCH_DAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche"
_ENGLISH_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
_ENGLISH_VERBS = frozenset({"march", "may"})
"""Months that are words of another kind too."""


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of the days, or of the months, in one language."""

    numbers: Mapping[str, int]
    """Name in lower case -> its number."""
    pattern: re.Pattern[str]

    @staticmethod
    def of(numbers: Mapping[str, int]) -> _Names:
        """Return the names with the pattern that finds them."""
        names = "|".join(sorted(map(re.escape, numbers), key=len, reverse=True))
        return _Names(numbers, re.compile(rf"(?<![^\W\d_])(?:{names})(?![^\W\d_])", re.IGNORECASE))

    def places(self, text: str) -> dict[int, Span]:
        """Return number of the day or month -> its first place."""
        found: dict[int, Span] = {}
        for match in self.pattern.finditer(text):
            number = self.numbers.get(match.group().casefold())
            if number is not None:  # a pattern that ignores case takes a few odd letters too
                found.setdefault(number, Span(*match.span()))
        return found


def changed(source: str, target: str) -> list[tuple[Span, Span]]:
    """Return the places in the French and in the English of each day or month that changed."""
    found = []
    for french, english in _tables():
        there = french.places(source)
        here = english.places(target) if there else {}
        lost = [span for key, span in there.items() if key not in here]
        added = [span for key, span in here.items() if key not in there]
        found += list(zip(lost, added, strict=False))
    return found


@lru_cache(maxsize=1)
def _tables() -> list[tuple[_Names, _Names]]:
    """Return the French and English names of days, and of months."""
    months = {k: v for k, v in MONTHS["en"].items() if k not in _ENGLISH_VERBS}
    return [
        (_Names.of(_numbered(_FRENCH_DAYS)), _Names.of(_numbered(_ENGLISH_DAYS))),
        (_Names.of(MONTHS["fr"]), _Names.of(months)),
    ]


def _numbered(names: str) -> dict[str, int]:
    """Return name, in lower case and also in the plural -> its number, from 1."""
    singular = {name.lower(): at for at, name in enumerate(names.split(), start=1)}
    return singular | {f"{name}s": at for name, at in singular.items()}
