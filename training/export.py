"""`python -m training.export CHECKPOINT DATA OUT.argosmodel VERSION`: the Argos package.

Weights go through the CTranslate2 specification to int8; the first head of the last decoder
layer, the one trained on word alignments, is the alignment head.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece
import torch
from ctranslate2.specs import TransformerSpec, common_spec
from numpy.typing import NDArray
from torch import Tensor, nn

from training.model import Attention, FeedForward, Transformer, positions
from training.settings import Shape

LONGEST_INPUT = 1024
"""Positions in the package; the engine splits what is longer."""


def load(checkpoint: Path, *, raw: bool = False) -> Transformer:
    """The averaged weights of a checkpoint, or its raw weights."""
    state = torch.load(checkpoint, map_location="cpu", weights_only=True)
    model = Transformer(Shape(**state["shape"]))
    model.load_state_dict(state["model" if raw else "average"])
    return model.eval()


def _array(tensor: Tensor) -> NDArray[np.float32]:
    # A copy: the specification quantises its arrays in place.
    return tensor.detach().float().numpy().copy()


def _linear(spec: Any, *layers: nn.Linear) -> None:
    spec.weight = _array(torch.cat([layer.weight for layer in layers]))
    spec.bias = _array(torch.cat([layer.bias for layer in layers]))


def _norm(spec: Any, layer: nn.LayerNorm) -> None:
    spec.gamma, spec.beta = _array(layer.weight), _array(layer.bias)


def _attention(spec: Any, layer: Attention, *, cross: bool = False) -> None:
    _norm(spec.layer_norm, layer.norm)
    if cross:
        _linear(spec.linear[0], layer.query)
        _linear(spec.linear[1], layer.key, layer.value)
    else:
        _linear(spec.linear[0], layer.query, layer.key, layer.value)
    _linear(spec.linear[-1], layer.output)


def _feed_forward(spec: Any, layer: FeedForward) -> None:
    _norm(spec.layer_norm, layer.norm)
    _linear(spec.linear_0, layer.up)
    _linear(spec.linear_1, layer.down)


def specification(model: Transformer, vocabulary: list[str]) -> TransformerSpec:
    """The network as a CTranslate2 specification in float32."""
    shape = model.shape
    spec = TransformerSpec.from_config(
        (shape.encoder, shape.decoder),
        shape.heads,
        pre_norm=True,
        activation=common_spec.Activation.RELU,
        alignment_layer=-1,
        alignment_heads=1,
    )
    embedding = model.embedding.weight
    spec.encoder.embeddings[0].weight = _array(embedding)
    spec.decoder.embeddings.weight = _array(embedding)
    for side in (spec.encoder, spec.decoder):
        side.scale_embeddings = True
        side.position_encodings.encodings = _array(positions(LONGEST_INPUT, shape.width))
    for part, encoder in zip(spec.encoder.layer, model.encoder, strict=True):
        _attention(part.self_attention, encoder.attention)
        _feed_forward(part.ffn, encoder.ffn)
    for part, decoder in zip(spec.decoder.layer, model.decoder, strict=True):
        _attention(part.self_attention, decoder.attention)
        _attention(part.attention, decoder.cross, cross=True)
        _feed_forward(part.ffn, decoder.ffn)
    _norm(spec.encoder.layer_norm, model.encoder_norm)
    _norm(spec.decoder.layer_norm, model.decoder_norm)
    spec.decoder.projection.weight = _array(embedding)
    spec.decoder.projection.bias = _array(model.bias)
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary)
    spec.config.unk_token, spec.config.bos_token, spec.config.eos_token = "<unk>", "<s>", "</s>"
    spec.config.decoder_start_token = "<s>"
    spec.config.add_source_bos, spec.config.add_source_eos = False, True
    spec.validate()
    return spec


def write_package(
    model: Transformer, subwords: Path, out: Path, version: str, extra: dict[str, bytes]
) -> None:
    """Write the `.argosmodel`; `extra` are files beside the model, by name."""
    tokens = sentencepiece.SentencePieceProcessor()
    tokens.load(str(subwords))
    spec = specification(model, [tokens.id_to_piece(i) for i in range(len(tokens))])
    spec.optimize(quantization="int8")
    name = f"translate-fr_en-{version.replace('.', '_')}"
    metadata = {
        "package_version": version,
        "argos_version": "1.9",
        "from_code": "fr",
        "from_name": "French",
        "to_code": "en",
        "to_name": "English",
        "type": "translate",
        "links": [],
    }
    files = {
        "metadata.json": json.dumps(metadata, indent=1).encode(),
        "sentencepiece.model": subwords.read_bytes(),
    } | extra
    with tempfile.TemporaryDirectory() as folder:
        spec.save(folder)
        files |= {f"model/{p.name}": p.read_bytes() for p in Path(folder).iterdir()}
    part = out.with_suffix(".part")
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path, content in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{name}/{path}", date_time=(2026, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    part.replace(out)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("data", type=Path, help="folder that holds sentencepiece.model")
    parser.add_argument("out", type=Path)
    parser.add_argument("version")
    parser.add_argument("--raw", action="store_true", help="raw weights instead of the average")
    parser.add_argument("--with", type=Path, nargs="*", default=[], dest="extra")
    options = parser.parse_args()
    model = load(options.checkpoint, raw=options.raw)
    extra = {path.name: path.read_bytes() for path in options.extra}
    subwords = options.data / "sentencepiece.model"
    write_package(model, subwords, options.out, options.version, extra)
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
