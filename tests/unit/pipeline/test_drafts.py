"""Sentences on which the engine went astray are tried again in other ways."""

from __future__ import annotations

from bilingual.model.ports import Decoding
from bilingual.pipeline.drafts import drafts
from tests.unit.pipeline.scripted import ScriptedEngine

FRENCH = "Le ministre a quitté la capitale ; son adjoint reste sur place jusqu’à vendredi."
GOOD = "The minister has left the capital; his deputy is staying until Friday."
LOOP = "The minister has left" + " the capital and" * 12 + "."


def test_a_sound_sentence_is_asked_for_once():
    engine = ScriptedEngine(lambda text, decoding: GOOD)
    found = drafts(engine, [FRENCH], Decoding())
    assert found[0][0].text == GOOD
    assert found[0][0].detail == ""
    assert len(engine.asked) == 1


def test_a_sound_hypothesis_is_taken_before_a_looping_one():
    engine = ScriptedEngine(lambda text, decoding: [LOOP, GOOD])
    found = drafts(engine, [FRENCH], Decoding(hypotheses=2))
    assert [one.text for one in found[0]] == [GOOD, LOOP]
    assert "loop" in found[0][0].detail
    assert len(engine.asked) == 1


def test_a_loop_is_decoded_again_without_repeats():
    engine = ScriptedEngine(
        lambda text, d: "Yes." if text == "Oui." else GOOD if d.no_repeat_ngram == 3 else LOOP
    )
    best = drafts(engine, [FRENCH, "Oui."], Decoding())[0][0]
    assert best.text == GOOD
    assert best.detail == "decoded again without repeated phrases"
    assert engine.asked.count("Oui.") == 1


def test_what_only_clauses_can_mend_is_put_together_from_clauses():
    parts = {
        "Le ministre a quitté la capitale ;": "The minister has left the capital;",
        "son adjoint reste sur place jusqu’à vendredi.": "His deputy is staying until Friday.",
    }
    engine = ScriptedEngine(lambda text, decoding: parts.get(text, LOOP))
    best = drafts(engine, [FRENCH], Decoding())[0][0]
    assert best.text == GOOD
    assert best.detail == "decoded clause by clause"


def test_where_nothing_helps_the_least_doubtful_is_kept():
    engine = ScriptedEngine(lambda text, d: "" if d.no_repeat_ngram == 0 else LOOP)
    assert drafts(engine, [FRENCH], Decoding())[0][0].text == LOOP


def test_each_text_is_reported_once():
    told: list[int] = []
    engine = ScriptedEngine(lambda text, decoding: LOOP)
    drafts(engine, [FRENCH, "Oui, bien sûr."], Decoding(), told.append)
    assert sorted(told) == [0, 1]
