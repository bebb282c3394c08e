"""`bilingual model`: which translation models there are, and how good they are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from bilingual.errors import ModelError

_FORMAT = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """List, install and remove translation models (Argos packages).

    An installed French-English package goes before the embedded one; the newest goes first.
    """


@command.command("list")
@_FORMAT
def list_models(form: str) -> None:
    """List the models, the one in use marked with *."""
    from bilingual.engines.packages import embedded, installed, packages_folder, resolve

    packages, broken = installed()
    shipped = embedded()
    everything = [*packages, *([shipped] if shipped is not None else [])]
    try:
        used: Path | None = resolve().path
    except ModelError:
        used = None
    rows = [
        {
            "name": package.name,
            "from": package.metadata.from_code,
            "to": package.metadata.to_code,
            "version": package.metadata.version,
            "origin": package.origin,
            "in_use": package.path == used,
            "path": str(package.path),
        }
        for package in everything
    ]
    faults = [{"path": str(path), "problem": problem} for path, problem in broken]
    if form == "json":
        folder = str(packages_folder())
        click.echo(json.dumps({"folder": folder, "models": rows, "broken": faults}, indent=1))
        return
    width = max((len(str(row["name"])) for row in rows), default=0)
    for row in rows:
        mark = "*" if row["in_use"] else " "
        click.echo(f"{mark} {row['name']:<{width}}  {row['origin']:<9}  {row['path']}")
    for fault in faults:
        click.echo(f"Not usable: {fault['problem']}", err=True)


@command.command()
@click.argument("model", default="")
@_FORMAT
def info(model: str, form: str) -> None:
    """Say what a model is and how good it was measured to be.

    MODEL is a file, a folder or a name; without it, the model in use.
    """
    from bilingual.engines.packages import resolve

    package = resolve(model)
    metadata = package.metadata
    facts: dict[str, Any] = {
        "name": package.name,
        "version": metadata.version,
        "from": metadata.from_code,
        "to": metadata.to_code,
        "origin": package.origin,
        "path": str(package.path),
        "sha256": package.sha256,
        "figures": dict(package.figures),
        "card": package.card,
    }
    if form == "json":
        click.echo(json.dumps(facts, indent=1, ensure_ascii=False))
        return
    for name in ("name", "version", "origin", "path", "sha256"):
        click.echo(f"{name + ':':<9} {facts[name]}")
    click.echo(f"{'pair:':<9} {metadata.from_code} to {metadata.to_code}")
    if not package.figures:
        click.echo("quality:  the package holds no figures (no model_card.json)")
    for name, value in package.figures:
        click.echo(f"  {name}: {value}")


@command.command()
@click.argument("source", nargs=-1, required=True)
@click.option("--replace", is_flag=True, help="Put it in the place of an installed one.")
@click.option("--sha256", default="", help="SHA-256 that the file must have.")
@_FORMAT
def install(source: tuple[str, ...], replace: bool, sha256: str, form: str) -> None:
    """Install a model from a file or folder, or from Argos's index.

    SOURCE is one .argosmodel file or package folder, or two language codes (`fr en`), for which
    the network is used.
    """
    from bilingual.engines.installer import install as install_package

    if len(source) == 1:
        package = install_package(Path(source[0]), replace=replace, sha256=sha256)
    elif len(source) == 2 and not any(Path(part).exists() for part in source):
        from bilingual.engines.index import install_from_index

        package = install_from_index(*source, replace=replace, sha256=sha256)
    else:
        raise click.UsageError("Give one file or folder, or two language codes such as `fr en`.")
    _say(form, "installed", package.name, package.path)


@command.command()
@click.argument("name")
@_FORMAT
def remove(name: str, form: str) -> None:
    """Remove an installed model by its name (see `bilingual model list`)."""
    from bilingual.engines.installer import remove as remove_package

    _say(form, "removed", name, remove_package(name))


def _say(form: str, what: str, name: str, path: Path) -> None:
    """Report a change on stdout."""
    if form == "json":
        click.echo(json.dumps({what: name, "path": str(path)}))
    else:
        click.echo(f"{what}: {name} ({path})")
