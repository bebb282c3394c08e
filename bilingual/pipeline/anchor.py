"""Puts the rows of a reviewed file back on the units that were sent out.

In turn: the hidden id (unless the French beside it is exactly another unit's), the French text, a
French text nearly the same, the English, and whether a row is the rest of the one above. What none
of these decides stays unplaced and is listed; nothing is guessed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from bilingual.model.revision import Dispatch, Notice, Piece, ReviewedDocument, ReviewedRow
from bilingual.text.keys import comparison_key

NEAR = 85.0
"""rapidfuzz ratio from which two texts may be the same sentence, edited."""
MARGIN = 5.0
"""By how much the best candidate must beat the second."""
_CANDIDATES = 20


@dataclass(slots=True)
class Placement:
    """One row (or one anchored piece of it) that belongs to a unit."""

    row: ReviewedRow
    position: int
    """Of the row in the file, 0-based."""
    before: str
    after: str
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


class _Units:
    """The units of a dispatch, found by id, by text or by nearly the same text."""

    def __init__(self, dispatch: Dispatch) -> None:
        self.all = dispatch.units
        self.by_id = {unit.id: index for index, unit in enumerate(dispatch.units)}
        self.keys = [comparison_key(unit.source) for unit in dispatch.units]
        self.targets = [comparison_key(unit.target) for unit in dispatch.units]
        self.by_source = _index(self.keys)
        self.by_target = _index(self.targets)
        self._source_words = _word_index(self.keys)
        self._target_words = _word_index(self.targets)

    def near_source(self, key: str, free: set[int]) -> int | None:
        """Return the one free unit whose French is nearly `key`."""
        return _near(key, self.keys, self._source_words, free)

    def near_target(self, key: str, free: set[int]) -> int | None:
        """Return the one free unit whose English is nearly `key`."""
        return _near(key, self.targets, self._target_words, free)


def anchor(document: ReviewedDocument, dispatch: Dispatch) -> Anchoring:
    """Return where each row of `document` belongs among the units of `dispatch`."""
    units = _Units(dispatch)
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


def _by_id(row: ReviewedRow, position: int, units: _Units, found: Anchoring) -> list[int]:
    """Place a row by its hidden ids; the French beside it is the witness."""
    known = [(units.by_id[p.unit_id], p) for p in row.pieces if p.unit_id in units.by_id]
    if len(known) == 1 and row.source:
        key = comparison_key(row.source)
        if key != units.keys[known[0][0]] and key in units.by_source:
            return []  # its English was pasted from another row, anchor and all
    for index, piece in known:
        _place(found, index, row, position, piece, "id")
    return [index for index, _ in known]


def _place(
    found: Anchoring, index: int, row: ReviewedRow, position: int, piece: Piece | None, how: str
) -> None:
    before = piece.before if piece else row.before
    after = piece.after if piece else row.after
    placement = Placement(row, position, before, after, how)
    found.placements.setdefault(index, []).append(placement)


def _by_text(
    document: ReviewedDocument,
    units: _Units,
    found: Anchoring,
    placed: dict[int, list[int]],
    free: set[int],
) -> None:
    """Place the rows that have no (credible) id by what they say, exact matches first."""
    left = [i for i in range(len(document.rows)) if i not in placed]
    for step in (_exact_french, _similar_french, _english):
        for position in list(left):
            row = document.rows[position]
            result = step(row, position, units, placed, free)
            if result is not None:
                index, how = result
                _place(found, index, row, position, None, how)
                placed[position] = [index]
                free.discard(index)
                left.remove(position)


def _exact_french(
    row: ReviewedRow, position: int, units: _Units, placed: dict[int, list[int]], free: set[int]
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
    row: ReviewedRow, position: int, units: _Units, placed: dict[int, list[int]], free: set[int]
) -> tuple[int, str] | None:
    """Return the one free unit with nearly this French (someone mended the source)."""
    index = units.near_source(comparison_key(row.source), free) if row.source else None
    return None if index is None else (index, "similar french")


def _english(
    row: ReviewedRow, position: int, units: _Units, placed: dict[int, list[int]], free: set[int]
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
    document: ReviewedDocument, units: _Units, found: Anchoring, placed: dict[int, list[int]]
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


def _is_rest(row: ReviewedRow, above: Placement, units: _Units, index: int) -> bool:
    """Say whether `row` is the second half of the unit above it."""
    whole = units.keys[index]
    part = comparison_key(row.source)
    if part:
        return part in whole and comparison_key(above.row.source) != whole
    before, after = units.targets[index], comparison_key(above.after)
    joined = comparison_key(f"{above.after} {row.after}")
    return after != before and fuzz.ratio(before, joined) > fuzz.ratio(before, after) + MARGIN


def _merged(
    document: ReviewedDocument, units: _Units, found: Anchoring, placed: dict[int, list[int]]
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
    for position, row in enumerate(document.rows):
        if position not in placed and (row.after or row.source):
            said = row.after or row.source
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


def _index(keys: Sequence[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for index, key in enumerate(keys):
        if key:
            found[key].append(index)
    return dict(found)


def _words(text: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"\w+", text)}


def _word_index(keys: Sequence[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for index, key in enumerate(keys):
        for word in _words(key):
            found[word].append(index)
    return found


def _near(key: str, keys: Sequence[str], words: dict[str, list[int]], free: set[int]) -> int | None:
    """Return the free index whose text is nearly `key` and clearly nearer than any other's.

    Candidates are found through their rarest shared words, so 10,000 rows stay linear.
    """
    votes: Counter[int] = Counter()
    for word in sorted(_words(key), key=lambda w: len(words.get(w, ())))[:6]:
        for index in words.get(word, ())[:500]:
            votes[index] += 1
    ranked = sorted(
        ((fuzz.ratio(key, keys[i]), -i) for i, _ in votes.most_common(_CANDIDATES) if i in free),
        reverse=True,
    )
    if not ranked or ranked[0][0] < NEAR:
        return None
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MARGIN:
        return None
    return -ranked[0][1]


def _where(document: ReviewedDocument, row: ReviewedRow) -> str:
    return f"{document.path}, {row.place}"


def _quote(text: str, width: int = 60) -> str:
    flat = " ".join(text.split())
    return f"“{flat if len(flat) <= width else flat[: width - 1].rstrip() + '…'}”"


def quotes(texts: Iterable[str]) -> str:
    """Return short quotations, joined by commas."""
    return ", ".join(_quote(text) for text in texts)
