"""Two ways of making French text comparable, both with exact offsets back into the original.

`light` evens out what never tells words apart: apostrophes, kinds of blank, hyphens, composition of
accents. `key` goes on to drop case and accents and is what the automaton searches; every hit is
then verified on the light text. Both map each code point to exactly one, except where combining
accents, soft hyphens or runs of blanks are in the text; only then is a table of offsets kept.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

APOSTROPHES = "'\u2019\u02bc\u2018`\u00b4\u2032\uff07"
HYPHENS = "-\u2010\u2011\ufe63\uff0d"
BLANKS = (
    " \u00a0\t\n\r\v\f"
    "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
    "\u3000"
)
DROPPED = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
LIGHT = str.maketrans(
    {**dict.fromkeys(APOSTROPHES, "'"), **dict.fromkeys(HYPHENS, "-"), **dict.fromkeys(BLANKS, " ")}
)
SIMPLE = re.compile(r"[0-9A-Za-zÀ-ɏ'.\-]+(?: [0-9A-Za-zÀ-ɏ'.\-]+)*")
"""Text that is its own light form."""
UNEVEN = re.compile(f"[\u0300-\u036f{DROPPED}]|[{BLANKS}]{{2}}")


def _key_table() -> dict[int, str]:
    """Return code point -> lower-case letter without accent, where both are one code point."""
    table = {}
    for code in [*range(0x41, 0x24F), *range(0x370, 0x530), *range(0x1E00, 0x1F00)]:
        base = unicodedata.normalize("NFD", chr(code).lower())[:1]
        if base and base != chr(code):
            table[code] = base
    return table


KEY = _key_table()


@dataclass(frozen=True, slots=True)
class Light:
    """Light text and where each of its code points stands in the original."""

    text: str
    starts: tuple[int, ...] | None = None
    """Offset in the original of each code point of `text`, and one past the end; None: the same."""

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in the original of `text[start:end]`."""
        if self.starts is None:
            return start, end
        return self.starts[start], self.starts[end - 1] + self._width(end - 1)

    def _width(self, index: int) -> int:
        """Return how many original code points stand behind one of the light text."""
        assert self.starts is not None
        following = self.starts[index + 1]
        # Blanks dropped after a blank belong to no word; combining marks belong to their letter.
        return 1 if self.text[index] == " " else max(1, following - self.starts[index])


def light(text: str) -> Light:
    """Return the light form of `text` with its offsets."""
    if not UNEVEN.search(text):
        return Light(text.translate(LIGHT))
    out: list[str] = []
    starts: list[int] = []
    for index, char in enumerate(text):
        if char in DROPPED:
            continue
        plain = char.translate(LIGHT)
        if plain == " " and out and out[-1] == " ":
            continue
        if unicodedata.combining(char) and out:
            joined = unicodedata.normalize("NFC", out[-1] + char)
            if len(joined) == 1:
                out[-1] = joined
                continue
        out.append(plain)
        starts.append(index)
    return Light("".join(out), (*starts, len(text)))


def light_text(text: str) -> str:
    """Return the light form of `text` alone (most terms are as light as they are written)."""
    if SIMPLE.fullmatch(text):
        return text
    return light(text).text


def key(light_text: str) -> str:
    """Return the search key of light text; same length, code point by code point."""
    return light_text.lower() if light_text.isascii() else light_text.translate(KEY)
