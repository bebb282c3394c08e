"""Forms that look regular and are none: `eated`, `childs`, `launchs`, `citys`.

A small model that builds a word from its pieces adds the usual ending to a word that does not take
it. The dictionary has some of these forms itself, so the irregular words are listed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from bilingual.checks.dictionary import common_words

_VERBS = (
    "arise bear beat become begin bite blow break bring build buy catch choose come draw "
    "drink drive eat fall feed feel fight find flee fly forbid forget forgive freeze get give go "
    "grow have hear hide hit hold hurt keep know lend lose make mean meet overcome pay ride "
    "rise run say see sell send shake shoot shut sing sink sit sleep speak spend stand steal "
    "stick strike swear sweep swim take teach tell think throw undergo understand wear win "
    "withdraw write"
)
"""Whose past is never regular; left out are verbs whose regular form is a word (leaded)."""
_NOUNS = "child grandchild woman sheep tooth wife housewife life thief shelf half"
"""Whose plural is never regular, as a noun or a verb."""
_WORDS_THEMSELVES = frozenset({"runed", "sayed", "seed", "singed", "sited", "wined"})
"""Forms of other words, which the rules for endings give as well."""
_SPELT_OTHERWISE = re.compile(r"(?:(?:[sxz]|ch|sh|[^aeiou]y)s|(?:e|[^aeiou]y)ed)$")
"""An ending after a letter that changes or wants an `e` before it."""


def misformed(word: str, known: Callable[[str], bool]) -> bool:
    """Say whether the word is the wrong form of an English one.

    Args:
        word: in lower case, without accents.
        known: whether the dictionary has a word.
    """
    if word in _wrong_forms():
        return True
    if word.endswith("mans") and len(word) > 5 and word not in common_words("en"):
        return known(f"{word[:-4]}men") and known(word[:-1])
    stem = word[:-1] if word.endswith("s") else word[:-2]
    return bool(_SPELT_OTHERWISE.search(word)) and known(stem) and not known(word)


@cache
def _wrong_forms() -> frozenset[str]:
    """Return the regular forms that irregular words do not have."""
    pasts = {f"{verb}d" if verb.endswith("e") else f"{verb}ed" for verb in _VERBS.split()}
    doubled = {f"{verb}{verb[-1]}ed" for verb in _VERBS.split() if verb[-1] in "bdgnptm"}
    plurals = {f"{noun}s" for noun in _NOUNS.split()}
    return frozenset((pasts | doubled | plurals) - _WORDS_THEMSELVES)
