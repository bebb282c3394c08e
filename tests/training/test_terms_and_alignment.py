"""Word alignments, and the inline terms made from them."""

from __future__ import annotations

import random

import pytest

from training import terms
from training.alignment import form, format_links, parse_links, words

pytest.importorskip("numpy")

PAIR = ("Le ministre est arrivé à Bakou mardi.", "The minister arrived in Baku on Tuesday.")
LINKS = [(0, 0), (1, 1), (3, 2), (4, 3), (5, 4), (6, 6), (7, 7)]


def test_a_number_with_blanks_is_one_word() -> None:
    text = "Quelque 6\u202f000 soldats, soit 3,5 %."
    assert [text[a:b] for a, b in words(text)] == [
        "Quelque",
        "6\u202f000",
        "soldats",
        ",",
        "soit",
        "3,5",
        "%",
        ".",
    ]


def test_forms_of_numbers_and_accented_words_meet() -> None:
    assert form("6\u202f000") == form("6,000")
    assert form("État") == form("etat")


def test_links_are_written_and_read() -> None:
    assert parse_links(format_links(LINKS)) == LINKS
    assert parse_links("") == []


def test_the_aligner_links_names_numbers_and_frequent_words() -> None:
    from training.alignment import Aligner

    pairs = [
        ("Le chat dort.", "The cat sleeps."),
        ("Le chien dort.", "The dog sleeps."),
        ("Le chat mange 6 000 souris à Bakou.", "The cat eats 6,000 mice in Bakou."),
        ("Le chien mange.", "The dog eats."),
        ("Un chat.", "A cat."),
    ]
    links = Aligner(pairs).links()
    assert (1, 1) in links[0]  # chat - cat
    assert (3, 3) in links[2]  # 6 000 - 6,000
    assert (6, 6) in links[2]  # Bakou - Bakou


def test_terms_are_annotated_in_place() -> None:
    start = PAIR[0].index("Bakou")
    assert (
        terms.annotate(PAIR[0], [(start, start + 5, "Baku")])
        == "Le ministre est arrivé à <t> Bakou <tt> Baku </t> mardi."
    )


def test_spans_are_linked_to_nothing_outside() -> None:
    found = {
        (PAIR[0][slice(*span.source)], PAIR[1][slice(*span.target)])
        for seed in range(20)
        for span in terms.spans(PAIR, LINKS, random.Random(seed))
    }
    assert ("Bakou", "Baku") in found
    assert ("ministre", "minister") in found
    assert not [pair for pair in found if "Bakou" in pair[0] and "Baku" not in pair[1]]


def test_the_wanted_target_stands_in_the_reference() -> None:
    for seed in range(60):
        source, target = terms.with_terms(PAIR, LINKS, ["Erevan", "border"], random.Random(seed))
        assert source.count("<t>") == source.count("<tt>") == source.count("</t>")
        for part in source.split("<tt> ")[1:]:
            assert part.split(" </t>")[0] in target


def test_links_that_do_not_fit_the_pair_give_no_terms() -> None:
    assert terms.spans(PAIR, [(40, 2)], random.Random(0)) == []
