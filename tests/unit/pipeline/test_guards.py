"""Signs that an engine went astray, and texts that only look so."""

from __future__ import annotations

import pytest

from bilingual.pipeline.guards import doubts

FRENCH = "Les deux pays ont annoncé mercredi la réouverture prochaine de leurs ambassades."
ENGLISH = "The two countries announced on Wednesday that they would soon reopen their embassies."


def kinds(source: str, target: str) -> list[str]:
    return [doubt.kind for doubt in doubts(source, target)]


def test_a_plain_translation_raises_no_doubt():
    assert kinds(FRENCH, ENGLISH) == []


@pytest.mark.parametrize("target", ["", " ", "…", '"'])
def test_nothing_is_no_translation(target):
    assert kinds(FRENCH, target) == ["empty"]


def test_a_word_without_end_is_a_loop():
    assert "loop" in kinds(FRENCH, "The two countries" + " have" * 9 + " announced it.")


def test_a_clause_again_and_again_is_a_loop():
    looping = "He went to Baku, he went to Baku, and he went to Baku, and he went to Baku again."
    assert "loop" in kinds("Il est allé à Bakou, puis à Tbilissi, et enfin à Erevan.", looping)


def test_what_the_french_repeats_may_be_repeated():
    source = "Non, non, non, non, ce n’est pas possible, a-t-il répété devant les journalistes."
    assert kinds(source, "No, no, no, no, it is not possible, he told reporters again.") == []


def test_french_left_as_it_was_is_a_copy():
    assert "copy" in kinds(FRENCH, FRENCH)
    assert "copy" in kinds(FRENCH, FRENCH.replace("mercredi", "Wednesday"))


@pytest.mark.parametrize(
    "name", ["Mireille Castagnon", "Le Monde", "Paris-Match, France 24, RFI et AFP", "BFM TV"]
)
def test_names_may_stay_as_they_are(name):
    assert kinds(name, name) == []


def test_half_a_sentence_is_short_and_an_invented_ending_long():
    assert "short" in kinds(FRENCH, "The two countries.")
    ending = " The ministers also said that talks would go on in Geneva next week, officials said."
    assert "long" in kinds(FRENCH, ENGLISH + ending)


@pytest.mark.parametrize("source", ["", "***", "— — —", "…"])
def test_a_source_without_words_asks_for_nothing(source):
    assert kinds(source, "") == []


def test_every_message_tells_the_editor_what_to_look_at():
    for target in ("", FRENCH, "No.", "very " * 60):
        assert all(len(doubt.message) > 20 for doubt in doubts(FRENCH, target))
