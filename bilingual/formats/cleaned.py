"""What cleaning took out or re-labelled, fit to be shown.

Everything quoted passes through `redact` here, once for all writers, so that none can forget it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bilingual.formats.sheet import excerpt
from bilingual.model.review import Review
from bilingual.text.redact import redact


@dataclass(frozen=True, slots=True)
class Removal:
    """What cleaning took out or re-labelled, fit to be shown."""

    rule: str
    reason: str
    line: int
    action: str
    """`removed`, or `heading -> caption` for a change of kind."""
    excerpt: str
    """Beginning of the text, without addresses and telephone numbers."""


def removals(review: Review, width: int = 60) -> list[Removal]:
    """Return what cleaning did, in source order; excerpts have at most `width` code points."""
    return [
        Removal(
            edit.rule,
            redact(edit.reason),
            edit.before.line,
            "removed" if edit.after is None else f"{edit.before.kind} → {edit.after.kind}",
            excerpt(redact(edit.before.text), width),
        )
        for edit in sorted(review.document.edits, key=lambda edit: edit.index)
    ]


def grouped(removals: Sequence[Removal]) -> list[tuple[Removal, ...]]:
    """Return the removals with neighbours of one rule and reason taken together."""
    groups: list[list[Removal]] = []
    for removal in removals:
        last = groups[-1][-1] if groups else None
        if last and _why(last) == _why(removal) and removal.line - last.line <= 2:
            groups[-1].append(removal)
        else:
            groups.append([removal])
    return [tuple(group) for group in groups]


def lines_of(group: Sequence[Removal]) -> str:
    """Return `59` or `59–63`."""
    first, last = group[0].line, group[-1].line
    return str(first) if first == last else f"{first}–{last}"


def excerpts_of(group: Sequence[Removal]) -> str:
    """Return the excerpts with slashes between."""
    return " / ".join(removal.excerpt for removal in group)


def _why(removal: Removal) -> tuple[str, str, str]:
    """Return what neighbours must share to be told together."""
    return removal.rule, removal.reason, removal.action
