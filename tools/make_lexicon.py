"""Learn the French-English lexicon that the aligners ship (`bilingual/data/lexicon.fr-en.tsv.gz`).

    python tools/make_lexicon.py CORPUS OUT

IBM model 1 (Brown et al. 1993), both directions, by expectation maximisation over pairs that the
project may use; see bilingual/data/lexicon.md for the sets and their licences. What is kept is the
geometric mean of both directions' probabilities, which drops what only one direction believes, and
the frequency of each word, which tells the aligners how much a match is worth.

Output, tab-separated: `W fr|en word count` (frequency in the learning text) and
`T french english percent`.
"""

from __future__ import annotations

import gzip
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bilingual.aligners.lexicon import model_one
from bilingual.aligners.tokens import words

SETS = {
    "tatoeba-manythings": 170_000,
    "tico19": 3_000,
    "cds-blog": 7_000,
    "opensource-guide": 2_000,
    "open-contracting": 2_000,
    "open-sdg": 1_000,
    "canada-laws": 25_000,
}
"""Name -> how many pairs at most (evenly spread): laws would drown the rest."""
LONGEST = 60
"""Words; longer sides say little in model 1 and cost much."""
ITERATIONS = 6
WEAKEST = 0.02
"""Least symmetric probability kept."""
RAREST = 2
"""Least count of a word; a word seen once explains anything."""


def pairs(corpus: Path) -> Iterator[tuple[str, str]]:
    """Yield (French, English) of the newsroom sets (never `dev.tsv`) and of `SETS`."""
    for path in sorted((corpus / "newsroom").glob("*.tsv")):
        if path.name != "dev.tsv":
            yield from _two_columns(path.read_text(encoding="utf-8").splitlines())
    for name, most in SETS.items():
        with gzip.open(corpus / "sets" / f"{name}.tsv.gz", "rt", encoding="utf-8") as stream:
            lines = stream.read().split("\n")
        step = max(1, len(lines) // most)
        yield from _two_columns(lines[::step])


def _two_columns(lines: list[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        french, tab, english = line.partition("\t")
        if tab:
            yield french, english.partition("\t")[0]


def _arrays(
    coded: list[tuple[list[int], list[int]]],
) -> list[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]]:
    return [(np.array(s, np.int64), np.array(t, np.int64)) for s, t in coded]


def main(corpus: Path, out: Path) -> None:
    """Write the lexicon."""
    texts = [(words(f), words(e)) for f, e in pairs(corpus)]
    texts = [(f, e) for f, e in texts if 0 < len(f) <= LONGEST and 0 < len(e) <= LONGEST]
    counts = Counter(w for f, _ in texts for w in f), Counter(w for _, e in texts for w in e)
    vocabularies = [[w for w, n in sorted(c.items()) if n >= RAREST] for c in counts]
    fr, en = ({w: i for i, w in enumerate(v, 1)} for v in vocabularies)
    coded = [([0] + [fr[w] for w in f if w in fr], [en[w] for w in e if w in en]) for f, e in texts]
    forward_keys, forward = model_one(_arrays(coded), len(en) + 1, ITERATIONS)
    turned = [([0, *e], f[1:]) for f, e in coded]
    backward_keys, backward = model_one(_arrays(turned), len(fr) + 1, ITERATIONS)
    e, f = np.divmod(backward_keys, len(fr) + 1)
    order = np.argsort(f * (len(en) + 1) + e)
    turned_keys = (f * (len(en) + 1) + e)[order]
    keys, left, right = np.intersect1d(
        forward_keys, turned_keys, assume_unique=True, return_indices=True
    )
    both = np.sqrt(forward[left] * backward[order][right])
    keep = both >= WEAKEST
    lines = []
    for code, vocabulary, count in zip(("fr", "en"), vocabularies, counts, strict=True):
        lines += [f"W\t{code}\t{w}\t{count[w]}" for w in vocabulary]
    for key, value in zip(keys[keep], both[keep], strict=True):
        i, j = divmod(int(key), len(en) + 1)
        if i and j:
            lines.append(
                f"T\t{vocabularies[0][i - 1]}\t{vocabularies[1][j - 1]}\t{round(100 * value)}"
            )
    data = ("\n".join(lines) + "\n").encode()
    out.write_bytes(gzip.compress(data, 9, mtime=0))
    print(f"{len(texts)} pairs, {len(lines)} lines, {out.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
