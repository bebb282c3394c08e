"""Stage: check every unit, score the whole, say what is not known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from bilingual import registry
from bilingual.errors import ConfigError
from bilingual.metrics import mt, terms, triage
from bilingual.model.bead import Bitext
from bilingual.model.quality import Finding, Score, Severity
from bilingual.model.review import Review, RunRecord
from bilingual.model.unit import OriginKind, TranslationUnit, UnitState
from bilingual.pipeline import guards
from bilingual.pipeline.align import align_texts

Check = Callable[[TranslationUnit], list[Finding]]

NO_REFERENCE = (
    "No reference was given, so there is no BLEU, chrF2++ or TER; give a human translation with "
    "--reference to get them."
)


def score(
    bitext: Bitext,
    run: RunRecord,
    *,
    glossary: Any = None,
    references: Sequence[str] | None = None,
    checks: Sequence[str] = (),
) -> Review:
    """Return the review of a bitext: findings in its units, scores, and plain remarks.

    Args:
        bitext: as aligned; findings that its units already have (of the engine's guards, of the
            glossary) are kept unless a check of the same name runs again.
        run: facts of the run.
        glossary: the glossary in force, if any; only its presence is looked at here, the hits are
            in the units.
        references: human English, one a unit, or any number of sentences in order: they are then
            aligned with the French.
        checks: names of checks in force; empty: all; `-name` takes one out of all.

    Raises:
        ConfigError: a check of that name does not exist.
    """
    names = check_names(checks)
    checked = checked_bitext(bitext, names)
    units = checked.translation.units
    scores, remarks = _scores(checked, glossary is not None)
    if references is None:
        remarks.append(NO_REFERENCE)
    else:
        measured, more = against_references(units, references)
        scores = [*measured, *scores]
        remarks += more
    return Review(checked, tuple(scores), (), run, tuple(remarks))


def check_names(checks: Sequence[str]) -> list[str]:
    """Return the names of the checks in force, in the order of the registry.

    Raises:
        ConfigError: a name nobody knows.
    """
    known = registry.names("checks")
    wanted = [name for name in checks if not name.startswith("-")]
    unwanted = {name.removeprefix("-") for name in checks if name.startswith("-")}
    for name in {*wanted, *unwanted} - set(known):
        raise ConfigError("checks", f"{name!r} is unknown; there is: {', '.join(known)}")
    return [name for name in known if (not wanted or name in wanted) and name not in unwanted]


def checked_bitext(bitext: Bitext, names: Sequence[str]) -> Bitext:
    """Return the bitext with the findings of these checks in its units, and states to match."""
    functions: list[Check] = [registry.load("checks", name) for name in names]
    units = [_checked(unit, names, functions) for unit in bitext.translation.units]
    verdicts = triage.triage(units)
    stated = tuple(
        replace(unit, state=UnitState.NEEDS_REVIEW, note=unit.note or _reason(unit, verdict))
        if verdict.needs_eyes and unit.state is UnitState.TRANSLATED
        else unit
        for unit, verdict in zip(units, verdicts, strict=True)
    )
    return replace(bitext, translation=replace(bitext.translation, units=stated))


def _reason(unit: TranslationUnit, verdict: triage.Verdict) -> str:
    """Return, as a sentence, why the unit needs eyes where no finding of its own says it."""
    told = {finding.message for finding in unit.findings}
    reasons = "; ".join(reason for reason in verdict.reasons if reason not in told)
    return f"{reasons[:1].upper()}{reasons[1:]}." if reasons else ""


def _checked(
    unit: TranslationUnit, names: Sequence[str], functions: Sequence[Check]
) -> TranslationUnit:
    """Return the unit with its findings, the gravest first."""
    if not unit.source.strip():
        return unit  # an addition has nothing to be checked against
    kept = [finding for finding in unit.findings if finding.check not in names]
    found = [
        finding
        for name, function in zip(names, functions, strict=True)
        for finding in _found(name, function, unit)
    ]
    ordered = sorted([*kept, *found], key=lambda finding: -finding.severity.rank)
    return replace(unit, findings=tuple(dict.fromkeys(ordered)))


def _found(name: str, function: Check, unit: TranslationUnit) -> Sequence[Finding]:
    """Return what a check finds; what the guards found already is not looked for again.

    Without terms a check goes by the two texts alone.
    """
    if name not in guards.CHECKS or unit.hits or unit.origin.kind is OriginKind.COPIED:
        return function(unit)
    return guards.findings(name, unit.source, unit.target) if unit.target else ()


def _scores(bitext: Bitext, glossary: bool) -> tuple[list[Score], list[str]]:
    """Return what can be measured without a reference, and what cannot be."""
    units = bitext.translation.units
    scores: list[Score] = []
    remarks: list[str] = []
    scores += [s for s in (terms.success(units), terms.consistency(units)) if s is not None]
    if glossary and not scores:
        remarks.append("No term of the glossary occurs in this text.")
    known = [unit.score for unit in units if unit.score is not None]
    if known:
        engine = bitext.translation.engine
        signature = f"engine:{engine.name}|model:{engine.model}|mean:tokens, then units|log:natural"
        mean = sum(known) / len(known)
        scores.append(Score("mean log-probability", round(mean, 3), len(known), signature))
        remarks.append(
            "The mean log-probability says how sure the engine was of its own words, not how good "
            "the translation is; compare it only between texts translated by the same model."
        )
    return scores, remarks


def against_references(
    units: Sequence[TranslationUnit], references: Sequence[str]
) -> tuple[list[Score], list[str]]:
    """Return BLEU, chrF2++ and TER, and a remark on how the references were matched."""
    scored = [
        unit for unit in units if unit.origin.kind not in (OriginKind.COPIED, OriginKind.CONVERTED)
    ]
    if not scored or not references:
        return [], ["The reference or the text is empty, so nothing was scored against it."]
    hypotheses = [unit.target for unit in scored]
    if len(scored) == len(references):
        return list(mt.scores(hypotheses, references)), []
    sentences = _sentences(references)
    if len(scored) == len(sentences):
        return list(mt.scores(hypotheses, sentences)), []
    aligner = registry.load("aligners", "lexical")()
    beads = align_texts([unit.source for unit in scored], sentences, aligner)
    joined = [" ".join(hypotheses[i] for i in bead.source) for bead in beads]
    matched = [" ".join(sentences[j] for j in bead.target) for bead in beads]
    lonely = sum(not (bead.source and bead.target) for bead in beads)
    remark = (
        f"The reference has {len(sentences)} sentences for {len(scored)} of the text, so the two "
        f"were aligned first ({len(beads)} pairs); the scores depend on that alignment"
        + (f", and {lonely} sentences with no counterpart count as wrong." if lonely else ".")
    )
    return list(mt.scores(joined, matched)), [remark]


def _sentences(lines: Sequence[str]) -> list[str]:
    """Return the sentences of free English text, in order."""
    segmenter = registry.load("segmenters", "pysbd")("en")
    return [span.of(line) for line in lines for span in segmenter.spans(line)]


def worst(units: Sequence[TranslationUnit]) -> Severity | None:
    """Return the gravest severity among the findings of the units, None if there are none."""
    found = [finding.severity for unit in units for finding in unit.findings]
    return max(found, key=lambda severity: severity.rank, default=None)
