"""Candidate terms in French texts: names, acronyms, recurring noun groups; known ones left out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bilingual.languages.fr_forms import LINKS
from bilingual.terminology.folding import light
from bilingual.terminology.glossary import Glossary

CAPITAL = r"[A-ZÀ-ÖØ-Þ]"
NAME = re.compile(
    rf"{CAPITAL}[\w'’]*(?:-\w+)*(?:(?:\s(?:de|du|des|d['’]|la|le|al|ben|bin|von|van|der))?"
    rf"\s{CAPITAL}[\w]*(?:-\w+)*)*"
)
ACRONYM = re.compile(r"\b[A-Z][A-Z0-9]{1,9}\b")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
ELIDED = re.compile(r"^(?:[dlnsmtcj]|qu|jusqu|lorsqu|puisqu)['’]", re.IGNORECASE)
OPENERS = frozenset(
    "le la les l un une des du de d à au aux en dans par pour sur avec sans selon mais et ou où "
    "ce cet cette ces il elle ils elles on nous vous je tu qui que quand si comme après avant "
    "pendant depuis lors entre son sa ses leur leurs notre nos plus moins très tout toute tous "
    "toutes deux trois quatre cinq six sept huit neuf dix monsieur madame m mme alors ainsi "
    "aussi cependant pourtant toutefois enfin quant parmi malgré hier aujourd".split()
)
"""Words whose capital at the start of a sentence says nothing."""
GRAMMAR = (
    LINKS
    | OPENERS
    | frozenset(
        "a ont est sont été être avoir avait était ne pas y n s c qu se fait dit va doit peut ont "
        "même autres autre dont donc car ni puis là ici bien encore déjà".split()
    )
)
MIN_GROUP = 3
"""How often a group of common words must recur."""
CONTEXTS = 2
"""Contexts kept of each candidate."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A group of words that may deserve a row."""

    text: str
    count: int
    pos: str
    """`name`, `acronym` or `noun`: a guess for the column."""
    contexts: tuple[str, ...]
    """Short stretches around the first occurrences."""


def extract(
    texts: Iterable[str], glossary: Glossary | None = None, least: int = 1
) -> list[Candidate]:
    """Return candidates, most frequent first.

    Args:
        texts: sentences or paragraphs.
        glossary: what it knows is left out, also where it is part of a candidate.
        least: how often a name or acronym must occur; noun groups need three at least.
    """
    counts: Counter[tuple[str, str]] = Counter()
    contexts: dict[tuple[str, str], list[str]] = defaultdict(list)
    for original in texts:
        text = light(original).text
        known = [m.span for m in glossary.match(text)] if glossary else []
        for start, end, kind in _candidates(text):
            if any(span.start < end and start < span.end for span in known):
                continue
            found = (text[start:end], kind)
            counts[found] += 1
            if len(contexts[found]) < CONTEXTS:
                contexts[found].append(_around(text, start, end))
    chosen = [
        Candidate(text, count, kind, tuple(contexts[text, kind]))
        for (text, kind), count in counts.items()
        if count >= (max(least, MIN_GROUP) if kind == "noun" else least)
    ]
    return sorted(_longest(chosen), key=lambda c: (-c.count, c.text))


def _candidates(text: str) -> list[tuple[int, int, str]]:
    """Return (start, end, pos) of the candidates in one text."""
    found = []
    for match in NAME.finditer(text):
        start, end = match.span()
        elided = ELIDED.match(text[start:end])
        start += elided.end() if elided else 0
        if start and text[start - 1].isalnum():
            continue
        words = text[start:end].split()
        while words and words[0].lower() in OPENERS:
            start += len(words.pop(0)) + 1
        if not words or not re.match(CAPITAL, text[start:end]) or end - start < 2:
            continue
        opens = not text[:start].strip(" \"'«“(-–—") or bool(
            re.search(r"[.!?…:]\W*$", text[:start])
        )
        if opens and len(words) == 1 and not ACRONYM.fullmatch(words[0]):
            continue  # the capital of a sentence, most likely
        found.append((start, end, "acronym" if ACRONYM.fullmatch(text[start:end]) else "name"))
    return found + _groups(text)


def _groups(text: str) -> list[tuple[int, int, str]]:
    """Return groups of two to four common words that neither start nor end in grammar."""
    words = list(WORD.finditer(text))
    found = []
    for first in range(len(words)):
        for last in range(first + 1, min(first + 4, len(words))):
            between = text[words[last - 1].end() : words[last].start()]
            if between not in (" ", " d'", " l'"):
                break
            group = [word.group() for word in words[first : last + 1]]
            ends = (group[0], group[-1])
            inside = all(w in LINKS or w not in GRAMMAR for w in group)
            if inside and all(w.islower() and len(w) > 2 and w not in GRAMMAR for w in ends):
                found.append((words[first].start(), words[last].end(), "noun"))
    return found


def _around(text: str, start: int, end: int, width: int = 40) -> str:
    """Return the stretch of text around a candidate, cut at blanks."""
    left = text[max(0, start - width) : start]
    right = text[end : end + width]
    left = left if start <= width else "… " + left.partition(" ")[2]
    right = right if end + width >= len(text) else right.rpartition(" ")[0] + " …"
    return f"{left}{text[start:end]}{right}".strip()


def _longest(found: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates without those that only occur inside a longer one."""
    counts = {c.text: c.count for c in found}
    inside: Counter[str] = Counter()
    for candidate in found:
        words = candidate.text.split()
        for first in range(len(words)):
            for last in range(first + 1, len(words) + 1):
                part = " ".join(words[first:last])
                if part != candidate.text and part in counts:
                    inside[part] = max(inside[part], candidate.count)
    return [c for c in found if c.count > inside[c.text]]
