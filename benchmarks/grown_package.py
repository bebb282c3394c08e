"""The embedded model grown to the size of Argos's own: for measuring what a user of such a package
gets, where no real one is installed.

60 M parameters in 6+6 layers, the new ones inert: feed-forward units nobody listens to, and layers
that add nothing. They cost what any others cost (only their zeros are stored once), and the English
stays what the embedded model says, so that guards, checks and exports meet real sentences instead
of noise.

    python -m benchmarks.grown_package OUT_FOLDER
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bilingual.engines.packages import resolve
from bilingual.engines.subwords import Subwords
from training.weights import variables

LAYERS = 6
"""In the encoder and in the decoder."""
PARAMETERS = 60_000_000

Matrix = NDArray[np.float32]
Found = dict[str, Matrix]


def build(folder: Path) -> Path:
    """Write the package `translate-fr_en-grown` below `folder`, unless it is there; return it."""
    from ctranslate2.specs import TransformerSpec, common_spec

    package = folder / "translate-fr_en-grown"
    if (package / "metadata.json").is_file():
        return package
    source = resolve("embedded")
    found = variables(source.read("model/model.bin"))
    subwords = source.read("sentencepiece.model")
    pieces = Subwords(subwords, "embedded").pieces()
    spec = TransformerSpec.from_config(
        (LAYERS, LAYERS),
        int(found["encoder/num_heads"]),
        pre_norm=True,
        activation=common_spec.Activation.RELU,
        alignment_layer=-1,
        alignment_heads=1,
    )
    _fill(spec, found)
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.config.unk_token, spec.config.bos_token, spec.config.eos_token = "<unk>", "<s>", "</s>"
    spec.config.decoder_start_token = "<s>"
    spec.config.add_source_bos, spec.config.add_source_eos = False, True
    spec.validate()
    spec.optimize(quantization="int8")
    (package / "model").mkdir(parents=True, exist_ok=True)
    spec.save(str(package / "model"))
    (package / "sentencepiece.model").write_bytes(subwords)
    table = {"package_version": "60", "from_code": "fr", "to_code": "en"}
    table |= {"from_name": "French", "to_name": "English", "type": "translate"}
    (package / "metadata.json").write_text(json.dumps(table), encoding="utf-8")
    return package


def _fill(spec: Any, found: Found) -> None:
    """Set every layer: those that are known come last, inert ones before them."""
    embeddings = found["encoder/embeddings_0/weight"]
    units = _units(found)
    spec.encoder.embeddings[0].weight = embeddings.copy()
    spec.decoder.embeddings.weight = embeddings.copy()
    for name, stack in (("encoder", spec.encoder), ("decoder", spec.decoder)):
        stack.scale_embeddings = True
        stack.position_encodings.encodings = found[f"{name}/position_encodings/encodings"].copy()
        _normal(stack.layer_norm, found, f"{name}/layer_norm")
        inert = LAYERS - _count(found, name)
        for number, layer in enumerate(stack.layer):
            known = f"{name}/layer_{max(number - inert, 0)}"
            _layer(layer, found, known, units, silent=number < inert)
            if number < inert:
                _turned(layer, number + 1)
    spec.decoder.projection.weight = embeddings.copy()
    spec.decoder.projection.bias = found["decoder/projection/bias"].copy()


def _layer(layer: Any, found: Found, known: str, units: int, *, silent: bool) -> None:
    """Set a layer like a known one, its feed-forward part widened; `silent`: it adds nothing."""
    attentions = [(layer.self_attention, f"{known}/self_attention")]
    if f"{known}/attention/linear_0/weight" in found:
        attentions.append((layer.attention, f"{known}/attention"))
    for part, place in attentions:
        _normal(part.layer_norm, found, f"{place}/layer_norm")
        for number, linear in enumerate(part.linear):
            last = number == len(part.linear) - 1
            _linear(linear, found, f"{place}/linear_{number}", silent=silent and last)
    _normal(layer.ffn.layer_norm, found, f"{known}/ffn/layer_norm")
    _linear(layer.ffn.linear_0, found, f"{known}/ffn/linear_0")
    _linear(layer.ffn.linear_1, found, f"{known}/ffn/linear_1", silent=silent)
    up, down = layer.ffn.linear_0, layer.ffn.linear_1
    more = units - len(up.weight)
    up.weight = np.concatenate([up.weight, np.resize(up.weight, (more, up.weight.shape[1]))])
    up.bias = np.concatenate([up.bias, np.resize(up.bias, more)])
    down.weight = np.pad(down.weight, ((0, 0), (0, more)))


def _turned(layer: Any, places: int) -> None:
    """Move the rows of an inert layer's weights: equal arrays would be stored and read once."""
    parts = [layer.ffn.linear_0, layer.self_attention.linear[0]]
    for part in parts:
        part.weight = np.roll(part.weight, places, axis=0)


def _linear(layer: Any, found: Found, place: str, *, silent: bool = False) -> None:
    """Set weights and bias, or zeros."""
    weight, bias = found[f"{place}/weight"], found[f"{place}/bias"]
    layer.weight = np.zeros_like(weight) if silent else weight.copy()
    layer.bias = np.zeros_like(bias) if silent else bias.copy()


def _normal(layer: Any, found: Found, place: str) -> None:
    """Set a layer norm."""
    layer.gamma, layer.beta = found[f"{place}/gamma"].copy(), found[f"{place}/beta"].copy()


def _count(found: Found, name: str) -> int:
    """Return how many layers a stack of the known model has."""
    return sum(f"{name}/layer_{n}/ffn/linear_0/bias" in found for n in range(LAYERS))


def _units(found: Found) -> int:
    """Return the feed-forward units of a layer that make `PARAMETERS`, in steps of 64."""
    pieces, width = found["encoder/embeddings_0/weight"].shape
    rest = PARAMETERS - pieces * width - LAYERS * (4 + 8) * width * width
    return int(rest // (2 * LAYERS * 2 * width) // 64 * 64)


if __name__ == "__main__":
    print(build(Path(sys.argv[1])))
