"""`bilingual review`: reviewed side-by-sides in; edition, memory and proposals out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bilingual.cli.options import TABLE_FORMAT, print_json, settings, split_commas
from bilingual.model.revision import Verdict

if TYPE_CHECKING:
    from bilingual.pipeline.record import Record
    from bilingual.pipeline.take_home import Home

FILE = click.Path(path_type=Path, dir_okay=False)
_WORDS = {
    "moved": "Moved rows, put back in their place",
    "deleted": "Taken out, not in the edition",
    "duplicate": "Rows that are there twice",
    "split": "Split rows, joined again",
    "merged": "Merged rows",
    "unplaced": "Rows that belong to no sentence",
    "missing": "Sentences without a row",
    "conflict": "Reviewers disagree",
    "source": "The French was changed",
    "stale": "Translated again meanwhile",
    "rebuilt": "Nothing to compare with",
}


@click.command("review")
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="EDITED.docx...")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False),
    help="Folder for the results (default: a folder `reviewed` beside the first file).",
)  # fmt: skip
@click.option(
    "--to", multiple=True, callback=split_commas, metavar="FORMATS",
    help="The English edition as docx, md, html, txt (default: docx); several with commas.",
)  # fmt: skip
@click.option(
    "--against", multiple=True, type=click.Path(path_type=Path),
    help="Output folder of `translate`, or a .fr-en.jsonl: what was sent out. Default: the folder "
    "of the reviewed file and the output folder in force.",
)  # fmt: skip
@click.option("--memory", help="Translation memory to add to; `none` leaves it alone.")
@click.option(
    "--glossary",
    multiple=True,
    help="Glossary whose terms are looked up in the reviewed English; `none` for none.",
)
@click.option(
    "--all-read", is_flag=True,
    help="The reviewers read every row: rows left as they were count as approved.",
)  # fmt: skip
@click.option(
    "--fail-on", type=click.Choice(["never", "conflicts", "unreviewed"]), default="never",
    help="Exit with 1 if reviewers disagree, or if anything is still unreviewed.",
)  # fmt: skip
@click.option("--overwrite", is_flag=True, help="Write over files edited since they were written.")
@click.option("-v", "--verbose", is_flag=True, help="Also print every file written.")
@TABLE_FORMAT
def command(
    files: tuple[Path, ...],
    output: Path | None,
    to: tuple[str, ...],
    against: tuple[Path, ...],
    memory: str | None,
    glossary: tuple[str, ...],
    all_read: bool,
    fail_on: str,
    overwrite: bool,
    verbose: bool,
    output_format: str,
) -> int:
    """Take reviewed side-by-sides home.

    Reads what editors did in Word, LibreOffice or Google Docs (tracked or not), puts every English
    sentence back beside its French, and writes the English edition, a fresh side-by-side, a record
    of the review and glossary proposals; what was approved goes to the translation memory. Several
    copies of one side-by-side are merged.

    A row counts as reviewed if its English was changed, or its remark or a comment says OK.

    \b
    bilingual review edited.docx --against output/ --to docx,md
    """
    from bilingual.pipeline.inputs import find_glossary
    from bilingual.pipeline.record import as_json, measure
    from bilingual.pipeline.remember import memory_path
    from bilingual.pipeline.review import review
    from bilingual.pipeline.take_home import take_home

    config = settings(memory=memory, glossary=glossary)
    folder = output or files[0].parent / "reviewed"
    places = against or tuple(p for p in (Path(config.settings.output),) if p.is_dir())
    checks, terms = config.settings.checks, find_glossary(config)
    records = [measure(o, checks, terms) for o in review(files, against=places, all_read=all_read)]
    home = take_home(
        records, folder, to=to or ("docx",), memory=memory_path(config),
        glossary=terms, overwrite=overwrite,
    )  # fmt: skip
    if output_format == "json":
        print_json(
            {
                "documents": [as_json(record) for record in records],
                "files": [str(path) for path in home.files],
                "memory": None if home.remembered is None else {
                    "new": home.remembered.new, "changed": home.remembered.changed,
                    "known": home.remembered.known, "refused": home.remembered.refused,
                },
                "proposals": home.proposed,
            }
        )  # fmt: skip
    else:
        for record in records:
            _tell(record)
        _tell_home(home, folder, verbose=verbose)
    conflicts = any(record.verdicts[Verdict.CONFLICT] for record in records)
    lost = any(n.kind == "unplaced" for record in records for n in record.outcome.notices)
    unreviewed = lost or any(record.open for record in records)
    failed = (fail_on == "conflicts" and conflicts) or (fail_on == "unreviewed" and unreviewed)
    return int(failed)


def _tell(record: Record) -> None:
    """Print one article's outcome."""
    from bilingual.pipeline.record import summary
    from bilingual.text.redact import redact

    head, *rest = summary(record)
    click.echo(head)
    for line in rest:
        click.echo(f"  {line}")
    notices = record.outcome.notices
    for kind in dict.fromkeys(n.kind for n in notices):
        click.echo(f"  {_WORDS.get(kind, kind)}:")
        for notice in notices:
            if notice.kind == kind:
                click.echo(f"    {notice.place}: {redact(notice.message)}")


def _tell_home(home: Home, folder: Path, *, verbose: bool) -> None:
    """Print what was written and remembered."""
    if home.remembered is not None:
        added = home.remembered
        refused = f", {added.refused} left out (private data)" if added.refused else ""
        click.echo(
            f"Memory: {added.new} new, {added.changed} changed, {added.known} known{refused}"
        )
    rows = "row" if home.proposed == 1 else "rows"
    click.echo(f"Glossary proposals: {home.proposed} {rows}")
    click.echo(f"Wrote {len(home.files)} files in {folder}")
    for path in home.files if verbose else ():
        click.echo(f"  {path}")
