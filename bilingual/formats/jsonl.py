"""JSON Lines: one unit a line, for programs. Keys and their order are part of the contract."""

from __future__ import annotations

import json
from typing import Any

from bilingual.formats.sheet import SheetRow, rows
from bilingual.model.review import Review
from bilingual.model.span import Span


class JsonlWriter:
    """Writes `<stem>.fr-en.jsonl`."""

    name = "jsonl"
    suffix = ".jsonl"

    def write(self, review: Review) -> bytes:
        """Return one JSON object a line, UTF-8, a line feed after each."""
        return b"".join(_line(_record(row)) for row in rows(review))


def _line(record: dict[str, Any]) -> bytes:
    """Return the record as one line, whichever characters a reader splits lines at."""
    text = json.dumps(record, ensure_ascii=False)
    for character in "\x85\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    # A lone surrogate has no UTF-8; its backslash escape is also its JSON escape.
    return text.encode("utf-8", "backslashreplace") + b"\n"


def _record(row: SheetRow) -> dict[str, Any]:
    """Return the record of one unit; spans are `[start, end]` in code points."""
    unit = row.unit
    line, start, end = _place(row)
    return {
        "id": unit.id,
        "kind": row.kind.value,
        "line": line,
        "start": start,
        "end": end,
        "source": unit.source,
        "target": unit.target,
        "state": unit.state.value,
        "origin": unit.origin.kind.value,
        "score": None if unit.score is None else round(unit.score, 4),
        "terms": [
            {
                "source": hit.term.source,
                # What stands there: an admitted or inflected form, too. Else what is missing.
                "target": hit.target or hit.term.target,
                "source_span": _pair(hit.source_span),
                "target_span": _pair(hit.target_span),
                "outcome": hit.outcome.value,
            }
            for hit in unit.hits
        ],
        "findings": [
            {"check": f.check, "severity": f.severity.value, "message": f.message}
            for f in unit.findings
        ],
    }


def _pair(span: Span | None) -> list[int] | None:
    """Return `[start, end]`, None where there is no span."""
    return None if span is None else [span.start, span.end]


def _place(row: SheetRow) -> tuple[int, int, int]:
    """Return line (1-based; 0: none), start and end of the French in that line of the input.

    A block that runs over several lines counts from the line on which the sentence starts; a
    sentence that runs on has its end counted from there as well.
    """
    if row.block is None:
        return 0, 0, 0
    first = row.unit.segments[0].span
    last = [s for s in row.unit.segments if s.block_id == row.block.id][-1].span
    before = row.block.text[: first.start]
    origin = before.rfind("\n") + 1
    line = row.block.line + before.count("\n") if row.block.line else 0
    return line, first.start - origin, last.end - origin
