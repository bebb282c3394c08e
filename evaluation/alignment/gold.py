"""Gold alignments, where they lie and how systems are scored against them.

Definitions of vecalign and bertalign: a strict hit is the very same bead; a lax hit shares a pair
of sentences with the other side. Null beads are split into single sentences first. Precision counts
all beads, recall those gold beads that have both sides.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

Pair = tuple[tuple[int, ...], tuple[int, ...]]
"""Source and target indices of a bead."""


@dataclass(frozen=True, slots=True)
class Gold:
    """One text with its gold alignment."""

    kind: str
    """`news` or `novels`, the folder it lies in."""
    name: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    beads: tuple[Pair, ...]


def folder() -> Path | None:
    """Return the folder of gold alignments beside the project, or None.

    `BILINGUAL_SHARED`, or `../shared`.
    """
    root = Path(__file__).resolve().parents[2]
    shared = Path(os.environ.get("BILINGUAL_SHARED") or root.parent / "shared")
    found = shared / "align"
    return found if found.is_dir() else None


def read(where: Path) -> list[Gold]:
    """Return every text of the folder, news first, sorted by name."""
    found = []
    for path in sorted(where.glob("*/*.beads.tsv")):
        stem = path.name.removesuffix(".beads.tsv")
        sides = [
            tuple((path.parent / f"{stem}.{code}").read_text(encoding="utf-8").split("\n")[:-1])
            for code in ("fr", "en")
        ]
        found.append(Gold(path.parent.name, stem, sides[0], sides[1], tuple(read_beads(path))))
    return found


def read_beads(path: Path) -> list[Pair]:
    """Return the beads of a file of `fr indices<TAB>en indices`."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        left, _, right = line.partition("\t")
        source, target = (
            tuple(int(n) for n in side.split(",") if n.strip()) for side in (left, right)
        )
        if source or target:
            found.append((source, target))
    return found


def single_nulls(beads: Iterable[Pair]) -> list[Pair]:
    """Return the beads with n-0 and 0-n beads split into single sentences."""
    found: list[Pair] = []
    for source, target in beads:
        if source and target:
            found.append((source, target))
        else:
            found += [((i,), ()) for i in source]
            found += [((), (j,)) for j in target]
    return found


@dataclass(slots=True)
class Counts:
    """Hits and beads, added up over texts."""

    strict: int = 0
    lax: int = 0
    found: int = 0
    strict_recalled: int = 0
    lax_recalled: int = 0
    wanted: int = 0
    null_hits: int = 0
    null_found: int = 0
    null_wanted: int = 0

    def add(self, gold: Sequence[Pair], system: Sequence[Pair]) -> None:
        """Count one text."""
        wanted, found = single_nulls(gold), single_nulls(system)
        strict, lax = _hits(wanted, found)
        self.strict, self.lax, self.found = (
            self.strict + strict,
            self.lax + lax,
            self.found + len(found),
        )
        sided = [bead for bead in wanted if bead[0] and bead[1]]
        strict, lax = _hits([bead for bead in found if bead[0] and bead[1]], sided)
        self.strict_recalled, self.lax_recalled = (
            self.strict_recalled + strict,
            self.lax_recalled + lax,
        )
        self.wanted += len(sided)
        nulls = [{b for b in beads if not (b[0] and b[1])} for beads in (wanted, found)]
        self.null_hits += len(nulls[0] & nulls[1])
        self.null_wanted, self.null_found = (
            self.null_wanted + len(nulls[0]),
            self.null_found + len(nulls[1]),
        )

    def strict_prf(self) -> tuple[float, float, float]:
        """Return strict precision, recall and F1."""
        return _prf(self.strict, self.found, self.strict_recalled, self.wanted)

    def lax_prf(self) -> tuple[float, float, float]:
        """Return lax precision, recall and F1."""
        return _prf(self.lax, self.found, self.lax_recalled, self.wanted)

    def null_prf(self) -> tuple[float, float, float]:
        """Return precision, recall and F1 of single sentences left alone."""
        return _prf(self.null_hits, self.null_found, self.null_hits, self.null_wanted)


def _hits(reference: Sequence[Pair], system: Sequence[Pair]) -> tuple[int, int]:
    """Return strict and lax hits of `system`."""
    known = set(reference)
    partners: dict[int, set[int]] = {}
    for source, target in known:
        for i in source:
            partners.setdefault(i, set()).update(target)
    strict = lax = 0
    for bead in set(system):
        same = bead in known
        strict += same
        lax += same or any(partners.get(i, set()).intersection(bead[1]) for i in bead[0])
    return strict, lax


def _prf(hits: int, found: int, recalled: int, wanted: int) -> tuple[float, float, float]:
    precision, recall = hits / max(1, found), recalled / max(1, wanted)
    return precision, recall, 2 * precision * recall / max(1e-12, precision + recall)
