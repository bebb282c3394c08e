"""Days of the week and months, named: Monday for lundi, and none in another's place.

English often says them otherwise ("yesterday", "this week") or leaves them out, so one that is lost
says nothing; one that the French has not, where a French one is lost, is a change.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from bilingual.model.span import Span
from bilingual.text.number_words import MONTHS

_FRENCH_DAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche"
_ENGLISH_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
_ENGLISH_VERBS = frozenset({"march", "may"})
"""Months that are words of another kind too."""


def changed(source: str, target: str) -> list[tuple[Span, Span]]:
    """Return the places in the French and in the English of each day or month that changed."""
    found = []
    for french, english in _tables():
        there, here = _named(source, french), _named(target, english)
        lost = [span for key, span in there.items() if key not in here]
        added = [span for key, span in here.items() if key not in there]
        found += list(zip(lost, added, strict=False))
    return found


def _named(text: str, names: Mapping[str, int]) -> dict[int, Span]:
    """Return number of the day or month -> its first place."""
    found: dict[int, Span] = {}
    for match in re.finditer(r"[^\W\d_]+", text):
        key = names.get(match.group().lower())
        if key is not None:
            found.setdefault(key, Span(*match.span()))
    return found


def _tables() -> list[tuple[dict[str, int], dict[str, int]]]:
    """Return the French and English names of days, and of months, each with its number."""
    days = _numbered(_FRENCH_DAYS), _numbered(_ENGLISH_DAYS)
    months = MONTHS["fr"], {k: v for k, v in MONTHS["en"].items() if k not in _ENGLISH_VERBS}
    return [days, (dict(months[0]), months[1])]


def _numbered(names: str) -> dict[str, int]:
    """Return name, in lower case and also in the plural -> its number, from 1."""
    singular = {name.lower(): at for at, name in enumerate(names.split(), start=1)}
    return singular | {f"{name}s": at for name, at in singular.items()}
