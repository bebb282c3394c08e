"""Terms that the English lacks, and forbidden ones that it has."""

from __future__ import annotations

from bilingual.model.quality import Finding, Severity
from bilingual.model.term import TermOutcome
from bilingual.model.unit import TranslationUnit

name = "terminology"


def check(unit: TranslationUnit) -> list[Finding]:
    """Return what enforcement found, and a finding for each missing term it has not named yet.

    Enforcement sees more than the unit holds (forbidden targets, the glossary's other rows), so its
    findings stay; a unit that came another way has only its hits.
    """
    known = [finding for finding in unit.findings if finding.check == name]
    named = {finding.source_span for finding in known}
    missing = [
        Finding(
            name,
            Severity.MAJOR,
            f"term “{hit.source_span.of(unit.source)}” should be “{hit.term.target}”; "
            "it is not in the English",
            source_span=hit.source_span,
            suggestion=hit.term.target,
        )
        for hit in unit.hits
        if hit.outcome is TermOutcome.MISSING and hit.source_span not in named
    ]
    return sorted([*known, *missing], key=_place)


def _place(finding: Finding) -> int:
    """Return where in the French a finding lies."""
    return finding.source_span.start if finding.source_span is not None else 0
