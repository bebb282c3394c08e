"""Puts the rows of a reviewed file back on the units that were sent out.

In turn: the hidden id (unless the French beside it is exactly another unit's), the French text, a
French text nearly the same, the English, and whether a row is the rest of the one above. What none
of these decides stays unplaced and is listed; nothing is guessed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from bilingual.model.document import Mark
from bilingual.model.revision import Dispatch, Notice, Piece, ReviewedDocument, ReviewedRow
from bilingual.pipeline.unit_index import MARGIN, NEAR, UnitIndex
from bilingual.text.keys import comparison_key


@dataclass(slots=True)
class Placement:
    """One row (or one anchored piece of it) that belongs to a unit."""

    row: ReviewedRow
    position: int
    """Of the row in the file, 0-based."""
    before: str
    after: str
    marks: tuple[Mark, ...]
    """Inline formatting of `after`."""
    how: str
    """`id`, `french`, `similar french`, `english`, `number`."""
    rest: list[int] = field(default_factory=list)
    """Positions of further rows that hold the rest of the sentence."""


@dataclass(slots=True)
class Anchoring:
    """Where the rows of one file belong."""

    placements: dict[int, list[Placement]]
    """Unit index -> its rows, in the order of the file."""
    joined: dict[int, int]
    """Unit index -> index of the unit into whose row it was merged."""
    notices: list[Notice]
    nameless: int = 0
    """Unplaced rows that have English but no French: any missing sentence may be one of them."""


def anchor(document: ReviewedDocument, dispatch: Dispatch) -> Anchoring:
    """Return where each row of `document` belongs among the units of `dispatch`."""
    units = UnitIndex(dispatch)
    found = Anchoring({}, {}, [])
    placed: dict[int, list[int]] = {}
    for position, row in enumerate(document.rows):
        indices = _by_id(row, position, units, found)
        if indices:
            placed[position] = indices
    free = set(range(len(units.all))) - set(found.placements) - set(found.joined)
    _by_text(document, units, found, placed, free)
    _rests(document, units, found, placed)
    _merged(document, units, found, placed)
    _unplaced(document, placed, found)
    _moved(document, found)
    return found


def _by_id(row: ReviewedRow, position: int, units: UnitIndex, found: Anchoring) -> list[int]:
    """Place a row by its hidden ids; the French beside it is the witness."""
    known = [(units.by_id[p.unit_id], p) for p in row.pieces if p.unit_id in units.by_id]
    if len(known) == 1 and row.source:
        key = comparison_key(row.source)
        if key != units.keys[known[0][0]] and key in units.by_source:
            return []  # its English was pasted from another row, anchor and all
        if not units.keys[known[0][0]] and any(k and key.startswith(k) for k in units.keys):
            return []  # an addition was given the French of sentences that stood alone
    for index, piece in known:
        _place(found, index, row, position, piece, "id")
    return [index for index, _ in known]


def _place(
    found: Anchoring, index: int, row: ReviewedRow, position: int, piece: Piece | None, how: str
) -> None:
    if piece is None and len(row.pieces) == 1:
        piece = row.pieces[0]
    before = piece.before if piece else row.before
    after = piece.after if piece else row.after
    placement = Placement(row, position, before, after, piece.marks if piece else (), how)
    found.placements.setdefault(index, []).append(placement)


def _by_text(
    document: ReviewedDocument,
    units: UnitIndex,
    found: Anchoring,
    placed: dict[int, list[int]],
    free: set[int],
) -> None:
    """Place the rows that have no (credible) id by what they say, exact matches first."""
    for step in (_exact_french, None, _similar_french, _english):
        if step is None:
            _wholes_and_parts(document, units, found, placed, free)
            continue
        for position, row in enumerate(document.rows):
            if position in placed:
                continue
            result = step(row, position, units, placed, free)
            if result is not None:
                index, how = result
                _place(found, index, row, position, None, how)
                placed[position] = [index]
                free.discard(index)


def _wholes_and_parts(
    document: ReviewedDocument,
    units: UnitIndex,
    found: Anchoring,
    placed: dict[int, list[int]],
    free: set[int],
) -> None:
    """Place rows whose French is that of several units, or the beginning of one.

    A beginning counts only if the rows below go on with that very sentence to its end.
    """
    keys = [comparison_key(row.source) for row in document.rows]
    by_opening: dict[str, list[int]] = {}
    for index in sorted(free):
        by_opening.setdefault(units.keys[index].split(" ")[0], []).append(index)
    for position, key in enumerate(keys):
        if position in placed or not key:
            continue
        for index in by_opening.get(key.split(" ")[0], []):
            if index not in free:
                continue
            whole = units.keys[index]
            if whole and key.startswith(whole):
                covered = _covered(key, index, units, free)
            else:
                covered = [index] if _goes_on(keys, position, whole) else []
            if covered:
                _place(found, index, document.rows[position], position, None, "french")
                placed[position] = [index]
                free.difference_update(covered)
                break


def _covered(key: str, index: int, units: UnitIndex, free: set[int]) -> list[int]:
    """Return the units from `index` on whose French together is `key`; empty if none."""
    end = index + 1
    while end in free and len(" ".join(units.keys[index:end])) < len(key):
        end += 1
    return list(range(index, end)) if " ".join(units.keys[index:end]) == key else []


def _goes_on(keys: Sequence[str], position: int, whole: str) -> bool:
    """Say whether the row at `position` opens `whole` and the rows below complete it."""
    part = keys[position]
    for below in range(position + 1, min(position + 5, len(keys))):
        key = keys[below]
        if not key or not whole.startswith(part):
            return False
        part = f"{part} {key}"
        if part == whole:
            return True
    return False


def _exact_french(
    row: ReviewedRow, position: int, units: UnitIndex, placed: dict[int, list[int]], free: set[int]
) -> tuple[int, str] | None:
    """Return the unit with this very French; of equal ones the free one next to the row's place."""
    for text in dict.fromkeys((row.source, row.source_before)):
        same = units.by_source.get(comparison_key(text), []) if text else []
        if same:
            expected = _expected(position, placed)
            choice = [i for i in same if i in free] or same
            return min(choice, key=lambda i: abs(i - expected)), "french"
    return None


