"""An Argos package of the size of Argos's own, with random weights: for measuring speed alone.

6+6 layers of 512, 32,000 subwords, about 60 M parameters, int8. What it says is noise, but it
stops after a set number of tokens: one dimension of the hidden state carries nothing but the
position, and the end token listens to it alone.

    python -m benchmarks.random_package OUT_FOLDER
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

LAYERS, WIDTH, HEADS, INNER, VOCABULARY = 6, 512, 8, 2048, 32_000
LENGTH = 32
"""Target tokens of every translation; a French sentence of news has about that many."""

Matrix = NDArray[np.float32]


def build(folder: Path, seed: int = 1) -> Path:
    """Write the package `translate-fr_en-60` below `folder`, unless it is there; return it."""
    from ctranslate2.specs import TransformerSpec

    package = folder / "translate-fr_en-60"
    if (package / "metadata.json").is_file():
        return package
    source = resolve("embedded")
    (package / "model").mkdir(parents=True, exist_ok=True)
    subwords = source.read("sentencepiece.model")
    (package / "sentencepiece.model").write_bytes(subwords)
    pieces = Subwords(subwords, "embedded").pieces()
    pieces += [f"<filler{number}>" for number in range(VOCABULARY - len(pieces))]
    spec = TransformerSpec.from_config((LAYERS, LAYERS), HEADS, pre_norm=True)
    _fill(spec, np.random.default_rng(seed), pieces.index("</s>"))
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.config.add_source_eos = True
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(package / "model"))
    table = {"package_version": "60", "from_code": "fr", "to_code": "en"}
    table |= {"from_name": "French", "to_name": "English", "type": "translate"}
    (package / "metadata.json").write_text(json.dumps(table), encoding="utf-8")
    return package


def _fill(spec: Any, random: np.random.Generator, end: int) -> None:
    """Give every layer random weights; the first dimension is left to the position."""
    embeddings = _matrix(random, VOCABULARY, WIDTH, 0.04)
    embeddings[:, 0] = 0
    spec.encoder.embeddings[0].weight = embeddings
    spec.decoder.embeddings.weight = embeddings.copy()
    for stack in (spec.encoder, spec.decoder):
        stack.scale_embeddings = True
        stack.position_encodings.encodings = _positions()
        _normal(stack.layer_norm)
        for layer in stack.layer:
            _attention(layer.self_attention, random)
            if stack is spec.decoder:
                _attention(layer.attention, random)
            _normal(layer.ffn.layer_norm)
            _linear(layer.ffn.linear_0, _matrix(random, INNER, WIDTH))
            _linear(layer.ffn.linear_1, _silent(_matrix(random, WIDTH, INNER)))
    projection = _matrix(random, VOCABULARY, WIDTH, 0.04)
    projection[end] = 0
    projection[end, 0] = 40
    _linear(spec.decoder.projection, projection)


def _matrix(random: np.random.Generator, rows: int, columns: int, scale: float = 0.02) -> Matrix:
    """Return random weights."""
    return random.normal(0, scale, (rows, columns)).astype(np.float32)


def _silent(weights: Matrix) -> Matrix:
    """Return weights that write nothing to the first dimension."""
    weights[0] = 0
    return weights


def _positions() -> Matrix:
    """Return sinusoids, but in the first dimension how far the position is beyond `LENGTH`."""
    places = np.arange(512)[:, None]
    rates = 10000 ** (-np.arange(WIDTH) / WIDTH)
    encodings = np.sin(places * rates).astype(np.float32)
    encodings[:, 0] = np.clip((np.arange(512) - LENGTH) / 2 + 0.5, -4, 4)
    return encodings


def _linear(layer: Any, weights: Matrix) -> None:
    """Set a layer's weights and no bias."""
    layer.weight = weights
    layer.bias = np.zeros(len(weights), np.float32)


def _normal(layer: Any) -> None:
    """Set a layer norm to do nothing but normalise."""
    layer.gamma = np.ones(WIDTH, np.float32)
    layer.beta = np.zeros(WIDTH, np.float32)


def _attention(layer: Any, random: np.random.Generator) -> None:
    """Set an attention layer: fused query, key, value (or query, then key and value), output."""
    _normal(layer.layer_norm)
    widths = (3 * WIDTH,) if len(layer.linear) == 2 else (WIDTH, 2 * WIDTH)
    for part, width in zip(layer.linear, widths, strict=False):
        _linear(part, _matrix(random, width, WIDTH))
    _linear(layer.linear[-1], _silent(_matrix(random, WIDTH, WIDTH)))


if __name__ == "__main__":
    print(build(Path(sys.argv[1])))
