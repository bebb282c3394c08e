"""The evaluation counts as the scorer beside the gold does, and makes harder texts that hold."""

from __future__ import annotations

import importlib.util
from typing import Any

import numpy as np
import pytest

from bilingual.aligners.chain import SHAPES
from bilingual.aligners.channels import Entries, word_channels
from bilingual.aligners.gale_church import GaleChurchAligner
from bilingual.model.bead import Bead, check_partition
from evaluation.alignment import gold as data
from evaluation.alignment.calibrate import calibration
from evaluation.alignment.edits import edited, piece
from evaluation.alignment.gold import Counts, Gold
from evaluation.alignment.train import Batch, fit, searchable, stretches

WHERE = data.folder()


def made_up(name: str, sentences: int) -> Gold:
    texts = tuple(f"{name} {number}" for number in range(sentences))
    beads = tuple(((n,), (n,)) for n in range(sentences))
    return Gold("news", name, texts, texts, beads)


def test_null_beads_count_one_by_one() -> None:
    counts = Counts()
    counts.add([((0,), (0,)), ((1, 2), ())], [((0,), (0,)), ((1,), ()), ((2,), ())])
    assert counts.strict_prf()[:2] == (1.0, 1.0)
    assert counts.null_prf()[:2] == (1.0, 1.0)


def test_a_bead_that_shares_a_pair_is_a_lax_hit() -> None:
    counts = Counts()
    counts.add([((0, 1), (0,))], [((0,), (0,)), ((1,), ())])
    assert counts.strict_prf()[2] == 0.0
    assert counts.lax_prf()[:2] == (0.5, 1.0)


def test_harder_texts_still_partition_and_hold_foreign_sentences() -> None:
    own, other = made_up("own", 120), made_up("other", 120)
    harder = edited(own, [own, other])
    beads = tuple(Bead(source, target, 1.0) for source, target in harder.beads)
    check_partition(beads, len(harder.source), len(harder.target))
    assert any(sentence.startswith("other") for sentence in harder.target)
    for source, target in harder.beads:
        if source and target:
            assert harder.source[source[0]] == harder.target[target[0]]
    assert harder == edited(own, [own, other])
    assert harder != edited(own, [own, other], turn=1)


def test_a_piece_of_a_text_is_a_text_of_its_own() -> None:
    gold = Gold(
        "news", "own", ("a", "b", "c", "d"), ("A", "B", "X", "C"),
        (((0,), (0,)), ((1,), (1,)), ((), (2,)), ((2,), (3,)), ((3,), ())),
    )  # fmt: skip
    short = piece(gold, 3)
    assert short.source == ("b", "c")
    assert short.target == ("B", "X", "C")
    assert short.beads == (((0,), (0,)), ((), (1,)), ((1,), (2,)))
    assert piece(gold, 99) == gold


def test_calibration_finds_scores_that_promise_too_much() -> None:
    text = made_up("own", 100)
    beads = [Bead((n,), (n,) if n % 2 else (), 0.99) for n in range(100)]
    constant, slope, _ = calibration([text], {"own": beads})
    assert constant + slope * 4.6 < 4.6


@pytest.mark.skipif(WHERE is None, reason="no gold alignments beside the project")
def test_figures_agree_with_the_scorer_beside_the_gold() -> None:
    assert WHERE is not None
    spec = importlib.util.spec_from_file_location("gold_scorer", WHERE / "score.py")
    assert spec is not None
    assert spec.loader is not None
    scorer: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    counts, theirs = Counts(), [0] * 6
    for gold in [gold for gold in data.read(WHERE) if gold.kind == "news"]:
        beads = GaleChurchAligner().align(gold.source, gold.target)
        system = [(bead.source, bead.target) for bead in beads]
        counts.add(gold.beads, system)
        theirs = [a + b for a, b in zip(theirs, scorer.counts(gold.beads, system), strict=True)]
    strict, lax = scorer.prf(theirs)
    assert counts.strict_prf() == pytest.approx(strict)
    assert counts.lax_prf() == pytest.approx(lax)
    assert counts.strict_prf()[2] == pytest.approx(0.673, abs=0.001), "as in the gold's own notes"


def test_beads_too_wide_to_be_searched_are_trained_as_their_halves() -> None:
    assert searchable((1, 3)) == [(1, 3)]
    assert searchable((6, 2)) == [(3, 1), (3, 1)]
    assert searchable((5, 2)) == [(3, 1), (2, 1)]
    assert all(shape in SHAPES for shape in searchable((9, 1)))


def test_the_slope_of_the_likelihood_is_that_of_its_values() -> None:
    french = tuple(
        f"Le ministre {name} arrive à {hour} heures." for hour, name in enumerate("ABCDEF")
    )
    english = tuple(f"Minister {name} comes at {hour}." for hour, name in enumerate("ABCEF"))
    beads = (((0, 1), (0, 1)), ((2,), (2,)), ((3,), ()), ((4,), (3,)), ((5,), (4,)))
    gold = Gold("news", "made up", french, english, beads)
    parts, names = stretches(gold, word_channels(french, english, Entries.shipped()))
    batch = Batch(parts)
    point = np.random.default_rng(3).normal(size=len(names)) / 3
    value, slope = batch.likelihood(point)
    assert value < 0
    for place in range(len(names)):
        step = np.eye(len(names))[place] * 1e-3
        measured = (batch.likelihood(point + step)[0] - batch.likelihood(point - step)[0]) / 2e-3
        assert slope[place] == pytest.approx(measured, abs=0.01), names[place]


def test_what_was_fitted_prefers_the_gold_chain() -> None:
    french = tuple(
        f"Le ministre {name} arrive à {hour} heures." for hour, name in enumerate("ABCDEF")
    )
    english = tuple(f"Minister {name} comes at {hour}." for hour, name in enumerate("ABCEF"))
    beads = (((0,), (0,)), ((1,), (1,)), ((2,), (2,)), ((3,), ()), ((4,), (3,)), ((5,), (4,)))
    gold = Gold("news", "made up", french, english, beads)
    parts, _ = stretches(gold, word_channels(french, english, Entries.shipped()))
    batch, found = Batch(parts), fit(parts)
    assert batch.likelihood(found)[0] > batch.likelihood(np.zeros(len(found)))[0] / 5
