"""`python -m training.smoke`: the whole recipe on a few hundred pairs, in about two minutes.

Prepares, aligns, trains a tiny network, packages it and translates a sentence through
CTranslate2. It shows that every step works, not that the model is good; it fails if the loss
does not fall or the translation is empty.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

SAMPLE = Path(__file__).parent / "sample" / "newsroom.tsv"
SENTENCE = "Le ministre est arrivé mardi."
TINY = "--width 64 --heads 4 --inner 128 --encoder 2 --decoder 1 --micro 600 --micros 4 --warm 20"


def step(module: str, *arguments: str | Path) -> None:
    """Run one step of the recipe as a user would."""
    command = [sys.executable, "-m", f"training.{module}", *map(str, arguments)]
    print("$", " ".join(["python", *command[1:]]), file=sys.stderr, flush=True)
    subprocess.run(command, check=True, stdout=sys.stderr)


def translate(package: Path, text: str, folder: Path) -> str:
    """The package's translation of one sentence."""
    import ctranslate2
    import sentencepiece

    with zipfile.ZipFile(package) as archive:
        archive.extractall(folder)
    (top,) = (p for p in folder.iterdir() if p.is_dir())
    tokens = sentencepiece.SentencePieceProcessor()
    tokens.load(str(top / "sentencepiece.model"))
    translator = ctranslate2.Translator(str(top / "model"), compute_type="int8")
    (result,) = translator.translate_batch(
        [tokens.encode(text, out_type=str)], beam_size=2, max_decoding_length=30
    )
    return str(tokens.decode(result.hypotheses[0]))


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=60, help="of training")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        shared, data, run = folder / "shared", folder / "data", folder / "run"
        (shared / "corpus" / "newsroom").mkdir(parents=True)
        shutil.copy(SAMPLE, shared / "corpus" / "newsroom")
        step("prepare", shared, data, "--vocabulary", "1000")
        step("alignment", data)
        length = ["--until", "+30", "--steps", str(options.steps), "--log-every", "10"]
        step("train", data, run, *length, *TINY.split())
        package = folder / "smoke.argosmodel"
        step("export", run / "last.pt", data, package, "0.0", "--raw")
        english = translate(package, SENTENCE, folder / "unpacked")
        lines = [json.loads(line) for line in (run / "log.jsonl").read_text().splitlines()]
        losses = [line["loss"]["newsroom"] for line in lines if "newsroom" in line["loss"]]
    print(f"loss {losses[0]:.2f} -> {losses[-1]:.2f}; {SENTENCE} -> {english}")
    return 0 if losses[-1] < losses[0] and english.strip() else 1


if __name__ == "__main__":
    raise SystemExit(main())
