"""What holds for every alignment of every two texts."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bilingual import registry
from bilingual.engines.identity import IdentityEngine
from bilingual.model.bead import Bead, check_partition
from bilingual.model.ports import Aligner

SYMMETRIC = ["gale_church", "lexical", "translated"]
WORDS = ["le", "la", "maison", "ministre", "a", "déclaré", "2024", "3,5", "%", "guerre", "l'accord"]
WORDS += [
    "«",
    "oui",
    "»",
    "Bakou",
    "?",
    "!",
    "the",
    "house",
    "minister",
    "said",
    "war",
    "agreement",
]
sentences = st.lists(
    st.one_of(
        st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join),
        st.text(max_size=20),
        st.sampled_from(["", " ", "\u00a0", "…", "🙂", "«»", "\u200b"]),
    ),
    max_size=12,
)


@cache
def aligner(name: str) -> Aligner:
    made = registry.load("aligners", name)
    ready: Aligner = made(IdentityEngine()) if name == "translated" else made()
    return ready


def mirrored(beads: list[Bead]) -> set[Bead]:
    """Beads with their sides swapped; a set, as null beads that meet have no order of their own."""
    return {Bead(bead.target, bead.source, bead.score) for bead in beads}


@pytest.mark.parametrize("name", SYMMETRIC)
@given(sentences, sentences)
@example([], [])
@example(["", ""], [])
@example(["a", "", "b"], ["a b"])
@settings(max_examples=60, deadline=None)
def test_beads_partition_both_sides_in_order(name, source, target) -> None:
    beads = aligner(name).align(source, target)
    check_partition(tuple(beads), len(source), len(target))
    assert all(0.0 <= bead.score <= 1.0 for bead in beads)


@pytest.mark.parametrize("name", SYMMETRIC)
@given(sentences, sentences)
@settings(max_examples=40, deadline=None)
def test_swapping_the_sides_mirrors_the_beads(name, source, target) -> None:
    there = aligner(name).align(source, target)
    assert mirrored(aligner(name).align(target, source)) == set(there)


@pytest.mark.parametrize("name", SYMMETRIC)
@given(sentences)
@settings(max_examples=40, deadline=None)
def test_a_text_aligns_with_itself_sentence_by_sentence(name, text) -> None:
    said = [sentence for sentence in text if sentence.strip()]
    beads = aligner(name).align(said, said)
    assert [(bead.source, bead.target) for bead in beads] == [
        ((i,), (i,)) for i in range(len(said))
    ]


@pytest.mark.parametrize("name", SYMMETRIC)
@given(sentences, sentences)
@settings(max_examples=40, deadline=None)
def test_a_blank_sentence_is_never_paired_alone(name, source, target) -> None:
    for bead in aligner(name).align(source, target):
        if bead.kind == "1-1":
            assert source[bead.source[0]].strip()
            assert target[bead.target[0]].strip()
