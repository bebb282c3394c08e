"""What one reviewed file says about every unit: edited, approved, untouched, taken out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rapidfuzz import fuzz

from bilingual.formats.docx_table import PLACEHOLDER
from bilingual.model.document import Mark
from bilingual.model.revision import (
    Change,
    ChangeKind,
    Comment,
    Dispatch,
    Notice,
    Original,
    ReviewedDocument,
    ReviewedRow,
    Verdict,
    Version,
)
from bilingual.pipeline.anchor import Anchoring, Placement, anchor
from bilingual.text.keys import comparison_key

_APPROVAL = re.compile(
    r"\W*(?:ok(?:ay)?|good|fine|approved|checked|read|reviewed|final|stet|bon|lu|vu|d'accord|bat|✓|✔|👍)"
    r"\W*",
    re.IGNORECASE,
)
"""A remark or comment that says just this approves the English as it stands."""
_SIGN_OFF = re.compile(
    r"\W*(?:all|everything|tout)\s+(?:is\s+|est\s+)?"
    r"(?:ok(?:ay)?|good|fine|approved|checked|read|reviewed|final|bon|lu|vu)\W*",
    re.IGNORECASE,
)
"""A comment outside the rows (on the title, say) that says just this approves every row."""
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class FileVerdict:
    """One file's say on one unit."""

    verdict: Verdict
    version: Version
    changes: tuple[Change, ...] = ()
    comments: tuple[Comment, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileReading:
    """One file's say on every unit of a dispatch."""

    document: ReviewedDocument
    verdicts: tuple[FileVerdict | None, ...]
    """By unit index; None for a unit merged into another one's row."""
    joined: dict[int, int]
    """Unit index -> unit whose row it was merged into."""
    notices: tuple[Notice, ...]
    starts: dict[int, bool]
    """Unit index -> whether its row says that it starts a paragraph."""


def is_approval(text: str) -> bool:
    """Say whether a remark or comment approves: `OK`, `checked`, `✓`, `lu`, `all read`..."""
    lines = [line.strip() for line in text.splitlines()]
    return any(_APPROVAL.fullmatch(line) or _SIGN_OFF.fullmatch(line) for line in lines)


def read_verdicts(
    document: ReviewedDocument, dispatch: Dispatch, *, all_read: bool = False
) -> FileReading:
    """Return what `document` says about each unit of `dispatch`.

    Args:
        document: a reviewed side-by-side.
        dispatch: what was sent out.
        all_read: whether the reviewer stands behind every row, also those left as they were.

    """
    anchoring = anchor(document, dispatch)
    all_read = all_read or any(_SIGN_OFF.fullmatch(c.text.strip()) for c in document.comments)
    notices = list(anchoring.notices)
    verdicts: list[FileVerdict | None] = []
    for index, unit in enumerate(dispatch.units):
        if index in anchoring.joined:
            verdicts.append(None)
            continue
        places = anchoring.placements.get(index, [])
        if not places and anchoring.nameless and unit.target:
            verdicts.append(_missing(unit, document, notices))
            continue
        hosts = [unit, *(dispatch.units[i] for i, h in anchoring.joined.items() if h == index)]
        verdicts.append(_verdict(places, hosts, document, notices, all_read=all_read))
    notices += _source_changes(document, dispatch, anchoring)
    return FileReading(
        document, tuple(verdicts), anchoring.joined, tuple(notices), _starts(document, anchoring)
    )


def _starts(document: ReviewedDocument, anchoring: Anchoring) -> dict[int, bool]:
    """Return what the number cells say about paragraphs, if the file still marks any."""
    if not any(row.starts for row in document.rows):
        return {}
    return {
        index: places[0].row.starts
        for index, places in anchoring.placements.items()
        if places[0].row.number is not None and places[0].row.inserted is None
    }


def _verdict(
    places: list[Placement],
    units: Sequence[Original],
    document: ReviewedDocument,
    notices: list[Notice],
    *,
    all_read: bool,
) -> FileVerdict:
    """Return the file's say on `units` (one, or those merged into one row)."""
    unit = units[0]
    sent_out = " ".join(u.target for u in units)
    live = [p for p in places if p.row.deleted is None]
    for place in live if not unit.target else ():
        if place.after == PLACEHOLDER:  # programs that drop content controls leave its words
            place.after = place.before = ""
    if len(live) > 1:
        live = _one_of(live, unit, document, notices)
    rows = _rows_of(live or places, document)
    changes = tuple(c for row in rows for c in row.changes)
    comments = tuple(c for row in rows for c in row.comments)
    if not live or not live[0].after:
        return _gone(unit, places, live, document, notices, changes, comments)
    if len(live) > 1:  # copies of the row that people edited differently
        texts = tuple(dict.fromkeys(p.after for p in live))
        version = Version(" / ".join(texts), _author(changes, document), "", document.path)
        note = "the row is there more than once, with different English: " + " — ".join(texts)
        return FileVerdict(Verdict.CONFLICT, version, changes, comments, (note,))
    text = _one_line(live[0].after, sent_out)
    edited = text != sent_out and not _same_blanks(text, sent_out)
    approving = [c for c in comments if is_approval(c.text)]
    approved = bool(approving) or all_read or any(is_approval(row.remark) for row in rows)
    approved = approved or unit.state in ("reviewed", "final") or unit.origin == "copied"
    verdict = Verdict.UNTOUCHED
    if edited:
        verdict = Verdict.EDITED
    elif approved:
        verdict = Verdict.APPROVED
    author = _author(changes, document) or next((c.author for c in approving), "")
    marks = live[0].marks if (edited or live[0].after == sent_out) else ()
    version = Version(
        text if edited else sent_out, author, _day(changes, document), document.path,
        _emphasis(marks, text, unit.kind),
    )  # fmt: skip
    marked = tuple(replace(c, done=True) if c in approving else c for c in comments)
    remarks = _remarks(rows, unit)
    return FileVerdict(verdict, version, changes, marked, remarks)


def _missing(unit: Original, document: ReviewedDocument, notices: list[Notice]) -> FileVerdict:
    """Return the verdict on a unit that may be one of the rows that could not be placed."""
    quote = " ".join(unit.source.split())[:70]
    notices.append(
        Notice(
            "missing", document.path,
            f"“{quote}”: no row was found for it, but there are rows that could not be placed; its "
            "English stands as it was sent out",
        )
    )  # fmt: skip
    return FileVerdict(Verdict.UNTOUCHED, Version(unit.target, "", "", document.path))


def _gone(
    unit: Original,
    places: Sequence[Placement],
    live: Sequence[Placement],
    document: ReviewedDocument,
    notices: list[Notice],
    changes: tuple[Change, ...],
    comments: tuple[Comment, ...],
) -> FileVerdict:
    """Return the verdict on a unit that lost its row or its English."""
    author, what = _author(changes, document), "its row was deleted"
    if not unit.target and places:
        version = Version("", "", "", document.path)
        return FileVerdict(Verdict.UNTOUCHED, version, changes, comments)
    if live:
        what = "its English was emptied"
    elif places:
        deleted = places[0].row.deleted
        author = deleted.author if deleted and deleted.author else author
        what = f"its row is marked as deleted{f' by {author}' if author else ''}"
    if not _beside_french(unit, document):
        quote = " ".join((unit.source or unit.target).split())[:70]
        notices.append(
            Notice("deleted", document.path, f"“{quote}”: {what}; the edition leaves it out")
        )
    version = Version("", author, _day(changes, document), document.path)
    return FileVerdict(Verdict.DELETED, version, changes, comments, (what,))


def _beside_french(unit: Original, document: ReviewedDocument) -> bool:
    """Say whether an addition was given its French: then it is not lost, but in another unit."""
    key = comparison_key(unit.target)
    return not unit.source and any(
        row.source and comparison_key(row.after) == key for row in document.rows
    )


def _one_of(
    live: list[Placement], unit: Original, document: ReviewedDocument, notices: list[Notice]
) -> list[Placement]:
    """Return the one row that counts among copies; several if people edited copies differently."""
    joined = _halves(live, unit)
    place = f"{document.path}, {live[-1].row.place}"
    if joined is not None:
        notices.append(Notice("split", place, "holds the rest of a row above; both are joined"))
        return [joined]
    kept = [p for p in live if p.after]
    changed = [p for p in kept if comparison_key(p.after) != comparison_key(unit.target)]
    texts = {comparison_key(p.after) for p in changed}
    quote = " ".join(unit.source.split())[:70]
    if len(texts) <= 1:
        told = "the edited copy counts" if changed else "one of them counts"
        notices.append(Notice("duplicate", place, f"“{quote}” is there twice; {told}"))
        return (changed or kept)[:1]
    notices.append(
        Notice(
            "duplicate", place, f"“{quote}” is there twice with different English; neither counts"
        )
    )
    return changed


def _halves(live: list[Placement], unit: Original) -> Placement | None:
    """Return two neighbouring rows as one if together they are nearer to what was sent out."""
    for above, below in pairwise(live):
        joined = f"{above.after} {below.after}".strip()
        key = comparison_key(unit.target)
        alone = max(fuzz.ratio(key, comparison_key(p.after)) for p in (above, below))
        shorter = not below.row.source or below.row.source in unit.source
        together = fuzz.ratio(key, comparison_key(joined)) > alone + 5
        if below.position == above.position + 1 and len(live) == 2 and shorter and together:
            before = f"{above.before} {below.before}".strip()
            return replace(above, after=joined, before=before, rest=[below.position])
    return None


def _emphasis(marks: tuple[Mark, ...], text: str, kind: str) -> tuple[Mark, ...]:
    """Return the marks without those that make a whole headline bold: that is its style."""
    if kind not in ("headline", "standfirst", "heading", "caption", "byline"):
        return marks
    return tuple(mark for mark in marks if len(mark.span) < len(text))


def _rows_of(places: Sequence[Placement], document: ReviewedDocument) -> list[ReviewedRow]:
    positions = [i for p in places for i in (p.position, *p.rest)]
    return [document.rows[i] for i in dict.fromkeys(positions)]


def _one_line(text: str, sent_out: str) -> str:
    """Return the English in one line unless it was sent out in several."""
    return text if "\n" in sent_out else " ".join(text.split("\n"))


def _same_blanks(one: str, other: str) -> bool:
    """Say whether two texts differ only in what word processors change by themselves.

    Runs of plain blanks count as one and control characters, which XML cannot hold, as none;
    no-break spaces stay, because editors set them on purpose.
    """
    return _blanks(one) == _blanks(other)


def _blanks(text: str) -> str:
    return re.sub(r"[ \t\r\n]+", " ", _UNWRITABLE.sub("", text)).strip(" ")


def _author(changes: Sequence[Change], document: ReviewedDocument) -> str:
    """Return who changed something, in order; the last editor of the file if nothing says."""
    names = dict.fromkeys(c.author for c in changes if c.author)
    return ", ".join(names) or document.editor


def _day(changes: Sequence[Change], document: ReviewedDocument) -> str:
    """Return the ISO day of the last change, or of the file's last saving."""
    return max((c.date[:10] for c in changes if c.date), default=document.saved[:10])


_OWN_REMARKS = ("From memory", "By ", "Copied, not translated", "Control characters left out")
_STATE_LABELS = frozenset({"needs review", "reviewed", "final", "not translated"})


def _remarks(rows: Sequence[ReviewedRow], unit: Original) -> tuple[str, ...]:
    """Return the lines of the remarks cell that people wrote, as far as that can be told."""
    told = (*unit.remarks, *(c.text for row in rows for c in row.changes
                             if c.kind is ChangeKind.DELETION))  # fmt: skip
    lines = [line.strip() for row in rows for line in row.remark.splitlines()]
    return tuple(
        line
        for line in lines
        if line
        and line.casefold() not in _STATE_LABELS
        and not line.startswith(_OWN_REMARKS)
        and not any(remark.rstrip(".") in line for remark in told if remark)
    )


def _source_changes(
    document: ReviewedDocument, dispatch: Dispatch, anchoring: Anchoring
) -> list[Notice]:
    """Report French that somebody edited: the edition cannot carry that home."""
    found = []
    for index, places in anchoring.placements.items():
        unit = dispatch.units[index]
        for place in places[:1]:
            source = place.row.source
            alone = not place.rest and len(place.row.pieces) == 1
            alone = alone and index not in anchoring.joined.values()
            if source and alone and comparison_key(source) != comparison_key(unit.source):
                quote = " ".join(source.split())[:70]
                found.append(
                    Notice(
                        "source", f"{document.path}, {place.row.place}",
                        f"the French was changed to “{quote}”; if it was wrong, mend the article "
                        "and translate it again",
                    )
                )  # fmt: skip
    return found
