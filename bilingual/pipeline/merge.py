"""Several reviewers' copies of one side-by-side become one; disagreements are shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from bilingual.model.revision import Dispatch, Notice, Reviewed, ReviewOutcome, Verdict, Version
from bilingual.pipeline.verdicts import FileReading, FileVerdict
from bilingual.text.keys import comparison_key

_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")


def merge(dispatch: Dispatch, readings: Sequence[FileReading]) -> ReviewOutcome:
    """Return the document after the review of one or more copies.

    Per unit: one changed version counts; two versions whose edits lie in different places of the
    sentence are combined; anything else is a conflict, for which the English as sent out stands.
    A row merged into another one counts as merged if any copy merged it and no copy edited it
    apart.
    """
    notices = [notice for reading in readings for notice in reading.notices]
    joined = {i: host for reading in readings for i, host in reading.joined.items()}
    units = []
    for index, unit in enumerate(dispatch.units):
        said = [v for reading in readings if (v := reading.verdicts[index]) is not None]
        if index in joined and not any(v.verdict is Verdict.EDITED for v in said):
            continue
        hosts = [dispatch.units[i] for i, host in joined.items() if host == index]
        sent_out = " ".join(u.target for u in (unit, *hosts))
        verdict, target, notes = _decide(sent_out, said)
        if verdict is Verdict.CONFLICT and len(readings) > 1:
            notices.append(_conflict(unit.source, said))
        units.append(
            Reviewed(
                original=unit,
                target=target,
                verdict=verdict,
                versions=tuple(v.version for v in said if v.verdict is not Verdict.UNTOUCHED),
                changes=tuple(dict.fromkeys(c for v in said for c in v.changes)),
                comments=tuple(c for v in said for c in v.comments),
                joined=tuple(hosts),
                notes=(*notes, *(n for v in said for n in v.notes)),
                marks=next((v.version.marks for v in said if v.version.text == target), ()),
            )
        )
    files = tuple(reading.document for reading in readings)
    return ReviewOutcome(dispatch, tuple(units), tuple(notices), files)


def _decide(sent_out: str, said: Sequence[FileVerdict]) -> tuple[Verdict, str, tuple[str, ...]]:
    """Return verdict, English that stands and notes for one unit."""
    if any(v.verdict is Verdict.CONFLICT for v in said):
        return Verdict.CONFLICT, sent_out, ()
    changed = [v for v in said if v.verdict in (Verdict.EDITED, Verdict.DELETED)]
    texts = {comparison_key(v.version.text): v for v in changed}
    if not texts:
        approved = any(v.verdict is Verdict.APPROVED for v in said)
        return (Verdict.APPROVED if approved else Verdict.UNTOUCHED), sent_out, ()
    if len(texts) == 1:
        first = changed[0]
        return first.verdict, first.version.text, ()
    if len(texts) == 2 and all(v.verdict is Verdict.EDITED for v in texts.values()):
        one, other = (v.version for v in texts.values())
        combined = combine(sent_out, one.text, other.text)
        if combined is not None:
            note = f"edits of {_name(one)} and {_name(other)} combined"
            return Verdict.EDITED, combined, (note,)
    return Verdict.CONFLICT, sent_out, ()


def _conflict(source: str, said: Sequence[FileVerdict]) -> Notice:
    versions = [v.version for v in said if v.verdict in (Verdict.EDITED, Verdict.DELETED)]
    told = "; ".join(f"{_name(v)}: “{v.text or '(taken out)'}”" for v in versions)
    place = " and ".join(dict.fromkeys(v.path for v in versions))
    quote = " ".join(source.split())[:70]
    return Notice("conflict", place, f"reviewers disagree on “{quote}”. {told}")


def _name(version: Version) -> str:
    return version.author or version.path


def combine(base: str, one: str, other: str) -> str | None:
    """Return both edits of `base` in one text, or None if they touch the same place.

    A three-way merge over words; edits that touch each other count as the same place.
    """
    tokens = _TOKEN.findall(base)
    edits = sorted(_edits(tokens, one) + _edits(tokens, other), key=lambda e: (e[0], e[1]))
    edits = [e for i, e in enumerate(edits) if i == 0 or e != edits[i - 1]]
    for above, below in pairwise(edits):
        if below[0] <= above[1]:
            return None
    made, reached = [], 0
    for start, end, text in edits:
        made += [*tokens[reached:start], text]
        reached = end
    return "".join([*made, *tokens[reached:]])


def _edits(tokens: list[str], edited: str) -> list[tuple[int, int, str]]:
    """Return the edits as (first token, end, new text)."""
    new = _TOKEN.findall(edited)
    matcher = SequenceMatcher(None, tokens, new, autojunk=False)
    return [
        (i1, i2, "".join(new[j1:j2]))
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag != "equal"
    ]
