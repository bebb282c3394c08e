"""The chain of beads, against every chain written out."""

from __future__ import annotations

import numpy as np
import pytest

from bilingual.aligners.band import Band, around, full
from bilingual.aligners.chain import (
    ALONE,
    BEAD,
    LEAST,
    SHAPES,
    Scores,
    anywhere,
    best_chain,
    likeliest,
    posteriors,
)

Chain = tuple[tuple[int, int, tuple[int, int]], ...]


def every_chain(band: Band, scores: Scores) -> list[tuple[float, Chain]]:
    offsets, found = band.offsets(), []

    def walk(i: int, j: int, weight: float, chain: Chain) -> None:
        if (i, j) == (band.sources, band.targets):
            found.append((weight, chain))
        for a, b in SHAPES:
            x, y = i + a, j + b
            if x <= band.sources and y <= band.targets and band.lo[x] <= y < band.hi[x]:
                step = float(scores[a, b][offsets[x] + y - band.lo[x]])
                walk(x, y, weight + step, (*chain, (x, y, (a, b))))

    walk(0, 0, 0.0, ())
    return found


@pytest.mark.parametrize("sizes", [(3, 4), (5, 3), (0, 2), (3, 0), (4, 4), (0, 0)])
@pytest.mark.parametrize("radius", [1, 99])
def test_the_best_chain_and_every_probability_agree_with_enumeration(sizes, radius) -> None:
    band = around([], sizes[0], sizes[1], radius)
    random = np.random.default_rng(7)
    scores = {shape: random.normal(size=int(band.offsets()[-1])) for shape in SHAPES}
    chains = every_chain(band, scores)
    total = np.logaddexp.reduce([weight for weight, _ in chains])
    found, log_partition = posteriors(scores, band)
    assert log_partition == pytest.approx(total)
    assert tuple(best_chain(scores, band)) == max(chains)[1]
    expected: dict[tuple[int, int, tuple[int, int]], float] = {}
    for weight, chain in chains:
        for bead in chain:
            expected[bead] = expected.get(bead, 0.0) + float(np.exp(weight - total))
    rows, columns = band.nodes()
    for shape in SHAPES:
        for node, (i, j) in enumerate(zip(rows.tolist(), columns.tolist(), strict=True)):
            assert found[shape][node] == pytest.approx(expected.get((i, j, shape), 0.0), abs=1e-9)

    def worth(i: int, j: int, shape: tuple[int, int]) -> float:
        probability = expected[i, j, shape]
        if not all(shape):
            return probability / 2 - ALONE
        return probability - BEAD if probability >= LEAST else -float(sum(shape))

    walked = [(sum(worth(*bead) for bead in chain), chain) for _, chain in chains]
    assert tuple(likeliest(found, band)) == max(walked)[1]


def test_a_sentence_that_may_stay_alone_in_two_places_is_as_lonely_as_both_together() -> None:
    band = full(1, 1)
    scores = {shape: np.full(4, -9.0) for shape in SHAPES}
    scores[1, 0][:], scores[0, 1][:], scores[1, 1][3] = 0.0, 0.0, 0.0
    found = posteriors(scores, band)[0]
    assert found[1, 0][[2, 3]] == pytest.approx(1 / 3)  # before the addition, or after it
    pooled = anywhere(found, band)
    assert pooled[1, 0][[2, 3]] == pytest.approx(2 / 3)
    assert pooled[0, 1][[1, 3]] == pytest.approx(2 / 3)
    assert pooled[1, 1] == pytest.approx(found[1, 1])


def test_sides_with_nothing_in_common_are_not_joined_to_save_beads() -> None:
    band = full(2, 3)
    scores = {shape: np.full(12, -4.0) for shape in SHAPES}
    scores[1, 0][:], scores[0, 1][:] = 0.0, 0.0
    chain = likeliest(anywhere(posteriors(scores, band)[0], band), band)
    assert all(0 in shape for _, _, shape in chain)


def test_a_band_holds_its_anchors_and_both_corners() -> None:
    band = around([(10, 30), (60, 62)], 100, 80, 3)
    for i, j in [(0, 0), (10, 30), (60, 62), (100, 80)]:
        assert band.lo[i] <= j < band.hi[i]
    assert np.all(np.diff(band.lo) >= 0)
    assert np.all(np.diff(band.hi) >= 0)


def test_transposing_a_band_keeps_its_nodes() -> None:
    band = around([(4, 9)], 12, 15, 2)
    there = set(zip(*(axis.tolist() for axis in band.nodes()), strict=True))
    back = set(zip(*(axis.tolist() for axis in band.transposed().nodes()), strict=True))
    assert back == {(j, i) for i, j in there}
    assert len(full(3, 4).nodes()[0]) == 20
