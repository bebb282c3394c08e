"""Good pairs, damaged in one known way each, to see which check notices."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

Pair = tuple[str, str]
Damage = Callable[[Pair, random.Random], str | None]
"""Returns the damaged English, or None where the pair offers nothing to damage."""


def change_digit(pair: Pair, rng: random.Random) -> str | None:
    """Change one digit of a number in the English."""
    places = [m.start() for m in re.finditer(r"\d", pair[1])]
    if not places:
        return None
    at = rng.choice(places)
    other = rng.choice([d for d in "123456789" if d != pair[1][at]])
    return pair[1][:at] + other + pair[1][at + 1 :]


def lose_number(pair: Pair, rng: random.Random) -> str | None:
    """Take a number written in digits out of the English."""
    places = list(re.finditer(r"\d[\d,.]*\d|\d", pair[1]))
    if not places:
        return None
    place = rng.choice(places)
    return pair[1][: place.start()] + "some" + pair[1][place.end() :]


def lose_quotes(pair: Pair, rng: random.Random) -> str | None:
    """Take all quotation marks out of the English."""
    bare = re.sub(r"[\"“”]", "", pair[1])
    return bare if bare != pair[1] and re.search(r"[«»“”\"]", pair[0]) else None


def lose_negation(pair: Pair, rng: random.Random) -> str | None:
    """Take the one `not` or `n't` out of the English."""
    found = re.findall(r"\bnot\b|n['’]t\b", pair[1])
    return re.sub(r"\s*\bnot\b|n['’]t\b", "", pair[1]) if len(found) == 1 else None


def copy_french(pair: Pair, rng: random.Random) -> str | None:
    """Leave five French words in the middle of the English."""
    french, english = pair[0].split(), pair[1].split()
    if len(french) < 10 or len(english) < 10:
        return None
    at = len(french) // 3
    middle = len(english) // 3
    return " ".join(english[:middle] + french[at : at + 5] + english[middle + 5 :])


def whole_copy(pair: Pair, rng: random.Random) -> str | None:
    """Give the French back as the English."""
    return pair[0]


def loop(pair: Pair, rng: random.Random) -> str | None:
    """Repeat three words until the sentence has doubled."""
    english = pair[1].rstrip(".").split()
    if len(english) < 8:
        return None
    return " ".join(english + english[-3:] * (len(english) // 3)) + "."


def drop_half(pair: Pair, rng: random.Random) -> str | None:
    """Leave the second half of the English out."""
    english = pair[1].split()
    return " ".join(english[: len(english) // 2]) + "." if len(english) >= 16 else None


def lose_name(pair: Pair, rng: random.Random) -> str | None:
    """Put "he" for a capitalised word that both sides share letter by letter."""
    shared = [
        m
        for m in re.finditer(r"(?<=[a-z,] )[A-Z][a-z]{4,}\b", pair[1])
        if re.search(rf"[\w,] {m.group()}\b", pair[0])
    ]
    if not shared:
        return None
    name = rng.choice(shared).group()
    return re.sub(rf"\b{name}\b", "he", pair[1])


def invent_word(pair: Pair, rng: random.Random) -> str | None:
    """Give a long word of the English the ending of another, as a small model does."""
    long = [m for m in re.finditer(r"\b[a-z]{7,}\b", pair[1]) if m.group() not in pair[0]]
    if len(long) < 2:
        return None
    one, other = rng.sample(long, 2)
    return pair[1][: one.start()] + one.group()[:4] + other.group()[-4:] + pair[1][one.end() :]


def invent_name(pair: Pair, rng: random.Random) -> str | None:
    """Put a name of nobody before the last word."""
    body, _, last = pair[1].rpartition(" ")
    return f"{body} {rng.choice(('Karvolen', 'Zimbroth', 'Tulvani', 'Odrekhan'))} {last}"


def drop_third(pair: Pair, rng: random.Random) -> str | None:
    """Leave the last third of the English out."""
    english = pair[1].split()
    return " ".join(english[: len(english) * 2 // 3]) + "." if len(english) >= 15 else None


DAMAGES: dict[str, tuple[Damage, str]] = {
    "a digit changed": (change_digit, "numbers"),
    "a number lost": (lose_number, "numbers"),
    "quotation marks lost": (lose_quotes, "quotes"),
    "negation lost": (lose_negation, "negation"),
    "five French words left": (copy_french, "untranslated"),
    "all French": (whole_copy, "untranslated"),
    "a loop": (loop, "repetition"),
    "second half dropped": (drop_half, "length_ratio"),
    "second half dropped ": (drop_half, "omission"),
    "last third dropped": (drop_third, "length_ratio"),
    "last third dropped ": (drop_third, "omission"),
    "a name lost": (lose_name, "names"),
    "a name invented": (invent_name, "names"),
    "a word invented": (invent_word, "spelling"),
}
"""Damage -> what does it, and the check that should notice."""
