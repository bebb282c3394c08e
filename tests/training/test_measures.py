"""Measures of translation quality beside BLEU."""

from __future__ import annotations

from bilingual.model.span import Span
from bilingual.model.unit import Attention, Hypothesis
from evaluation.translation import measures
from training.card import card, figures, licence, readme

SOURCE = "Anna Kovalenko a reçu 6\u202f000 lettres."
REFERENCE = "Anna Kovalenko received 6,000 letters."


def test_digits_are_kept_whatever_the_separator() -> None:
    assert measures.digits_kept(SOURCE, REFERENCE, "Kovalenko got 6000 letters.") is True
    assert measures.digits_kept(SOURCE, REFERENCE, "Kovalenko got 60,000 letters.") is False


def test_sentences_whose_reference_rewrites_a_number_are_not_asked() -> None:
    assert measures.digits_kept("À 20 heures.", "At 8 p.m.", "At 8 p.m.") is None
    assert measures.digits_kept("Le soir.", "At night.", "At night.") is None


def test_names_count_when_the_reference_copies_them() -> None:
    assert measures.names_copied(SOURCE, REFERENCE, "Anna Kovalenko got letters.") == (1, 1)
    assert measures.names_copied(SOURCE, REFERENCE, "Anna Kovalenka got letters.") == (0, 1)
    assert measures.names_copied("À Bakou, rien.", "In Baku, nothing.", "In Baku.") == (0, 0)


def hypothesis(*weights: tuple[float, ...]) -> Hypothesis:
    attention = Attention.of(
        source=(Span(0, 2), Span(3, 8)), target=(Span(0, 2), Span(3, 8)), rows=weights
    )
    return Hypothesis("In Bakou", -0.1, attention)


def test_attention_on_a_copied_name_must_fall_on_the_original() -> None:
    good = hypothesis((0.9, 0.1), (0.2, 0.8))
    bad = hypothesis((0.9, 0.1), (0.8, 0.2))
    assert measures.attention_hits("À. Bakou", good) == (1, 1)
    assert measures.attention_hits("À. Bakou", bad) == (0, 1)


def test_term_requests_ask_for_what_no_model_knows() -> None:
    ((source, wanted),) = measures.term_requests([(SOURCE, REFERENCE)])
    assert source == f"Anna <t> Kovalenko <tt> {wanted} </t> a reçu 6\u202f000 lettres."


MEASURED = {
    "m | newstest2013 | raw": {
        "BLEU": {"value": 17.0, "signature": "nrefs:1"},
        "loops": 3,
        "seconds": 9.0,
    },
    "m | newstest2013 | guarded": {"BLEU": {"value": 17.5, "signature": "nrefs:1"}, "loops": 0},
}


def test_the_card_keeps_figures_with_their_signatures_and_names_every_licence() -> None:
    domains = ("law", "tatoeba", "docs", "prose", "news", "newsroom")
    prepared = {"pairs": dict.fromkeys(domains, 10), "sha256": "0" * 64}
    content = card(11_000_000, 5_000_000, prepared, MEASURED, terms=True)
    assert content["figures"]["newstest2013"]["BLEU"]["signature"] == "nrefs:1"
    assert "seconds" not in content["figures"]["newstest2013"]
    assert set(figures(MEASURED)) == {"newstest2013", "newstest2013 guarded"}
    assert "released for research" in licence(content)
    assert "BLEU 17.0" in readme(content)


def test_a_decade_may_be_written_in_full() -> None:
    source, reference = "Dans les années 60 et 70, 15 films.", "In the '60s and '70s, 15 films."
    assert measures.digits_kept(source, reference, "In the 1960s and 70s, 15 films.") is True
    assert measures.digits_kept(source, reference, "In the 1950s and 70s, 15 films.") is False
    assert measures.digits_kept("60 films.", "60 films.", "1960s films.") is False
