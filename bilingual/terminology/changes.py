"""What changed between two states of a glossary, concept by concept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bilingual.model.term import Term


@dataclass(frozen=True, slots=True)
class Change:
    """One French source whose rows differ."""

    source: str
    context: str
    kind: str
    """`added`, `removed` or `changed`."""
    before: tuple[str, ...]
    """The rows before, in words."""
    after: tuple[str, ...]


def changes(base: Sequence[Term], head: Sequence[Term]) -> list[Change]:
    """Return the changes from `base` to `head`, by source; the order of rows does not count."""
    old, new = _described(base), _described(head)
    found = []
    for name in sorted({*old, *new}):
        before, after = old.get(name, ()), new.get(name, ())
        if before != after:
            kind = "changed" if before and after else "added" if after else "removed"
            found.append(Change(name[0], name[1], kind, before, after))
    return found


def _described(terms: Sequence[Term]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return (source, context) -> its rows in words, sorted."""
    groups: dict[tuple[str, str], list[str]] = {}
    for term in terms:
        groups.setdefault((term.source, term.context), []).append(describe(term))
    return {name: tuple(sorted(rows)) for name, rows in groups.items()}


def describe(term: Term) -> str:
    """Return what a row asks for in a few words: `Baku (place; admitted)`."""
    facts = [term.pos, "" if term.status.value == "preferred" else term.status.value]
    facts += [f"forms {'|'.join(term.forms)}" if term.forms else ""]
    facts += [f"acronym {term.acronym}" if term.acronym else "", term.note]
    inside = "; ".join(fact for fact in facts if fact)
    return f"{term.target} ({inside})" if inside else term.target
