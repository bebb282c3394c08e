"""`python -m training.restore MODEL.argosmodel CHECKPOINT.pt`: a package back into a checkpoint.

Training can go on from the package that the project ships (`train --init-from`), where the
checkpoint it was made from is not at hand. The weights come back with the precision of int8, and
the tokens seen are counted on from those of its card.
"""

from __future__ import annotations

import argparse
import json
import zipfile
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from training.model import Transformer
from training.settings import Shape
from training.weights import variables


def state(found: dict[str, NDArray[np.float32]], shape: Shape) -> dict[str, torch.Tensor]:
    """Variables of a package as the state of a `Transformer`."""
    out: dict[str, NDArray[np.float32]] = {
        "embedding.weight": found["encoder/embeddings_0/weight"],
        "bias": found["decoder/projection/bias"],
    }

    def put(ours: str, theirs: str, names: tuple[str, ...]) -> None:
        for kind in ("weight", "bias"):
            parts = np.split(found[f"{theirs}/{kind}"], len(names))
            out.update({f"{ours}.{n}.{kind}": p for n, p in zip(names, parts, strict=True)})

    def norm(ours: str, theirs: str) -> None:
        out[f"{ours}.weight"] = found[f"{theirs}/gamma"]
        out[f"{ours}.bias"] = found[f"{theirs}/beta"]

    for side, count in (("encoder", shape.encoder), ("decoder", shape.decoder)):
        norm(f"{side}_norm", f"{side}/layer_norm")
        for number in range(count):
            ours, theirs = f"{side}.{number}", f"{side}/layer_{number}"
            put(
                f"{ours}.attention",
                f"{theirs}/self_attention/linear_0",
                ("query", "key", "value"),
            )
            put(f"{ours}.attention", f"{theirs}/self_attention/linear_1", ("output",))
            norm(f"{ours}.attention.norm", f"{theirs}/self_attention/layer_norm")
            if side == "decoder":
                put(f"{ours}.cross", f"{theirs}/attention/linear_0", ("query",))
                put(f"{ours}.cross", f"{theirs}/attention/linear_1", ("key", "value"))
                put(f"{ours}.cross", f"{theirs}/attention/linear_2", ("output",))
                norm(f"{ours}.cross.norm", f"{theirs}/attention/layer_norm")
            put(f"{ours}.ffn", f"{theirs}/ffn/linear_0", ("up",))
            put(f"{ours}.ffn", f"{theirs}/ffn/linear_1", ("down",))
            norm(f"{ours}.ffn.norm", f"{theirs}/ffn/layer_norm")
    return {name: torch.from_numpy(np.array(value, np.float32)) for name, value in out.items()}


def shape_of(found: dict[str, NDArray[np.float32]]) -> Shape:
    """Sizes of the network in a package."""
    vocabulary, width = found["encoder/embeddings_0/weight"].shape
    return Shape(
        vocabulary=vocabulary,
        width=width,
        heads=int(found["encoder/num_heads"]),
        inner=found["encoder/layer_0/ffn/linear_0/weight"].shape[0],
        encoder=sum(n.endswith("self_attention/layer_norm/beta") for n in found if "encoder" in n),
        decoder=sum(n.endswith("self_attention/layer_norm/beta") for n in found if "decoder" in n),
    )


def restore(package: Path) -> Transformer:
    """The network of an `.argosmodel` written by `training.export`."""
    with zipfile.ZipFile(package) as archive:
        (name,) = (n for n in archive.namelist() if n.endswith("model/model.bin"))
        found = variables(archive.read(name))
    shape = shape_of(found)
    model = Transformer(shape)
    model.load_state_dict(state(found, shape))
    return model.eval()


def tokens_seen(package: Path) -> int:
    """Target tokens that the model was trained on, by its card; 0 where the card does not say."""
    with zipfile.ZipFile(package) as archive:
        cards = [n for n in archive.namelist() if n.endswith("/model_card.json")]
        card = json.loads(archive.read(cards[0])) if cards else {}
    return int(card.get("target_tokens_seen", 0))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("package", type=Path)
    parser.add_argument("checkpoint", type=Path)
    options = parser.parse_args()
    model = restore(options.package)
    weights, seen = model.state_dict(), tokens_seen(options.package)
    torch.save(
        {"model": weights, "average": weights, "seen": seen, "shape": model.shape.as_dict()},
        options.checkpoint,
    )


if __name__ == "__main__":
    main()
