"""Changes to training pairs, made on the fly, that teach copying and newsroom typography.

Every function takes a pair and a random generator and returns a pair; what cannot be changed
consistently on both sides is returned as it came.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from training.corpus import Pair

_NAME = re.compile(r"[^\W\d_][^\W\d_’']*(?:-[^\W\d_]+)*")
_FRENCH_NUMBER = re.compile(
    r"(?<![\w,.])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d])|(?<![\w.])\d+(?:,\d+)?(?![\d])"
)
_ENGLISH_NUMBER = re.compile(
    r"(?<![\w.])\d{1,3}(?:,\d{3})+(?![\d])|(?<![\w,])\d+(?:\.\d+)?(?![\d])"
)
_VOWELS = "aeiouyhâàéèêëîïôöùûüœæAEIOUYHÂÀÉÈÊËÎÏÔÖÙÛÜŒÆİÖÜ"

_ONSETS = (
    "b br d dr f g gr h j k kr l m n p pr r s sch st t tr v w y z".split(),
    "b č d dz g h k kr l m n p r s š st t v vl z ž sk mil bor".split(),
    "b d f gh h j k kh l m n q r s sh t th w y z al-B al-H al-Kh Abd".split(),
    "b c ç d g h k l m n p r s ş t y z".split(),
    "b d f g h l m n p qu r s t v ch cl fl".split(),
    "ch j k l m n ng p q s t th tr w x y z zh".split(),
)
_VOWEL_PARTS = (
    "a e i o u ae ei ie oe aa ee".split(),
    "a e i o u ie ya yu".split(),
    "a i u aa ou ai".split(),
    "a e i o u ö ü ı â".split(),
    "a e i o u é è ai au eu oi ou".split(),
    "a e i o u ai ao ie iu ua uo".split(),
)
_CODAS = (
    "n r l t s k m rt nd ld berg mann sen sson ton".split(),
    "v n k ć č c sky ski enko ov ova vić ev eva dze shvili".split(),
    "n r d b m l f q h s di i een ani".split(),
    "n r k t z l m oğlu lı çi han lu".split(),
    "n r s t l x d c aud ier ard el lle nt".split(),
    "n ng m t p nh k".split(),
)


def invented_name(rng: random.Random, *, vowel_first: bool = False) -> str:
    """A name that no text holds, in the look of one of six families of languages."""
    family = rng.randrange(len(_ONSETS))
    onset, vowels, coda = _ONSETS[family], _VOWEL_PARTS[family], _CODAS[family]
    name = "" if vowel_first else rng.choice(onset)
    for _ in range(rng.choice((0, 1, 1, 2))):
        name += rng.choice(vowels) + rng.choice(onset).lower().replace("al-", "")
    name += rng.choice(vowels) + rng.choice(coda)
    return name if name.startswith("al-") else name[0].upper() + name[1:]


@dataclass(frozen=True, slots=True)
class Names:
    """Names that the corpus writes alike in both languages."""

    common: frozenset[str]
    """Seen too often to be swapped: countries, months, institutions."""
    vowel: tuple[str, ...]
    """Rare names that begin with a vowel or h."""
    consonant: tuple[str, ...]
    """The other rare names."""
    lower: frozenset[str]
    """Words that also occur in lower case: not names."""


def shared_names(pair: Pair) -> list[str]:
    """Capitalised words that occur equally often, and alike, on both sides, not first."""
    source = Counter(_NAME.findall(pair[0]))
    target = Counter(_NAME.findall(pair[1]))
    return [
        word
        for word, count in source.items()
        if len(word) > 2
        and word[0].isupper()
        and not word.isupper()
        and target[word] == count
        and not pair[0].startswith(word)
        and not pair[1].startswith(word)
    ]


def collect_names(pairs: Iterable[Pair], common_from: int = 40) -> Names:
    """The names of a corpus, see `Names`."""
    counts: Counter[str] = Counter()
    lower: set[str] = set()
    for pair in pairs:
        counts.update(shared_names(pair))
        lower.update(w for side in pair for w in _NAME.findall(side) if w.islower())
    names = {n: c for n, c in counts.items() if n.casefold() not in lower}
    rare = sorted(n for n, c in names.items() if c < common_from)
    return Names(
        common=frozenset(n for n, c in names.items() if c >= common_from),
        vowel=tuple(n for n in rare if n[0] in _VOWELS),
        consonant=tuple(n for n in rare if n[0] not in _VOWELS),
        lower=frozenset(lower),
    )


def replace_word(text: str, old: str, new: str) -> str:
    """Every occurrence of `old` as a whole word."""
    return re.sub(rf"(?<![\w-]){re.escape(old)}(?![\w-])", lambda _: new, text)


def swap_names(pair: Pair, names: Names, rng: random.Random) -> Pair:
    """Rare names give way to other or invented ones, the same on both sides."""
    source, target = pair
    for name in shared_names(pair):
        if name in names.common or name.casefold() in names.lower or rng.random() < 0.4:
            continue
        vowel = name[0] in _VOWELS
        pool: Sequence[str] = names.vowel if vowel else names.consonant
        new = rng.choice(pool) if pool and rng.random() < 0.4 else ""
        new = new or invented_name(rng, vowel_first=vowel)
        source, target = replace_word(source, name, new), replace_word(target, name, new)
    return source, target


def _new_digits(digits: str, rng: random.Random) -> str:
    """Another number of the same size and use: a year stays a year, a day a day."""
    value = int(digits)
    if len(digits) == 4 and 1900 <= value <= 2099:
        return str(rng.randint(1930, 2035))
    if digits.startswith("0") or value < 2:
        return digits
    if value <= 31:
        return str(rng.randint(2, 9) if value <= 9 else rng.randint(10, 31))
    return str(rng.randint(10 ** (len(digits) - 1) + 1, 10 ** len(digits) - 1))


def swap_numbers(pair: Pair, rng: random.Random) -> Pair:
    """Numbers that occur once on both sides change consistently, each in its own notation."""
    source, target = pair
    french = {re.sub(r"\s", "", m[0]).replace(",", "."): m for m in _FRENCH_NUMBER.finditer(source)}
    english = {m[0].replace(",", ""): m for m in _ENGLISH_NUMBER.finditer(target)}
    if len(french) != len(_FRENCH_NUMBER.findall(source)):
        return pair
    if len(english) != len(_ENGLISH_NUMBER.findall(target)):
        return pair
    changes: list[tuple[tuple[int, int], str, tuple[int, int], str]] = []
    for value in french.keys() & english.keys():
        whole, _, fraction = value.partition(".")
        if not whole.isascii() or not fraction.isascii():
            continue
        new = _new_digits(whole, rng)
        tail = "".join(rng.choice("123456789") for _ in fraction)
        grouped = "," in english[value][0]
        in_english = f"{int(new):,}" if grouped else new
        blank = re.search(r"\s", french[value][0])
        in_french = f"{int(new):,}".replace(",", blank[0]) if blank else new
        if tail:
            in_french, in_english = f"{in_french},{tail}", f"{in_english}.{tail}"
        changes.append((french[value].span(), in_french, english[value].span(), in_english))
    for (start, end), new, _, _ in sorted(changes, reverse=True):
        source = source[:start] + new + source[end:]
    for _, _, (start, end), new in sorted(changes, key=lambda c: c[2], reverse=True):
        target = target[:start] + new + target[end:]
    return source, target


def drop_final_stop(pair: Pair) -> Pair:
    """A headline or caption: neither side ends in a full stop."""
    source, target = pair
    if source.endswith(".") and target.endswith(".") and not source.endswith(".."):
        return source[:-1], target[:-1]
    return pair


def plain_guillemets(pair: Pair) -> Pair:
    """French with ASCII quotation marks."""
    return re.sub(r"«\s*|\s*»", '"', pair[0]), pair[1]


_BARE = str.maketrans("ÀÂÇÈÉÊÎÔÙÛ", "AACEEEIOUU")


def bare_capitals(pair: Pair) -> Pair:
    """French capitals without their accents: `A Erevan`, `Etat`."""
    return pair[0].translate(_BARE), pair[1]


def upper_case(pair: Pair) -> Pair:
    """Both sides in capitals."""
    return pair[0].upper(), pair[1].upper()


def augment(pair: Pair, names: Names, rng: random.Random) -> Pair:
    """One random combination of the changes above; most pairs stay as they are."""
    if rng.random() < 0.25:
        pair = swap_names(pair, names, rng)
    if rng.random() < 0.25:
        pair = swap_numbers(pair, rng)
    if rng.random() < 0.06:
        pair = drop_final_stop(pair)
    if rng.random() < 0.08:
        pair = plain_guillemets(pair)
    if rng.random() < 0.10:
        pair = bare_capitals(pair)
    if rng.random() < 0.01:
        pair = upper_case(pair)
    return pair
