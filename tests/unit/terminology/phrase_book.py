"""An engine that knows whole sentences by heart, and hypotheses with a given word alignment."""

from __future__ import annotations

import re

from bilingual.model.span import Span
from bilingual.model.unit import Attention, EngineInfo, Hypothesis


class PhraseBook:
    """An engine that knows whole sentences by heart and likes short ones."""

    def __init__(self, **sentences):
        self.book = sentences.pop("book", {})
        self.asked = []

    def info(self):
        return EngineInfo("phrase book", "test", "1", "")

    def translate(self, texts, decoding):
        self.asked += texts
        return [
            tuple(self.book.get(text, (Hypothesis("Something else.", -3.0),))) for text in texts
        ]

    def score(self, pairs):
        return [-len(target) / 100 for _, target in pairs]


def aligned(source, text, pairs, score=-0.5):
    """Return a hypothesis whose words look at the source words that `pairs` names."""
    words = [Span(*m.span()) for m in re.finditer(r"[\w-]+|[^\w\s]", text)]
    sources = [Span(*m.span()) for m in re.finditer(r"[\w-]+|[^\w\s]", source)]
    rows = []
    for word in words:
        looked = pairs.get(word.of(text), "").split()
        hit = [1.0 if s.of(source) in looked else 0.0 for s in sources]
        total = sum(hit)
        rows.append(tuple(h / total if total else 1 / len(sources) for h in hit))
    return Hypothesis(text, score, Attention.of(tuple(sources), tuple(words), tuple(rows)))
