"""Term success and consistency over the units of a document, with their signatures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from math import sqrt

from bilingual.model.quality import Score
from bilingual.model.term import TermOutcome
from bilingual.model.unit import TranslationUnit

Z = 1.96
"""Normal quantile of a 95 % interval."""


def success(units: Iterable[TranslationUnit]) -> Score | None:
    """Return the percentage of term occurrences whose English was found in the final text.

    With Wilson's 95 % interval; None where the units hold no terms.
    """
    hits = [hit for unit in units for hit in unit.hits]
    if not hits:
        return None
    good = sum(hit.outcome is not TermOutcome.MISSING for hit in hits)
    low, high = wilson(good, len(hits))
    return Score(
        "term success",
        round(100 * good / len(hits), 2),
        len(hits),
        "hits:all|success:native+chosen+repaired+carried|verified:in the final text|ci:wilson95",
        round(100 * low, 2),
        round(100 * high, 2),
    )


def consistency(units: Iterable[TranslationUnit]) -> Score | None:
    """Return the percentage of repeated terms that have the same English every time.

    Possessives, plurals and capitals are no difference; a missing term is one. None where no term
    occurs twice. As in the WMT terminology tasks, per document.
    """
    seen: dict[str, list[str]] = defaultdict(list)
    for unit in units:
        for hit in unit.hits:
            seen[hit.term.source].append(hit.target.lower().removesuffix("s") or "(missing)")
    repeated = [forms for forms in seen.values() if len(forms) > 1]
    if not repeated:
        return None
    alike = sum(len(set(forms)) == 1 for forms in repeated)
    low, high = wilson(alike, len(repeated))
    return Score(
        "term consistency",
        round(100 * alike / len(repeated), 2),
        len(repeated),
        "terms:repeated|alike:all occurrences|case:no|number:no|ci:wilson95",
        round(100 * low, 2),
        round(100 * high, 2),
    )


def wilson(good: int, n: int) -> tuple[float, float]:
    """Return Wilson's 95 % interval of a proportion, each end 0..1."""
    p = good / n
    middle = p + Z * Z / (2 * n)
    spread = Z * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    scale = 1 + Z * Z / n
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)
