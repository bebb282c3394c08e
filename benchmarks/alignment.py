"""Time and memory of aligning long texts, beside what the engine takes for the same sentences.

    python -m benchmarks.alignment [SENTENCES...]

The texts are made up from the lexicon: French sentences of known words in Zipf's proportions, their
English word by word with a tenth of the words lost, drafts that lose a quarter, sentences merged,
split, left out and added, and a whole passage dropped. The engine is timed on a sample of the seeds
and scaled up to as many sentences.
"""

from __future__ import annotations

import gc
import random
import resource
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from bilingual.aligners.lexical import LexicalAligner
from bilingual.aligners.lexicon import shipped
from bilingual.aligners.translated import TranslatedAligner
from bilingual.engines.argos import ArgosEngine
from bilingual.model.bead import Bead
from bilingual.model.ports import Aligner, Decoding
from bilingual.model.unit import EngineInfo, Hypothesis

SAMPLE = 64
"""Sentences on which the engine is timed."""


class Prepared:
    """An engine that already knows every draft, so that the aligner alone is timed."""

    def __init__(self, drafts: Mapping[str, str]) -> None:
        self._drafts = drafts

    def info(self) -> EngineInfo:
        """Say that nothing translates."""
        return EngineInfo("prepared", "prepared", "", "")

    def translate(self, texts: Sequence[str], decoding: Decoding) -> list[tuple[Hypothesis, ...]]:
        """Return the prepared drafts."""
        return [(Hypothesis(self._drafts[text], 0.0),) for text in texts]

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """Return no opinion."""
        return [0.0 for _ in pairs]


def texts(sentences: int) -> tuple[list[str], list[str], dict[str, str], set[tuple[int, int]]]:
    """Return French, English, drafts and the true pairs of 1-1 beads; seeded."""
    chance = random.Random(sentences)
    lexicon = shipped()
    known = sorted(lexicon.entries, key=lambda w: (-lexicon.french.get(w, 0), w))
    weights = [lexicon.french.get(word, 1) for word in known]
    best = {w: max(e.items(), key=lambda item: item[1])[0] for w, e in lexicon.entries.items()}
    french: list[str] = []
    english: list[str] = []
    drafts: dict[str, str] = {}
    pairs: set[tuple[int, int]] = set()
    gap = range(sentences // 3, sentences // 3 + sentences // 20)
    while len(french) < sentences:
        words = chance.choices(known, weights, k=chance.randrange(5, 30))
        there = [best[w] for w in words if chance.random() > 0.1]
        sentence = " ".join(words).capitalize() + "."
        drafts[sentence] = " ".join(best[w] for w in words if chance.random() > 0.25)
        french.append(sentence)
        fate = chance.random()
        if len(french) in gap or fate < 0.02:
            continue
        if fate < 0.05 and english:
            english[-1] += " " + " ".join(there).capitalize() + "."
            pairs = {pair for pair in pairs if pair[1] != len(english) - 1}
            continue
        if fate < 0.08:
            middle = len(there) // 2
            english += [" ".join(there[:middle]) + ".", " ".join(there[middle:]) + "."]
            continue
        if fate < 0.1:
            english.append(" ".join(chance.choices(sorted(best.values()), k=12)) + ".")
        pairs.add((len(french) - 1, len(english)))
        english.append(" ".join(there).capitalize() + ".")
    return french, english, drafts, pairs


def timed(
    aligner: Aligner, french: list[str], english: list[str]
) -> tuple[float, float, list[Bead]]:
    """Return seconds, seconds of processor time and beads."""
    gc.collect()
    started, cpu = time.perf_counter(), time.process_time()
    beads = aligner.align(french, english)
    return time.perf_counter() - started, time.process_time() - cpu, beads


def engine_rate() -> float:
    """Return the engine's processor seconds per sentence on the seeds, with the aligner's beam."""
    seeds = Path(__file__).resolve().parents[1] / "seeds"
    lines = [
        line.strip()
        for path in sorted(seeds.glob("*.txt"))
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines()
        if 40 < len(line) < 400
    ][:SAMPLE]
    engine = ArgosEngine()
    engine.translate(lines[:2], Decoding(beam=2))
    started = time.process_time()
    engine.translate(lines, Decoding(beam=2))
    return (time.process_time() - started) / len(lines)


def main(sizes: Sequence[int]) -> None:
    """Print the table."""
    shipped()
    rate = engine_rate()
    print(f"engine: {1000 * rate:.1f} ms of processor time a sentence\n")
    print("| aligner | sentences | seconds | CPU | of the engine's CPU | right 1-1 | peak MB |")
    print("|---|---|---|---|---|---|---|")
    for size in sizes:
        french, english, drafts, pairs = texts(size)
        for aligner in (LexicalAligner(), TranslatedAligner(Prepared(drafts))):
            seconds, cpu, beads = timed(aligner, french, english)
            found = {(b.source[0], b.target[0]) for b in beads if b.kind == "1-1"}
            right = len(found & pairs) / len(pairs)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            size_shown = f"{len(french)} x {len(english)}"
            cells = [aligner.name, size_shown, f"{seconds:.1f}", f"{cpu:.1f}"]
            cells += [f"{cpu / (rate * size):.0%}", f"{right:.1%}", f"{peak:.0f}"]
            print(f"| {' | '.join(cells)} |")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [1000, 10000])
