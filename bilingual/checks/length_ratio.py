"""Length: an English that is far too short (a clause dropped) or too long (something invented)."""

from __future__ import annotations

import math

from bilingual.checks.words import clip
from bilingual.model.quality import Finding, Severity
from bilingual.model.unit import OriginKind, TranslationUnit

name = "length_ratio"

# Quantiles 0.1 %, 0.5 %, 99.5 % and 99.9 % of log(English characters / French characters) in 29,900
# human pairs (newsroom without dev.tsv, and newstest 2008-2012), by characters of French: up to
# the first number of each row. `python -m evaluation.checks --lengths` prints the table anew.
_QUANTILES = (
    (25, -1.152, -0.965, 0.967, 2.279),
    (40, -1.151, -0.857, 0.604, 0.770),
    (60, -0.903, -0.693, 0.415, 0.483),
    (90, -0.813, -0.649, 0.359, 0.475),
    (130, -0.684, -0.521, 0.243, 0.305),
    (180, -0.598, -0.469, 0.203, 0.334),
    (260, -0.641, -0.461, 0.160, 0.300),
    (10**9, -0.506, -0.417, 0.133, 0.212),
)
_SHORTEST = 12
"""Characters of French below which lengths say nothing."""


def severity(french: int, english: int) -> Severity | None:
    """Return how unusual the lengths are (characters): beyond 0.1 % major, 0.5 % minor, or None."""
    row = next(row for row in _QUANTILES if french < row[0])
    ratio = math.log(english / french)
    if not row[1] <= ratio <= row[4]:
        return Severity.MAJOR
    if not row[2] <= ratio <= row[3]:
        return Severity.MINOR
    return None


def check(unit: TranslationUnit) -> list[Finding]:
    """Report a length ratio that hardly any good translation shows."""
    source, target = unit.source.strip(), unit.target.strip()
    if unit.origin.kind is OriginKind.COPIED or not target or len(source) < _SHORTEST:
        return []
    level = severity(len(source), len(target))
    if level is None:
        return []
    shorter = len(target) < len(source)
    what = "short: is something left out?" if shorter else "long: is something added?"
    message = (
        f"the English is unusually {what} {len(source)} characters of French, {len(target)} of "
        f"English: “{clip(source)}” : “{clip(target)}”"
    )
    return [Finding(name, level, message)]
