"""Where sentences end and begin, and what the grid makes of it."""

from __future__ import annotations

import numpy as np

from bilingual.aligners.band import full
from bilingual.aligners.channels import Entries, word_channels
from bilingual.aligners.cuts import cuts
from bilingual.aligners.features import Grid
from bilingual.aligners.lexical import LexicalAligner


def test_marks_are_seen_through_closing_quotes() -> None:
    found = cuts(["« Qui est là ? »", "demanda-t-elle ;", "— Moi,", "dit-il.", "Bien"])
    assert found.pause.tolist() == [1.0, 1.0, 0.5, 0.0, 1.0, 1.0]
    assert found.lower.tolist() == [0.0, 1.0, 0.0, 1.0, 0.0, 0.0]
    assert found.speech.tolist() == [1.0, 0.0, 1.0, 0.0, 0.0, 0.0]
    assert found.closing.tolist() == [0.0, 1.0, 0.0, 0.0, 0.0, 0.0]
    assert found.exclaimed.tolist() == [0.0, 1.0, 0.0, 0.0, 0.0, 0.0]


def test_a_side_without_sentences_has_one_cut() -> None:
    assert cuts([]).pause.tolist() == [1.0]
    assert cuts([]).lower.tolist() == [0.0]


def test_a_cut_in_one_side_only_is_seen_at_both_ends_of_a_bead() -> None:
    source, target = (
        ["Qui est là ?", "demanda-t-elle.", "Moi."],
        ["Who is there?", "She left.", "I."],
    )
    grid = Grid(word_channels(source, target, Entries()), source, target, full(3, 3))
    wanted = grid.names.index("cut lower")
    nodes = np.array([grid.band.offsets()[i] + j for i, j in ((1, 1), (2, 2), (3, 3))])
    assert grid.features((1, 1), nodes)[:, wanted].tolist() == [1.0, 1.0, 0.0]
    inner = grid.names.index("inner lower")
    assert grid.features((2, 2), nodes[1:])[:, inner].tolist() == [1.0, 0.0]


def test_a_speech_tag_of_its_own_goes_with_the_speech() -> None:
    source = [
        "« Que faisiez-vous ici ?",
        "me demanda-t-il.",
        "— Je lisais.",
        "— Montrez le livre. »",
    ]
    target = ['"What were you doing here?" he asked.', '"I was reading."', '"Show the book."']
    beads = LexicalAligner().align(source, target)
    assert [(bead.source, bead.target) for bead in beads] == [
        ((0, 1), (0,)),
        ((2,), (1,)),
        ((3,), (2,)),
    ]
