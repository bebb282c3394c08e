"""`python -m training.card CHECKPOINT DATA FIGURES OUT`: the files that travel with the model.

`FIGURES` is what `python -m evaluation.translation --format json` printed. Writes
`model_card.json`, `README.md` and `LICENSE` into the folder `OUT`; `training.export --with` puts
them into the package.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from training import corpus
from training.batches import LONGEST

LICENCES = {
    "canada-annual-statutes": "Open Government Licence - Canada",
    "canada-laws": "Open Government Licence - Canada",
    "cds-blog": "MIT",
    "europarl-v7-sample": "Europarl, no known copyright restriction",
    "flores200-dev": "CC-BY-SA-4.0",
    "gnome-user-docs-fr": "CC-BY-3.0",
    "mozilla-www-l10n": "MPL-2.0",
    "mt-geneval-sentences": "CC-BY-SA-3.0",
    "open-contracting": "Apache-2.0",
    "open-sdg": "MIT",
    "opensource-guide": "CC-BY-4.0",
    "php-doc-fr": "CC-BY-3.0",
    "python-docs-fr": "CC0-1.0 (English: PSF-2.0)",
    "tatoeba-manythings": "CC-BY-2.0",
    "tico19": "CC0-1.0",
    "ud-pud": "CC-BY-SA-3.0",
    "wmt-newsdiscuss-2015": "WMT test set, released for research",
    "wmt-newstest-2008-2012": "WMT test sets, released for research",
    "newsroom": "CC0-1.0, written for this project",
}
"""Licence of every training set."""

ARGOS = {"newstest2014 BLEU": 35.3, "flores-devtest BLEU": 39.5, "newstest2013 BLEU": 32.1}
"""Published figures of Argos's `translate-fr_en` (60 M parameters), to compare with."""

LIMITS = (
    "Trained for hours on two CPU cores: drops clauses, mistakes rare words and sometimes invents. "
    "Every sentence needs an editor. Not for medical, legal or safety texts."
)


def figures(measured: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Figures by set, raw decoding plain and guarded decoding marked so."""
    found: dict[str, dict[str, Any]] = {}
    for label, values in measured.items():
        _, name, way = label.split(" | ")
        kept = {k: v for k, v in values.items() if k != "seconds"}
        found[name if way == "raw" else f"{name} guarded"] = kept
    return found


def card(
    parameters: int, seen: int, prepared: dict[str, Any], measured: dict[str, Any], *, terms: bool
) -> dict[str, Any]:
    """Content of `model_card.json`."""
    return {
        "model": "bilingual French-English, embedded",
        "direction": "fr-en",
        "licence": "MIT (see LICENSE for the data)",
        "architecture": "Transformer, pre-norm, encoder 6 + decoder 2 layers, tied embeddings",
        "parameters": parameters,
        "target_tokens_seen": seen,
        "max_tokens": LONGEST,
        "inline_terms": terms,
        "alignment_head": "first head of the last decoder layer, trained on word alignments",
        "figures": figures(measured),
        "argos_published": ARGOS,
        "data": {
            domain: {
                "pairs": prepared["pairs"][domain],
                "sets": {name: LICENCES[name] for name in names},
            }
            for domain, names in (corpus.DOMAINS | {"newsroom": ("newsroom",)}).items()
        },
        "data_sha256": prepared["sha256"],
        "never_trained_on": [
            "newstest2013",
            "newstest2014",
            "flores-devtest",
            "NTREX",
            "newsroom/dev.tsv",
        ],
        "limits": LIMITS,
    }


def readme(content: dict[str, Any]) -> str:
    """The package's `README.md`."""
    lines = [f"# {content['model']}", "", content["limits"], ""]
    for name, values in content["figures"].items():
        shown = [f"{k} {v['value']}" for k, v in values.items() if isinstance(v, dict)]
        lines.append(f"- {name}: {', '.join(shown)}")
    lines += [
        "",
        f"{content['parameters'] / 1e6:.1f} M parameters, "
        f"{content['target_tokens_seen'] / 1e6:.1f} M target tokens seen. Signatures, data and "
        "licences: `model_card.json`. Made by `training/` of the project.",
    ]
    return "\n".join(lines) + "\n"


def licence(content: dict[str, Any]) -> str:
    """The package's `LICENSE`: of the weights and of what they were learnt from."""
    names = {n: t for part in content["data"].values() for n, t in part["sets"].items()}
    lines = ["The weights are released under the MIT licence of the project.", ""]
    lines += ["They were learnt from:", ""] + [f"- {n}: {t}" for n, t in sorted(names.items())]
    return "\n".join(lines) + "\n"


def files(content: dict[str, Any]) -> dict[str, str]:
    """Texts beside the model in the package, by file name."""
    return {
        "model_card.json": json.dumps(content, indent=1, ensure_ascii=False) + "\n",
        "README.md": readme(content),
        "LICENSE": licence(content),
    }


def main() -> None:
    """Command line."""
    import torch

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("figures", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--inline-terms", action="store_true", help="the model obeys them")
    options = parser.parse_args()
    state = torch.load(options.checkpoint, map_location="cpu", weights_only=True)
    content = card(
        sum(value.numel() for value in state["model"].values()),
        state["seen"],
        json.loads((options.data / "prepared.json").read_text(encoding="utf-8")),
        json.loads(options.figures.read_text(encoding="utf-8")),
        terms=options.inline_terms,
    )
    options.out.mkdir(parents=True, exist_ok=True)
    for name, text in files(content).items():
        (options.out / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
