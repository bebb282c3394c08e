"""English translations of single French words, looked up in the shipped lexicon.

Its lines are sorted by the French word, so a word is found by halving the text: an article asks for
some hundred words, and to read all 70,000 lines took longer than to check it.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from bilingual.checks.words import fold


@lru_cache(maxsize=65536)
def translations(french: str) -> Mapping[str, float]:
    """Return the English words, folded, with their strengths (0..1) for a lower-case French word.

    Empty if the lexicon does not have the word (see bilingual/data/lexicon.md).
    """
    text = _sorted_lines()
    start = f"T\t{french}\t".encode()
    low, high = 0, len(text)
    while low < high:
        middle = text.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = text.find(b"\n", middle) + 1
        if text[middle:end] < start:
            low = end
        else:
            high = middle
    found: dict[str, float] = {}
    while text.startswith(start, low):
        end = text.find(b"\n", low)
        _, _, english, percent = text[low:end].decode().split("\t")
        found[fold(english)] = int(percent) / 100
        low = end + 1
    return found


@cache
def _sorted_lines() -> bytes:
    """Return the lexicon's lines of translations, each with its line feed, in order of bytes."""
    data = files("bilingual").joinpath("data", "lexicon.fr-en.tsv.gz").read_bytes()
    text = gzip.decompress(data)
    return text[text.index(b"\nT\t") + 1 :]
