"""English around a term: plurals, possessives, articles, capitals.

Only what an editor would do to the words next to a term that is put in place of others. Sources:
AP Stylebook (possessives, articles before institutions), Quirk et al., *A Comprehensive Grammar of
the English Language*, §§ 5.73-5.93 (plurals).
"""

from __future__ import annotations

import re
from functools import lru_cache

IRREGULAR_PLURALS = {
    "man": "men",
    "woman": "women",
    "child": "children",
    "person": "people",
    "foot": "feet",
    "tooth": "teeth",
    "mouse": "mice",
    "crisis": "crises",
    "analysis": "analyses",
    "basis": "bases",
    "wife": "wives",
    "life": "lives",
    "knife": "knives",
    "half": "halves",
    "leaf": "leaves",
    "shelf": "shelves",
    "thief": "thieves",
    "wolf": "wolves",
    "medium": "media",
    "criterion": "criteria",
    "phenomenon": "phenomena",
    "hero": "heroes",
    "potato": "potatoes",
    "tomato": "tomatoes",
    "veto": "vetoes",
    "embargo": "embargoes",
}
INVARIABLE = frozenset("sheep fish deer series species aircraft means forces police".split())
NO_PLURAL_ENDINGS = ("ese", "ish", "ench", "iss", "utch")
"""Nationalities without a plural form: Chinese, British, French, Swiss, Dutch."""
INSTITUTION_HEADS = frozenset(
    "academy agency alliance army assembly association authority bank board bureau cabinet centre "
    "center chamber commission committee community company conference congress convention corps "
    "council court department directorate federation force forces foundation front fund "
    "government group guard guards institute institution league ministry mission movement navy "
    "office organisation organization parliament party police presidency republic secretariat "
    "senate service society summit treaty tribunal union university corridor palace east sea ocean "
    "strait gulf peninsula states emirates kingdom nations".split()
)
"""Last (or before `of`) words of names of institutions that English gives `the`."""
PLURAL_OR_THE_PLACES = frozenset(
    "netherlands philippines maldives bahamas gambia hague vatican caucasus balkans sahel "
    "kremlin".split()
)
DETERMINERS = frozenset(
    "the a an this that these those his her its their our my your whose each every some any no "
    "another such".split()
)
POSSESSIVE_PRONOUNS = frozenset("its his her their whose".split())
SILENT_H = ("hour", "honest", "honour", "honor", "heir")
CONSONANT_VOWELS = re.compile(
    r"(?:eu|u(?:ni(?!n|m)|s[eu]|r[ae]|k|tah|ga)|one\b|once\b|ou[ai])", re.I
)
"""Words that start with a vowel letter and a consonant sound: European, union, Uruguay, one."""
LETTERS_WITH_VOWEL_SOUND = "AEFHILMNORSX"
WORD = re.compile(r"[^\W_]+(?:[.’'\-][^\W_]+)*")


@lru_cache(maxsize=65536)
def plural(phrase: str) -> str:
    """Return the plural of a noun phrase: its head is the last word, or the one before `of`/`for`.

    `Foreign Minister` -> `Foreign Ministers`, `Minister of Defence` -> `Ministers of Defence`.
    """
    match = re.search(r"\s(?:of|for|in|to|and)\s", phrase)
    head, rest = (phrase[: match.start()], phrase[match.start() :]) if match else (phrase, "")
    front, _, word = head.rpartition(" ")
    return (front + " " if front else "") + _plural_word(word) + rest


def _plural_word(word: str) -> str:
    """Return the plural of one word."""
    low = word.lower()
    if not word or not word[-1].isalpha() or low in INVARIABLE or low.endswith(NO_PLURAL_ENDINGS):
        return word
    if low in IRREGULAR_PLURALS:
        return word[0] + IRREGULAR_PLURALS[low][1:]
    if low.endswith("man") and len(low) > 5 and low not in ("german", "ottoman", "roman", "human"):
        return word[:-2] + "en"
    if low.endswith("y") and low[-2:-1] not in tuple("aeiou") and not word[0].isupper():
        return word[:-1] + "ies"
    if low.endswith("y") and low[-2:-1] not in tuple("aeiou"):
        # Common nouns in a capitalised title do change (Ministries); names do not (Kennedys).
        return (
            word[:-1] + "ies" if low.endswith(("try", "ity", "ncy", "rty", "ury")) else word + "s"
        )
    if low.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    return word + "s"


def possessive(phrase: str) -> str:
    """Return the possessive: `Baku's`, `Gardens'` for plurals, `Hamas's` for singular names."""
    if phrase.endswith("s") and phrase.rpartition(" ")[2].lower() in {
        *INVARIABLE,
        "states",
        "nations",
        "guards",
        "emirates",
        "netherlands",
    }:
        return phrase + "'"
    return phrase + "'s"


def article(word: str) -> str:
    """Return `a` or `an` by the sound with which `word` starts."""
    first = WORD.search(word)
    if not first:
        return "a"
    text = first.group()
    if text.isupper() and 1 < len(text) <= 5 and not _pronounceable(text):
        return "an" if text[0] in LETTERS_WITH_VOWEL_SOUND else "a"
    low = text.lower()
    if low.startswith(SILENT_H):
        return "an"
    if CONSONANT_VOWELS.match(low):
        return "a"
    return "an" if low[0] in "aeiou" or low.startswith(("8", "11", "18")) else "a"


def _pronounceable(acronym: str) -> bool:
    """Say whether an acronym is read as a word (NATO) rather than spelled (EU, IRGC)."""
    return len(acronym) >= 4 and bool(re.fullmatch(r"(?:[^AEIOU]?[AEIOU][^AEIOU]?)+", acronym))


def takes_the(name: str) -> bool:
    """Say whether English puts `the` before this name of an institution or region."""
    if name[:4].lower() == "the ":
        return False
    head = re.split(r"\s(?:of|for|on|in)\s", name)[0].rpartition(" ")[2].lower()
    many = " " in name
    return (many and head in INSTITUTION_HEADS) or head in PLURAL_OR_THE_PLACES


def capitalised(text: str) -> str:
    """Return `text` with its first letter in upper case; `iPhone` and the like stay."""
    if len(text) > 1 and text[0].islower() and text[1].isupper():
        return text
    return text[:1].upper() + text[1:]