def _similar_french(
    row: ReviewedRow, position: int, units: UnitIndex, placed: dict[int, list[int]], free: set[int]
) -> tuple[int, str] | None:
    """Return the one free unit with nearly this French (someone mended the source)."""
    index = units.near_source(comparison_key(row.source), free) if row.source else None
    return None if index is None else (index, "similar french")


def _english(
    row: ReviewedRow, position: int, units: UnitIndex, placed: dict[int, list[int]], free: set[int]
) -> tuple[int, str] | None:
    """Return the one free unit with this English, for rows that have no French any more."""
    key = comparison_key(row.before or row.after)
    if row.source or not key:
        return None
    same = [i for i in units.by_target.get(key, []) if i in free]
    if len(same) == 1:
        return same[0], "english"
    if row.number is not None and row.number - 1 in free:
        index = row.number - 1
        if same or fuzz.ratio(units.targets[index], key) >= NEAR - 25:
            return index, "number"
    index_or_none = units.near_target(key, free)
    return None if index_or_none is None else (index_or_none, "english")


def _expected(position: int, placed: dict[int, list[int]]) -> int:
    """Return the unit index that would follow the nearest placed row above."""
    for above in range(position - 1, -1, -1):
        if above in placed:
            return placed[above][-1] + position - above
    return position


def _rests(
    document: ReviewedDocument, units: UnitIndex, found: Anchoring, placed: dict[int, list[int]]
) -> None:
    """Recognise rows that hold the second half of a sentence whose row was split."""
    for position in range(1, len(document.rows)):
        row = document.rows[position]
        above = placed.get(position - 1)
        if position in placed or not above or len(above) != 1 or not (row.after or row.source):
            continue
        index = above[0]
        placement = found.placements[index][-1]
        if _is_rest(row, placement, units, index):
            placement.after = f"{placement.after} {row.after}".strip()
            placement.before = f"{placement.before} {row.before}".strip()
            placement.rest.append(position)
            placed[position] = [index]
            found.notices.append(
                Notice(
                    "split", _where(document, row),
                    f"holds the rest of the row above ({_quote(units.all[index].source)}); "
                    "both are joined again",
                )
            )  # fmt: skip


