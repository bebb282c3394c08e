"""`bilingual translate`: articles in, side-by-sides and a report out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bilingual.cli.options import (
    TABLE_FORMAT,
    on_terminal,
    print_json,
    setting_options,
    settings,
    split_commas,
)
from bilingual.model.quality import Severity

if TYPE_CHECKING:
    from bilingual.pipeline.run_record import Summary
    from bilingual.pipeline.runner import Progress

_STAGES = {"translate": "sentences", "check": "articles checked", "write": "articles written"}
"""What is counted in each stage."""
_TOLD = 3
"""Contradictions of the glossary that the warning names."""


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="ARTICLE|FOLDER|-...")
@click.option("-o", "--output", metavar="FOLDER", help="Where to write (default: output).")
@click.option(
    "--to",
    multiple=True,
    callback=split_commas,
    metavar="FORMATS",
    help="docx, md, html, jsonl, tmx, xliff, xliff2, epub, txt (default: docx,md).",
)
@setting_options
@click.option(
    "--reference",
    type=click.Path(exists=True, path_type=Path),
    help="Human translation to score against: a file, or a folder with <stem>.en.txt.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["never", "info", "minor", "major", "critical"]),
    help="Exit with 1 if there are findings of this severity or above.",
)
@click.option("--fresh", is_flag=True, help="Translate anew, whatever earlier runs left.")
@click.option("--overwrite", is_flag=True, help="Write over files edited since they were written.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
@click.option("-v", "--verbose", is_flag=True, help="Also print every file written.")
@TABLE_FORMAT
def command(
    paths: tuple[str, ...],
    reference: Path | None,
    fresh: bool,
    overwrite: bool,
    quiet: bool,
    verbose: bool,
    output_format: str,
    **flags: Any,
) -> int:
    """Translate French articles to English and write them side by side.

    Each article becomes a Word file (and Markdown) with one sentence a row; report.html shows the
    run at a glance. Nothing leaves this machine. A second run translates only what changed.
    """
    from bilingual.pipeline.runner import run

    config = settings(**flags)
    with _progress(not quiet and on_terminal()) as progress:
        summary = run(
            paths,
            config,
            references=reference,
            fresh=fresh,
            overwrite=overwrite,
            progress=progress,
        )
    if summary.contradictions:
        click.echo("\n".join(_warning(summary.contradictions)), err=True)
    if output_format == "json":
        print_json(asdict(summary))
    elif not quiet:
        for line in closing_table(summary, config.settings.output, verbose):
            click.echo(line, err=True)
    return _exit_code(summary, config.settings.fail_on)


def closing_table(summary: Summary, folder: str, verbose: bool) -> list[str]:
    """Return the lines that end a run: what was done, how well, and where it lies."""
    terms = sum(summary.terms.values())
    enforced = terms - summary.terms.get("missing", 0)
    rate = summary.words / summary.seconds if summary.seconds else 0.0
    done = f"{summary.documents} ({summary.sentences} sentences, {summary.words} words)"
    rows = [("articles", done)]
    if summary.unchanged:
        rows.append(("time", f"{summary.seconds:.1f} s; nothing has changed since the last run"))
    else:
        rows.append(("time", f"{summary.seconds:.1f} s ({rate:.0f} words/s)"))
        origins = [
            (summary.from_engine, "translated now"),
            (summary.from_cache, "known from an earlier run"),
            (summary.from_memory, "from the translation memory"),
        ]
        rows.append(("sentences", ", ".join(f"{n} {what}" for n, what in origins if n) or "none"))
    rows.append(("model", _model(summary)))
    rows.append(("terms", f"{enforced}/{terms} enforced{_listed(summary.terms)}"))
    rows.append(("findings", _findings(summary.findings)))
    rows.append(("taken out", f"{summary.removed} lines of page furniture (see report.html)"))
    rows.append(("written", f"{len(summary.files)} files in {folder}"))
    width = max(len(name) for name, _ in rows)
    lines = [f"{name:>{width}}  {value}" for name, value in rows]
    if verbose:
        lines += [f"{'':>{width}}  {Path(folder) / name}" for name in summary.files]
    return lines


def _warning(contradictions: Sequence[str]) -> list[str]:
    """Return the lines that tell of rows in a glossary that cannot both hold."""
    count = len(contradictions)
    rest = [f"  and {count - _TOLD} more"] if count > _TOLD else []
    return [
        f"Warning: the glossary contradicts itself ({count}); `bilingual glossary lint` says where "
        "and what to do:",
        *(f"  {one}" for one in contradictions[:_TOLD]),
        *rest,
    ]


def _model(summary: Summary) -> str:
    """Return the model and how good it is, where its card says so."""
    figures = ", ".join(f"{name} {value}" for name, value in list(summary.figures.items())[:2])
    return f"{summary.model} ({figures})" if figures else summary.model


def _listed(terms: dict[str, int]) -> str:
    """Return ` (native 40, repaired 3)`, in the order from best to worst."""
    order = ("native", "chosen", "repaired", "carried", "missing")
    parts = [f"{name} {terms[name]}" for name in order if terms.get(name)]
    return f" ({', '.join(parts)})" if parts else ""


def _findings(findings: dict[str, int]) -> str:
    """Return the findings by severity, the gravest first."""
    order = sorted(Severity, key=lambda severity: -severity.rank)
    return ", ".join(f"{findings[s.value]} {s.value}" for s in order if findings.get(s.value)) or (
        "none"
    )


def _exit_code(summary: Summary, fail_on: str) -> int:
    """Return 1 if a finding is at least as grave as `fail_on`, else 0."""
    if fail_on == "never":
        return 0
    bar = Severity(fail_on).rank
    return int(any(Severity(name).rank >= bar for name, count in summary.findings.items() if count))


@contextmanager
def _progress(shown: bool) -> Iterator[Progress | None]:
    """Give a progress callback that draws bars with rate and time left, or None."""
    if not shown:
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.progress import TimeRemainingColumn as TimeLeft

    columns = (
        TextColumn("{task.description:>17}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeLeft(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, Any] = {}

        def tell(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(_STAGES[stage], total=total, rate="")
            speed = bars.tasks[tasks[stage]].speed
            rate = f"{speed:.0f}/s" if speed else ""
            bars.update(tasks[stage], completed=done, total=total, rate=rate)

        yield tell
