"""The stage that lays a translation beside its source."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bilingual.aligners.positional import PositionalAligner
from bilingual.model.bead import Bead
from bilingual.model.document import Block, BlockKind, Document, Source
from bilingual.model.segment import Segment, Segmentation
from bilingual.model.span import Span
from bilingual.model.unit import (
    EngineInfo,
    Origin,
    OriginKind,
    Translation,
    TranslationUnit,
    UnitState,
)
from bilingual.pipeline.align import align_texts, side_by_side

ENGINE = EngineInfo("human", "human", "", "")


def translation(*rows: tuple[int, str]) -> Translation:
    """Units of so many one-letter segments each, with their English."""
    count = sum(number for number, _ in rows)
    text = " ".join("abcdefghij"[:count])
    block = Block("b1", BlockKind.PARAGRAPH, text, 1)
    segments = tuple(
        Segment(f"s{i}", "b1", Span(2 * i, 2 * i + 1), text[2 * i]) for i in range(count)
    )
    document = Document(Source("a.txt", "text/plain", ""), "fr", "a", (block,))
    units, reached = [], 0
    for row, (number, english) in enumerate(rows):
        own = segments[reached : reached + number]
        reached += number
        state = UnitState.REVIEWED if english else UnitState.NEW
        origin = Origin(OriginKind.HUMAN)
        units.append(TranslationUnit(own, english, state, origin, key=f"added-{row}"))
    return Translation(Segmentation(document, segments), tuple(units), ENGINE)


def test_each_unit_of_a_translation_becomes_one_bead() -> None:
    bitext = side_by_side(translation((1, "A"), (2, "B and C"), (1, "D")))
    assert bitext.beads == (
        Bead((0,), (0,), 1.0),
        Bead((1, 2), (1,), 1.0),
        Bead((3,), (2,), 1.0),
    )
    assert bitext.targets == ("A", "B and C", "D")


def test_a_unit_without_english_and_an_addition_become_null_beads() -> None:
    bitext = side_by_side(translation((1, ""), (0, "Added."), (1, "B")))
    assert [bead.kind for bead in bitext.beads] == ["1-0", "0-1", "1-1"]
    assert bitext.targets == ("Added.", "B")


def test_an_article_without_sentences_has_an_empty_bitext() -> None:
    assert side_by_side(translation()).beads == ()


def test_an_aligner_that_loses_a_sentence_is_caught() -> None:
    class Careless:
        name = "careless"

        def align(self, source: Sequence[str], target: Sequence[str]) -> list[Bead]:
            return [Bead((0,), (0,), 1.0)]

    with pytest.raises(ValueError, match="target side"):
        align_texts(["a"], ["b", "c"], Careless())


def test_positional_leaves_the_longer_sides_rest_alone() -> None:
    beads = align_texts(["a", "b", "c"], ["x"], PositionalAligner())
    assert [bead.kind for bead in beads] == ["1-1", "1-0", "1-0"]
    assert [bead.score for bead in beads] == [0.5, 0.0, 0.0]  # unequal sides: nothing is sure
