"""Finding the terms of a glossary in French text.

One Aho-Corasick automaton holds every form of every term under its search key; hits are verified on
the original text (word boundaries, case, accents, context), slots are filled, and the longest
matches win. What they cover is kept as `nested`, what they only overlap as `overlapped`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import NamedTuple

import ahocorasick

from bilingual.model.span import Span
from bilingual.model.term import Term, TermCase
from bilingual.terminology.concepts import Concept
from bilingual.terminology.folding import key, light, light_text

AFTER_HYPHEN = re.compile(
    r"-(?:t-)?(?:il|elle|on|ils|elles|je|tu|nous|vous|ce|ci|là|la|le|les|lui|leur|moi|y|en|même|"
    r"mêmes)\b|-(?![^\W\d_])",
    re.IGNORECASE,
)
"""A hyphen that does not continue the word: `-t-il`, `-ci`, or one before a digit or blank."""


@dataclass(frozen=True, slots=True)
class TermMatch:
    """One occurrence of a term in a French text, and what the English must then hold."""

    term: Term
    """The leading row: preferred or keep, else admitted or forbidden. A pattern's is filled in."""
    span: Span
    """In the text given to `match`."""
    targets: tuple[str, ...]
    """English that counts, preferred first; empty: the rows only forbid."""
    forbidden: tuple[str, ...] = ()
    """English that must not stand for this occurrence."""
    plural: bool = False
    """The French form is a plural."""
    slots: tuple[TermMatch, ...] = ()
    """What filled the slots of a pattern, in order."""
    nested: tuple[TermMatch, ...] = ()
    """Shorter matches that this one covers: its English says what they say."""
    overlapped: tuple[TermMatch, ...] = ()
    """Matches given up for this one that reach beyond it: what they ask for is not looked for."""
    rivals: tuple[Term, ...] = ()
    """Rows as good as `term` with another target, where the glossary contradicts itself."""
    note: str = ""
    """Why these targets, where a policy changed them (`first mention`)."""


class Form(NamedTuple):
    """One form of a concept (or of one literal piece of a pattern) in the automaton."""

    text: str
    """Light text, case kept."""
    concept: int
    plural: bool
    piece: int
    """Index of the literal piece of a pattern; -1: a whole term."""
    exact: bool
    derived: bool
    """Not the source itself but an inflected or listed form of it."""


class Hit(NamedTuple):
    """A verified form in light text."""

    start: int
    end: int
    concept: int
    plural: bool
    derived: bool


class Matcher:
    """The automaton over a fixed list of concepts. Concepts earlier in the list win ties."""

    def __init__(self, concepts: Sequence[Concept]) -> None:
        self.concepts = tuple(concepts)
        self.patterns = [i for i, concept in enumerate(self.concepts) if concept.pattern]
        forms: dict[str, tuple[Form, ...]] = {}
        for index, concept in enumerate(self.concepts):
            exact = concept.term.case is TermCase.EXACT
            source = light_text(concept.term.source)
            for piece, text, plural in concept.forms:
                derived = piece < 0 and text != source
                form = (Form(text, index, plural, piece, exact, derived),)
                name = key(text)
                forms[name] = forms[name] + form if name in forms else form
        self.automaton = ahocorasick.Automaton()
        for name, found in forms.items():
            self.automaton.add_word(name, (len(name), found))
        if forms:
            self.automaton.make_automaton()

    def match(self, text: str) -> tuple[TermMatch, ...]:
        """Return the terms in `text`, in order, not overlapping; offsets are those of `text`."""
        if not len(self.automaton):
            return ()
        lit = light(text)
        whole, pieces = self._hits(lit.text)
        if not whole and not pieces:
            return ()
        candidates = [self._plain(hit) for hit in whole]
        candidates += self._filled(lit.text, whole, pieces)
        chosen = _longest(candidates)
        if lit.starts is None:
            return tuple(chosen)
        return tuple(_moved(match, lit.original) for match in chosen)

    def _hits(self, text: str) -> tuple[list[Hit], dict[tuple[int, int], list[Hit]]]:
        """Return verified whole terms and, by (concept, piece), verified pieces of patterns."""
        whole: list[Hit] = []
        pieces: dict[tuple[int, int], list[Hit]] = defaultdict(list)
        size = len(text)
        searched = key(text)
        for last, (length, forms) in self.automaton.iter(searched):
            end = last + 1
            start = end - length
            if start and searched[start].isalnum():
                before = text[start - 1]
                if before.isalnum() or (before == "-" and start > 1 and text[start - 2].isalnum()):
                    continue
            if end < size and searched[last].isalnum():
                after = text[end]
                if after.isalnum() or (after == "-" and not AFTER_HYPHEN.match(text, end)):
                    continue
            written = text[start:end]
            for form in forms:
                if written != form.text and not _same(written, form):
                    continue
                hit = Hit(start, end, form.concept, form.plural, form.derived)
                context = self.concepts[form.concept].context
                if context and not context.holds(text, searched, start, end):
                    continue
                if form.piece < 0:
                    whole.append(hit)
                else:
                    pieces[form.concept, form.piece].append(hit)
        return whole, pieces

    def _plain(self, hit: Hit) -> tuple[int, TermMatch]:
        """Return (rank, match) of a whole term; a term's own source comes before others' forms."""
        concept = self.concepts[hit.concept]
        span = Span(hit.start, hit.end)
        return hit.concept + hit.derived * len(self.concepts), TermMatch(
            concept.term,
            span,
            concept.targets,
            concept.forbidden,
            hit.plural,
            rivals=concept.rivals,
        )

    def _filled(
        self, text: str, whole: list[Hit], pieces: dict[tuple[int, int], list[Hit]]
    ) -> Iterator[tuple[int, TermMatch]]:
        """Yield the patterns whose literal pieces and slots stand one after the other."""
        by_class: dict[str, list[Hit]] = defaultdict(list)
        for hit in whole:
            by_class[self.concepts[hit.concept].term.pos].append(hit)
        for index in sorted({concept for concept, _ in pieces}):
            concept = self.concepts[index]
            for chain in self._chains(text, index, pieces, by_class):
                slots = tuple(
                    self._plain(hit)[1]
                    for hit, part in zip(chain, concept.pattern, strict=True)
                    if part.slot
                )
                yield index, _pattern_match(concept, chain, slots)

    def _chains(
        self,
        text: str,
        index: int,
        pieces: dict[tuple[int, int], list[Hit]],
        by_class: dict[str, list[Hit]],
    ) -> Iterator[tuple[Hit, ...]]:
        """Yield every way to lay the parts of a pattern side by side."""
        parts = self.concepts[index].pattern
        options = [
            by_class.get(part.slot, []) if part.slot else pieces.get((index, part.piece), [])
            for part in parts
        ]
        chains: list[tuple[Hit, ...]] = [(hit,) for hit in options[0]]
        for following in options[1:]:
            chains = [
                (*chain, hit)
                for chain, hit in product(chains, following)
                if _adjacent(text, chain[-1].end, hit.start)
            ]
        yield from chains


