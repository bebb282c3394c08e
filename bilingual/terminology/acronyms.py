"""The acronym policy: full name with acronym at first mention, acronym alone afterwards.

It is in force for a term whose row has an `acronym` (in English), and for the rows whose target is
that acronym. An organisation mentioned once only gets its full name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from bilingual.terminology.match import TermMatch


def apply_policy(
    found: Sequence[tuple[TermMatch, ...]],
    texts: Sequence[str],
    full_names: dict[str, str],
    headlines: Sequence[bool] = (),
) -> list[tuple[TermMatch, ...]]:
    """Return the matches of a document with the targets that the policy asks for.

    Args:
        found: the matches of each text.
        texts: the texts, in reading order.
        full_names: English acronym -> English full name, of the terms under the policy.
        headlines: whether each text is a headline, where the acronym alone is right; may be empty.
    """
    if not full_names:
        return list(found)
    mentions = Counter(
        acronym
        for index, matches in enumerate(found)
        for match in matches
        if (acronym := _acronym(match, full_names)) and not _headline(headlines, index)
    )
    seen: set[str] = set()
    result = []
    for index, matches in enumerate(found):
        row = []
        for position, match in enumerate(matches):
            acronym = _acronym(match, full_names)
            if acronym is None or _headline(headlines, index):
                row.append(match)
                continue
            glossed = _glossed(matches, position, acronym, full_names, texts[index])
            if not glossed:
                match = _with_policy(
                    match, acronym, full_names[acronym], acronym in seen, mentions[acronym]
                )
            seen.add(acronym)
            row.append(match)
        result.append(tuple(row))
    return result


def _headline(headlines: Sequence[bool], index: int) -> bool:
    """Say whether the text of that index is a headline."""
    return index < len(headlines) and headlines[index]


def _acronym(match: TermMatch, full_names: dict[str, str]) -> str | None:
    """Return the English acronym of the organisation that the match names, if it has a policy."""
    if match.term.acronym in full_names:
        return match.term.acronym
    return match.targets[0] if match.targets and match.targets[0] in full_names else None


def _glossed(
    matches: tuple[TermMatch, ...],
    position: int,
    acronym: str,
    full_names: dict[str, str],
    text: str,
) -> bool:
    """Say whether the French itself gives `full name (acronym)` around this match."""
    for other in (position - 1, position + 1):
        if 0 <= other < len(matches) and _acronym(matches[other], full_names) == acronym:
            first, second = sorted((matches[position], matches[other]), key=lambda m: m.span)
            if text[first.span.end : second.span.start].strip() == "(":
                return True
    return False


def _with_policy(match: TermMatch, acronym: str, full: str, seen: bool, mentions: int) -> TermMatch:
    """Return the match with the targets for a first or later mention."""
    both = f"{full} ({acronym})"
    others = tuple(t for t in match.targets if t not in (full, acronym))
    if seen:
        return replace(match, targets=(acronym, full, *others), note="later mention")
    if mentions == 1:
        return replace(match, targets=(full, both, *others), note="only mention")
    return replace(match, targets=(both,), note="first mention")
