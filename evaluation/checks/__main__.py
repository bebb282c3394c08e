"""`python -m evaluation.checks`: false alarms and detections of every check, as a table.

False alarms: the share of good human pairs on which a check speaks. The rules were read against
newsroom/dev.tsv and newstest2013 while they were written; newsdiscuss2015 was looked at only for
spelling, invented names, initials, signs, addresses and omission; thresholds of length come from
other sets. Detections: the share of pairs, damaged in one known way, on which the check that should
notice speaks. Needs the development data; without it the command says so and ends with 0.
`--engine` translates 500 sentences of newstest2013 with the model in force and compares the chrF2++
of flagged sentences with that of the others.
`--lengths` prints the quantiles that `length_ratio` uses.
"""

from __future__ import annotations

import gzip
import math
import os
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from bilingual import registry
from bilingual.model.quality import Finding, Severity
from bilingual.model.segment import Segment
from bilingual.model.span import Span
from bilingual.model.unit import Origin, OriginKind, TranslationUnit, UnitState
from evaluation.checks.damage import DAMAGES, Pair

Check = Callable[[TranslationUnit], list[Finding]]

SHARED = Path(os.environ.get("BILINGUAL_SHARED", Path(__file__).resolve().parents[3] / "shared"))
CHECKS = (
    *("numbers", "signs", "addresses", "quotes", "names", "untranslated", "spelling"),
    *("repetition", "length_ratio", "omission", "negation"),
)
BOUNDS = (12, 25, 40, 60, 90, 130, 180, 260, 10**9)


def unit_of(french: str, english: str) -> TranslationUnit:
    """Return a unit of one pair, as a file of translations gives it."""
    segment = Segment("s", "b", Span(0, len(french)), french)
    return TranslationUnit((segment,), english, UnitState.TRANSLATED, Origin(OriginKind.HUMAN))


def pairs(path: Path) -> list[Pair]:
    """Return the (French, English) pairs of a TSV file, plain or gzip."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    rows = (line.split("\t") for line in data.decode().split("\n"))
    return [(row[0], row[1]) for row in rows if len(row) >= 2 and row[0] and row[1]]


def main(arguments: Sequence[str]) -> int:
    """Print the tables."""
    corpus = SHARED / "corpus"
    if not corpus.is_dir():
        print(f"No development data at {SHARED}; set BILINGUAL_SHARED. Nothing was measured.")
        return 0
    if "--lengths" in arguments:
        _lengths(corpus)
        return 0
    sets = {
        "newsroom dev": pairs(corpus / "newsroom" / "dev.tsv"),
        "newstest2013": pairs(corpus / "sets" / "wmt-newstest-2013.tsv.gz"),
        "newsdiscuss2015": pairs(corpus / "sets" / "wmt-newsdiscuss-2015.tsv.gz"),
    }
    checks: dict[str, Check] = {name: registry.load("checks", name) for name in CHECKS}
    if "--engine" in arguments:
        _usefulness(sets["newstest2013"][:500], checks)
        return 0
    _false_alarms(sets, checks)
    _detections(sets["newsroom dev"], checks)
    return 0


def _false_alarms(sets: dict[str, list[Pair]], checks: dict[str, Check]) -> None:
    """Print the share of good pairs on which each check speaks, by worst severity."""
    print("False alarms on good human translations, % of pairs (minor or worse, major or worse)\n")
    print(f"{'check':<14}" + "".join(f"{f'{name} (n={len(s)})':>28}" for name, s in sets.items()))
    for name, check in checks.items():
        line = f"{name:<14}"
        for members in sets.values():
            worst = Counter(_worst(check(unit_of(*pair))) for pair in members)
            minor = sum(n for rank, n in worst.items() if rank >= Severity.MINOR.rank)
            major = sum(n for rank, n in worst.items() if rank >= Severity.MAJOR.rank)
            line += f"{100 * minor / len(members):>19.2f} {100 * major / len(members):>8.2f}"
        print(line)


def _worst(findings: list[Finding]) -> int:
    return max((finding.severity.rank for finding in findings), default=-1)


def _detections(good: list[Pair], checks: dict[str, Check]) -> None:
    """Print how often the check that should notice a damage does (minor or worse)."""
    print("\nDetections on newsroom dev, damaged in one way each (minor or worse)\n")
    print(f"{'damage':<26}{'check':<14}{'pairs':>6}{'noticed':>10}")
    for label, (damage, name) in DAMAGES.items():
        rng = random.Random(label)
        damaged = [(fr, damage((fr, en), rng)) for fr, en in good]
        tried = [(fr, en) for fr, en in damaged if en is not None]
        hits = sum(_worst(checks[name](unit_of(fr, en))) >= 1 for fr, en in tried)
        print(f"{label:<26}{name:<14}{len(tried):>6}{100 * hits / max(len(tried), 1):>9.1f}%")


def _usefulness(good: list[Pair], checks: dict[str, Check]) -> None:
    """Print how many machine translations each check flags, and how good those and the rest are."""
    from sacrebleu.metrics.chrf import CHRF

    from bilingual.model.ports import Decoding

    engine = registry.load("engines", "argos")()
    french, references = [fr for fr, _ in good], [en for _, en in good]
    english = [found[0].text for found in engine.translate(french, Decoding())]
    metric = CHRF(word_order=2)
    print(f"{engine.info().model}, {len(good)} sentences of newstest2013\n")
    print(f"{'check (minor or worse)':<26}{'flagged':>8}{'chrF2++':>9}{'others':>8}{'chrF2++':>9}")
    rows = {name: [_worst(check(unit_of(*p))) >= 1 for p in zip(french, english, strict=True)]
            for name, check in checks.items()}  # fmt: skip
    rows["any of them"] = [any(flags) for flags in zip(*rows.values(), strict=True)]
    for name, flags in rows.items():
        line = f"{name:<26}"
        for wanted in (True, False):
            places = [i for i, flag in enumerate(flags) if flag is wanted]
            hypotheses = [english[i] for i in places]
            if not places:  # sacrebleu has no score for nothing
                line += f"{0:>8}{'-':>9}"
                continue
            score = metric.corpus_score(hypotheses, [[references[i] for i in places]])
            line += f"{len(places):>8}{score.score:>9.1f}"
        print(line)
    print(f"\n{metric.get_signature()}")


def _lengths(corpus: Path) -> None:
    """Print quantiles of log(English/French characters) by length, from pairs no table scores."""
    files = [f for f in sorted((corpus / "newsroom").glob("*.tsv")) if f.name != "dev.tsv"]
    files.append(corpus / "sets" / "wmt-newstest-2008-2012.tsv.gz")
    good = [pair for path in files for pair in pairs(path)]
    print(
        f"{len(good)} pairs; quantiles 0.1 %, 0.5 %, 50 %, 99.5 %, 99.9 % by characters of French"
    )
    for low, high in pairwise(BOUNDS):
        ratios = sorted(_ratios(good, low, high))
        row = " ".join(f"{_quantile(ratios, q):7.3f}" for q in (0.001, 0.005, 0.5, 0.995, 0.999))
        print(f"{low:>5}..{high if high < 10**9 else '':<5} n={len(ratios):<6} {row}")


def _ratios(good: list[Pair], low: int, high: int) -> Iterator[float]:
    return (math.log(len(en) / len(fr)) for fr, en in good if low <= len(fr) < high)


def _quantile(ordered: list[float], q: float) -> float:
    """Return the linearly interpolated quantile of ascending values."""
    at = q * (len(ordered) - 1)
    low = math.floor(at)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (at - low) * (ordered[high] - ordered[low])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