def _is_rest(row: ReviewedRow, above: Placement, units: UnitIndex, index: int) -> bool:
    """Say whether `row` is the second half of the unit above it."""
    whole = units.keys[index]
    part = comparison_key(row.source)
    if part:
        return part in whole and comparison_key(above.row.source) != whole
    before, after = units.targets[index], comparison_key(above.after)
    joined = comparison_key(f"{above.after} {row.after}")
    return after != before and fuzz.ratio(before, joined) > fuzz.ratio(before, after) + MARGIN


def _merged(
    document: ReviewedDocument, units: UnitIndex, found: Anchoring, placed: dict[int, list[int]]
) -> None:
    """Recognise rows merged into one: their French holds that of units with no row of their own."""
    gone = [i for i in range(len(units.all)) if _has_no_text(i, found) and units.keys[i]]
    if not gone:
        return
    by_row = {i: comparison_key(document.rows[i].source) for i in placed if document.rows[i].source}
    for index in gone:
        for position, key in by_row.items():
            host = placed[position][0]
            if host == index or len(key) <= len(units.keys[host]) or host in found.joined:
                continue
            if units.keys[index] in key and units.keys[host] in key:
                found.joined[index] = host
                found.placements.pop(index, None)
                found.notices.append(
                    Notice(
                        "merged", _where(document, document.rows[position]),
                        f"two rows were merged; the English of {_quote(units.all[index].source)} "
                        "is taken as part of it",
                    )
                )  # fmt: skip
                break


def _has_no_text(index: int, found: Anchoring) -> bool:
    """Say whether a unit has no row, or only an emptied stretch of a row shared with others."""
    places = found.placements.get(index, [])
    return all(not p.after and len(p.row.pieces) > 1 for p in places)


def _unplaced(document: ReviewedDocument, placed: dict[int, list[int]], found: Anchoring) -> None:
    known = {document.rows[position].table for position in placed}
    for position, row in enumerate(document.rows):
        if known and row.table not in known:
            continue  # another table of the document, none of our business
        if position not in placed and (row.after or row.source):
            said = row.after or row.source
            found.nameless += bool(row.after and not row.source)
            found.notices.append(
                Notice(
                    "unplaced", _where(document, row),
                    f"belongs to no sentence that was sent out: {_quote(said)}; it is in none of "
                    "the results. Put it in the row of the sentence it goes with",
                )
            )  # fmt: skip


def _moved(document: ReviewedDocument, found: Anchoring) -> None:
    """Report rows that left their place: those outside the longest run in source order."""
    first = {index: places[-1] for index, places in found.placements.items()}
    order = sorted(first, key=lambda index: first[index].position)
    for index in _outside_longest_rise(order):
        place = first[index]
        found.notices.append(
            Notice(
                "moved", _where(document, place.row),
                f"was moved; {_quote(place.after or place.row.source)} goes back to its place in "
                "the article",
            )
        )  # fmt: skip


def _outside_longest_rise(values: Sequence[int]) -> list[int]:
    """Return the values that are not in (one) longest increasing subsequence, O(n log n)."""
    heads: list[int] = []  # smallest last value of a rising run of each length
    ends: list[int] = []  # its position
    previous: list[int] = []
    for i, value in enumerate(values):
        k = bisect_left(heads, value)
        previous.append(ends[k - 1] if k else -1)
        heads[k : k + 1] = [value]
        ends[k : k + 1] = [i]
    kept, i = set[int](), ends[-1] if ends else -1
    while i >= 0:
        kept.add(values[i])
        i = previous[i]
    return [value for value in values if value not in kept]


def _where(document: ReviewedDocument, row: ReviewedRow) -> str:
    return f"{document.path}, {row.place}"


def _quote(text: str, width: int = 60) -> str:
    flat = " ".join(text.split())
    return f"“{flat if len(flat) <= width else flat[: width - 1].rstrip() + '…'}”"


def quotes(texts: Iterable[str]) -> str:
    """Return short quotations, joined by commas."""
    return ", ".join(_quote(text) for text in texts)
