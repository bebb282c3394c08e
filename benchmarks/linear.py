"""Cost is linear in the number of sentences, memory is flat, and a second run is nearly free.

    python -m benchmarks.linear [--model MODEL] [--counts 100,1000,10000] [--engine identity]

`bilingual translate` on an archive: articles of 40 sentences, without a glossary, to JSONL.

`--engine identity` leaves the decoding out, so that 100,000 sentences show in minutes whether
anything around it grows faster than the input.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.measuring import Measured, load, measured, sentences


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", default="embedded")
    parser.add_argument("--counts", default="100,1000,10000")
    parser.add_argument("--engine", default="argos")
    options = parser.parse_args()
    print(load())
    smallest = 0.0
    for count in map(int, options.counts.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            _articles(Path(folder), sentences(count))
            first = _run(folder, options)
            second = _run(folder, options)
        smallest = smallest or first.peak
        print(
            f"{count:7d} sentences: {first.cpu:8.1f} s CPU, {1000 * first.cpu / count:6.2f} ms a "
            f"sentence; peak {first.peak:5.0f} MB, {first.peak / smallest:.2f} times the first; "
            f"second run {second.cpu:.2f} s, {second.cpu / first.cpu:.1%}",
            flush=True,
        )


def _articles(folder: Path, texts: list[str]) -> None:
    """Write articles of 40 sentences, five a paragraph."""
    (folder / "in").mkdir()
    for number, start in enumerate(range(0, len(texts), 40)):
        part = texts[start : start + 40]
        paragraphs = [" ".join(part[at : at + 5]) for at in range(0, len(part), 5)]
        path = folder / "in" / f"{number:05d}.txt"
        path.write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")


def _run(folder: str, options: argparse.Namespace) -> Measured:
    """Translate the folder."""
    arguments = ["translate", f"{folder}/in", "-o", f"{folder}/out", "--quiet", "--to", "jsonl"]
    arguments += ["--engine", options.engine, "--glossary", "none"]
    if options.engine == "argos":
        arguments += ["--model", options.model]
    return measured([sys.executable, "-m", "bilingual", *arguments])


if __name__ == "__main__":
    main()
