"""Reading parallel text: which sets belong to which domain, and the rows of each.

A row is a pair `(french, english)` of stripped, one-line strings. A *domain* groups sets that
are sampled together in the training mixture.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

Pair = tuple[str, str]

DOMAINS: dict[str, tuple[str, ...]] = {
    "law": ("canada-laws", "canada-annual-statutes"),
    "tatoeba": ("tatoeba-manythings",),
    "docs": ("php-doc-fr", "python-docs-fr", "gnome-user-docs-fr", "mozilla-www-l10n"),
    "prose": (
        "cds-blog",
        "opensource-guide",
        "open-contracting",
        "open-sdg",
        "tico19",
        "europarl-v7-sample",
        "mt-geneval-sentences",
    ),
    "news": ("wmt-newstest-2008-2012", "wmt-newsdiscuss-2015", "ud-pud", "flores200-dev"),
}
"""Sets by domain. The in-house sentences form one more domain, `newsroom`."""

NOISY = frozenset(DOMAINS["law"] + DOMAINS["docs"] + DOMAINS["prose"]) - {
    "tico19",
    "europarl-v7-sample",
    "mt-geneval-sentences",
}
"""Sets aligned by a program, not by a translator: digits and shifts are checked strictly."""

NEVER_TRAIN = ("newsroom/dev.tsv", "sets/wmt-newstest-2013.tsv.gz")
"""Development sets, relative to the corpus folder."""


def read_pairs(path: Path) -> Iterator[Pair]:
    """Pairs of a `.tsv` or `.tsv.gz` file; lines without exactly two filled fields are skipped."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", newline="\n") as lines:
        for line in lines:
            fields = line.rstrip("\r\n").split("\t")
            if len(fields) == 2 and fields[0].strip() and fields[1].strip():
                yield fields[0].strip(), fields[1].strip()


def write_pairs(path: Path, pairs: list[Pair]) -> None:
    """Write pairs as UTF-8 TSV."""
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(f"{source}\t{target}\n" for source, target in pairs)


def set_path(corpus: Path, name: str) -> Path:
    """File of one named set."""
    return corpus / "sets" / f"{name}.tsv.gz"


def newsroom_files(corpus: Path) -> list[Path]:
    """Training files of the in-house domain: every TSV dropped there, the dev set left out."""
    return sorted(p for p in (corpus / "newsroom").glob("*.tsv") if p.name != "dev.tsv")


def protected_sentences(shared: Path) -> list[str]:
    """Sentences of both languages that no training pair may repeat.

    Development sets, the gold sentence alignments and the users' own articles; sets that are
    not present on the machine are left out.
    """
    sentences: list[str] = []
    for name in NEVER_TRAIN:
        path = shared / "corpus" / name
        if path.exists():
            sentences += [side for pair in read_pairs(path) for side in pair]
    for folder in ("align/novels", "align/news"):
        for path in sorted((shared / folder).glob("*.[fe][rn]")):
            sentences += path.read_text(encoding="utf-8").splitlines()
    for path in sorted((shared / "seeds").glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            sentences += re.split(r"(?<=[.?!]) ", line)
    return [s.strip() for s in sentences if s.strip()]
