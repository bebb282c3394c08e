"""Loading and matching large glossaries: `python -m benchmarks.terminology [--terms N]`.

Makes a glossary of 100,000 made-up terms (names, nouns with inflection, two-word phrases) and
10,000 sentences in which every seventh word belongs to a term, always the same ones. Goals: loading
(file to automaton) under 2 s, matching at least 1 MB of UTF-8 a second. The ratio against the raw
search of the automaton says what verification, longest match and plurals cost.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from pathlib import Path

from bilingual.terminology.folding import key, light
from bilingual.terminology.glossary import Glossary, load

SYLLABLES = (
    "ba be bi bo ka ké ki ko la lé li lo ma mé mi mo na né ni no ra ré ri ro sa sé si".split()
)
FILLERS = "le la de et dans pour avec sur une un qui que les des par plus mais".split()


def words(count: int, chance: random.Random) -> list[str]:
    """Return distinct made-up words of three to five syllables."""
    found: dict[str, None] = {}
    while len(found) < count:
        found["".join(chance.choices(SYLLABLES, k=chance.randint(3, 5)))] = None
    return list(found)


def write_glossary(path: Path, count: int, chance: random.Random) -> list[str]:
    """Write a glossary of `count` terms and return their sources."""
    stock = words(count, chance)
    rows = ["source,target,pos"]
    sources = []
    for index, word in enumerate(stock):
        kind = index % 4
        source = word.capitalize() if kind == 0 else word
        if kind == 3:
            source = f"{word} {stock[index - 1]}"
        sources.append(source)
        rows.append(f"{source},{word[::-1]},{('name', 'noun', '', 'noun')[kind]}")
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return sources


def sentences(count: int, sources: list[str], chance: random.Random) -> list[str]:
    """Return sentences of 21 words in which every seventh is a term."""
    found = []
    for _ in range(count):
        line = chance.choices(FILLERS, k=21)
        for place in (3, 10, 17):
            line[place] = chance.choice(sources)
        found.append("Le " + " ".join(line) + ".")
    return found


def raw_search(glossary: Glossary, texts: list[str]) -> int:
    """Return the hits of the automaton alone, nothing verified."""
    automaton = glossary.matcher.automaton
    return sum(1 for text in texts for _ in automaton.iter(key(light(text).text)))


def main() -> None:
    """Print the figures and which goals are met, as JSON."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--terms", type=int, default=100_000)
    parser.add_argument("--sentences", type=int, default=10_000)
    chosen = parser.parse_args()
    chance = random.Random(4)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.fr-en.csv"
        sources = write_glossary(path, chosen.terms, chance)
        texts = sentences(chosen.sentences, sources, chance)
        started = time.process_time()
        glossary = load([path])
        loading = time.process_time() - started
    size = sum(len(text.encode()) for text in texts) / 1e6
    started = time.process_time()
    raw = raw_search(glossary, texts)
    searching = time.process_time() - started
    started = time.process_time()
    found = sum(len(glossary.match(text)) for text in texts)
    matching = time.process_time() - started
    figures = {
        "terms": chosen.terms,
        "forms": sum(len(c.forms) for c in glossary.matcher.concepts),
        "sentences": chosen.sentences,
        "load_s": round(loading, 2),
        "megabytes": round(size, 2),
        "match_mb_per_s": round(size / matching, 2),
        "raw_mb_per_s": round(size / searching, 2),
        "ratio_to_raw": round(searching / matching, 2),
        "raw_hits": raw,
        "matches": found,
        "goals_met": {"load_s < 2": loading < 2, "match_mb_per_s >= 1": size / matching >= 1},
    }
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
