"""What the checks look up in short tables is what the full data say."""

from __future__ import annotations

import sys

import pytest
from simplemma import is_known

from bilingual.aligners.lexicon import shipped
from bilingual.checks import omission
from bilingual.checks.dictionary import common_words, known
from bilingual.checks.translations import translations
from bilingual.checks.words import fold


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_dictionary_has_every_common_word(lang):
    words = common_words(lang)
    assert len(words) > 10_000
    assert [word for word in words if not is_known(word, lang=lang)] == []


@pytest.mark.parametrize(
    ("word", "lang", "expected"),
    [
        ("maison", "fr", True),
        ("maisonnage", "fr", False),
        ("house", "en", True),
        ("photovoltaic", "en", True),
        ("bilatal", "en", False),
        ("londres", "fr", is_known("londres", lang="fr")),
    ],
)
def test_rarer_words_are_asked_in_the_dictionary(word, lang, expected):
    assert known(word, lang) is expected


def test_common_words_open_no_dictionary(monkeypatch):
    monkeypatch.setitem(sys.modules, "simplemma", None)
    known.cache_clear()
    assert known("gouvernement", "fr")
    assert known("government", "en")


def test_translations_are_those_of_the_whole_lexicon():
    entries = shipped().entries
    sample = [*sorted(entries)[::97], min(entries), max(entries)]
    for word in sample:
        expected: dict[str, float] = {}
        for english, strength in entries[word].items():
            expected[fold(english)] = strength
        assert translations(word) == expected


@pytest.mark.parametrize("word", ["", "zzzz", "gouvernemen", "é", "\U0010ffff"])
def test_what_the_lexicon_does_not_have_has_no_translation(word):
    assert translations(word) == {}


def test_grammar_words_are_the_most_frequent_of_the_lexicon():
    counts = shipped().french
    most = sorted(counts, key=lambda word: -counts[word])[:150]
    assert {word for word in most if len(word) >= omission._SHORTEST} == omission._FREQUENT
