"""Glossary proposals: corrections that people made again and again, as rows with evidence.

A correction counts when the same English words gave way to the same others in two sentences or
more. Its French is the group of words that keeps company with the replaced English throughout the
document (Dice coefficient); where none does clearly, the correction is listed without a row.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from bilingual.model.revision import Reviewed, Verdict

MIN_TIMES = 2
"""Sentences in which a correction must recur."""
MIN_DICE = 0.6
"""Least association of the French words with the English they stand for."""
MAX_WORDS = 6
"""Of either side of a correction."""
_WORD = re.compile(r"\w+(?:-\w+)*")
_TOKEN = re.compile(r"\w+(?:['’\u2011-]\w+)*|[^\w\s]")
_EDGES = frozenset(
    {"le", "la", "les", "l", "d", "de", "du", "des", "un", "une", "et", "ou", "à", "au", "aux",
     "en", "dans", "par", "pour", "sur", "avec", "que", "qui", "ne", "pas", "se", "s", "ce",
     "cette", "ces", "son", "sa", "ses", "leur", "leurs", "est", "a", "ont", "sont", "n", "c",
     "qu", "j", "il", "elle", "ils", "elles", "on", "y"}
)  # fmt: skip
"""Words that neither open nor close a term."""
_ENGLISH_EDGES = frozenset(
    {"the", "a", "an", "of", "to", "in", "on", "at", "by", "for", "and", "or", "is", "are", "was",
     "were", "has", "have", "had", "that", "this", "it", "its", "he", "she", "they", "with", "from",
     "as", "be", "been", "not", "but"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence in which the correction was made."""

    document: str
    unit_id: str
    source: str
    before: str
    after: str
    author: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A row for the glossary."""

    source: str
    """French; empty if no words keep company with the English clearly enough."""
    target: str
    replaced: str
    """What the machine had written."""
    evidence: tuple[Evidence, ...]
    association: float
    """Dice coefficient of the French words with the English they stand for, 0..1."""
    present: str = ""
    """English of the glossary's present row for this French; empty if there is none."""


def proposals(
    documents: Sequence[tuple[str, Sequence[Reviewed]]], known: dict[str, str] | None = None
) -> list[Proposal]:
    """Return the rows to propose, most evidence first.

    Args:
        documents: (name, its units after review).
        known: French -> English of the glossary in force; rows it has already are left out.

    """
    glossary = {fr.casefold(): en for fr, en in (known or {}).items()}
    recurring = _recurring(documents)
    if not recurring:
        return []
    units = [unit for _, listed in documents for unit in listed]
    grams = [_grams(unit.source) for unit in units]
    counts = Counter(gram for found in grams for gram in found)
    made = []
    for (replaced, target), evidence in recurring.items():
        source, dice = _french(replaced, evidence, units, grams, counts)
        replaced, target = _widened(replaced, target, evidence, len(source.split()))
        present = glossary.get(source.casefold(), "") if source else ""
        if present.casefold() != target.casefold() or not present:
            made.append(Proposal(source, target, replaced, tuple(evidence), dice, present))
    return sorted(made, key=lambda p: (not p.source, -len(p.evidence), p.source, p.target))


def _recurring(
    documents: Sequence[tuple[str, Sequence[Reviewed]]],
) -> dict[tuple[str, str], list[Evidence]]:
    """Return (replaced, by) -> the sentences, for corrections made in several sentences.

    A correction is recognised again where it lies inside a larger edit: the replaced words went
    and the others came.
    """
    seen = [_evidence(name, unit) for name, units in documents for unit in units if _edited(unit)]
    pairs: dict[tuple[str, str], list[Evidence]] = {}
    for evidence in seen:
        for pair in _corrections(evidence.before, evidence.after):
            pairs.setdefault(pair, [])
    words = defaultdict(list)
    for evidence in seen:
        for word in set(_TOKEN.findall(evidence.before)):
            words[word].append(evidence)
    for pair, found in pairs.items():
        rarest = min(_TOKEN.findall(pair[0]), key=lambda w: len(words[w]))
        found += [e for e in words[rarest] if _went(pair, e)]
    return {pair: found for pair, found in pairs.items() if len(found) >= MIN_TIMES}


def _edited(unit: Reviewed) -> bool:
    return unit.verdict is Verdict.EDITED and bool(unit.target)


def _evidence(name: str, unit: Reviewed) -> Evidence:
    author = ", ".join(dict.fromkeys(v.author for v in unit.versions if v.author))
    sent_out = " ".join(u.target for u in (unit.original, *unit.joined))
    return Evidence(name, unit.original.id, unit.source, sent_out, unit.target, author)