def _pattern_match(
    concept: Concept, chain: Sequence[Hit], slots: tuple[TermMatch, ...]
) -> TermMatch:
    """Return the match of a pattern whose slots are filled."""
    names = [part.slot for part in concept.pattern if part.slot]
    targets: list[str] = []
    for template in concept.targets:
        for filling in product(*(slot.targets[:2] for slot in slots)):
            target = template
            for name, value in zip(names, filling, strict=True):
                target = target.replace("{" + name + "}", value, 1)
            if target not in targets:
                targets.append(target)
    source = concept.term.source
    for name, slot in zip(names, slots, strict=True):
        source = source.replace("{" + name + "}", slot.term.source, 1)
    term = replace(concept.term, source=source, target="".join(targets[:1]) or concept.term.target)
    span = Span(chain[0].start, chain[-1].end)
    return TermMatch(term, span, tuple(targets), concept.forbidden, chain[0].plural, slots)


def _adjacent(text: str, end: int, start: int) -> bool:
    """Say whether a part may follow another: one blank between them, or an elision."""
    between = text[end:start]
    return start >= end and (between == " " or (not between and text[end - 1 : end] in ("'", "-")))


def _same(written: str, form: Form) -> bool:
    """Say whether text and form are equal by the term's case rule; capitals may lack accents."""
    wanted = form.text
    if not form.exact:
        if written.lower() == wanted.lower():
            return True
    elif wanted[0].islower() and written[0].isupper() and written[1:] == wanted[1:]:
        return written[0].lower() == wanted[0]  # at the start of a sentence
    for got, want in zip(written, wanted, strict=True):
        if got == want or (not form.exact and got.lower() == want.lower()):
            continue
        if not got.isupper() or got != key(want).upper() or (form.exact and want.islower()):
            return False
    return True


def _longest(candidates: Iterable[tuple[int, TermMatch]]) -> list[TermMatch]:
    """Return the longest matches that do not overlap, in order, with those they suppress."""
    ranked = sorted(
        candidates,
        key=lambda c: (-len(c[1].span), c[1].span.start, c[0], c[1].plural),
    )
    kept: list[TermMatch] = []
    nested: dict[Span, list[TermMatch]] = defaultdict(list)
    beyond: dict[Span, dict[Span, TermMatch]] = defaultdict(dict)
    for _, match in ranked:
        clash = next((other for other in kept if other.span.overlaps(match.span)), None)
        if clash is None:
            kept.append(match)
        elif clash.span != match.span and clash.span.contains(match.span):
            nested[clash.span].append(match)
        elif clash.span != match.span and not match.span.contains(clash.span):
            beyond[clash.span].setdefault(match.span, match)
    return sorted(
        (
            replace(
                match,
                nested=tuple(sorted(nested[match.span], key=lambda m: m.span)),
                overlapped=tuple(beyond[match.span][span] for span in sorted(beyond[match.span])),
            )
            if nested[match.span] or beyond[match.span]
            else match
            for match in kept
        ),
        key=lambda match: match.span,
    )


def _moved(match: TermMatch, original: Callable[[int, int], tuple[int, int]]) -> TermMatch:
    """Return the match with offsets of the original text."""
    start, end = original(match.span.start, match.span.end)
    return replace(
        match,
        span=Span(start, end),
        slots=tuple(_moved(slot, original) for slot in match.slots),
        nested=tuple(_moved(inner, original) for inner in match.nested),
        overlapped=tuple(_moved(other, original) for other in match.overlapped),
    )
