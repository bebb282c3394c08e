"""`bilingual clean`: what cleaning takes out, and why."""

from __future__ import annotations

from typing import Any

import click

from bilingual.cli.options import TABLE_FORMAT, print_json, settings
from bilingual.model.document import Block, Document, Edit
from bilingual.pipeline import clean as stage
from bilingual.pipeline.ingest import ingest
from bilingual.text.redact import redact

_WIDTH = 72
"""Code points of a line that the listing shows."""


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--keep", multiple=True, help="Leave in lines in which this regex is found.")
@click.option("--drop", multiple=True, help="Take out lines in which this regex is found.")
@click.option(
    "--rules", multiple=True, help="Rules in force (default: all); -NAME takes one out of all."
)
@click.option("--all", "everything", is_flag=True, help="Show what stays as well, with its kind.")
@TABLE_FORMAT
def command(
    files: tuple[str, ...],
    keep: tuple[str, ...],
    drop: tuple[str, ...],
    rules: tuple[str, ...],
    everything: bool,
    output_format: str,
) -> None:
    """Show which lines of the articles count as page furniture, and why.

    FILE is a file, a folder or - for standard input. Nothing is written or changed. Private
    addresses in removed lines are never shown.
    """
    config = settings(keep=keep, drop=drop, rules=rules).settings
    documents = stage.judged(ingest(files), keep=config.keep, drop=config.drop, rules=config.rules)
    if output_format == "json":
        print_json([_as_json(document) for document in documents])
        return
    for document in documents:
        _print(document, everything)


def _print(document: Document, everything: bool) -> None:
    """Print one document's lines: `-` goes, with rule and reason; a blank stays, with kind."""
    removed = [edit for edit in document.edits if edit.after is None]
    kept, gone = len(document.blocks), len(removed)
    click.echo(f"{document.source.path}: {gone} of {kept + gone} lines are page furniture")
    for edit in document.edits:
        if edit.after is not None:
            click.echo(f"  note  {edit.reason} [{edit.rule}]")
    # In the order of the document: not every format has lines, and several blocks may share one.
    removals = {edit.before.id: edit for edit in removed}
    for block in document.restored().blocks:
        if block.id in removals:
            click.echo(f"{block.line:>5} {_removed(removals[block.id])}")
        elif everything:
            click.echo(f"{block.line:>5} {_kept(block)}")


def _removed(edit: Edit) -> str:
    return f"- {_shown(redact(edit.before.text)):<{_WIDTH}}  {edit.reason} [{edit.rule}]"


def _kept(block: Block) -> str:
    return f"  {_shown(block.text):<{_WIDTH}}  {block.kind}"


def _shown(text: str) -> str:
    """Return a line as the listing shows it: one line, cut to its width."""
    line = " ".join(text.split())
    return line if len(line) <= _WIDTH else line[: _WIDTH - 1] + "…"


def _as_json(document: Document) -> dict[str, Any]:
    """Return one document's lines as JSON values."""
    return {
        "path": document.source.path,
        "title": document.title,
        "removed": [
            {
                "line": edit.before.line,
                "rule": edit.rule,
                "reason": edit.reason,
                "text": redact(edit.before.text),
            }
            for edit in sorted(document.edits, key=lambda edit: edit.index)
            if edit.after is None
        ],
        "notes": [
            {"rule": edit.rule, "reason": edit.reason}
            for edit in document.edits
            if edit.after is not None
        ],
        "kept": [
            {"line": block.line, "kind": str(block.kind), "text": block.text}
            for block in document.blocks
        ],
    }
