"""The default: translate the French with the engine at hand and compare English with English."""

from __future__ import annotations

from collections.abc import Sequence

from bilingual.aligners.channels import draft_channels, word_channels
from bilingual.aligners.glossary import entries_of
from bilingual.aligners.sides import around_blanks, from_french
from bilingual.aligners.weighing import Judge, two_passes, weights
from bilingual.model.bead import Bead
from bilingual.model.ports import Decoding, Engine
from bilingual.model.term import Term

WORDS = 0.4
"""Share of the judge who compares without a draft."""


class TranslatedAligner:
    """Finds the most probable beads given drafts of the French, and the French itself.

    In the line of Sennrich & Volk (2010), "MT-based Sentence Alignment for OCR-generated Parallel
    Texts" (Bleualign), with weighted words and character n-grams in place of BLEU. A weak draft
    does little harm: words may be explained by the French through the lexicon too, and in the
    second pass a judge is heard who has not seen the draft.
    """

    name = "translated"

    def __init__(
        self, engine: Engine, terms: Sequence[Term] = (), decoding: Decoding | None = None
    ) -> None:
        """Take an engine that translates French to English, and a glossary's terms.

        Args:
            engine: translates the French side, each different sentence once.
            terms: further lexicon entries.
            decoding: how the engine searches; by default with a beam of 2, since alignment gains
                nothing from more.
        """
        self._engine = engine
        self._entries = [entries_of(terms)]
        self._decoding = decoding or Decoding(beam=2)

    def align(self, source: Sequence[str], target: Sequence[str]) -> list[Bead]:
        """Return monotone beads; the score is the calibrated confidence."""
        return from_french(lambda s, t: around_blanks(self._align, s, t), source, target)

    def _align(self, source: Sequence[str], target: Sequence[str]) -> list[Bead]:
        different = list(dict.fromkeys(source)) if target else []
        drafted = self._engine.translate(different, self._decoding) if different else []
        draft = {s: found[0].text for s, found in zip(different, drafted, strict=True)}
        drafts = [draft[s] for s in source] if target else []
        judges = [
            Judge(
                lambda entries: draft_channels(source, target, drafts, entries),
                weights(self.name),
                1 - WORDS,
            ),
            Judge(
                lambda entries: word_channels(source, target, entries), weights("lexical"), WORDS
            ),
        ]
        return two_passes(judges, source, target, self._entries)
