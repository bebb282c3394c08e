"""Measure the aligners on gold alignments, or set their weights on them.

    python -m evaluation.alignment            the tables
    python -m evaluation.alignment --train    set the weights (bilingual/data/aligner-weights.json)

The shipped weights were set on these very texts, so the figures that count are those where each
text is aligned with weights (and confidence) that were fitted without it: "left out" below.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np

from bilingual.aligners.channels import Entries, draft_channels, word_channels
from bilingual.aligners.features import Channel
from bilingual.aligners.gale_church import GaleChurchAligner
from bilingual.aligners.translated import WORDS
from bilingual.aligners.weighing import FILE, Judge, Weights, learn_from, solve, two_passes, weights
from bilingual.engines.argos import ArgosEngine
from bilingual.model.bead import Bead
from bilingual.model.ports import Decoding
from evaluation.alignment import gold as data
from evaluation.alignment.calibrate import calibration, recalibrated, reliability
from evaluation.alignment.edits import edited, piece
from evaluation.alignment.gold import Counts, Gold
from evaluation.alignment.train import FloatArray, Stretch, fold_weights, stretches

Make = Callable[[Gold, Entries], list[Channel]]


@dataclass(frozen=True, slots=True)
class Fitted:
    """What the fits of one aligner give."""

    features: dict[str, float]
    """Weights of the first pass, from all texts."""
    again: dict[str, float]
    """Weights of the second."""
    apart: dict[str, Weights]
    """Text -> weights of the second pass that never saw it."""
    aligned: dict[str, list[Bead]]
    """Each text aligned without having been seen."""


PLAIN = (0.0, 1.0, 0.0)
"""Confidence that is the chain's own probability."""
TURNS = 3
"""Harder versions of each gold text that the weights learn from as well, and of a short piece."""
UNSEEN = (90, 91)
"""Turns of further versions, for measuring only."""
SHORT = 16
"""Beads of that piece."""
DATA = Path(__file__).resolve().parents[2] / "bilingual" / "data"


