"""Splitting grows with the length of a block, whatever is in it: `python -m benchmarks.segmenting`.

The same text twice, the second four times as long; the ratio of the processor times is 4 where the
cost is linear, 16 where it is quadratic. Blocks of prose, and runs of one sign that tempt regular
expressions to go back and forth. pysbd alone, on the same prose, is the peer.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pysbd

from bilingual.segmenters.pysbd import PysbdSegmenter

PROSE = " ".join(Path(__file__).with_name("sentences.fr.txt").read_text("utf-8").split("\n")) + " "
SIGNS = ("a", ".", "« ", "A. ", "? ! ", "(“", "a.b.", '" ', "1 ")
SHORT, LONG = 16_000, 64_000
"""Characters of a block."""


def seconds(split: Callable[[str], object], text: str) -> float:
    """Return the processor time of splitting a text."""
    begun = time.process_time()
    split(text)
    return time.process_time() - begun


def block(piece: str, length: int) -> str:
    """Return `piece` again and again, up to a length."""
    return (piece * (length // len(piece) + 1))[:length]


def row(name: str, split: Callable[[str], object], piece: str) -> None:
    """Print what both blocks of a kind cost, and the ratio."""
    short, long = (seconds(split, block(piece, length)) for length in (SHORT, LONG))
    print(f"{name:<18}  {short:9.3f} s  {long:9.3f} s  {long / max(short, 1e-3):5.1f}")


def main() -> None:
    """Print a row for each kind of block."""
    ours = PysbdSegmenter().spans
    print(f"block of            {SHORT} signs  {LONG} signs  ratio (linear 4, quadratic 16)")
    row("prose", ours, PROSE)
    for sign in SIGNS:
        row(repr(sign), ours, sign)
    row("prose, pysbd alone", pysbd.Segmenter(language="fr", clean=False).segment, PROSE)


if __name__ == "__main__":
    main()
