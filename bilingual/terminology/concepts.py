"""Concepts: what the rows of one French source say together.

A row gives a preferred, admitted or forbidden target, or says that the source is kept. Rows of the
same source and context make one concept; where several glossaries have it, the first one's counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from bilingual.languages.fr_forms import inflections
from bilingual.model.term import Term, TermStatus
from bilingual.terminology.folding import key, light, light_text
from bilingual.terminology.rows import items

SLOT = re.compile(r"\{([a-z]+)\}")
INFLECTED_POS = frozenset(("noun", "adj", "demonym", "title", "phrase", ""))
GENDERED_POS = frozenset(("adj", "demonym", "title"))
CAPITAL_NEXT = "Aa"
"""In a context: any capitalised word."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a pattern: a slot or a literal piece."""

    slot: str = ""
    """Class of terms (a `pos`), or empty for a literal."""
    piece: int = -1
    """Number of the literal, counted from 0."""
    text: str = ""
    """The literal."""


@dataclass(frozen=True, slots=True)
class Clue:
    """One item of a context."""

    word: str
    """Search key of the word; `Aa` for any capitalised word."""
    wanted: bool
    where: str
    """`<` directly before, `>` directly after, empty: anywhere in the sentence."""

    def present(self, text: str, searched: str, start: int, end: int) -> bool:
        """Say whether the word stands where the clue wants it."""
        if self.where == "<":
            before = text[:start].rstrip()
            if self.word == CAPITAL_NEXT:
                return bool(re.search(r"(?:^|\W)[A-ZÀ-ÖØ-Þ][\w'-]*$", before))
            return _ends_with_word(searched[: len(before)], self.word)
        if self.where == ">":
            if self.word == CAPITAL_NEXT:
                return bool(re.match(r" ?[A-ZÀ-ÖØ-Þ]", text[end:]))
            after = searched[end:].lstrip()
            return after.startswith(self.word) and not after[len(self.word) :][:1].isalnum()
        return bool(_word(self.word).search(searched))


@dataclass(frozen=True, slots=True)
class Context:
    """What must, or must not, stand near an occurrence."""

    clues: tuple[Clue, ...]

    def holds(self, text: str, searched: str, start: int, end: int) -> bool:
        """Say whether one of the wanted clues (if there are any) and no unwanted one is there."""
        wanted = [clue for clue in self.clues if clue.wanted]
        if wanted and not any(clue.present(text, searched, start, end) for clue in wanted):
            return False
        return not any(
            clue.present(text, searched, start, end) for clue in self.clues if not clue.wanted
        )


class Concept(NamedTuple):
    """One French source in one context and the English it may, must or must not have."""

    term: Term
    """The leading row."""
    targets: tuple[str, ...]
    """Preferred first, then admitted; empty if the rows only forbid."""
    forbidden: tuple[str, ...]
    forms: tuple[tuple[int, str, bool], ...]
    """(literal piece or -1, light text, plural) of every form to look for."""
    pattern: tuple[Part, ...] = ()
    """The parts of a source with slots; empty for a plain source."""
    context: Context | None = None
    rivals: tuple[Term, ...] = ()
    """Further rows that want another English first, where the glossary contradicts itself."""


def concepts(glossaries: Sequence[Sequence[Term]]) -> list[Concept]:
    """Return the concepts of several glossaries' rows, first glossary first.

    The order of rows within a glossary does not matter.
    """
    found: dict[tuple[str, str], Concept] = {}
    for rows in glossaries:
        groups: dict[tuple[str, str], list[Term]] = {}
        for term in rows:
            groups.setdefault((light_text(term.source), term.context), []).append(term)
        for name in sorted(groups):
            if name not in found:
                found[name] = _concept(groups[name], name[0])
    # Where a concept with a context and one without both match, the narrower one comes first.
    return sorted(found.values(), key=lambda concept: concept.context is None)


