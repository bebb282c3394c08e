"""Hours of the day: French counts to 24, English to 12 and says which half of the day, or not.

A time is the atom `17:30` (see `text/numbers.py`). Where the English says the half of the day
(5:30 p.m., 17:30) it must be the French one; where it does not (5:30) both will do.
"""

from __future__ import annotations

import re

from bilingual.text.numbers import Number, NumberKind

_CLOCK = re.compile(r"(\d+):(\d\d)")
_LATER = re.compile(r"\b(?:soirs?|soirées?|après-midi|nuits?|nocturne)\b", re.IGNORECASE)


def laid(number: Number) -> tuple[str, ...]:
    """Return the atoms of an English number; a time of either half ends in `?`: `5:30?`."""
    if number.kind is not NumberKind.TIME or number.definite:
        return number.atoms
    return tuple(_either(atom) for atom in number.atoms)


def in_english(atom: str, *, timed: bool, french: str) -> list[str]:
    """Return under which atoms the English may have one of the French.

    Args:
        atom: one of a French number.
        timed: whether the English has any time of day; then a bare number may be one as well
            ("from 2 to 5 p.m.").
        french: the whole text; a word for evening in it may stand for the half ("8 h, hier soir").
    """
    clock = _CLOCK.fullmatch(atom)
    if clock:
        hour, minute = int(clock[1]), clock[2]
        forms = [atom, _either(atom), str(hour)]
        forms += [str(hour % 12 or 12)] if timed and minute == "00" else []
    elif _is_hour(atom):
        hour, minute = int(atom), "00"
        forms = [atom, f"{hour % 24}:00", _either(f"{hour}:00")]  # "après 18 heures", "20 h"
    else:
        return [atom]
    if hour < 12 and _LATER.search(french):
        forms.append(f"{hour + 12}:{minute}")
    return forms


def in_french(atom: str, number: Number, french: str) -> list[str]:
    """Return under which atoms the French may have one of the English `number`."""
    clock = _CLOCK.fullmatch(atom)
    if clock:
        hour, minute = int(clock[1]), clock[2]
        forms = [atom, str(hour)]
        if not number.definite or _LATER.search(french):
            other = (hour + 12) % 24
            forms += [f"{other}:{minute}", str(other)]
        return forms
    if _is_hour(atom):
        hour = int(atom)
        return [atom, f"{hour % 24}:00", f"{(hour + 12) % 24}:00"]
    return [atom]


def _is_hour(atom: str) -> bool:
    return atom.isdecimal() and int(atom) <= 24


def _either(atom: str) -> str:
    """Return the atom of a time of either half of the day."""
    clock = _CLOCK.fullmatch(atom)
    return f"{int(clock[1]) % 12}:{clock[2]}?" if clock else atom
