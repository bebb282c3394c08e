"""`python -m training.release CHECKPOINT DATA VERSION`: from a checkpoint to what ships.

Chooses the average or the raw weights by the loss on the development sets, packages them,
measures the package (raw decoding, then with the pipeline's guards), writes the figures into the
package's card and into docs/model-card.md, and puts the package in the place of the embedded one.
`--with-python` names an interpreter that has the project's runtime dependencies, where this one
has torch only.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import sentencepiece
import torch

from training import card, export, page
from training.batches import fixed_batches
from training.corpus import read_pairs
from training.worker import token_loss

ROOT = Path(__file__).resolve().parent.parent
MODELS = ROOT / "bilingual" / "data" / "models"
PAGE = ROOT / "docs" / "model-card.md"
OBEYS = 0.6
"""Share of inline terms obeyed from which the card says that the model honours them."""


def development_loss(checkpoint: Path, data: Path, *, raw: bool) -> float:
    """Nats per target token on 150 pairs of each development set."""
    tokens = sentencepiece.SentencePieceProcessor()
    tokens.load(str(data / "sentencepiece.model"))
    model = export.load(checkpoint, raw=raw)
    total = count = 0.0
    with torch.no_grad():
        for path in sorted(data.glob("dev-*.tsv")):
            for batch in fixed_batches(tokens, list(read_pairs(path))[:150], 1000):
                loss, tokens_seen = token_loss(model, batch, 0.0)
                total, count = total + float(loss), count + tokens_seen
    return total / count


def measure(package: Path, python: str, limit: int) -> dict[str, dict[str, object]]:
    """Figures of `evaluation.translation`, raw and guarded."""
    command = [python, "-m", "evaluation.translation", "--format", "json", str(package)]
    command += ["--limit", str(limit)] if limit else []
    answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    if not answer.stdout.startswith("{"):
        raise SystemExit(answer.stdout + "The release needs the development sets.")
    found: dict[str, dict[str, object]] = json.loads(answer.stdout)
    return found


def other_model(path: Path | None, python: str, limit: int) -> dict[str, dict[str, object]]:
    """Figures to compare with: of a package, measured now, or as measured before (JSON)."""
    if path is None:
        return {}
    if path.suffix == ".argosmodel":
        return measure(path, python, limit)
    found: dict[str, dict[str, object]] = json.loads(path.read_text(encoding="utf-8"))
    return found


def obeys_terms(measured: dict[str, dict[str, object]]) -> bool:
    """Whether inline terms were obeyed often enough in raw decoding of every set."""
    shares = [
        float(str(values["inline terms obeyed"]).split(" ")[0]) / 100
        for label, values in measured.items()
        if label.endswith("| raw") and "inline terms obeyed" in values
    ]
    return bool(shares) and min(shares) >= OBEYS


def write_package(options: argparse.Namespace, folder: Path, *, raw: bool) -> Path:
    """The package with its card; returns its place beside the other files of the release."""
    model = export.load(options.checkpoint, raw=raw)
    subwords = options.data / "sentencepiece.model"
    name = f"translate-fr_en-{options.version.replace('.', '_')}.argosmodel"
    candidate = folder / name
    # The evaluation asks for inline terms only where a card says that they are understood.
    extra = {"model_card.json": b'{"inline_terms": true, "max_tokens": 128}'}
    export.write_package(model, subwords, candidate, options.version, extra)
    measured = measure(candidate, options.python, options.limit)
    state = torch.load(options.checkpoint, map_location="cpu", weights_only=True)
    content = card.card(
        sum(value.numel() for value in state["model"].values()),
        state["seen"],
        json.loads((options.data / "prepared.json").read_text(encoding="utf-8")),
        measured,
        terms=obeys_terms(measured),
    )
    files = {name: text.encode() for name, text in card.files(content).items()}
    export.write_package(model, subwords, candidate, options.version, files)
    compared = other_model(options.compare, options.python, options.limit)
    (folder / "model-card.md").write_text(page.page(content, measured, compared), encoding="utf-8")
    return candidate


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("version")
    parser.add_argument("--with-python", dest="python", default=sys.executable)
    parser.add_argument(
        "--compare",
        type=Path,
        help="another package, or its figures (evaluation.translation, JSON)",
    )
    parser.add_argument("--limit", type=int, default=0, help="sentences of each set, for a trial")
    options = parser.parse_args()
    losses = {
        raw: development_loss(options.checkpoint, options.data, raw=raw) for raw in (True, False)
    }
    raw = losses[True] <= losses[False]
    print(f"loss: raw weights {losses[True]:.4f}, average {losses[False]:.4f}", file=sys.stderr)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        candidate = write_package(options, folder, raw=raw)
        for old in MODELS.glob("*.argosmodel"):
            old.unlink()
        (MODELS / candidate.name).write_bytes(candidate.read_bytes())
        PAGE.write_text((folder / "model-card.md").read_text(encoding="utf-8"), encoding="utf-8")
    print(PAGE.read_text(encoding="utf-8"))
    size = (MODELS / candidate.name).stat().st_size
    print(f"{MODELS / candidate.name}: {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
