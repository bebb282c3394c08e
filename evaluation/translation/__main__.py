"""`python -m evaluation.translation [MODEL ...]`: the figures of the model card, as a table.

Without MODEL: the model that translates by default. Reads newstest2013 (3,000 sentences) and the
in-house development set (600) from the development data; without them the command says so and
ends with 0. Raw decoding first (beam 4, argostranslate's settings), then what users get: the
length penalty, the choice among the n-best and the second attempts of `pipeline.translate`.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from bilingual.engines.argos import ArgosEngine
from bilingual.metrics.mt import scores
from bilingual.model.ports import Decoding
from bilingual.pipeline.drafts import drafts
from bilingual.pipeline.guards import doubts
from bilingual.pipeline.translate import LENGTH_PENALTY
from evaluation.translation import measures
from training.corpus import Pair, read_pairs

SHARED = Path(os.environ.get("BILINGUAL_SHARED", Path(__file__).resolve().parents[3] / "shared"))
SETS = {
    "newstest2013": "corpus/sets/wmt-newstest-2013.tsv.gz",
    "newsroom dev": "corpus/newsroom/dev.tsv",
}

AS_SHIPPED = Decoding(hypotheses=4, attention=True, length_penalty=LENGTH_PENALTY)


def _percent(share: measures.Share) -> str:
    """`98.7 % of 451`."""
    hits, cases = share
    return f"{100 * hits / cases:.1f} % of {cases}" if cases else "no case"


def _summed(shares: Sequence[measures.Share]) -> measures.Share:
    return sum(s[0] for s in shares), sum(s[1] for s in shares)


def evaluate(
    engine: ArgosEngine, pairs: Sequence[Pair], *, guarded: bool, beam: int = 4
) -> dict[str, Any]:
    """Figures of one engine on one set."""
    sources, references = [p[0] for p in pairs], [p[1] for p in pairs]
    shipped = replace(AS_SHIPPED, beam=beam, hypotheses=beam)
    decoding = shipped if guarded else Decoding(beam=beam, attention=True)
    began = time.perf_counter()
    found = drafts(engine, sources, decoding) if guarded else engine.translate(sources, decoding)
    seconds = time.perf_counter() - began
    best = [hypotheses[0] for hypotheses in found]
    texts = [hypothesis.text for hypothesis in best]
    figures: dict[str, Any] = {
        score.metric: {"value": score.value, "signature": score.signature}
        for score in scores(texts, references)
    }
    kinds = [d.kind for s, t in zip(sources, texts, strict=True) for d in doubts(s, t)]
    digits = [
        kept
        for s, r, t in zip(sources, references, texts, strict=True)
        if (kept := measures.digits_kept(s, r, t)) is not None
    ]
    copied = [
        measures.names_copied(s, r, t) for s, r, t in zip(sources, references, texts, strict=True)
    ]
    attended = [measures.attention_hits(s, h) for s, h in zip(sources, best, strict=True)]
    figures |= {
        "loops": kinds.count("loop"),
        "empty outputs": kinds.count("empty"),
        "digits kept": _percent((sum(digits), len(digits))),
        "names copied": _percent(_summed(copied)),
        "attention on copies": _percent(_summed(attended)),
        "sentences": len(pairs),
        "seconds": round(seconds, 1),
    }
    if engine.supports_inline_terms:
        requests = measures.term_requests(pairs)[:300]
        answers = engine.translate([r[0] for r in requests], Decoding())
        obeyed = sum(r[1] in a[0].text for r, a in zip(requests, answers, strict=True))
        figures["inline terms obeyed"] = _percent((obeyed, len(requests)))
    return figures


def main(arguments: Sequence[str]) -> int:
    """Print the table, or JSON."""
    parser = argparse.ArgumentParser(prog="evaluation.translation", description=__doc__)
    parser.add_argument("models", nargs="*", default=[""])
    parser.add_argument("--limit", type=int, help="sentences of each set")
    parser.add_argument("--beam", type=int, default=4, help="hypotheses searched at a time")
    parser.add_argument("--guarded", action="store_true", help="with the guards only")
    parser.add_argument("--raw", action="store_true", help="without the guards only")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    options = parser.parse_args(arguments)
    sets = {name: SHARED / path for name, path in SETS.items() if (SHARED / path).exists()}
    if not sets:
        print(f"No development data at {SHARED}; set BILINGUAL_SHARED. Nothing was measured.")
        return 0
    ways = [False] * (not options.guarded) + [True] * (not options.raw)
    table: dict[str, dict[str, Any]] = {}
    for model in options.models or [""]:
        engine = ArgosEngine(model)
        for name, path in sets.items():
            pairs = list(read_pairs(path))[: options.limit]
            for guarded in ways:
                label = f"{engine.package.name} | {name} | {'guarded' if guarded else 'raw'}"
                table[label] = evaluate(engine, pairs, guarded=guarded, beam=options.beam)
                if options.format == "text":
                    _print(label, table[label])
    if options.format == "json":
        print(json.dumps(table, indent=1, ensure_ascii=False))
    return 0


def _print(label: str, figures: dict[str, Any]) -> None:
    """One block of the table."""
    print(label)
    for name, value in figures.items():
        text = f"{value['value']}  {value['signature']}" if isinstance(value, dict) else value
        print(f"  {name:20} {text}")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
