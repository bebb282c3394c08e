"""BLEU, chrF2++ and TER by sacrebleu: each number with its signature and 95 % interval.

The interval is sacrebleu's own bootstrap over segments (Koehn 2004), with a fixed seed, so that the
same input gives the same figures.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from math import inf
from typing import TYPE_CHECKING, Any

from bilingual.model.quality import Score

if TYPE_CHECKING:
    from sacrebleu.metrics.base import Metric

_SEED = "12345"
_RESAMPLES = 1000
_FEWEST = 2
"""Segments below which resampling says nothing."""


def scores(hypotheses: Sequence[str], references: Sequence[str]) -> tuple[Score, ...]:
    """Return BLEU, chrF2++ and TER of the hypotheses against one reference each.

    Args:
        hypotheses: English as the engine (or anyone) wrote it, one a segment, not tokenised.
        references: human English, same length and order.

    Raises:
        ValueError: the lengths differ or there is nothing to compare.
    """
    if len(hypotheses) != len(references) or not hypotheses:
        raise ValueError(
            f"{len(hypotheses)} hypotheses for {len(references)} references: one each, at least one"
        )
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.metrics.ter import TER

    systems, streams = list(hypotheses), [list(references)]
    return tuple(
        _score(label, metric, systems, streams)
        for label, metric in (
            ("BLEU", BLEU(references=streams)),
            ("chrF2++", CHRF(word_order=2, references=streams)),
            ("TER", TER(references=streams)),
        )
    )


def _score(label: str, metric: Metric, systems: list[str], streams: list[list[str]]) -> Score:
    """Return one metric's corpus score with its bootstrap interval."""
    resamples = _RESAMPLES if len(systems) >= _FEWEST else 1
    seed = os.environ.get("SACREBLEU_SEED")
    os.environ["SACREBLEU_SEED"] = _SEED  # sacrebleu reads the seed from there and nowhere else
    try:
        result = _plain_floats(metric).corpus_score(systems, None, n_bootstrap=resamples)
    finally:
        if seed is None:
            del os.environ["SACREBLEU_SEED"]
        else:
            os.environ["SACREBLEU_SEED"] = seed
    spread = float(getattr(result, "_ci", -1.0))
    mean = float(getattr(result, "_mean", -1.0))
    known = resamples > 1 and spread >= 0
    most = inf if label == "TER" else 100.0  # more edits than words are possible
    return Score(
        label,
        round(float(result.score), 2),
        len(systems),
        str(metric.get_signature()),
        round(max(0.0, mean - spread), 2) if known else None,
        round(min(most, mean + spread), 2) if known else None,
    )


def _plain_floats(metric: Metric) -> Metric:
    """Return the metric with all its scores plain floats.

    A resample without any word in common, or without a word of the reference, gets a float among
    numpy's, and sacrebleu cannot take the mean of both.
    """
    compute = metric._compute_score_from_stats

    def plain(stats: list[float]) -> Any:
        found: Any = compute(stats)
        found.score = float(found.score)
        return found

    metric._compute_score_from_stats = plain  # type: ignore[method-assign]
    return metric
