"""An engine that hands the French back: for trying layouts, and for tests."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bilingual.model.ports import Decoding
from bilingual.model.span import Span
from bilingual.model.unit import Attention, EngineInfo, Hypothesis


class IdentityEngine:
    """Offers each text as its own translation, aligned word by word."""

    name = "identity"
    identity = "identity"

    def __init__(self, model: str = "", *, threads: int = 0, device: str = "auto") -> None:
        """Take what every engine takes and need none of it."""

    def info(self) -> EngineInfo:
        """Say that nothing translates."""
        return EngineInfo(name=self.name, model="none", version="1", sha256="")

    def translate(self, texts: Sequence[str], decoding: Decoding) -> list[tuple[Hypothesis, ...]]:
        """Return each text as its only hypothesis, with certainty."""
        return [(Hypothesis(text, 0.0, _diagonal(text, decoding)),) for text in texts]

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """Return 0 where the target is the source, -1 where not."""
        return [0.0 if source == target else -1.0 for source, target in pairs]


def _diagonal(text: str, decoding: Decoding) -> Attention | None:
    """Return the attention of each word to itself, if asked for."""
    if not decoding.attention:
        return None
    words = tuple(Span(*match.span()) for match in re.finditer(r"\S+", text))
    rows = [[float(i == j) for j in range(len(words))] for i in range(len(words))]
    return Attention.of(words, words, rows)
