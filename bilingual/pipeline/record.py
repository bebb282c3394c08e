"""The record of a review: who changed what, what is open, how much; JSON and Markdown."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bilingual.metrics.hter import EditRate, edit_rate, hter
from bilingual.model.quality import Finding, Score, Severity
from bilingual.model.review import Review
from bilingual.model.revision import Change, Comment, Reviewed, ReviewOutcome, Verdict
from bilingual.pipeline.edits import EditKind, WordEdit, word_edits
from bilingual.pipeline.review import unsettled
from bilingual.pipeline.reviewed import as_review
from bilingual.pipeline.verdicts import is_approval
from bilingual.terminology.glossary import Glossary
from bilingual.text.redact import redact


@dataclass(frozen=True)  # without slots: one property is cached
class Record:
    """An outcome, counted and measured once."""

    outcome: ReviewOutcome
    rates: tuple[EditRate, ...]
    """By unit; without edits where nobody stands behind the unit's English."""
    edits: tuple[tuple[WordEdit, ...], ...]
    """By unit."""
    open: tuple[int, ...]
    """Positions of the units still unreviewed."""
    score: Score
    """HTER over the units that people edited or approved."""
    review: Review
    """The fresh side-by-side, checked anew."""

    @property
    def verdicts(self) -> dict[Verdict, int]:
        """Number of units per verdict, zeros included."""
        counts = Counter(unit.verdict for unit in self.outcome.units)
        return {verdict: counts[verdict] for verdict in Verdict}

    @property
    def kinds(self) -> dict[EditKind, int]:
        """Number of edits per kind, zeros included."""
        counts = Counter(edit.kind for edits in self.edits for edit in edits)
        return {kind: counts[kind] for kind in EditKind}

    def findings(self, position: int) -> tuple[Finding, ...]:
        """Return what the checks find in a unit that people stand behind."""
        unit = self.outcome.units[position]
        if unit.verdict not in (Verdict.EDITED, Verdict.APPROVED):
            return ()
        return self._found.get(unit.original.id, ())

    @cached_property
    def _found(self) -> dict[str, tuple[Finding, ...]]:
        return {
            unit.id: tuple(f for f in unit.findings if f.severity is not Severity.INFO)
            for unit in self.review.units
        }

    @property
    def open_comments(self) -> list[Comment]:
        """Comments that nobody has resolved, replies left out."""
        listed = [c for unit in self.outcome.units for c in unit.comments]
        listed += [c for f in self.outcome.files for c in f.comments if not is_approval(c.text)]
        return [c for c in listed if not c.done and not c.parent]


def measure(
    outcome: ReviewOutcome, checks: Sequence[str] = (), glossary: Glossary | None = None
) -> Record:
    """Return the outcome with its figures.

    Args:
        outcome: a document after its review.
        checks: names of the checks that look at the reviewed English, as in `score`.
        glossary: terms to look up in the reviewed English; None: none.

    """
    rates, edits = [], []
    judged: list[EditRate] = []
    for unit in outcome.units:
        sent_out = _sent_out(unit)
        changed = unit.verdict in (Verdict.EDITED, Verdict.DELETED)
        rate = edit_rate(sent_out, unit.target if changed else sent_out)
        rates.append(rate)
        edits.append(
            word_edits(sent_out, unit.target, unit.original.terms)
            if unit.verdict is Verdict.EDITED
            else ()
        )
        if changed or unit.verdict is Verdict.APPROVED:
            judged.append(rate)
    score = hter(judged)
    return Record(
        outcome, tuple(rates), tuple(edits), tuple(unsettled(outcome)), score,
        as_review(outcome, (score,), checks, glossary),
    )  # fmt: skip


def _sent_out(unit: Reviewed) -> str:
    return " ".join(u.target for u in (unit.original, *unit.joined))


def as_json(record: Record) -> dict[str, Any]:
    """Return the record as JSON values; keys are part of the contract."""
    outcome = record.outcome
    return {
        "document": outcome.dispatch.name,
        "compared_with": outcome.dispatch.path or None,
        "files": [
            {
                "path": f.path, "sha256": f.sha256, "fingerprint": f.fingerprint,
                "program": f.program, "editor": f.editor, "saved": f.saved, "rows": len(f.rows),
            }
            for f in outcome.files
        ],
        "counts": {v.value: n for v, n in record.verdicts.items()},
        "unreviewed": [outcome.units[i].original.id for i in record.open],
        "hter": {
            "value": round(record.score.value, 2), "n": record.score.n,
            "signature": record.score.signature,
        },
        "edits": {k.value: n for k, n in record.kinds.items()},
        "units": [_unit_json(record, i) for i in range(len(outcome.units))],
        "comments": [_comment_json(c) for f in outcome.files for c in f.comments],
        "notices": [
            {"kind": n.kind, "place": n.place, "message": redact(n.message)}
            for n in outcome.notices
        ],
    }  # fmt: skip


def _unit_json(record: Record, position: int) -> dict[str, Any]:
    unit = record.outcome.units[position]
    return {
        "id": unit.original.id,
        "joined": [u.id for u in unit.joined],
        "kind": unit.original.kind,
        "source": unit.source,
        "sent_out": _sent_out(unit),
        "target": unit.target,
        "verdict": unit.verdict.value,
        "settled": unit.settled,
        "hter": round(record.rates[position].rate, 2),
        "edits": [
            {"kind": e.kind.value, "before": e.before, "after": e.after}
            for e in record.edits[position]
        ],
        "versions": [
            {"author": v.author, "date": v.date, "path": v.path, "text": v.text}
            for v in unit.versions
        ],
        "pending": [_change_json(c) for c in unit.changes],
        "comments": [_comment_json(c) for c in unit.comments],
        "notes": list(unit.notes),
        "findings": [
            {"check": f.check, "severity": f.severity.value, "message": f.message}
            for f in record.findings(position)
        ],
    }


