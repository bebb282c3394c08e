"""English typography of what an engine writes: one kind of quotation mark, no French spaces, and
no full stop that the French does not have (headlines, captions).

Models trained on web text write straight quotes most of the time and copy the French marks at
others; a page needs one of the two. Straight ones are kept: they are what the models, newsroom
systems and most references use. Attention stays exact: spans move with the characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bilingual.engines.cached import stream
from bilingual.model.ports import Decoding, Engine
from bilingual.model.span import Span
from bilingual.model.unit import EngineInfo, Hypothesis

_SPACE = r"[ \t\u00a0\u2009\u202f]"
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"[«„“]{_SPACE}*"), '"'),
    (re.compile(rf"{_SPACE}*»"), '"'),
    (re.compile("”"), '"'),
    (re.compile(r"[‘’ʼ]"), "'"),
    (re.compile(rf"(?<=[\w)\]\"']){_SPACE}+(?=[;:!?]+(?:[\s\"')\]]|$))"), ""),
    (re.compile(rf"(?<=\d){_SPACE}+(?=%)"), ""),
    (re.compile(r"(?<=\d)[\u00a0\u2009\u202f](?=\d{3}(?!\d))"), ","),
    (re.compile(r"[\u00a0\u2009\u202f]"), " "),
)
"""Pattern and what takes its place, applied in this order."""
_INVENTED_STOP = re.compile(r"(?<=\w{3})\.$|(?<=[)\"'])\.$")
"""A full stop at the end that belongs to no abbreviation (`U.S.`, `Jr.`)."""
_ENDED = re.compile(r"[.!?…:;,][\s»”\"'’)\]]*$")
"""A text that ends in a mark of its own."""


class HouseStyle:
    """Wraps an engine; its hypotheses come out in English typography."""

    name = "house style"

    def __init__(self, engine: Engine) -> None:
        """Wrap an engine."""
        self.engine = engine

    @property
    def supports_inline_terms(self) -> bool:
        """Whether the engine underneath understands inline terms."""
        return bool(getattr(self.engine, "supports_inline_terms", False))

    def info(self) -> EngineInfo:
        """Return the engine's info."""
        return self.engine.info()

    def translate(self, texts: Sequence[str], decoding: Decoding) -> list[tuple[Hypothesis, ...]]:
        """Return the hypotheses of each text, best first, in English typography."""
        found = self.engine.translate(texts, decoding)
        return [
            tuple(styled(one, text) for one in offered)
            for text, offered in zip(texts, found, strict=True)
        ]

    def stream(
        self, texts: Sequence[str], decoding: Decoding
    ) -> Iterator[tuple[int, tuple[Hypothesis, ...]]]:
        """Yield (index of the text, its hypotheses) as they are finished."""
        for index, found in stream(self.engine, texts, decoding):
            yield index, tuple(styled(one, texts[index]) for one in found)

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """Return the engine's scores."""
        return self.engine.score(pairs)


def styled(hypothesis: Hypothesis, source: str) -> Hypothesis:
    """Return the hypothesis in English typography, its attention's target spans moved along."""
    text = hypothesis.text
    invented = _INVENTED_STOP.search(text) and not _ENDED.search(source)
    if not invented and not any(pattern.search(text) for pattern, _ in _RULES):
        return hypothesis
    spans = hypothesis.attention.target if hypothesis.attention else ()
    for pattern, substitute in _RULES:
        if pattern.search(text):
            text, spans = _replaced(text, spans, pattern, substitute)
    if _INVENTED_STOP.search(text) and not _ENDED.search(source):
        text, spans = _replaced(text, spans, _INVENTED_STOP, "")
    if text == hypothesis.text:
        return hypothesis
    attention = hypothesis.attention
    return replace(hypothesis, text=text, attention=attention and attention.onto(spans))


def _replaced(
    text: str, spans: Sequence[Span], pattern: re.Pattern[str], substitute: str
) -> tuple[str, tuple[Span, ...]]:
    """Replace every match and move the spans; an edge inside a match goes to its end."""
    moved = list(range(len(text) + 1))
    parts, shift, reached = [], 0, 0
    for match in pattern.finditer(text):
        for place in range(reached, match.start() + 1):
            moved[place] = place + shift
        parts += [text[reached : match.start()], substitute]
        shift += len(substitute) - (match.end() - match.start())
        for place in range(match.start() + 1, match.end() + 1):
            moved[place] = match.end() + shift
        reached = match.end()
    for place in range(reached, len(text) + 1):
        moved[place] = place + shift
    parts.append(text[reached:])
    return "".join(parts), tuple(Span(moved[span.start], moved[span.end]) for span in spans)
