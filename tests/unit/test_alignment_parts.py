"""The parts of the aligners: words, lexicon, moved passages, blanks, kinds, units from beads."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bilingual.aligners.anchors import rising
from bilingual.aligners.glossary import entries_of
from bilingual.aligners.kinds import kind_name
from bilingual.aligners.lexical import LexicalAligner
from bilingual.aligners.lexicon import learn, shipped
from bilingual.aligners.moved import moved
from bilingual.aligners.sides import around_blanks, frenchness
from bilingual.aligners.tokens import shingles, stem, words
from bilingual.aligners.weighing import confidence, weights
from bilingual.model.bead import Bead
from bilingual.model.quality import Severity
from bilingual.model.term import Term, TermStatus
from bilingual.model.unit import UnitState
from bilingual.pipeline.laid import bitext_of_beads
from bilingual.pipeline.pairs import Pair
from bilingual.pipeline.score_files import segmentation_of_lines


def test_words_level_case_apostrophes_and_the_separators_of_numbers() -> None:
    assert words("L’État a 35 000 soldats, 1,000.5 km.") == [
        "l'", "état", "a", "35000", "soldats", "10005", "km",
    ]  # fmt: skip
    assert words("The State's œuvre; don't!") == ["the", "state", "oeuvre", "don't", "!"]


def test_inflected_forms_share_a_stem_and_numbers_keep_theirs() -> None:
    assert stem("présidents") == stem("president")
    assert stem("201512") != stem("201513")
    assert " par" in shingles("Paris")


def test_the_shipped_lexicon_knows_common_words() -> None:
    entries = shipped().entries
    assert entries["guerre"]["war"] > 0.5
    assert "peace" in entries["paix"]


def test_a_lexicon_is_learnt_from_pairs_that_meet_twice() -> None:
    pairs = [(["chien", "noir"], ["black", "dog"]), (["chien", "blanc"], ["white", "dog"])]
    found = learn([*pairs, (["chat", "noir"], ["black", "cat"])], 0.1)
    assert max(found["chien"], key=lambda word: found["chien"][word]) == "dog"
    assert max(found["noir"], key=lambda word: found["noir"][word]) == "black"
    assert "blanc" not in found, "one meeting proves nothing"
    assert learn([], 0.1) == {}


def test_the_longest_rising_chain_of_anchors_is_kept() -> None:
    assert rising([(0, 0), (1, 5), (2, 1), (3, 2), (4, 9)]) == [(0, 0), (2, 1), (3, 2), (4, 9)]
    assert rising([]) == []


def test_french_is_told_from_english() -> None:
    assert frenchness(["Le ministre des affaires étrangères est à Paris."]) > 0
    assert frenchness(["The minister of foreign affairs is in Paris."]) < 0


def test_blank_sentences_keep_their_place_in_null_beads() -> None:
    def pairwise(source: Sequence[str], target: Sequence[str]) -> list[Bead]:
        assert all(source)
        assert all(target)
        return [Bead((n,), (n,), 0.9) for n in range(len(source))]

    beads = around_blanks(pairwise, ["", "a", " ", "b"], ["a", "b", ""])
    assert [(b.source, b.target) for b in beads] == [
        ((0,), ()), ((1,), (0,)), ((2,), ()), ((3,), (1,)), ((), (2,)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "target", "name"),
    [
        ((0,), (0,), "pair"),
        ((0, 1), (0,), "merge"),
        ((0,), (0, 1), "split"),
        ((0, 1), (0, 1), "regrouped"),
        ((0,), (), "omission"),
        ((), (0,), "addition"),
    ],
)
def test_beads_have_the_names_that_editors_use(
    source: tuple[int, ...], target: tuple[int, ...], name: str
) -> None:
    assert kind_name(Bead(source, target, 1.0)) == name


def test_confidence_rises_with_probability_and_stays_inside() -> None:
    known = weights("translated")
    values = [confidence(p, False, known) for p in (0.0, 0.1, 0.5, 0.9, 1.0)]
    assert values == sorted(values)
    assert 0 <= values[0] < 0.3
    assert 0.9 < values[-1] <= 1


def test_a_passage_that_moved_is_found_and_not_forced() -> None:
    french = [
        "Le président a signé le traité de paix à Genève.",
        "Les agriculteurs manifestent contre la hausse du prix du blé.",
        "Le tribunal a condamné le directeur de la banque à trois ans de prison.",
        "La pluie a inondé plusieurs villages du sud.",
        "Le match de football a été reporté à dimanche.",
    ]
    english = [
        "The football match has been postponed to Sunday.",
        "The president signed the peace treaty in Geneva.",
        "Farmers are protesting against the rise in the price of wheat.",
        "The court sentenced the bank's director to three years in prison.",
        "Rain has flooded several villages in the south.",
    ]
    beads = LexicalAligner().align(french, english)
    assert ((4,), (0,)) not in [(b.source, b.target) for b in beads]
    assert [(m.source, m.target) for m in moved(french, english, beads)] == [(4, 0)]
    assert moved(french[:4], english[1:], LexicalAligner().align(french[:4], english[1:])) == []


def test_terms_become_lexicon_entries_unless_forbidden() -> None:
    terms = [
        Term("Bakou", "Baku"),
        Term("cessez-le-feu", "ceasefire"),
        Term("Karabakh", "Artsakh", TermStatus.FORBIDDEN),
    ]
    found = entries_of(terms)
    assert found["bakou"]["baku"] > found["feu"]["ceasefire"]
    assert "karabakh" not in found


def test_units_come_from_beads_with_state_note_and_findings() -> None:
    segmentation = segmentation_of_lines(["Un.", "Deux.", "Trois.", "Quatre."], "a.fr")
    pair = Pair("a", "a.en", segmentation, segmentation.segments, ("One two.", "Three.", "New."))
    beads = [
        Bead((0, 1), (0,), 0.98),
        Bead((2,), (1,), 0.4),
        Bead((3,), (), 0.9),
        Bead((), (2,), 0.9),
    ]
    units = bitext_of_beads(pair, beads).translation.units
    assert [u.state for u in units] == [
        UnitState.TRANSLATED, UnitState.NEEDS_REVIEW, UnitState.NEW, UnitState.TRANSLATED,
    ]  # fmt: skip
    assert units[0].note == "Merge: 2 French sentences in one English"
    assert units[0].confidence == 0.98
    messages = [[f.message.partition(":")[0] for f in u.findings] for u in units]
    assert messages == [[], ["Check"], ["Omission"], ["Addition"]]
    assert units[1].findings[0].severity is Severity.MINOR
    assert units[3].key.startswith("added-")
    assert units[3].source == ""