def _concept(rows: list[Term], source: str) -> Concept:
    """Return the concept of the rows of one (light) source and context."""
    lead = rows[0]
    if len(rows) == 1 and "{" not in source and lead.status is not TermStatus.FORBIDDEN:
        # Nearly every row of a large glossary.
        return Concept(lead, (lead.target,), (), _forms(rows, source), (), context(lead.context))
    order = [TermStatus.KEEP, TermStatus.PREFERRED, TermStatus.ADMITTED, TermStatus.FORBIDDEN]
    if len(rows) > 1:
        rows = sorted(rows, key=lambda term: (order.index(term.status), term.target))
    lead = rows[0]
    targets = tuple(dict.fromkeys(r.target for r in rows if r.status is not TermStatus.FORBIDDEN))
    forbidden = tuple(dict.fromkeys(r.target for r in rows if r.status is TermStatus.FORBIDDEN))
    pattern = _pattern(lead.source)
    forms = _pattern_forms(pattern, lead) if pattern else _forms(rows, source)
    first = (TermStatus.KEEP, TermStatus.PREFERRED)
    rivals = tuple(r for r in rows[1:] if r.status in first and r.target != lead.target)
    return Concept(lead, targets, forbidden, forms, pattern, context(lead.context), rivals)


def _pattern(source: str) -> tuple[Part, ...]:
    """Return the parts of a source with slots; empty for a plain one."""
    if "{" not in source or not SLOT.search(source):
        return ()
    parts: list[Part] = []
    pieces = 0
    for index, text in enumerate(SLOT.split(source)):
        if index % 2:
            parts.append(Part(slot=text))
        elif text.strip():
            parts.append(Part(piece=pieces, text=text.strip()))
            pieces += 1
    return tuple(parts)


def _pattern_forms(pattern: tuple[Part, ...], term: Term) -> tuple[tuple[int, str, bool], ...]:
    """Return the forms of a pattern's literal pieces; only the first one inflects."""
    forms: list[tuple[int, str, bool]] = []
    for part in pattern:
        if part.slot:
            continue
        text = light(part.text).text
        if part.piece == 0 and term.pos in INFLECTED_POS:
            gender = term.pos in GENDERED_POS
            forms += [(0, f.form, f.plural) for f in inflections(text, gender=gender)]
        else:
            forms.append((part.piece, text, False))
    return tuple(forms)


def _forms(rows: list[Term], source: str) -> tuple[tuple[int, str, bool], ...]:
    """Return the forms of a plain source: as written, inflected by rule, and those listed."""
    lead = rows[0]
    forms = {source: False}
    inflects = lead.pos in INFLECTED_POS and lead.status is not TermStatus.KEEP
    if inflects and (lead.pos or source[:1].islower()):
        for form in inflections(source, gender=lead.pos in GENDERED_POS):
            forms.setdefault(form.form, form.plural)
    for row in rows:
        for listed in row.forms:
            text = light_text(listed)
            forms.setdefault(text, text[-1:] in "sx" and source[-1:] not in "sx")
    if "œ" in source:
        for text in list(forms):
            forms.setdefault(text.replace("œ", "oe"), forms[text])
    return tuple((-1, text, plural) for text, plural in forms.items() if text)


@lru_cache(maxsize=4096)
def context(cell: str) -> Context | None:
    """Return the context written in a cell, None if it is empty.

    Items are separated by `|`; `!` negates; `<` wants the word directly before the term and `>`
    directly after it; `Aa` stands for any capitalised word.
    """
    clues = []
    for item in items(cell):
        wanted = not item.startswith("!")
        rest = item.removeprefix("!")
        where = rest[:1] if rest[:1] in ("<", ">") else ""
        word = rest[len(where) :].strip()
        if word:
            folded = word if word == CAPITAL_NEXT else key(light(word).text)
            clues.append(Clue(folded, wanted, where))
    return Context(tuple(clues)) if clues else None


def classes(terms: Iterable[Term]) -> frozenset[str]:
    """Return the classes that slots may name: every `pos` in use."""
    return frozenset(term.pos for term in terms if term.pos)


@lru_cache(maxsize=4096)
def _word(word: str) -> re.Pattern[str]:
    """Return the pattern of a whole word."""
    return re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")


def _ends_with_word(text: str, word: str) -> bool:
    """Say whether `text` ends in the whole word."""
    return text.endswith(word) and not text[: -len(word)][-1:].isalnum()
