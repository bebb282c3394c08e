"""Whether French or English knows a word: simplemma's dictionaries, opened only for rarer words.

Opening them takes longer than checking an article: what is common is asked in a short list of words
that they know (bilingual/data/common-words.*, made by tools/make_common_words.py).
"""

from __future__ import annotations

import gzip
from functools import cache, lru_cache
from importlib.resources import files

from bilingual.checks.words import fold


@lru_cache(maxsize=65536)
def known(word: str, lang: str) -> bool:
    """Say whether the dictionary of `lang` (`fr`, `en`) has the word in this form or another case.

    Args:
        word: in lower case, letters only where it is to be found in the short list.
        lang: `fr` or `en`.
    """
    if word in common_words(lang):
        return True
    from simplemma import is_known

    return is_known(word, lang=lang, low_memory=True)


def common_in_capitals(word: str) -> bool:
    """Say whether the word is a common French one, which many write without accents (SEISME)."""
    return fold(word) in _folded_french()


@cache
def _folded_french() -> frozenset[str]:
    return frozenset(fold(word) for word in common_words("fr"))


@cache
def common_words(lang: str) -> frozenset[str]:
    """Return common words of a language, all of which its dictionary has, in lower case."""
    data = files("bilingual").joinpath("data", f"common-words.{lang}.txt.gz").read_bytes()
    return frozenset(gzip.decompress(data).decode().splitlines())
