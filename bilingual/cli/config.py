"""`bilingual config`: the settings in force, and from where."""

from __future__ import annotations

from dataclasses import asdict

import click

from bilingual.cli.options import TABLE_FORMAT, print_json, settings


@click.command()
@TABLE_FORMAT
def command(output_format: str) -> None:
    """Show every setting, its value and where it comes from.

    Flags go before BILINGUAL_* environment variables, these before bilingual.toml, that before the
    defaults.
    """
    config = settings()
    values = asdict(config.settings)
    if output_format == "json":
        print_json(
            {name: {"value": value, "from": config.origins[name]} for name, value in values.items()}
        )
        return
    width = max(map(len, values))
    for name, value in values.items():
        shown = ", ".join(value) if isinstance(value, tuple) else str(value)
        click.echo(f"{name:<{width}}  {shown or '-':<24}  {config.origins[name]}")