def _corrections(before: str, after: str) -> set[tuple[str, str]]:
    """Return the words that were replaced and those that came, with the names they are part of."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    found = set()
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "replace":
            continue
        while i1 and j1 and old[i1 - 1] == new[j1 - 1] and old[i1 - 1][0].isupper():
            i1, j1 = i1 - 1, j1 - 1
        while i2 < len(old) and j2 < len(new) and old[i2] == new[j2] and old[i2][0].isupper():
            i2, j2 = i2 + 1, j2 + 1
        pair = _trimmed(" ".join(old[i1:i2])), _trimmed(" ".join(new[j1:j2]))
        letters = all(any(c.isalpha() for c in text) for text in pair)
        short = max(len(text.split()) for text in pair) <= MAX_WORDS
        if letters and short and pair[0].casefold() != pair[1].casefold():
            found.add(pair)
    return found


def _went(pair: tuple[str, str], evidence: Evidence) -> bool:
    """Say whether in this sentence the first words went and the second came."""
    before, after = (" ".join(_TOKEN.findall(t)) for t in (evidence.before, evidence.after))
    gone, come = (re.compile(rf"(?<!\w){re.escape(text)}(?!\w)") for text in pair)
    return len(gone.findall(before)) > len(gone.findall(after)) and len(come.findall(after)) > len(
        come.findall(before)
    )


def _trimmed(text: str) -> str:
    """Return the words without articles and the like at their ends; empty if nothing else is."""
    words = [w for w in text.split() if any(c.isalnum() for c in w)]
    while words and words[0].casefold() in _ENGLISH_EDGES:
        words = words[1:]
    while words and words[-1].casefold() in _ENGLISH_EDGES:
        words = words[:-1]
    return " ".join(words).strip(" ,.;:!?")


def _french(
    replaced: str,
    evidence: Sequence[Evidence],
    units: Sequence[Reviewed],
    grams: Sequence[frozenset[str]],
    counts: Counter[str],
) -> tuple[str, float]:
    """Return the French words that keep company with `replaced`, and how closely."""
    ids = {(e.unit_id, e.source) for e in evidence}
    pattern = re.compile(rf"(?<!\w){re.escape(replaced)}(?!\w)", re.IGNORECASE)
    here = [
        i
        for i, unit in enumerate(units)
        if (unit.original.id, unit.source) in ids or pattern.search(unit.original.target)
    ]
    together = Counter(gram for i in here for gram in grams[i])
    best = max(
        ((2 * n / (len(here) + counts[gram]), len(gram.split()), gram) for gram, n in
         together.items() if n >= MIN_TIMES),
        default=(0.0, 0, ""),
    )  # fmt: skip
    if best[0] < MIN_DICE:
        return "", best[0]
    return _as_written(best[2], [units[i].source for i in here]), best[0]


def _widened(
    replaced: str, target: str, evidence: Sequence[Evidence], words: int
) -> tuple[str, str]:
    """Return the correction with neighbours that stayed, where its French has more words.

    “bank” became “shore” and its French is *rive nord*: if “north” stood before it in every
    sentence, the term is “north shore”.

    Args:
        replaced: what went.
        target: what came.
        evidence: the sentences.
        words: of the French; the English grows no longer.
    """
    for left in (True, False):
        while len(target.split()) < words:
            found = {
                _neighbour(text, run, left=left)
                for one in evidence
                for text, run in ((one.before, replaced), (one.after, target))
            }
            word = found.pop() if len(found) == 1 else ""
            if not word or word.casefold() in _ENGLISH_EDGES:
                break
            replaced, target = (
                f"{word} {text}" if left else f"{text} {word}" for text in (replaced, target)
            )
    return replaced, target


def _neighbour(text: str, words: str, *, left: bool) -> str:
    """Return the word right before (or after) those words; empty if none is."""
    tokens, run = _TOKEN.findall(text), words.split()
    starts = (i for i in range(len(tokens)) if tokens[i : i + len(run)] == run)
    place = next(starts, None)
    if place is None:
        return ""
    beside = place - 1 if left else place + len(run)
    word = tokens[beside] if 0 <= beside < len(tokens) else ""
    return word if word[:1].isalnum() else ""


def _grams(text: str) -> frozenset[str]:
    """Return the groups of one to four words of a French sentence, folded."""
    words = [w.casefold() for w in _WORD.findall(text)]
    return frozenset(
        " ".join(group)
        for size in range(1, 5)
        for i in range(len(words) - size + 1)
        if (group := words[i : i + size])[0] not in _EDGES
        and group[-1] not in _EDGES
        and any(len(w) > 1 and not w.isdigit() for w in group)
    )


def _as_written(gram: str, sources: Iterable[str]) -> str:
    """Return the words as the sentences write them; lower case where they differ in case only."""
    pattern = re.compile(r"\W+".join(map(re.escape, gram.split())), re.IGNORECASE)
    forms = Counter(m.group() for source in sources for m in pattern.finditer(source))
    lower = [form for form in forms if form[:1].islower()]
    return max(lower or forms, key=lambda form: (forms[form], form), default=gram)


def proposals_csv(found: Iterable[Proposal]) -> str:
    """Return the rows that have a French side, ready for a glossary file (columns of `rows`)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["source", "target", "status", "note"])
    for p in found:
        if p.source:
            note = f"{len(p.evidence)} corrections of “{p.replaced}”"
            writer.writerow([p.source, p.target, "preferred", note])
    return out.getvalue()


def proposals_md(found: Sequence[Proposal]) -> str:
    """Return the proposals with their evidence, for the text of a pull request."""
    lines = ["# Glossary proposals", ""]
    if not found:
        lines.append("No correction was made more than once.")
    for p in found:
        lines += [f"## {_md(p.source or '(French not found)')} → {_md(p.target)}", ""]
        lines.append(
            f"Replaces “{_md(p.replaced)}” in {len(p.evidence)} sentences; "
            f"association {p.association:.2f}."
        )
        if p.present:
            lines.append(f"The glossary has “{_md(p.present)}” at present.")
        lines.append("")
        for e in p.evidence:
            lines += [
                f"- {_md(e.document)}{f', by {_md(e.author)}' if e.author else ''}",
                f"  - French: {_md(e.source)}",
                f"  - before: {_md(e.before)}",
                f"  - after: {_md(e.after)}",
            ]
        lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def _md(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", " ".join(text.split()))
