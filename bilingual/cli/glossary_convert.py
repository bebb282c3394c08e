"""`bilingual glossary convert`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from bilingual.errors import GlossaryError
from bilingual.terminology import exchange
from bilingual.workspace import atomic_write


@click.command()
@click.argument("source")
@click.argument("target")
@click.option("--from", "given", type=click.Choice(exchange.FORMATS), help="Format of SOURCE.")
@click.option("--to", "wanted", type=click.Choice(exchange.FORMATS), help="Format of TARGET.")
@click.option("--strict", is_flag=True, help="Exit with 1, writing nothing, if anything is lost.")
def convert(source: str, target: str, given: str | None, wanted: str | None, strict: bool) -> int:
    """Convert a glossary; formats are seen from the names unless given.

    csv (this program's), excel (semicolons, byte order mark), deepl-csv and deepl-tsv (two columns,
    no header), tbx (TBX-Basic, ISO 30042), tmx. `-` is standard input or output. What a format has
    no place for is said.

    \b
    bilingual glossary convert glossaries/newsroom.fr-en.csv newsroom.tbx
    bilingual glossary convert from-excel.csv glossaries/sports.fr-en.csv
    """
    form_in = given or (exchange.guess(source) if source != "-" else None)
    form_out = wanted or (exchange.guess(target) if target != "-" else None)
    if form_in is None or form_out is None:
        raise GlossaryError("-", "give --from for standard input and --to for standard output")
    terms = exchange.read(_bytes(source), source, form_in)
    made = exchange.convert(terms, form_out)
    lost = f"; {form_out} has no place for: {', '.join(made.lost)}" if made.lost else ""
    if strict and lost:
        click.echo(f"Nothing was written{lost}", err=True)
        return 1
    if target == "-":
        sys.stdout.buffer.write(made.data)
    else:
        atomic_write(Path(target), made.data)
    click.echo(f"{made.terms} of {len(terms)} rows written{lost}", err=True)
    return 0


def _bytes(source: str) -> bytes:
    """Return the bytes of a file or of standard input."""
    if source == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(source).read_bytes()
    except OSError as error:
        raise GlossaryError(source, f"cannot be read: {error.strerror or error}") from error
