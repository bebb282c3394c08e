"""An engine that says what the test wrote down for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bilingual.model.ports import Decoding
from bilingual.model.unit import EngineInfo, Hypothesis


class ScriptedEngine:
    """Answers by a function of text and settings, and keeps what it was asked."""

    name = "scripted"
    identity = "scripted 1"

    def __init__(self, answer: Callable[[str, Decoding], str | list[str]]) -> None:
        self.answer = answer
        self.asked: list[str] = []

    def info(self) -> EngineInfo:
        return EngineInfo("scripted", "script", "1", "")

    def translate(self, texts: Sequence[str], decoding: Decoding) -> list[tuple[Hypothesis, ...]]:
        found = []
        for text in texts:
            self.asked.append(text)
            said = self.answer(text, decoding)
            options = [said] if isinstance(said, str) else said
            found.append(tuple(Hypothesis(one, -0.1 * rank) for rank, one in enumerate(options, 1)))
        return found

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        return [-1.0] * len(pairs)
