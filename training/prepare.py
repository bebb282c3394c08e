"""`python -m training.prepare SHARED DATA`: cleaned pairs by domain and the SentencePiece model."""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from pathlib import Path

from training import corpus, filters, subwords

CAPS = {"law": 200_000, "docs": 40_000}
"""Most pairs kept of a domain."""

SUBWORD_LINES = {
    "law": 15_000,
    "tatoeba": 40_000,
    "docs": 5_000,
    "prose": 20_000,
    "news": 20_000,
    "newsroom": 20_000,
}
"""Pairs of each domain in the text that the SentencePiece model is trained on."""


def collect(shared: Path, seed: int = 7) -> dict[str, list[corpus.Pair]]:
    """Cleaned, shuffled pairs of every domain."""
    protected = filters.Protected(corpus.protected_sentences(shared))
    source = shared / "corpus"
    domains: dict[str, list[corpus.Pair]] = {}
    for domain, names in corpus.DOMAINS.items():
        rows: list[corpus.Pair] = []
        for name in names:
            path = corpus.set_path(source, name)
            if path.exists():
                pairs = corpus.read_pairs(path)
                rows += filters.clean(pairs, protected, noisy=name in corpus.NOISY)
        domains[domain] = rows
    domains["newsroom"] = [
        pair
        for path in corpus.newsroom_files(source)
        for pair in filters.clean(corpus.read_pairs(path), protected, noisy=False)
    ]
    rng = random.Random(seed)
    for domain, rows in domains.items():
        rows = list(filters.unique(rows))
        rng.shuffle(rows)
        domains[domain] = rows[: CAPS.get(domain)]
    return domains


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path, help="folder that holds corpus/, align/ and seeds/")
    parser.add_argument("data", type=Path, help="folder to write")
    parser.add_argument("--vocabulary", type=int, default=8000)
    options = parser.parse_args()
    options.data.mkdir(parents=True, exist_ok=True)
    domains = collect(options.shared)
    digest = hashlib.sha256()
    text = options.data / "subwords.txt"
    with text.open("w", encoding="utf-8") as out:
        for domain, rows in domains.items():
            corpus.write_pairs(options.data / f"{domain}.tsv", rows)
            digest.update((options.data / f"{domain}.tsv").read_bytes())
            for pair in rows[: SUBWORD_LINES[domain]]:
                out.write("\n".join(pair) + "\n")
    for name, path in (("dev-newsroom", "newsroom/dev.tsv"), ("dev-news", corpus.NEVER_TRAIN[1])):
        if (options.shared / "corpus" / path).exists():
            rows = list(corpus.read_pairs(options.shared / "corpus" / path))
            corpus.write_pairs(options.data / f"{name}.tsv", rows)
    subwords.train_subwords(text, options.data / "sentencepiece.model", options.vocabulary)
    summary = {"pairs": {d: len(r) for d, r in domains.items()}, "sha256": digest.hexdigest()}
    (options.data / "prepared.json").write_text(json.dumps(summary, indent=1) + "\n")
    print(json.dumps(summary, indent=1))


if __name__ == "__main__":
    main()
