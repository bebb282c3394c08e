"""Which pairs are worth learning from. Every filter is a pure function on strings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from training.corpus import Pair

_SPACES = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_]+")
_DIGITS = re.compile(r"\d+(?:[ \u00a0\u202f.,]\d{3})+(?!\d)|\d+(?:[.,]\d+)?")
FRENCH = frozenset(
    "le la les des un une est et du au aux dans pour que qui ne pas sur avec par ce cette "
    "il elle nous vous ils sont a été plus se son sa ses leur ou mais en de je tu".split()
)
ENGLISH = frozenset(
    "the of and to in is that for it was on are with as be by this have from or not at "
    "he she they we you his her has had an will would were been which their i".split()
)
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "’": "'", "‘": "'", "«": '"', "»": '"'})

MAX_CHARACTERS = 500
SHINGLE = 5
"""Words in a shingle of the near-duplicate test."""


def squeeze(text: str) -> str:
    """Every run of white space, no-break spaces included, becomes one blank."""
    return _SPACES.sub(" ", text).strip()


def plain_english(text: str) -> str:
    """English with ASCII quotation marks and apostrophes, blanks squeezed."""
    return squeeze(text.translate(_QUOTES))


def key(text: str) -> str:
    """Words of the text, lower-cased, without punctuation: what exact duplicates share."""
    return " ".join(_WORD.findall(text.casefold()))


def numbers(text: str) -> Counter[str]:
    """Numbers of the text with separators removed: `6 000`, `6,000` and `6000` are one."""
    return Counter(re.sub(r"\D", "", n) for n in _DIGITS.findall(text))


def looks_swapped(pair: Pair) -> bool:
    """True where a side reads like the other language."""
    for text, own, other in ((pair[0], FRENCH, ENGLISH), (pair[1], ENGLISH, FRENCH)):
        words = key(text).split()
        strange = sum(word in other for word in words)
        if strange >= 2 and strange > 2 * sum(word in own for word in words):
            return True
    return False


def fits(pair: Pair) -> bool:
    """Length, length ratio, letters present, not a copy of a sentence."""
    source, target = pair
    a, b = len(source), len(target)
    if not (1 <= a <= MAX_CHARACTERS and 1 <= b <= MAX_CHARACTERS):
        return False
    if (a >= 30 or b >= 30) and not 0.45 < b / a < 1.9:
        return False
    if not re.search(r"[^\W\d_]", source) or not re.search(r"[^\W\d_]", target):
        return False
    return not (source == target and len(source.split()) > 3)


def strict(pair: Pair) -> bool:
    """For sets aligned by a program: same numbers, a whole sentence, no markup, fair lengths."""
    source, target = pair
    words = len(source.split())
    if words < 4 or not source[0].isupper() or source[-1] not in ".!?:" or target[-1] not in ".!?:":
        return False
    if re.search(r"[<>{}\\|]|https?:|%[sd]|::|\$\w|_\w", source + target):
        return False
    if not 0.55 < len(target) / len(source) < 1.4:
        return False
    return numbers(source) == numbers(target)


class Protected:
    """Sentences that training must not repeat, found again exactly or nearly.

    A text matches when its words equal those of a protected sentence, or when at least half of
    its five-word shingles occur in protected sentences.
    """

    def __init__(self, sentences: Iterable[str]) -> None:
        self._keys: set[str] = set()
        self._shingles: set[int] = set()
        for sentence in sentences:
            normal = key(sentence)
            if normal:
                self._keys.add(normal)
                self._shingles.update(shingles(normal))

    def repeats(self, text: str) -> bool:
        """True where the text repeats a protected sentence."""
        normal = key(text)
        if normal in self._keys:
            return True
        parts = shingles(normal)
        return len(parts) >= 2 and 2 * sum(p in self._shingles for p in parts) >= len(parts)


def shingles(normal: str) -> list[int]:
    """Hashes of all runs of `SHINGLE` words of a text given by `key`."""
    words = normal.split()
    return [hash(tuple(words[i : i + SHINGLE])) for i in range(len(words) - SHINGLE + 1)]


def unique(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Pairs whose words were not seen before, case and punctuation apart."""
    seen: set[tuple[str, str]] = set()
    for source, target in pairs:
        mark = (key(source), key(target))
        if mark not in seen:
            seen.add(mark)
            yield source, target


def clean(pairs: Iterable[Pair], protected: Protected, *, noisy: bool) -> Iterator[Pair]:
    """Pairs that pass every filter, squeezed and with plain English quotation marks."""
    for source, target in pairs:
        pair = squeeze(source), plain_english(target)
        if not fits(pair) or looks_swapped(pair) or (noisy and not strict(pair)):
            continue
        if protected.repeats(pair[0]) or protected.repeats(pair[1]):
            continue
        yield pair
