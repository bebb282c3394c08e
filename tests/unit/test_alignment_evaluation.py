"""The evaluation counts as the scorer beside the gold does, and makes harder texts that hold."""

from __future__ import annotations

import importlib.util
from typing import Any

import pytest

from bilingual.aligners.gale_church import GaleChurchAligner
from bilingual.model.bead import Bead, check_partition
from evaluation.alignment import gold as data
from evaluation.alignment.calibrate import calibration
from evaluation.alignment.edits import edited
from evaluation.alignment.gold import Counts, Gold

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
