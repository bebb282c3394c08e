"""What was sent out for review: found again as JSONL, or rebuilt from the reviewed file itself."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from bilingual.errors import InputError
from bilingual.formats.sheet import fingerprint
from bilingual.model.revision import Dispatch, Notice, Original, ReviewedDocument
from bilingual.model.segment import segment_ids
from bilingual.text.keys import comparison_key
from bilingual.workspace import Workspace

SUFFIX = ".fr-en.jsonl"
REVIEWED = ".reviewed"
"""Follows the article's name in side-by-sides that went through a review."""
_MIN_SHARE = 0.3
"""Share of a file's rows that a dispatch must know before it counts as the one sent out."""


def read_dispatch(path: Path) -> Dispatch:
    """Return the units of a `.fr-en.jsonl`.

    Raises:
        InputError: a line that is not one of our records, with its number.
    """
    units = []
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(path, f"cannot be read ({error}); give the .fr-en.jsonl") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            units.append(_original(line, path, number))
    mark = fingerprint([(unit.id, unit.source, unit.target) for unit in units])
    name = path.name.removesuffix(SUFFIX).removesuffix(REVIEWED)
    return Dispatch(name, str(path), with_starts(units), fingerprint=mark)


def _original(line: str, path: Path, number: int) -> Original:
    try:
        record: dict[str, Any] = json.loads(line)
        return Original(
            id=str(record["id"]),
            kind=str(record["kind"]),
            source=str(record["source"]),
            target=str(record["target"]),
            line=int(record.get("line") or 0),
            start=int(record.get("start") or 0),
            end=int(record.get("end") or 0),
            state=str(record.get("state", "translated")),
            origin=str(record.get("origin", "")),
            terms=tuple((str(t["source"]), str(t["target"])) for t in record.get("terms", ())),
            remarks=tuple(str(f["message"]) for f in record.get("findings", ())),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        problem = f"is not a record of `bilingual translate --to jsonl` ({error!r})"
        raise InputError(path, f"{problem}; write the file again", line=number) from error


def candidates(places: Iterable[Path]) -> list[Path]:
    """Return the `.fr-en.jsonl` files named by, or lying in, these files and folders.

    What `translate` keeps for itself comes first: nobody edits that.

    Raises:
        InputError: a place that does not exist.
    """
    found: list[Path] = []
    for place in places:
        if place.is_dir():
            found += sorted(Workspace(place).units.glob(f"*{SUFFIX}")) + sorted(
                place.glob(f"*{SUFFIX}")
            )
        elif place.is_file():
            found.append(place if place.suffix == ".jsonl" else _beside(place))
        else:
            raise InputError(place, "does not exist; give the folder of `bilingual translate`")
    return [path for path in dict.fromkeys(found) if path.is_file()]


def _beside(document: Path) -> Path:
    """Return the JSONL of the side-by-side `<stem>.fr-en.docx`."""
    return document.with_suffix(".jsonl")


def find_dispatch(document: ReviewedDocument, dispatches: Sequence[Dispatch]) -> Dispatch | None:
    """Return the dispatch that a reviewed file belongs to, None if nothing fits well enough.

    The fingerprint decides where it survived; otherwise the hidden ids and the French text vote.
    """
    for dispatch in dispatches:
        if document.fingerprint and dispatch.fingerprint.startswith(document.fingerprint):
            return dispatch
    best = max(dispatches, key=lambda d: _share(document, d), default=None)
    return best if best is not None and _share(document, best) >= _MIN_SHARE else None


def as_seen(dispatch: Dispatch, document: ReviewedDocument) -> tuple[Dispatch, Notice | None]:
    """Return the dispatch with the English that the reviewer was shown, and what to tell if so.

    If the article was translated again after the file went out, what lies on the disk is newer than
    what was reviewed; the file itself still tells what that was.
    """
    same = dispatch.fingerprint.startswith(document.fingerprint)
    if dispatch.rebuilt or not document.fingerprint or same:
        return dispatch, None
    shown = {p.unit_id: p.before for r in document.rows for p in r.pieces if p.unit_id}
    shown |= document.sent_out
    units = tuple(replace(u, target=shown.get(u.id, u.target)) for u in dispatch.units)
    told = "through the copy kept in it" if document.sent_out else "by its tracked changes alone"
    notice = Notice(
        "stale", document.path,
        f"the article was translated again after this file went out; what people changed is told "
        f"{told}",
    )  # fmt: skip
    return replace(dispatch, units=units), notice


def _share(document: ReviewedDocument, dispatch: Dispatch) -> float:
    """Return the share of the file's rows that the dispatch knows by id or by French text."""
    ids = {unit.id for unit in dispatch.units}
    sources = {comparison_key(unit.source) for unit in dispatch.units}
    known = sum(
        any(p.unit_id in ids for p in row.pieces)
        or bool(row.source and comparison_key(row.source) in sources)
        for row in document.rows
    )
    return known / max(len(document.rows), 1)


def rebuild(documents: Sequence[ReviewedDocument]) -> Dispatch:
    """Return the state before review as far as the reviewed files themselves still tell.

    Pending changes are undone; edits made without tracking and rows deleted outright cannot be
    seen, which the dispatch says (`rebuilt`). With several files the longest one is taken.
    """
    document = max(documents, key=lambda d: len(d.rows))
    rows = [r for r in document.rows if r.inserted is None and (r.source_before or r.before)]
    made = segment_ids([row.source_before or row.before for row in rows])
    units: dict[str, Original] = {}
    kind = "paragraph"
    for row, fallback in zip(rows, made, strict=True):
        kind = (row.kind or "paragraph") if row.starts else kind
        for number, piece in enumerate(row.pieces):
            unit = Original(
                id=piece.unit_id or fallback,
                kind=kind,
                source="" if number else row.source_before,
                target=document.sent_out.get(piece.unit_id, piece.before),
                starts=row.starts or row.number is None,
            )
            units.setdefault(unit.id, unit)
    name = Path(document.path).name.removesuffix(".docx").removesuffix(".fr-en")
    name = name.removesuffix(REVIEWED)
    return Dispatch(name, "", tuple(units.values()), rebuilt=True)


def with_starts(units: Sequence[Original]) -> tuple[Original, ...]:
    """Return the units with `starts` set from their lines: another line starts another block."""
    made: list[Original] = []
    for unit in units:
        above = made[-1] if made else None
        same = (
            above is not None
            and (unit.kind, unit.line) == (above.kind, above.line)
            and unit.start >= above.end
        )
        made.append(replace(unit, starts=not same))
    return tuple(made)
