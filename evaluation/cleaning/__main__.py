"""`python -m evaluation.cleaning [--errors N]`: what cleaning takes that it should leave, and back.

Two measurements:

1. Prose: lines of French news and other prose (`corpus/` of BILINGUAL_SHARED, default `../shared`
   beside the repository) are built into articles of twelve lines without furniture. Every line
   that goes is counted; repeated lines (`duplicates`) apart, because the corpora hold some.
2. Pages: the golden pages of the tests (rules were written with them at hand) and the held-out
   ones beside this file (never looked at while rules were written): share of furniture lines that
   go, of article lines that stay, and of article lines that get their right kind.
"""

from __future__ import annotations

import argparse
import gzip
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from bilingual.formats.plaintext import PlainTextReader
from bilingual.model.document import Block, BlockKind, Document, Source
from bilingual.pipeline.clean import judged

REPOSITORY = Path(__file__).parents[2]
SHARED = Path(os.environ.get("BILINGUAL_SHARED", REPOSITORY.parent / "shared"))
PROSE = {
    "newsroom": "corpus/newsroom/*.tsv",
    "newstest": "corpus/sets/wmt-newstest-2008-2012.tsv.gz",
    "discuss": "corpus/sets/wmt-newsdiscuss-2015.tsv.gz",
    "europarl": "corpus/sets/europarl-v7-sample.tsv.gz",
    "wiki": "corpus/sets/flores200-dev.tsv.gz",
    "pud": "corpus/sets/ud-pud.tsv.gz",
    "tatoeba": "corpus/sets/tatoeba-manythings.tsv.gz",
}
PAGES = {
    "golden": REPOSITORY / "tests/golden/pages",
    "held out": Path(__file__).parent / "held_out",
}
LINES = 12


def french(pattern: str) -> Iterator[str]:
    """Yield the French lines of a set."""
    for path in sorted(SHARED.glob(pattern)):
        data = path.read_bytes()
        text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode()
        for line in text.split("\n"):
            if line.split("\t")[0].strip():
                yield line.split("\t")[0].strip()


def article(lines: list[str], name: str) -> Document:
    """Return lines as an article without furniture."""
    blocks = [Block(f"l{n}", BlockKind.PARAGRAPH, line, n) for n, line in enumerate(lines, 1)]
    return Document(Source(name, "text/plain", ""), "fr", name, tuple(blocks))


def page(path: Path) -> tuple[list[str], list[str]]:
    """Return the lines of a page and the kind an editor sees in each."""
    rows = [line for line in path.read_text(encoding="utf-8").split("\n") if "|" in line]
    pairs = [row.split("|", 1) for row in rows if not row.startswith("#")]
    return [text.strip() for _, text in pairs], [kind.strip() for kind, _ in pairs]


def kinds_of(lines: list[str]) -> list[str]:
    """Return the kind that cleaning gives each line; `furniture` if it goes."""
    source = Source("page.txt", "text/plain", "")
    document = PlainTextReader().read("\n".join(lines).encode(), source, "fr")
    found = {block.line: str(block.kind) for block in judged([document])[0].blocks}
    return [found.get(number, "furniture") for number in range(1, len(lines) + 1)]


def main() -> int:
    """Print both tables."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.cleaning")
    parser.add_argument("--errors", action="store_true", help="show the lines")
    parser.add_argument("--sets", nargs="*", default=list(PROSE), choices=list(PROSE))
    arguments = parser.parse_args()
    if SHARED.is_dir():
        for name in arguments.sets:
            _prose(name, list(french(PROSE[name])), arguments.errors)
    else:
        print(f"prose not measured: {SHARED} is absent; set BILINGUAL_SHARED", file=sys.stderr)
    for name, folder in PAGES.items():
        _pages(name, folder, arguments.errors)
    return 0


def _prose(name: str, lines: list[str], show: bool) -> None:
    """Print how many lines of prose go."""
    articles = [
        article(lines[at : at + LINES], f"{name}-{at}") for at in range(0, len(lines), LINES)
    ]
    edits = [edit for document in judged(articles) for edit in document.edits]
    taken = [edit for edit in edits if edit.rule != "duplicates"]
    print(
        f"{name:<9} {len(lines):>7} lines of prose: {len(taken)} taken, "
        f"{len(edits) - len(taken)} printed twice"
    )
    for edit in taken if show else []:
        print(f"    {edit.rule}: {edit.before.text}")


def _pages(name: str, folder: Path, show: bool) -> None:
    """Print how furniture and article lines of pages fare."""
    rows = []
    for path in sorted(folder.glob("*.txt")):
        lines, wanted = page(path)
        rows += [(path.stem, *row) for row in zip(lines, wanted, kinds_of(lines), strict=True)]
    furniture = [row for row in rows if row[2] == "furniture"]
    content = [row for row in rows if row[2] != "furniture"]
    gone = sum(row[3] == "furniture" for row in furniture)
    stay = sum(row[3] != "furniture" for row in content)
    right = sum(row[3] == row[2] for row in content)
    print(
        f"{name:<9} {gone} of {len(furniture)} furniture lines go; {stay} of {len(content)} "
        f"article lines stay, {right} with their right kind"
    )
    for stem, text, wanted_kind, kind in rows if show else []:
        if wanted_kind != kind:
            print(f"    {stem}: {wanted_kind} taken for {kind}: {text}")


if __name__ == "__main__":
    sys.exit(main())
