"""Words as the aligners compare them, the same for French and English.

Not for display: case, apostrophes, ligatures and the separators inside numbers are levelled.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LEVEL = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "œ": "oe",
        "Œ": "oe",
        "æ": "ae",
        "\u00ad": "",
        "–": "-",
        "‑": "-",
    }
)
_TOKEN = re.compile(
    r"\d+(?:[.,\u00a0\u202f ]\d{3}(?!\d))*(?:[.,]\d+)?"  # 1,000 and 1 000 and 3.5
    r"|[^\W\d_]+(?:'(?:t|s|re|ve|ll|d|m)(?![^\W\d_])|'(?=[^\W\d_]))?"  # don't, l', qu'
    r"|[?!%€$£]"
)
_SEPARATORS = re.compile(r"[.,\u00a0\u202f ]")


def words(text: str) -> list[str]:
    """Return the comparison words of a text, in order; numbers lose their separators.

    An elided French word stands alone (`l'`); an English possessive loses its ending.
    """
    levelled = text.translate(_LEVEL).casefold()
    return [_level_word(word) for word in _TOKEN.findall(levelled)]


def _level_word(word: str) -> str:
    """Return a number without separators, a word without `'s`."""
    return _SEPARATORS.sub("", word) if word[0].isdigit() else word.removesuffix("'s")


@lru_cache(maxsize=1 << 17)
def bare(word: str) -> str:
    """Return the word without accents, for cognates: `président` -> `president`."""
    decomposed = unicodedata.normalize("NFD", word)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@lru_cache(maxsize=1 << 17)
def stem(word: str) -> str:
    """Return a crude stem: what is left of a bare word's ending matters little (first letters).

    Words of up to four letters are kept whole, longer ones lose what goes beyond five; numbers
    stay whole.
    """
    plain = bare(word)
    return (
        plain if len(plain) < 5 or plain[0].isdigit() else plain[: max(4, min(6, len(plain) - 2))]
    )


def shingles(text: str, size: int = 4) -> list[str]:
    """Return the character n-grams of a text's words, each word padded with one blank."""
    found = []
    for word in words(text):
        padded = f" {bare(word)} "
        found += [padded[i : i + size] for i in range(max(1, len(padded) - size + 1))]
    return found
