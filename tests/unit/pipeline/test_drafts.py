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
    assert found[0][0].detail == "not the first choice of the engine"
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


def test_a_hypothesis_that_keeps_the_figures_goes_before_one_that_loses_them():
    source = "Le budget atteint 3,5 milliards d’euros en 2024, contre 2,1 milliards en 2020."
    lost = "The budget reaches 3.5 billion euros in 2024, up from 2020."
    kept = "The budget reaches 3.5 billion euros in 2024, up from 2.1 billion in 2020."
    engine = ScriptedEngine(lambda text, decoding: [lost, kept])
    assert drafts(engine, [source], Decoding(hypotheses=2))[0][0].text == kept


def test_between_equals_the_order_of_the_engine_decides():
    engine = ScriptedEngine(lambda text, decoding: [GOOD, GOOD.replace("until", "till")])
    assert drafts(engine, [FRENCH], Decoding(hypotheses=2))[0][0].text == GOOD


BUDGET = "Le budget atteint 1 250,5 millions d’euros, contre 980 en 2020."
GIVEN = (
    "Le budget atteint <t> 1 250,5 <tt> 1,250.5 </t> millions d’euros, contre <t> 980 <tt> 980 </t>"
    " en 2020."
)
KEPT = "The budget reaches 1,250.5 million euros, up from 980 in 2020."


class TermEngine(ScriptedEngine):
    supports_inline_terms = True


def test_lost_figures_are_given_to_an_engine_that_takes_terms():
    lost = "The budget reaches the million euros, against less in 2020."
    engine = TermEngine(lambda text, decoding: KEPT if text == GIVEN else lost)
    best = drafts(engine, [BUDGET], Decoding(attention=True))[0][0]
    assert (best.text, best.detail) == (KEPT, "decoded again with its figures given")
    plain = ScriptedEngine(lambda text, decoding: lost)
    assert drafts(plain, [BUDGET], Decoding())[0][0].text == lost
    assert not any("<t>" in text for text in plain.asked)


def test_marks_of_given_figures_never_show():
    lost = "The budget reaches the million euros, against less in 2020."
    shown = "The budget reaches <tt> 1,250.5 </t> million euros, against 980 in 2020."
    engine = TermEngine(lambda text, decoding: shown if text == GIVEN else lost)
    assert drafts(engine, [BUDGET], Decoding())[0][0].text == lost
