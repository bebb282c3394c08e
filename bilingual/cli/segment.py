"""`bilingual segment`: the sentences of an article."""

from __future__ import annotations

import json

import click

from bilingual import registry
from bilingual.cli.options import settings
from bilingual.model.ports import Segmenter
from bilingual.model.segment import Segmentation
from bilingual.pipeline.clean import judged
from bilingual.pipeline.ingest import ingest
from bilingual.pipeline.segment import segment


@click.command()
@click.argument("file")
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "jsonl"]),
    default="text",
    help="One sentence a line, or one JSON object a line.",
)
@click.option("--raw", is_flag=True, help="Split every line, page furniture included.")
@click.option("--keep", multiple=True, help="Leave in lines in which this regex is found.")
@click.option("--drop", multiple=True, help="Take out lines in which this regex is found.")
def command(
    file: str, output_format: str, raw: bool, keep: tuple[str, ...], drop: tuple[str, ...]
) -> None:
    """Print the sentences of an article, each an exact part of its line.

    FILE is a file or - for standard input. In text format a blank line stands between blocks.
    """
    config = settings(keep=keep, drop=drop).settings
    segmenter: Segmenter = registry.load("segmenters", config.segmenter)()
    documents = ingest([file])
    if not raw:
        documents = judged(documents, keep=config.keep, drop=config.drop, rules=config.rules)
    for document in documents:
        (_print_jsonl if output_format == "jsonl" else _print_text)(segment(document, segmenter))


def _print_text(segmentation: Segmentation) -> None:
    """Print one sentence a line, a blank line between blocks."""
    block = ""
    for found in segmentation.segments:
        if block and found.block_id != block:
            click.echo()
        block = found.block_id
        click.echo(" ".join(found.text.split()))


def _print_jsonl(segmentation: Segmentation) -> None:
    """Print one object a sentence; `start` and `end` count code points in the input line."""
    blocks = segmentation.blocks_by_id()
    for found in segmentation.segments:
        block = blocks[found.block_id]
        record = {
            "line": block.line,
            "start": found.span.start,
            "end": found.span.end,
            "kind": str(block.kind),
            "text": found.text,
        }
        click.echo(json.dumps(record, ensure_ascii=False))
