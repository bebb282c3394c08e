"""The comparisons that the lexical and the translated aligner make between two texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from bilingual.aligners.evidence import Matcher, Strengths, count_words, explain, lookup
from bilingual.aligners.features import Channel
from bilingual.aligners.lexicon import shipped
from bilingual.aligners.tokens import shingles, words


@dataclass(frozen=True, slots=True)
class Entries:
    """Lexicon entries in both directions, the stronger first."""

    french: list[Strengths] = field(default_factory=list)
    """French word -> English word -> probability."""
    english: list[Strengths] = field(default_factory=list)
    """English word -> French word -> probability."""

    @staticmethod
    @lru_cache(maxsize=1)
    def shipped() -> Entries:
        """Return the entries of the lexicon inside the package."""
        return Entries().extended(shipped().entries)

    def extended(self, entries: Strengths) -> Entries:
        """Return these and more, given French to English."""
        turned: dict[str, dict[str, float]] = {}
        for french, translations in entries.items():
            for english, probability in translations.items():
                turned.setdefault(english, {})[french] = probability
        return Entries([*self.french, entries], [*self.english, turned])


def word_channels(source: Sequence[str], target: Sequence[str], entries: Entries) -> list[Channel]:
    """Return what needs no engine: each side's words explained through lexicon and cognates."""
    lexicon = shipped()
    french, english = [words(s) for s in source], [words(t) for t in target]
    there = count_words(english, lexicon.english, lexicon.english_size)
    back = count_words(french, lexicon.french, lexicon.french_size)
    seen_there, seen_back = Matcher(there.vocabulary), Matcher(back.vocabulary)
    explains = [lookup(sentence, seen_there, entries.french) for sentence in french]
    explained_by = [lookup(sentence, seen_back, entries.english) for sentence in english]
    return [
        Channel("target", True, there, explain(explains, there.vocabulary)),
        Channel("source", False, back, explain(explained_by, back.vocabulary)),
    ]


def draft_channels(
    source: Sequence[str], target: Sequence[str], drafts: Sequence[str], entries: Entries
) -> list[Channel]:
    """Return the comparisons with a draft translation of each source sentence.

    The target's words may be explained by the draft or by the French; the draft's words (and both
    sides' character n-grams) by the other English only.
    """
    lexicon = shipped()
    plain, back = word_channels(source, target, entries)
    english, drafted = [words(t) for t in target], [words(d) for d in drafts]
    seen = Matcher(plain.words.vocabulary)
    french = [words(s) for s in source]
    explains = [
        lookup(sentence, seen, entries.french) + _same(seen, draft)
        for sentence, draft in zip(french, drafted, strict=True)
    ]
    draft_words = count_words(drafted, lexicon.english, lexicon.english_size)
    seen_draft = Matcher(draft_words.vocabulary)
    mates = explain([_same(seen_draft, sentence) for sentence in english], draft_words.vocabulary)
    return [
        Channel("target", True, plain.words, explain(explains, plain.words.vocabulary)),
        back,
        Channel("draft", False, draft_words, mates),
        *_shingle_channels(target, drafts),
    ]


def _same(seen: Matcher, sentence: Iterable[str]) -> list[tuple[str, float]]:
    """Return the seen words that look like those of the sentence."""
    return [pair for word in sentence for pair in seen.same(word)]


def _shingle_channels(target: Sequence[str], drafts: Sequence[str]) -> list[Channel]:
    """Return the comparison of character n-grams, both ways."""
    english, drafted = [shingles(t) for t in target], [shingles(d) for d in drafts]
    there, back = count_words(english, {}), count_words(drafted, {})
    forth = explain([[(gram, 1.0) for gram in d] for d in drafted], there.vocabulary)
    other = explain([[(gram, 1.0) for gram in t] for t in english], back.vocabulary)
    return [
        Channel("target n-grams", True, there, forth),
        Channel("draft n-grams", False, back, other),
    ]