def main() -> int:
    """Print the tables; 0 also where there is no gold."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.alignment")
    parser.add_argument("--train", action="store_true", help="set the shipped weights")
    parser.add_argument("--model", default="", help="model that drafts; default: the best there is")
    parser.add_argument("--drafts", type=Path, help="JSON of drafts; read if there, else written")
    parser.add_argument("--folds", type=int, default=6, help="groups of texts left out in turn")
    parser.add_argument("--worst", action="store_true", help="list the beads that were missed")
    options = parser.parse_args()
    where = data.folder()
    if where is None:
        print("No gold alignments beside the project (../shared/align or BILINGUAL_SHARED).")
        return 0
    texts = data.read(where)
    drafts = _drafts(texts, options.model, options.drafts)
    makes: dict[str, Make] = {"lexical": _lexical, "translated": partial(_translated, drafts)}
    fitted = {"lexical": _left_out(texts, _lexical, options.folds)}
    other = (_lexical, fitted["lexical"])
    fitted["translated"] = _left_out(texts, makes["translated"], options.folds, other)
    if options.train:
        _save(texts, fitted)
    _report(texts, makes, fitted, options.worst)
    return 0


def _lexical(gold: Gold, entries: Entries) -> list[Channel]:
    return word_channels(gold.source, gold.target, entries)


def _translated(drafts: Mapping[str, str], gold: Gold, entries: Entries) -> list[Channel]:
    return draft_channels(gold.source, gold.target, [drafts[s] for s in gold.source], entries)


def _drafts(texts: Sequence[Gold], model: str, cache: Path | None) -> dict[str, str]:
    """Return a translation of every French sentence."""
    if cache and cache.is_file():
        known: dict[str, str] = json.loads(cache.read_text(encoding="utf-8"))
        return known
    sentences = list(dict.fromkeys(s for gold in texts for s in gold.source))
    found = ArgosEngine(model).translate(sentences, Decoding(beam=2))
    drafts = {s: hypotheses[0].text for s, hypotheses in zip(sentences, found, strict=True)}
    if cache:
        cache.write_text(json.dumps(drafts, ensure_ascii=False), encoding="utf-8")
    return drafts


def _shipped(texts: Sequence[Gold], makes: Mapping[str, Make], name: str) -> dict[str, list[Bead]]:
    """Return what the shipped weights of an aligner make of the texts."""
    names = ["lexical"] if name == "lexical" else ["translated", "lexical"]
    shares = dict(zip(names, (1 - WORDS, WORDS), strict=False))
    return {
        gold.name: two_passes(
            [Judge(partial(makes[n], gold), weights(n), share) for n, share in shares.items()],
            gold.source,
            gold.target,
        )
        for gold in texts
    }


def _left_out(
    texts: Sequence[Gold], make: Make, folds: int | None, other: tuple[Make, Fitted] | None = None
) -> Fitted:
    """Return weights of all texts, and each text aligned without having been seen.

    The second pass is trained on what the first one found in texts it had not seen: so it learns
    from evidence as it will be. `other`: who is heard beside it in the second pass.
    """
    versions = []
    for gold in texts:
        kin = [one for one in texts if one.kind == gold.kind]
        versions += [gold, *(edited(gold, kin, turn) for turn in range(TURNS))]
        versions += [edited(piece(gold, SHORT), kin, turn) for turn in range(TURNS)]
    base = Entries.shipped()
    channels = [make(version, base) for version in versions]
    parts: list[Stretch] = []
    for version, seen in zip(versions, channels, strict=True):
        found, names = stretches(version, seen)
        parts += found
    features, apart = fold_weights(parts, folds)
    parts, taught, first = [], [], []
    for number, version in enumerate(versions):
        known = Weights(_named(names, apart[version.name]), {}, PLAIN)
        judge = Judge(_having(channels[number]), known)
        beads = solve([judge], base, version.source, version.target)
        taught.append(base.extended(learn_from(beads, version.source, version.target)))
        channels[number] = make(version, taught[-1])
        parts += stretches(version, channels[number], beads)[0]
        first.append(beads)
    again, apart = fold_weights(parts, folds)
    second = {name: Weights({}, _named(names, vector), PLAIN) for name, vector in apart.items()}
    aligned = {}
    for number, version in enumerate(versions):
        if version in texts:
            judges = [Judge(_having(channels[number]), second[version.name], 1 - WORDS)]
            if other is not None:
                theirs = other[1].apart[version.name]
                judges.append(Judge(partial(other[0], version), theirs, WORDS))
            aligned[version.name] = solve(
                judges, taught[number], version.source, version.target, first[number]
            )
    return Fitted(_named(names, features), _named(names, again), second, aligned)


def _having(channels: list[Channel]) -> Callable[[Entries], list[Channel]]:
    """Return what gives channels that are made already."""
    return lambda entries: channels


def _named(names: Sequence[str], values: FloatArray) -> dict[str, float]:
    return dict(zip(names, values.tolist(), strict=True))


def _save(texts: Sequence[Gold], fitted: Mapping[str, Fitted]) -> None:
    """Write the weights of the aligners."""
    table = {}
    for name, fit in fitted.items():
        table[name] = {
            "features": {n: round(w, 4) for n, w in fit.features.items()},
            "again": {n: round(w, 4) for n, w in fit.again.items()},
            "confidence": [round(float(c), 4) for c in calibration(texts, fit.aligned)],
        }
    path = DATA / FILE
    path.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    weights.cache_clear()
    print(f"{path.name}: {', '.join(table)}")


def _report(
    texts: Sequence[Gold], makes: Mapping[str, Make], fitted: Mapping[str, Fitted], worst: bool
) -> None:
    """Print the tables."""
    systems = {"gale_church": _gale_church(texts)}
    for name in makes:
        systems[f"{name}, as shipped"] = _shipped(texts, makes, name)
        systems[f"{name}, left out"] = recalibrated(texts, fitted[name].aligned)
    for kind in dict.fromkeys(gold.kind for gold in texts):
        _table(kind, [gold for gold in texts if gold.kind == kind], systems)
    _harder([gold for gold in texts if gold.kind == "news"], makes)
    for name in makes:
        print(f"\nReliability of the confidence, {name}, left out\n")
        print(reliability(texts, systems[f"{name}, left out"]))
    if worst:
        _worst(texts, systems["translated, left out"])


def _harder(texts: Sequence[Gold], makes: Mapping[str, Make]) -> None:
    """Print a table of the news edited anew: sentences replaced, passages dropped and added.

    Other edits than the weights have learnt from, but of the same texts: so `as shipped`.
    """
    news = [edited(gold, texts, turn) for gold in texts for turn in UNSEEN]
    named = [replace(gold, name=f"{gold.name} {number}") for number, gold in enumerate(news)]
    systems = {"gale_church": _gale_church(named)}
    for name in makes:
        systems[f"{name}, as shipped"] = _shipped(named, makes, name)
    _table("news, edited further", named, systems)


def _gale_church(texts: Sequence[Gold]) -> dict[str, list[Bead]]:
    """Return what lengths alone make of the texts."""
    lengths = GaleChurchAligner()
    return {gold.name: lengths.align(gold.source, gold.target) for gold in texts}


def _table(
    kind: str, texts: Sequence[Gold], systems: Mapping[str, Mapping[str, Sequence[Bead]]]
) -> None:
    """Print one set's table."""
    print(f"\n{kind}: {len(texts)} texts, {sum(len(gold.beads) for gold in texts)} beads\n")
    print("| aligner | strict P | R | F1 | lax P | R | F1 | null P | R |")
    print("|---|---|---|---|---|---|---|---|---|")
    for name, beads in systems.items():
        counts = Counts()
        for gold in texts:
            counts.add(gold.beads, [(bead.source, bead.target) for bead in beads[gold.name]])
        figures = [*counts.strict_prf(), *counts.lax_prf(), *counts.null_prf()[:2]]
        print(f"| {name} | " + " | ".join(f"{figure:.4f}" for figure in figures) + " |")


def _worst(texts: Sequence[Gold], systems: Mapping[str, Sequence[Bead]]) -> None:
    """Print each gold bead that was missed, and what stands there instead."""
    for gold in texts:
        found = data.single_nulls([(b.source, b.target) for b in systems[gold.name]])
        wanted = data.single_nulls(gold.beads)
        for label, beads in (
            ("missed", set(wanted) - set(found)),
            ("wrong", set(found) - set(wanted)),
        ):
            for source, target in sorted(beads):
                left = " / ".join(gold.source[i][:80] for i in source)
                right = " / ".join(gold.target[j][:80] for j in target)
                print(f"{gold.name}\t{label}\t{source}-{target}\t{left}\t{right}")


if __name__ == "__main__":
    np.seterr(all="raise", under="ignore")
    raise SystemExit(main())
