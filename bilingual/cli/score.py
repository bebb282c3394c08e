"""`bilingual score`: how good a translation is, against a human one and by itself."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from bilingual import __version__
from bilingual.errors import InputError
from bilingual.model.bead import Bitext
from bilingual.model.quality import Finding, Score, Severity
from bilingual.model.review import Review, RunRecord
from bilingual.model.unit import TranslationUnit

_ORDER = (Severity.CRITICAL, Severity.MAJOR, Severity.MINOR, Severity.INFO)
FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("score")
@click.option("--source", required=True, type=FILE, help="The French, one sentence a line.")
@click.option(
    "--reference",
    type=FILE,
    help="A human English translation: one sentence a line. If it has another number of lines "
    "than the French, the two are aligned first.",
)
@click.option(
    "--hypothesis",
    type=FILE,
    help="The English to score, line by line with the French. Default: translate the French now.",
)
@click.option("--check", "checks", multiple=True, help="Only this check (or, with -, all but it).")
@click.option("--model", help="Model that translates, as for `translate`.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option(
    "--fail-on",
    type=click.Choice(["never", "info", "minor", "major", "critical"]),
    default="never",
    help="Exit with 1 if there is a finding this grave or graver.",
)
def command(
    source: Path,
    reference: Path | None,
    hypothesis: Path | None,
    checks: tuple[str, ...],
    model: str | None,
    form: str,
    fail_on: str,
) -> int:
    """Score English against a human reference, and check it by itself.

    BLEU, chrF2++ and TER come from sacrebleu with their signatures and 95 % intervals; the checks
    look at each sentence (numbers, quotation marks, names, negation, loops, length...).

    \b
    bilingual score --source article.fr --reference human.en --hypothesis machine.en
    """
    from bilingual.pipeline import score as stage
    from bilingual.pipeline.score_files import bitext_of_lines, read_lines

    sources = read_lines(source)
    references = None if reference is None else read_lines(reference)
    if hypothesis is None:
        bitext = _translated(sources, source, model)
    else:
        targets = read_lines(hypothesis, keep_end=True)
        while len(targets) > len(sources) and not targets[-1]:
            targets.pop()
        if len(targets) != len(sources):
            raise InputError(
                hypothesis,
                f"has {len(targets)} lines, {source} has {len(sources)}; give one line of English "
                "for each of French, or lay the two side by side with `bilingual align` first",
            )
        bitext = bitext_of_lines(sources, targets, str(source))
    if references is not None and len(references) == len(sources):
        references = [text for text, french in zip(references, sources, strict=True) if french]
    review = stage.score(bitext, _run(bitext), references=references, checks=checks)
    click.echo(_json(review) if form == "json" else _text(review))
    worst = stage.worst(review.units)
    if fail_on == "never" or worst is None:
        return 0
    return int(worst.rank >= Severity(fail_on).rank)


def _translated(sources: list[str], path: Path, model: str | None) -> Bitext:
    """Translate the lines with the engine in force."""
    from bilingual import registry
    from bilingual.config import load
    from bilingual.model.ports import Decoding
    from bilingual.pipeline.align import side_by_side
    from bilingual.pipeline.score_files import segmentation_of_lines
    from bilingual.pipeline.translate import translate

    settings = load({"model": model}).settings
    make = registry.load("engines", settings.engine)
    argos = settings.engine == "argos"
    engine = (
        make(settings.model, threads=settings.threads, device=settings.device) if argos else make()
    )
    segmentation = segmentation_of_lines(sources, str(path))
    decoding = Decoding(beam=settings.beam)
    made = translate([segmentation], engine, glossary=None, recall=None, decoding=decoding)
    return side_by_side(made[0])


def _run(bitext: Bitext) -> RunRecord:
    """Return the facts of this run; no export is written, so the day is today's."""
    return RunRecord(date.today().isoformat(), __version__, bitext.translation.engine, None)


def _json(review: Review) -> str:
    """Return scores, findings and remarks as one JSON object."""
    return json.dumps(
        {
            "source": review.document.source.path,
            "units": len(review.units),
            "scores": [_score_json(score) for score in review.scores],
            "findings": [
                {"line": _line(review, unit), **_finding_json(finding)}
                for unit in review.units
                for finding in unit.findings
            ],
            "remarks": list(review.remarks),
        },
        ensure_ascii=False,
        indent=2,
    )


def _score_json(score: Score) -> dict[str, object]:
    return {
        "metric": score.metric,
        "value": score.value,
        "low": score.low,
        "high": score.high,
        "n": score.n,
        "signature": score.signature,
    }


def _finding_json(finding: Finding) -> dict[str, object]:
    return {
        "check": finding.check,
        "severity": finding.severity.value,
        "message": finding.message,
        "suggestion": finding.suggestion,
    }


def _text(review: Review) -> str:
    """Return the scores, then the findings by line, then what is not known."""
    lines = [f"{review.document.source.path}: {len(review.units)} sentences", ""]
    for score in review.scores:
        interval = "" if score.low is None else f"  [{score.low:g}, {score.high:g}] 95 %"
        lines.append(f"{score.metric:<22} {score.value:>8g}{interval}  n={score.n}")
        lines.append(f"{'':<22} {score.signature}")
    counts = {
        severity: sum(f.severity is severity for unit in review.units for f in unit.findings)
        for severity in _ORDER
    }
    told = ", ".join(f"{count} {severity.value}" for severity, count in counts.items() if count)
    lines += ["", f"Findings: {told or 'none'}"]
    path = review.document.source.path
    for unit in review.units:
        lines += [
            f"{path}:{_line(review, unit)}: {finding.severity.value}[{finding.check}]: "
            f"{finding.message}"
            for finding in unit.findings
        ]
    if review.remarks:
        lines += ["", *review.remarks]
    return "\n".join(lines)


def _line(review: Review, unit: TranslationUnit) -> int:
    """Return the 1-based line of the unit in the source file."""
    return review.document.block(unit.segments[0].block_id).line
