"""`bilingual align`: a translation that people made, beside its source."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bilingual.cli.options import settings, split_commas

if TYPE_CHECKING:
    from bilingual.pipeline.laid import Laid
    from bilingual.pipeline.pairs import Pair

PATH = click.Path(path_type=Path)


@click.command("align")
@click.argument("french", type=PATH, metavar="FR")
@click.argument("english", type=PATH, metavar="EN")
@click.option("--lines", is_flag=True, help="Both hold one sentence a line; blank lines count.")
@click.option(
    "--format", "form", type=click.Choice(["text", "jsonl"]),
    help="What standard output gets: pairs to read, or one bead a line (default: text, and "
    "nothing where --to writes files).",
)  # fmt: skip
@click.option(
    "--to", multiple=True, callback=split_commas, metavar="FORMATS",
    help="Write side-by-sides: docx, md, html, jsonl, tmx, xliff, xliff2, epub, txt; several with "
    "commas.",
)  # fmt: skip
@click.option("-o", "--output", metavar="FOLDER", help="Where --to writes (default: output).")
@click.option("--aligner", default="translated", show_default=True, help="Who aligns.")
@click.option("--glossary", multiple=True, help="Glossary whose terms help; `none` for no terms.")
@click.option("--engine", help="Engine that drafts (default: argos).")
@click.option("--model", help="Model that drafts, as for `translate`.")
@click.option("--threads", type=int, help="Sentences at a time; 0: one per core.")
@click.option(
    "--memory",
    metavar="FILE",
    help="Add the sure pairs to this translation memory; `none`: to none.",
)
@click.option("--overwrite", is_flag=True, help="Write over files edited since they were written.")
@click.option("-q", "--quiet", is_flag=True, help="Print no remarks on standard error.")
def command(
    french: Path,
    english: Path,
    lines: bool,
    form: str | None,
    to: tuple[str, ...],
    aligner: str,
    memory: str | None,
    overwrite: bool,
    quiet: bool,
    **flags: Any,
) -> None:
    """Lay an existing translation beside its source, sentence by sentence.

    FR and EN are two files (text, Markdown, HTML, Word) or two folders whose files pair by name.
    Sentences that were joined, split, left out or added are found and named; what is unsure is
    marked `check`; passages that moved are reported. Which text is French is found out from the
    words; JSON lines keep the order in which the files were given.

    \b
    bilingual align article.fr.txt article.en.txt
    bilingual align archive/fr archive/en --to docx,tmx -o aligned
    bilingual align a.fr a.en --lines --format jsonl
    """
    from bilingual.pipeline.align_run import (
        check_outputs,
        make_aligner,
        remember,
        reviewed,
        write,
    )
    from bilingual.pipeline.laid import lay
    from bilingual.pipeline.pairs import paths_by_name, read_pair
    from bilingual.pipeline.run_record import run_day

    if flags["output"] is not None and not to:
        raise click.UsageError("-o says where --to writes; name the formats, such as --to docx")
    config, day = settings(**flags), run_day({}, "align")
    store = None if memory in (None, "none") else Path(memory)
    check_outputs(to, store)
    paths, lonely = paths_by_name(french, english)
    if lonely and not quiet:
        click.echo(f"No partner of the same name, left out: {', '.join(lonely)}", err=True)
    pairs = [read_pair(a, b, lines=lines, settings=config.settings) for a, b in paths]
    if not quiet:
        for pair in pairs:
            _warn(pair)
    ready = make_aligner(aligner, config)
    laid = [lay(pair, ready) for pair in pairs]
    for one in laid:
        if form or not to:
            _print(one, form or "text", named=len(laid) > 1)
    if to:
        reviews = [
            (one.pair.name, reviewed(one, aligner, day, config.settings.checks)) for one in laid
        ]
        files = write(reviews, to, Path(config.settings.output), overwrite=overwrite)
        if not quiet:
            click.echo("\n".join(map(str, files)), err=True)
    if store is not None:
        added = remember(laid, store, day)
        if not quiet:
            click.echo(f"Memory: {added.new} new, {added.changed} changed, {added.known} known "
                       f"({memory})", err=True)  # fmt: skip
    if not quiet:
        for one in laid:
            click.echo(_closing(one), err=True)


def _warn(pair: Pair) -> None:
    """Say on standard error what is odd about the languages of two texts."""
    if pair.swapped:
        click.echo(
            f"{pair.name}: the first file is English, the second French; files and memory have "
            "French first all the same.",
            err=True,
        )
    elif pair.one_language:
        click.echo(
            f"{pair.name}: both texts look like one language; are they the right files? "
            "No memory takes anything from them.",
            err=True,
        )


def _print(laid: Laid, form: str, *, named: bool) -> None:
    """Print one text's beads on standard output, under its name where there are several."""
    if named and form == "text":
        click.echo(f"# {laid.pair.name}")
    for line in _records(laid, named=named) if form == "jsonl" else _rows(laid):
        click.echo(line)


def _records(laid: Laid, *, named: bool) -> Iterator[str]:
    """Yield one JSON object per bead, the file that was given first as source."""
    for bead in laid.beads:
        sides = [(list(bead.source), laid.source(bead)), (list(bead.target), laid.target(bead))]
        (source, before), (target, after) = reversed(sides) if laid.pair.swapped else sides
        record = {
            "source_indices": source,
            "target_indices": target,
            "source": before,
            "target": after,
            "kind": f"{len(source)}-{len(target)}",
            "confidence": bead.score,
        }
        if named:
            record["document"] = laid.pair.name
        yield json.dumps(record, ensure_ascii=False)


def _rows(laid: Laid) -> Iterator[str]:
    """Yield the beads for reading: kind, confidence and remarks, then French, then English."""
    from bilingual.aligners.kinds import CHECK, kind_name

    places = {passage.source: passage.target for passage in laid.moved}
    back = {passage.target: passage.source for passage in laid.moved}
    for bead in laid.beads:
        name = kind_name(bead)
        remarks = [] if name == "pair" else [name]
        if bead.score < CHECK:
            remarks.append("check")
        if not bead.target:
            remarks += [f"moved: see English {places[i] + 1}" for i in bead.source if i in places]
        if not bead.source:
            remarks += [f"moved: see French {back[j] + 1}" for j in bead.target if j in back]
        numbers = f"{_numbers(bead.source)}:{_numbers(bead.target)}"
        yield f"{numbers:>9}  {bead.kind}  {bead.score:.2f}  {', '.join(remarks)}".rstrip()
        for text in (laid.source(bead), laid.target(bead)):
            if text:
                yield f"           {text}"


def _numbers(indices: Sequence[int]) -> str:
    """Return sentence numbers as people count: `3`, `3-4`, `-` for none."""
    if not indices:
        return "-"
    first, last = indices[0] + 1, indices[-1] + 1
    return str(first) if first == last else f"{first}-{last}"


def _closing(laid: Laid) -> str:
    """Return the line that ends one text."""
    from collections import Counter

    from bilingual.aligners.kinds import CHECK, kind_name

    told = [bead for bead in laid.beads if laid.source(bead) or laid.target(bead)]
    counts = Counter(kind_name(bead) for bead in told)
    listed = ", ".join(
        f"{counts[name]} {name}" for name in sorted(counts, key=lambda n: -counts[n])
    )
    low = sum(bead.score < CHECK for bead in told)
    moved = f", {len(laid.moved)} moved" if laid.moved else ""
    lines = len(laid.pair.removed)
    removed = f"; {lines} lines of English taken out by cleaning" if lines else ""
    return f"{laid.pair.name}: {listed}; {low} to check{moved}{removed}"
