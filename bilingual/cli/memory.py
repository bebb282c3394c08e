"""`bilingual memory`: import, export, search, count and prune the translation memory."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bilingual.cli.options import TABLE_FORMAT, print_json, settings
from bilingual.errors import ConfigError

if TYPE_CHECKING:
    from bilingual.memory.store import Memory

FILE = click.Path(path_type=Path, dir_okay=False)


def _keep(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
    """Remember the file for whichever command runs; the option may stand before it or after."""
    if value is not None:
        ctx.meta[__name__] = value


MEMORY = click.option(
    "--memory", expose_value=False, callback=_keep, metavar="FILE",
    help="The memory (default: .bilingual/memory.sqlite).",
)  # fmt: skip


@click.group("memory")
@MEMORY
def command() -> None:
    """Look after the translation memory: what editors approved.

    `bilingual review` fills it, `bilingual translate` uses it before the engine.
    """


def _open(ctx: click.Context, *, create: bool = False) -> AbstractContextManager[Memory]:
    """Open the memory in force."""
    from bilingual.memory.store import Memory
    from bilingual.pipeline.remember import memory_path

    path = memory_path(settings(memory=ctx.meta.get(__name__)))
    if path is None:
        raise ConfigError("--memory", "none switches the memory off; name a file")
    return Memory(path, create=create)


@command.command("import")
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE.tmx...")
@TABLE_FORMAT
@MEMORY
@click.pass_context
def import_(ctx: click.Context, files: tuple[Path, ...], output_format: str) -> None:
    """Add the French-English pairs of TMX files.

    All of them or none; what is known already changes nothing, so the same file may come twice.
    Pairs that `bilingual translate --to tmx` marks as not approved by anybody are left out.
    """
    from bilingual.pipeline.memory_files import read_files

    pairs = read_files(files)  # before the memory is made: a bad file leaves none behind
    with _open(ctx, create=True) as memory:
        added = memory.add(pairs.entries)
    if output_format == "json":
        print_json({**asdict(added), "not_approved": pairs.unread})
        return
    left_out = [
        (added.refused, "private data or nothing to store"),
        (pairs.unread, "approved by nobody: review them first"),
    ]
    click.echo(
        ", ".join(
            [
                f"{added.new} new, {added.changed} changed, {added.known} known",
                *(f"{count} left out ({why})" for count, why in left_out if count),
            ]
        )
    )


@command.command("export")
@click.option("-o", "--output", type=FILE, help="TMX file to write (default: standard output).")
@click.option("--document", help="Only the sentences of this article.")
@MEMORY
@click.pass_context
def export_(ctx: click.Context, output: Path | None, document: str | None) -> None:
    """Write the memory as TMX 1.4b, for any translation tool."""
    from bilingual.pipeline.memory_files import to_tmx
    from bilingual.workspace import atomic_write

    with _open(ctx) as memory:
        data = to_tmx(memory.entries(document))
    if output is None or str(output) == "-":
        click.echo(data, nl=False)
    else:
        atomic_write(output, data)
        click.echo(f"Wrote {output}", err=True)


@command.command("search")
@click.argument("text")
@click.option("--limit", type=click.IntRange(1, 1000), default=5, show_default=True)
@click.option(
    "--threshold", type=click.FloatRange(0, 100), default=70, show_default=True,
    help="Lowest likeness of the words, names and figures left out of account.",
)  # fmt: skip
@TABLE_FORMAT
@MEMORY
@click.pass_context
def search(ctx: click.Context, text: str, limit: int, threshold: float, output_format: str) -> None:
    """Find French sentences like TEXT and their approved English."""
    with _open(ctx) as memory:
        found = memory.search(text, limit=limit, threshold=threshold)
    if output_format == "json":
        print_json([asdict(match) for match in found])
        return
    for match in found:
        apart = [] if match.same_names else ["other names"]
        apart += [] if match.same_figures else ["other figures"]
        kind = match.kind if match.kind != "fuzzy" else f"{match.score:.0f} % alike"
        click.echo(", ".join([kind, *apart]))
        click.echo(f"  fr  {match.entry.source}")
        click.echo(f"  en  {match.entry.target}")
        about = (match.entry.document, match.entry.author, match.entry.date)
        if any(about):
            click.echo(f"      {', '.join(part for part in about if part)}")
    if not found:
        click.echo("Nothing like it in the memory.", err=True)


@command.command("stats")
@TABLE_FORMAT
@MEMORY
@click.pass_context
def stats(ctx: click.Context, output_format: str) -> None:
    """Say how much the memory holds, by whom and since when."""
    with _open(ctx) as memory:
        figures = memory.stats()
    if output_format == "json":
        print_json(asdict(figures))
        return
    click.echo(f"{figures.entries} pairs of {figures.sentences} French sentences")
    click.echo(f"{figures.contested} sentences with more than one English")
    click.echo(f"{figures.documents} articles, {figures.bytes / 1024:.0f} kB")
    if figures.newest:
        click.echo(f"from {figures.oldest} to {figures.newest}")
    for author, count in figures.authors:
        click.echo(f"  {count:6} {author or '(no name)'}")


@command.command("prune")
@click.option("--before", metavar="DAY", default="", help="Last changed before this ISO day.")
@click.option("--document", default="", help="Of this article.")
@click.option("--author", default="", help="By this author.")
@click.option("--doubles", is_flag=True, help="With the same French and English as a newer pair.")
@click.option("--dry-run", is_flag=True, help="Only say how many it would be.")
@MEMORY
@click.pass_context
def prune(
    ctx: click.Context, before: str, document: str, author: str, doubles: bool, dry_run: bool
) -> None:
    """Remove the pairs that meet all the given conditions."""
    from datetime import date

    if before:
        try:
            date.fromisoformat(before)
        except ValueError:
            raise ConfigError("--before", f"{before!r} is no day; write 2024-05-14") from None
    if not (before or document or author or doubles):
        raise click.UsageError("Say what to remove: --before, --document, --author or --doubles.")
    with _open(ctx) as memory:
        count = memory.prune(
            before=before, document=document, author=author, doubles=doubles, dry_run=dry_run
        )
    click.echo(f"{count} pairs {'would be ' if dry_run else ''}removed")
