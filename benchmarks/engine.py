"""How near the engine comes to the limit of the hardware, and to argostranslate.

    python -m benchmarks.engine [--sentences 512] [--rounds 3] [--model FILE|FOLDER]
                                [--argos-python PYTHON] [--peer-sentences 64] [--archive 2048]

In one run, on the same package and the same sentences:
(a) argostranslate's own translate, in a Python that has its heavy dependencies (`--argos-python`,
    or `BILINGUAL_ARGOS_PYTHON`), on fewer sentences, as it is slow; (b) raw
`ctranslate2.Translator.translate_batch` on pieces cut and sorted beforehand, in batches of 32
sentences or of as many pieces as the engine takes, whichever is quicker: the limit;
(e) `ArgosEngine.translate`; (p) the translate stage with its guards and second attempts;
(c) `bilingual translate` from start to end, reading, checks and exports included, on one article,
and on an archive of short ones beside (b) on all its sentences; (d) its start-up on one sentence.
The best round counts. Without `--model` this is done twice: with the
embedded model grown to 60 M parameters, the size of Argos's own (`benchmarks.grown_package`: the
same English at the cost of a model of that size), and with the embedded model as it is.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.measuring import HERE, ROOT, Measured, load, measured, sentences, words, worker
from bilingual.engines.argos import PIECES

ARTICLE = 32
"""Sentences in an article of the archive."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    options = _options(arguments)
    texts = sentences(options.sentences)
    print(f"{len(texts)} sentences, {words(texts)} words; {load()}")
    with tempfile.TemporaryDirectory() as folder:
        if options.model:
            compare(options.model, texts, options)
            return
        # In a process of its own: what a parent holds counts in its children's peak memory.
        package = subprocess.run(
            [sys.executable, "-m", "benchmarks.grown_package", folder],
            check=True,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        ).stdout.strip()
        print("\nThe embedded model grown to 60 M parameters by inert units:")
        compare(package, texts, options)
    print("\nThe embedded model:")
    compare("embedded", texts, options)


def compare(model: str, texts: list[str], options: argparse.Namespace) -> None:
    """Print the table of one package."""
    job = {"model": model, "sentences": texts}
    count = words(texts)
    by_count, by_pieces = {"max_batch_size": 32}, {"max_batch_size": PIECES, "batch_type": "tokens"}
    counted = best(options.rounds, lambda: worker("raw", {**job, "batch": by_count}))
    pieced = best(options.rounds, lambda: worker("raw", {**job, "batch": by_pieces}))
    limit = min(counted, pieced, key=lambda one: _seconds(one, False))
    show("(b) translate_batch, 32 at a time", counted, count, limit, count)
    show(f"(b) translate_batch, {PIECES} pieces", pieced, count, limit, count)
    peer_texts = texts[: options.peer_sentences]
    if options.argos_python and Path(model).is_dir():
        peer = best(1, lambda: _peer(options.argos_python, model, peer_texts))
        show("(a) argostranslate", peer, words(peer_texts), limit, count)
    else:
        peer = None
        print("(a) argostranslate: not measured (give --argos-python, and a package folder)")
    ours = best(options.rounds, lambda: worker("engine", job))
    show("(e) ArgosEngine.translate", ours, count, limit, count)
    stage = best(options.rounds, lambda: worker("pipeline", job))
    show("(p) translate stage", stage, count, limit, count)
    ours = best(options.rounds, lambda: command(model, texts))
    show("(c) bilingual translate", ours, count, limit, count, wall=True)
    if peer is not None:
        share = words(texts) / words(peer_texts)
        wall = share * _seconds(peer, False) / ours.wall
        cpu = share * float(peer.answer["cpu"]) / ours.cpu
        print(f"    (c) to (a): {wall:.1f} times as fast ({cpu:.1f} by processor time)")
    if options.archive:
        archive(model, sentences(options.archive), by_pieces, options.rounds)
    one = best(options.rounds, lambda: command(model, texts[:1]))
    opened = best(options.rounds, lambda: worker("raw", {**job, "sentences": texts[:4]}))
    opening = opened.answer["opened"]
    print(
        f"(d) start-up on one sentence: {one.wall:.2f} s wall, {one.cpu:.2f} s CPU, of which "
        f"opening the model {opening:.2f} s: {one.wall - opening:.2f} s besides"
    )


def archive(model: str, texts: list[str], batch: dict[str, object], rounds: int) -> None:
    """Print the lines of an archive: the limit on its sentences, and the whole program."""
    count = words(texts)
    job = {"model": model, "sentences": texts, "batch": batch}
    limit = best(rounds, lambda: worker("raw", job))
    show(f"(b) on {len(texts)} sentences", limit, count, limit, count)
    ours = best(rounds, lambda: command(model, texts, ARTICLE))
    show(f"(c) on articles of {ARTICLE}", ours, count, limit, count, wall=True)


def command(model: str, texts: Sequence[str], article: int = 0) -> Measured:
    """Run `bilingual translate` on those sentences, a paragraph each.

    Args:
        model: the package.
        texts: the sentences.
        article: how many of them make an article; 0: all of them make one.
    """
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "in"
        source.mkdir()
        size = article or len(texts)
        for start in range(0, len(texts), size):
            path = source / f"article-{start:06}.txt"
            path.write_text("\n\n".join(texts[start : start + size]) + "\n", encoding="utf-8")
        arguments = ["translate", str(source), "-o", f"{folder}/out", "--model", model, "--quiet"]
        return measured(
            [sys.executable, "-m", "bilingual", *arguments, "--glossary", "none"],
            # Bytecode is kept, as in an installed package: the first round pays for all others.
            environment={"PYTHONPATH": str(HERE.parent), "PYTHONDONTWRITEBYTECODE": ""},
        )


def _peer(python: str, package: str, texts: list[str]) -> Measured:
    """Run argostranslate on paragraphs of four sentences."""
    paragraphs = [texts[start : start + 4] for start in range(0, len(texts), 4)]
    job = {"package": package, "paragraphs": paragraphs}
    return measured([python, str(HERE / "argos_peer.py")], job)


def best(rounds: int, run: Callable[[], Measured]) -> Measured:
    """Return the quickest of several rounds."""
    return min((run() for _ in range(rounds)), key=lambda one: _seconds(one, one.answer is None))


def _seconds(one: Measured, wall: bool) -> float:
    """Return the time that counts: of the whole process, or of the job inside it."""
    return one.wall if wall else float(one.answer["seconds"])


def _cpu(one: Measured, whole: bool) -> float:
    """Return the processor time that counts."""
    return one.cpu if whole else float(one.answer["cpu"])


def show(
    name: str, one: Measured, count: int, limit: Measured, limit_count: int, *, wall: bool = False
) -> None:
    """Print one line: speed, memory and the ratio to the limit."""
    seconds = _seconds(one, wall)
    cpu = _cpu(one, wall)
    ratio = (count / seconds) / (limit_count / _seconds(limit, False))
    of_cpu = (count / cpu) / (limit_count / float(limit.answer["cpu"]))
    print(
        f"{name:<32} {count / seconds:7.0f} words/s  {one.peak:6.0f} MB  "
        f"{ratio:5.2f} of the limit ({of_cpu:.2f} by processor time)",
        flush=True,
    )


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=int, default=512)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--model", default="")
    parser.add_argument("--peer-sentences", type=int, default=64)
    parser.add_argument("--archive", type=int, default=2048, help="its sentences; 0: none")
    parser.add_argument("--argos-python", default=os.environ.get("BILINGUAL_ARGOS_PYTHON", ""))
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
