"""The weights of a CTranslate2 `model.bin`, as float arrays. Needs no torch."""

from __future__ import annotations

import struct
from typing import Any

import numpy as np
from numpy.typing import NDArray

_TYPES: tuple[Any, ...] = (np.float32, np.int8, np.int16, np.int32, np.float16)
"""Number types by CTranslate2's code; bfloat16 (5) is not used in packages."""


def variables(binary: bytes) -> dict[str, NDArray[np.float32]]:
    """Variables of a CTranslate2 `model.bin` (version 6), int8 weights made float again."""
    at = 0

    def take(kind: str) -> int:
        nonlocal at
        (value,) = struct.unpack_from("<" + kind, binary, at)
        at += struct.calcsize("<" + kind)
        return int(value)

    def text() -> str:
        nonlocal at
        length = take("H")
        value = binary[at : at + length - 1].decode()
        at += length
        return value

    version = take("I")
    if version != 6:
        raise ValueError(f"model.bin has version {version}; this reads version 6")
    text(), take("I")
    found: dict[str, NDArray[np.float32]] = {}
    for _ in range(take("I")):
        name = text()
        shape = [take("I") for _ in range(take("B"))]
        kind, size = _TYPES[take("B")], take("I")
        found[name] = np.frombuffer(binary, kind, size // np.dtype(kind).itemsize, at).reshape(
            shape
        )
        at += size
    for name in [n for n in found if n + "_scale" in found]:
        scale = found[name + "_scale"]
        found[name] = found[name].astype(np.float32) / scale.reshape(-1, 1)
    for _ in range(take("I")):  # an alias stands for a weight with its scale
        alias, name = text(), text()
        found[alias] = found[name]
    return found
