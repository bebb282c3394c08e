"""`python -m tools.cli_reference`: write docs/commands.md from what `--help` says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from bilingual.cli import cli
from bilingual.workspace import atomic_write

PAGE = Path(__file__).parents[1] / "docs" / "commands.md"
_HEAD = """# Commands

What `--help` says, command by command. Written by `make docs`; do not edit by hand.
"""


def page() -> str:
    """Return the whole page."""
    sections = [f"## {name}\n\n```text\n{text}\n```\n" for name, text in _helps(cli, "bilingual")]
    return "\n".join([_HEAD, *sections])


def _helps(command: click.Command, name: str) -> Iterator[tuple[str, str]]:
    """Yield (full name, help text) of a command and all below it, in the order of `--help`."""
    settings = {**cli.context_settings, "max_content_width": 88, "terminal_width": 88}
    context = click.Context(command, info_name=name, **settings)
    yield name, command.get_help(context).rstrip()
    if isinstance(command, click.Group):
        for sub in command.list_commands(context):
            found = command.get_command(context, sub)
            if found is not None and not found.hidden:
                yield from _helps(found, f"{name} {sub}")


if __name__ == "__main__":
    atomic_write(PAGE, page())
