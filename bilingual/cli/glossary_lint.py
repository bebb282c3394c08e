"""`bilingual glossary lint` and `format`."""

from __future__ import annotations

import click

from bilingual import __version__
from bilingual.cli.glossary_files import files
from bilingual.terminology.canonical import formatted
from bilingual.terminology.lint import Level
from bilingual.terminology.lint import lint as problems
from bilingual.terminology.lint_report import as_github, as_json, as_sarif, as_text
from bilingual.terminology.rows import read
from bilingual.workspace import atomic_write


@click.command()
@click.argument("paths", nargs=-1)
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github", "sarif"]), default="text"
)
@click.option("--corpus", multiple=True, help="Articles (files, folders): report terms not used.")
@click.option(
    "--fail-on", type=click.Choice(["error", "warning", "note", "never"]), default="warning",
    show_default=True, help="Exit with 1 at or above this level.",
)  # fmt: skip
def lint(paths: tuple[str, ...], form: str, corpus: tuple[str, ...], fail_on: str) -> int:
    """Report problems as `path:line:col: severity[code]: message`.

    Exit code 1 if there are any at or above --fail-on.
    """
    texts = []
    if corpus:
        from bilingual.pipeline.clean import clean
        from bilingual.pipeline.ingest import ingest

        texts = [block.text for document in clean(ingest(corpus)) for block in document.blocks]
    found = problems(files(paths), texts)
    writers = {"text": as_text, "json": as_json, "github": as_github}
    click.echo(as_sarif(found, __version__) if form == "sarif" else writers[form](found), nl=False)
    counts = {level: sum(issue.level is level for issue in found) for level in Level}
    told = ", ".join(f"{count} {level}(s)" for level, count in counts.items() if count)
    click.echo(told or "No problems.", err=True)
    return int(fail_on != "never" and any(i.level.rank >= Level(fail_on).rank for i in found))


@click.command("format")
@click.argument("paths", nargs=-1)
@click.option("--check", is_flag=True, help="Change nothing; exit with 1 if a file would change.")
def format_files(paths: tuple[str, ...], check: bool) -> int:
    """Sort rows, order columns, strip stray blanks, quote only where needed.

    The same rows always give the same bytes, so that changes are small and merge well.
    """
    changed = 0
    for path in files(paths):
        text = formatted(read(path))
        if path.read_bytes() == text.encode():
            continue
        changed += 1
        if not check:
            atomic_write(path, text)
        click.echo(f"{path}: {'would be' if check else 'is'} formatted", err=True)
    if not changed:
        click.echo("Nothing to format.", err=True)
    return int(check and changed > 0)
