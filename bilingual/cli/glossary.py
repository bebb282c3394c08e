"""`bilingual glossary`: lint, format, compare, match, extract and convert glossaries."""

from __future__ import annotations

from importlib import import_module

import click

VERBS: dict[str, tuple[str, str]] = {
    "lint": ("bilingual.cli.glossary_lint:lint", "Report what is wrong with glossary files."),
    "format": ("bilingual.cli.glossary_lint:format_files", "Put glossary files in canonical form."),
    "diff": ("bilingual.cli.glossary_diff:diff", "Show what a change does to terms and sentences."),
    "match": ("bilingual.cli.glossary_show:match", "Show the terms in an article."),
    "stats": ("bilingual.cli.glossary_show:stats", "Count what glossaries hold."),
    "extract": ("bilingual.cli.glossary_show:extract", "Propose rows from articles or reviews."),
    "convert": ("bilingual.cli.glossary_convert:convert", "To and from DeepL, Excel, TBX, TMX."),
}
"""verb -> (`module:attribute`, its line of help), in the order in which help shows them."""


class Verbs(click.Group):
    """Imports a verb when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in the order of the table."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return the verb."""
        if cmd_name not in VERBS:
            return None
        module, attribute = VERBS[cmd_name][0].split(":")
        found: click.Command = getattr(import_module(module), attribute)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of verbs without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in VERBS.items()])


@click.group(cls=Verbs)
def command() -> None:
    """Keep glossaries: lint, format, compare, match, extract, convert.

    Files are given as arguments; without any, those in force (see `bilingual config`) count.
    docs/glossary.md explains the columns.
    """
