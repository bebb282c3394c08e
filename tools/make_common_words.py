"""List the words of the shipped lexicon that simplemma's dictionaries know.

    python tools/make_common_words.py bilingual/data

The checks ask these lists first and open the dictionaries, which takes half a second, only for
other words. The words are those of `lexicon.fr-en.tsv.gz` (bilingual/data/lexicon.md says what it
was learnt from); of simplemma's data nothing is copied. To be run again with a new lexicon or a new
simplemma; tests/unit/test_dictionary.py compares.
"""

from __future__ import annotations

import gzip
import sys
from pathlib import Path

from simplemma import is_known

LANGUAGES = ("fr", "en")


def main(folder: Path) -> None:
    """Write `common-words.<language>.txt.gz`, a word a line, in the order of code points."""
    lexicon = gzip.decompress((folder / "lexicon.fr-en.tsv.gz").read_bytes()).decode()
    rows = [line.split("\t") for line in lexicon.splitlines()]
    for lang in LANGUAGES:
        words = sorted(row[2] for row in rows if row[:2] == ["W", lang] and is_known(row[2], lang))
        data = "".join(f"{word}\n" for word in words).encode()
        out = folder / f"common-words.{lang}.txt.gz"
        out.write_bytes(gzip.compress(data, 9, mtime=0))
        print(f"{out.name}: {len(words)} words, {out.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
