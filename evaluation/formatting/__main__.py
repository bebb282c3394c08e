"""`python -m evaluation.formatting`: where bold on a French word lands in the English.

Places whose English is known (data/exonyms.fr-en.tsv) are marked in newsroom/dev.tsv, each alone;
the engine translates, `carry_marks` places the mark, and the place is compared with the one where
the English name stands. Only sentences count in whose English the name stands exactly once. Needs
the development data; without it the command says so and ends with 0.
"""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path

from bilingual import registry
from bilingual.model.document import Block, BlockKind, Document, Mark, Source
from bilingual.model.ports import Engine
from bilingual.model.segment import Segment, Segmentation
from bilingual.model.span import Span
from bilingual.model.unit import Translation
from bilingual.pipeline.inline import carry_marks
from bilingual.pipeline.translate import translate

SHARED = Path(os.environ.get("BILINGUAL_SHARED", Path(__file__).resolve().parents[3] / "shared"))


def names() -> dict[str, list[str]]:
    """Return French name -> English names, those alone that are not written alike."""
    table = files("bilingual").joinpath("data", "exonyms.fr-en.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and line[0] != "#"]
    return {row[0]: row[1].split("|") for row in rows if row[0] not in row[1].split("|")}


def marked(sentences: Sequence[str]) -> Iterator[tuple[str, Span, list[str]]]:
    """Yield (sentence, place of a name, its English names)."""
    known = names()
    for sentence in sentences:
        for word in re.finditer(r"[\w-]+", sentence):
            if word.group() in known:
                yield sentence, Span(word.start(), word.end()), known[word.group()]


def carried(sentence: str, span: Span, engine: Engine) -> Translation:
    """Return the translation of one sentence with bold on one word."""
    block = Block("b", BlockKind.PARAGRAPH, sentence, 1, (Mark(span, "bold"),))
    document = Document(Source("-", "text/plain", ""), "fr", "-", (block,))
    segment = Segment("s", "b", Span(0, len(sentence)), sentence)
    made = translate([Segmentation(document, (segment,))], engine)
    return carry_marks(made, engine)[0]


def outcome(translation: Translation, english: Sequence[str]) -> str:
    """Return `exact`, `overlap`, `elsewhere` or `lost`; empty if the place is not known."""
    unit = translation.units[0]
    pattern = r"(?<!\w)(?:" + "|".join(map(re.escape, english)) + r")(?!\w)"
    places = [Span(m.start(), m.end()) for m in re.finditer(pattern, unit.target)]
    if len(places) != 1:
        return ""
    if not unit.marks:
        return "lost"
    place = unit.marks[0].span
    if place == places[0]:
        return "exact"
    return "overlap" if place.overlaps(places[0]) else "elsewhere"


def main() -> int:
    """Print the table."""
    path = SHARED / "corpus" / "newsroom" / "dev.tsv"
    if not path.is_file():
        print(f"No development data at {SHARED}; set BILINGUAL_SHARED. Nothing was measured.")
        return 0
    sentences = [line.split("\t")[0] for line in path.read_text(encoding="utf-8").splitlines()]
    engine = registry.load("engines", "argos")()
    counts = Counter(
        outcome(carried(sentence, span, engine), english)
        for sentence, span, english in marked(sentences)
    )
    unknown = counts.pop("", 0)
    total = sum(counts.values())
    print(f"{engine.info().model}: {total} marks on one name each ({unknown} without a sure place)")
    for name in ("exact", "overlap", "elsewhere", "lost"):
        print(f"{name:<10}{counts[name]:>5}{100 * counts[name] / max(total, 1):>8.1f} %")
    return 0


if __name__ == "__main__":
    sys.exit(main())