def _change_json(change: Change) -> dict[str, str]:
    return {
        "kind": change.kind.value, "text": change.text, "author": change.author,
        "date": change.date,
    }  # fmt: skip


def _comment_json(comment: Comment) -> dict[str, Any]:
    return {
        "id": comment.id, "author": comment.author, "date": comment.date, "text": comment.text,
        "answers": comment.parent or None, "done": comment.done,
    }  # fmt: skip


def to_json(record: Record) -> str:
    """Return the JSON file."""
    return json.dumps(as_json(record), ensure_ascii=False, indent=2) + "\n"


def summary(record: Record) -> list[str]:
    """Return the review in a few lines, for the terminal and the head of the Markdown."""
    outcome, counts = record.outcome, record.verdicts
    total = len(outcome.units)
    done = total - len(record.open)
    lines = [
        f"{outcome.dispatch.name}: {done} of {total} rows reviewed "
        f"({counts[Verdict.EDITED]} edited, {counts[Verdict.APPROVED]} approved, "
        f"{counts[Verdict.DELETED]} taken out), {len(record.open)} still to review"
    ]
    if counts[Verdict.CONFLICT]:
        lines.append(f"{counts[Verdict.CONFLICT]} in conflict: the English as sent out stands")
    if record.open_comments:
        lines.append(f"{len(record.open_comments)} open comments")
    found = sum(len(record.findings(i)) for i in range(total))
    if found:
        noun = "finding" if found == 1 else "findings"
        lines.append(f"{found} {noun} of the checks in the reviewed English: see the record")
    kinds = ", ".join(f"{n} {kind.value}" for kind, n in record.kinds.items() if n)
    lines.append(
        f"HTER {record.score.value:.1f} on {record.score.n} reviewed rows "
        f"[{record.score.signature}]" + (f"; edits: {kinds}" if kinds else "")
    )
    return lines


def to_md(record: Record) -> str:
    """Return the record for people: figures, notices, conflicts, open rows, every change."""
    outcome = record.outcome
    lines = [f"# Review of {_md(outcome.dispatch.name)}", ""]
    lines += [f"- {_md(line)}" for line in summary(record)]
    for f in outcome.files:
        who = ", ".join(part for part in (f.editor, f.program, f.saved[:10]) if part)
        lines.append(f"- File: {_md(f.path)}{f' ({_md(who)})' if who else ''}")
    lines.append(f"- Compared with: {_md(outcome.dispatch.path or 'the file itself')}")
    lines += _section("Worth knowing", [
        f"- **{n.kind}**, {_md(n.place)}: {_md(redact(n.message))}" for n in outcome.notices
    ])  # fmt: skip
    lines += _section("Conflicts", [
        line for u in outcome.units if u.verdict is Verdict.CONFLICT for line in _conflict(u)
    ])  # fmt: skip
    open_rows = [f"- {_md(outcome.units[i].source)}" for i in record.open]
    lines += _section("Still to review", open_rows)
    comments = [
        f"- {_md(c.author or '?')}: {_md(c.text)} (about: {_md(unit.source)})"
        for unit in outcome.units
        for c in unit.comments
        if not c.done and not c.parent
    ]
    comments += [
        f"- {_md(c.author or '?')}: {_md(c.text)}"
        for f in outcome.files
        for c in f.comments
        if not c.done and not c.parent and not is_approval(c.text)
    ]
    lines += _section("Open comments", comments)
    lines += _section("Checks on the reviewed English", [
        f"- {_md(f.check)} ({f.severity.value}): {_md(f.message)}"
        for i, u in enumerate(outcome.units) for f in record.findings(i)
    ])  # fmt: skip
    lines += _section("Changes", [
        line for i, u in enumerate(outcome.units) if u.verdict is Verdict.EDITED
        for line in _changed(u, record.rates[i], record.edits[i])
    ])  # fmt: skip
    return "\n".join(lines) + "\n"


def _section(title: str, lines: Sequence[str]) -> list[str]:
    return ["", f"## {title}", "", *lines] if lines else []


def _conflict(unit: Reviewed) -> list[str]:
    lines = [f"- {_md(unit.source)}", f"  - as sent out: {_md(_sent_out(unit))}"]
    return lines + [
        f"  - {_md(v.author or v.path)}: {_md(v.text or '(taken out)')}" for v in unit.versions
    ]


def _changed(unit: Reviewed, rate: EditRate, edits: Sequence[WordEdit]) -> list[str]:
    who = ", ".join(dict.fromkeys(v.author for v in unit.versions if v.author))
    kinds = ", ".join(dict.fromkeys(e.kind.value for e in edits))
    about = "; ".join(part for part in (who, kinds, f"HTER {rate.rate:.0f}") if part)
    return [
        f"- {_md(unit.source)}",
        f"  - before: {_md(_sent_out(unit))}",
        f"  - after: {_md(unit.target)}",
        f"  - {_md(about)}",
    ]


def _md(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", " ".join(text.split()))
