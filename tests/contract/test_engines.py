"""What every engine of the registry keeps to."""

from __future__ import annotations

import pytest

from bilingual import registry
from bilingual.engines.house_style import HouseStyle
from bilingual.model.ports import Decoding, Engine

NOISE = ["Un mot, " * 60 + "fin.", "漢字" * 8, "😀" * 8]
"""A French model knows nothing to say here: candidates tie, and the padding of a batch decides."""
TEXTS = [
    "Le ministre s’est rendu à Bakou mercredi soir.",
    "",
    "Aucun accord n’a été signé.",
    "Le ministre s’est rendu à Bakou mercredi soir.",
    "« Oui », a-t-il dit\u00a0; 6\u202f000 soldats, 3,5\u00a0% 😀.",
    "a\u0000\u0007\ufeff\u200b\u2028b\u00ad",
    "x" * 200,
    "moitié \ud800 de paire",
    "<unk> </s> <0x41> ▁ <t> a <tt> b </t>",
    *NOISE,
]


@pytest.fixture(scope="module", params=[*registry.names("engines"), "argos in house style"])
def engine(request) -> Engine:
    name = request.param.split()[0]
    made: Engine = registry.load("engines", name)(model="embedded" if name == "argos" else "")
    return HouseStyle(made) if request.param.endswith("style") else made


def test_each_text_gets_its_hypotheses_in_order(engine):
    together = engine.translate(TEXTS, Decoding())
    alone = [engine.translate([text], Decoding())[0] for text in TEXTS]
    for text, one, other in zip(TEXTS, together, alone, strict=True):
        assert one[0].text == other[0].text or text in NOISE
    assert together[0] == together[3]


def test_no_texts_give_no_hypotheses(engine):
    assert engine.translate([], Decoding()) == []
    assert engine.score([]) == []


def test_n_best_are_at_most_as_many_as_asked_and_the_first_is_the_single_best(engine):
    best = engine.translate(TEXTS[:3], Decoding())
    several = engine.translate(TEXTS[:3], Decoding(hypotheses=4))
    assert all(1 <= len(found) <= 4 for found in several)
    assert [found[0].text for found in several] == [found[0].text for found in best]


def test_attention_has_a_row_per_target_token_and_spans_inside_the_texts(engine):
    for text, found in zip(
        TEXTS, engine.translate(TEXTS, Decoding(hypotheses=2, attention=True)), strict=True
    ):
        for one in found:
            assert one.attention is not None
            assert len(one.attention.weights) == len(one.attention.target)
            assert all(len(row) == len(one.attention.source) for row in one.attention.weights)
            assert all(0 <= sum(row) <= 1.0001 for row in one.attention.weights)
            assert all(span.end <= len(text) for span in one.attention.source)
            assert all(span.end <= len(one.text) for span in one.attention.target)


def test_scores_are_log_probabilities(engine):
    assert all(found[0].score <= 0 for found in engine.translate(TEXTS, Decoding()))
    assert all(score <= 0 for score in engine.score([(text, "English") for text in TEXTS]))


def test_info_says_what_translates(engine):
    info = engine.info()
    assert info.name
    assert info.model
    assert info.device in {"cpu", "cuda"}
