"""`python -m evaluation.segmentation [--errors N]`: precision, recall, F1 of sentence boundaries.

Gold: lines of French news that are one sentence each, joined by spaces into paragraphs of two to
six lines; a system should cut where lines were joined and nowhere else. Some lines hold several
sentences on purpose (quotations), so cuts inside lines are listed rather than taken for wrong
without a look (`--errors`). Data: `corpus/` of the folder named by BILINGUAL_SHARED (default
`../shared` beside the repository); none of it is part of the project.
"""

from __future__ import annotations

import argparse
import gzip
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

from bilingual.segmenters.pysbd import PysbdSegmenter, plain_pysbd, pysbd_cuts
from bilingual.segmenters.repairs import candidates

SHARED = Path(os.environ.get("BILINGUAL_SHARED", Path(__file__).parents[2].parent / "shared"))
SETS = {
    "newsroom": "corpus/newsroom/*.tsv",
    "newstest": "corpus/sets/wmt-newstest-2008-2012.tsv.gz",
    "pud": "corpus/sets/ud-pud.tsv.gz",
}
SIZES = (2, 3, 4, 5, 6)
System = Callable[[str], set[int]]


def sentences(pattern: str) -> Iterator[str]:
    """Yield the French lines of a set that end as sentences do."""
    for path in sorted(SHARED.glob(pattern)):
        with _opened(path) as lines:
            for line in lines:
                french = line.split("\t")[0].strip()
                if french.rstrip('»”" )\u00a0\u202f').endswith((".", "!", "?", "…")):
                    yield french


def _opened(path: Path) -> TextIO:
    """Return a set's file as text, unpacked if need be."""
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8")
    return path.open(encoding="utf-8")


def paragraphs(lines: list[str]) -> Iterator[tuple[str, set[int]]]:
    """Yield joined lines and the offsets at which one of them ends, the last left out."""
    at = turn = 0
    while at < len(lines):
        group = lines[at : at + SIZES[turn % len(SIZES)]]
        at, turn = at + len(group), turn + 1
        ends, length = set(), 0
        for line in group:
            length += len(line)
            ends.add(length)
            length += 1
        yield " ".join(group), ends - {length - 1}


def ours(text: str) -> set[int]:
    """Return the ends of our sentences."""
    return {span.end for span in _SEGMENTER.spans(text)} - {len(text)}


def offsets_only(text: str) -> set[int]:
    """Return pysbd's cuts without the repair pass."""
    return {len(text[:cut].rstrip()) for cut in pysbd_cuts(text, "fr")} - {len(text)}


def marks_only(text: str) -> set[int]:
    """Return every place where an end mark is followed by a capital."""
    return set(candidates(text)) - {len(text)}


_SEGMENTER = PysbdSegmenter()
SYSTEMS: dict[str, System] = {
    "bilingual": ours,
    "pysbd as it is": plain_pysbd,
    "pysbd offsets": offsets_only,
    "marks only": marks_only,
}


def main() -> int:
    """Print a table, or say that there is no data."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.segmentation")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show N errors of ours")
    parser.add_argument("--missed", action="store_true", help="of the errors, only missed ends")
    parser.add_argument("--sets", nargs="*", default=list(SETS), choices=list(SETS))
    arguments = parser.parse_args()
    if not SHARED.is_dir():
        print(f"no data: {SHARED} is absent; set BILINGUAL_SHARED", file=sys.stderr)
        return 0
    print(f"{'set':<10} {'sentences':>9} {'system':<15} {'P':>6} {'R':>6} {'F1':>6} {'s':>6}")
    for name in arguments.sets:
        lines = list(sentences(SETS[name]))
        gold = list(paragraphs(lines))
        for system, cut in SYSTEMS.items():
            _row(name, len(lines), system, cut, gold)
        _show_errors(gold, arguments.errors, "-" if arguments.missed else "+-")
    return 0


def _row(name: str, count: int, system: str, cut: System, gold: list[tuple[str, set[int]]]) -> None:
    """Print one system's figures on one set."""
    begun = time.perf_counter()
    found = [cut(text) for text, _ in gold]
    seconds = time.perf_counter() - begun
    hits = sum(len(cuts & ends) for cuts, (_, ends) in zip(found, gold, strict=True))
    precision = hits / max(1, sum(map(len, found)))
    recall = hits / max(1, sum(len(ends) for _, ends in gold))
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    figures = f"{precision:6.4f} {recall:6.4f} {f1:6.4f} {seconds:6.1f}"
    print(f"{name:<10} {count:>9} {system:<15} {figures}")


def _show_errors(gold: list[tuple[str, set[int]]], count: int, signs: str) -> None:
    """Print places where ours differ from the lines: `+` cut inside a line, `-` missed."""
    errors = [
        (sign, text, at)
        for text, ends in gold
        for sign, places in (("+", ours(text) - ends), ("-", ends - ours(text)))
        if sign in signs
        for at in sorted(places)
    ]
    for sign, text, at in errors[:: max(1, len(errors) // max(1, count))][:count]:
        print(f"  {sign} {text[max(0, at - 70) : at]} ¦{text[at : at + 50]}")


if __name__ == "__main__":
    sys.exit(main())
