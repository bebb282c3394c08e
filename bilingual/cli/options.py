"""Options that several commands share, and how the settings are gathered from them."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any, TypeVar

import click

from bilingual import config

Command = TypeVar("Command", bound=Callable[..., Any])

TABLE_FORMAT = click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json"]),
    default="text",
    help="How the result is printed on standard output.",
)
"""`--format json` wherever a table is printed."""


def split_commas(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Let `--to docx,md` mean `--to docx --to md`."""
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


def setting_options(command: Command) -> Command:
    """Add the flags of the settings that decide what a translation looks like."""
    for option in reversed(
        [
            click.option(
                "--glossary",
                multiple=True,
                help="Glossary file, the most important first; may be repeated.",
            ),
            click.option("--engine", help="Engine that translates (default: argos)."),
            click.option("--model", help="An .argosmodel file, a package folder or its name."),
            click.option("--beam", type=int, help="Beam size of the search (default: 4)."),
            click.option("--threads", type=int, help="Sentences at a time; 0: one per core."),
            click.option("--device", type=click.Choice(["auto", "cpu", "cuda"])),
            click.option("--memory", help="Translation memory to use before the engine."),
            click.option("--keep", multiple=True, help="Lines that cleaning leaves in (regex)."),
            click.option("--drop", multiple=True, help="Lines that cleaning takes out (regex)."),
        ]
    ):
        command = option(command)
    return command


def settings(**flags: Any) -> config.Config:
    """Return the settings in force, given the flags of the command line."""
    return config.load(flags)


def print_json(value: Any) -> None:
    """Print a value on standard output as JSON, readable and in a fixed order."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def on_terminal() -> bool:
    """Say whether progress may be drawn: only where standard error is a terminal."""
    return sys.stderr.isatty()
