"""`bilingual glossary diff`: what a change does to terms, and to published sentences."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bilingual import registry
from bilingual.cli.glossary_files import files, in_force
from bilingual.cli.options import print_json, settings
from bilingual.errors import GlossaryError
from bilingual.model.term import Term
from bilingual.terminology.changes import Change, changes
from bilingual.terminology.glossary import Glossary, terms_of
from bilingual.terminology.rows import parse, read

if TYPE_CHECKING:
    from bilingual.pipeline.glossary_impact import Impact


@click.command()
@click.argument("base")
@click.argument("head", required=False)
@click.option("--glossary", multiple=True, help="Glossary file or folder to compare (git).")
@click.option(
    "--articles", multiple=True, help="Articles (files, folders) to preview the impact on."
)
@click.option("--engine", help="Engine for the preview (default: the one in force).")
@click.option("--model", help="Model for the preview.")
@click.option("--format", "form", type=click.Choice(["text", "md", "json"]), default="text")
@click.option("--exit-code", is_flag=True, help="Exit with 1 if a sentence would change.")
def diff(
    base: str,
    head: str | None,
    glossary: tuple[str, ...],
    articles: tuple[str, ...],
    engine: str | None,
    model: str | None,
    form: str,
    exit_code: bool,
) -> int:
    """Compare glossaries and preview what changes in the English.

    BASE and HEAD are files, or git revisions at which the glossaries in force (or --glossary) are
    read; without HEAD, the working tree counts. With --articles, the sentences whose terms differ
    are translated under both, and no others.

    \b
    bilingual glossary diff main --articles seeds/
    bilingual glossary diff main HEAD --articles seeds/ --format md > comment.md
    bilingual glossary diff old.csv new.csv
    """
    old, new = _states(base, head, glossary)
    changed = changes([t for f in old for t in f], [t for f in new for t in f])
    impacts: list[Impact] = []
    if articles and changed:
        impacts = _impacts(old, new, articles, engine, model)
    if form == "json":
        print_json(
            {"terms": [_change(c) for c in changed], "sentences": [_row(i) for i in impacts]}
        )
    elif form == "md":
        click.echo(_markdown(changed, impacts, bool(articles)), nl=False)
    else:
        click.echo(_text(changed, impacts, bool(articles)), nl=False)
    return int(exit_code and any(i.changed for i in impacts))


def _states(
    base: str, head: str | None, glossary: Sequence[str]
) -> tuple[list[list[Term]], list[list[Term]]]:
    """Return the terms of each file at both states."""
    if Path(base).is_file():
        other = [Path(head)] if head else files(glossary)
        return [terms_of(read(Path(base)))], [terms_of(read(path)) for path in other]
    for revision in filter(None, (base, head)):
        if revision.startswith("-"):  # git would take it for an option
            raise GlossaryError(revision, "is neither a file nor a git revision")
    folder = _git("rev-parse", "--show-toplevel").decode().strip()
    names = _names(glossary, Path(folder), base, head)
    old = [_at(base, name) for name in names]
    new = [_at(head, name) if head else _now(Path(folder) / name) for name in names]
    return old, new


def _names(glossary: Sequence[str], folder: Path, base: str, head: str | None) -> list[str]:
    """Return the glossary files' paths in the repository, also those that only one state has."""
    given = [Path(g) for g in glossary] or [p for p in in_force() if p.suffix == ".csv"]
    names: list[str] = []
    for path in given:
        full = path.resolve()
        if not full.is_relative_to(folder):
            raise GlossaryError(path, "lies outside the git repository; compare two files instead")
        name = full.relative_to(folder).as_posix()
        if path.suffix == ".csv":
            names.append(name)
            continue
        for revision in filter(None, (base, head)):
            listed = _git("ls-tree", "-r", "--name-only", "-z", revision, "--", name, cwd=folder)
            names += [n for n in listed.decode().split("\0") if n.endswith(".csv")]
        names += [p.relative_to(folder).as_posix() for p in sorted(full.glob("*.csv"))]
    if not names:
        raise GlossaryError("glossaries/", "no glossary to compare; name it with --glossary")
    return list(dict.fromkeys(names))


def _at(revision: str, name: str) -> list[Term]:
    """Return the terms of a file at a revision; none where it did not exist yet."""
    _git("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}", what=revision)
    listed = _git("ls-tree", "--full-tree", "--name-only", revision, "--", name)
    if not listed.strip():
        return []
    return terms_of(parse(_git("show", f"{revision}:{name}"), f"{revision}:{name}"))


def _now(path: Path) -> list[Term]:
    """Return the terms of a file in the working tree; none where it is gone."""
    return terms_of(read(path)) if path.is_file() else []


def _git(*arguments: str, cwd: str | Path | None = None, what: str = "") -> bytes:
    """Return what a git command prints.

    Raises:
        GlossaryError: no git, no repository, no such revision.
    """
    try:
        done = subprocess.run(["git", *arguments], cwd=cwd, capture_output=True, check=False)
    except FileNotFoundError as error:
        raise GlossaryError("git", "is not installed; compare two files instead") from error
    if done.returncode:
        if what:
            raise GlossaryError(what, "is neither a file nor a git revision here")
        told = done.stderr.decode(errors="replace").strip().splitlines()
        raise GlossaryError("git", told[0] if told else f"{arguments[0]} failed")
    return done.stdout


def _impacts(
    old: list[list[Term]],
    new: list[list[Term]],
    articles: Sequence[str],
    engine: str | None,
    model: str | None,
) -> list[Impact]:
    """Return the affected sentences of the articles."""
    from bilingual.pipeline.clean import clean
    from bilingual.pipeline.glossary_impact import impact
    from bilingual.pipeline.ingest import ingest
    from bilingual.pipeline.segment import segment

    chosen = settings(engine=engine, model=model).settings
    documents = clean(ingest(articles), keep=chosen.keep, drop=chosen.drop, rules=chosen.rules)
    segmenter = registry.load("segmenters", chosen.segmenter)()
    make = registry.load("engines", chosen.engine)
    translator = make(chosen.model) if chosen.engine == "argos" else make()
    return impact(
        [segment(document, segmenter) for document in documents],
        Glossary.of(old),
        Glossary.of(new),
        translator,
    )


def _change(change: Change) -> dict[str, Any]:
    """Return a change of terms as plain data."""
    return {
        "source": change.source,
        "context": change.context,
        "kind": change.kind,
        "before": list(change.before),
        "after": list(change.after),
    }


def _row(found: Impact) -> dict[str, Any]:
    """Return an affected sentence as plain data."""
    return {
        "path": found.document,
        "line": found.line,
        "terms": list(found.terms),
        "source": found.source,
        "before": found.before,
        "after": found.after,
        "changed": found.changed,
        "missing": list(found.missing),
    }


def _summary(changed: Sequence[Change], impacts: Sequence[Impact], previewed: bool) -> str:
    """Return the changes in one sentence."""
    kinds = {kind: sum(c.kind == kind for c in changed) for kind in ("added", "changed", "removed")}
    told = ", ".join(f"{count} {kind}" for kind, count in kinds.items() if count)
    text = f"{len(changed)} terms differ ({told})" if changed else "No term differs"
    if previewed:
        altered = [i for i in impacts if i.changed]
        documents = len({i.document for i in altered})
        text += (
            f"; {len(altered)} sentences of {documents} documents change, "
            f"{len(impacts) - len(altered)} more have the term as it should be"
        )
    return text + "."


def _text(changed: Sequence[Change], impacts: Sequence[Impact], previewed: bool) -> str:
    """Return the comparison for a terminal."""
    marks = {"added": "+", "removed": "-", "changed": "~"}
    lines = []
    for change in changed:
        before, after = " | ".join(change.before), " | ".join(change.after)
        told = f"{before} => {after}" if before and after else before or after
        context = f" [{change.context}]" if change.context else ""
        lines.append(f"{marks[change.kind]} {change.source}{context}: {told}")
    for found in impacts:
        if found.changed:
            lines += ["", f"{found.document}:{found.line}: {', '.join(found.terms)}"]
            lines += [f"  fr {found.source}", f"  -  {found.before}", f"  +  {found.after}"]
            lines += (
                [f"  !  not in the English: {', '.join(found.missing)}"] if found.missing else []
            )
    lines += ["", _summary(changed, impacts, previewed)]
    return "\n".join(lines).lstrip("\n") + "\n"


def _markdown(changed: Sequence[Change], impacts: Sequence[Impact], previewed: bool) -> str:
    """Return the comparison as a pull request comment."""
    lines = ["### Glossary change", "", _summary(changed, impacts, previewed), ""]
    if changed:
        lines += ["| | French | before | after |", "|---|---|---|---|"]
        for c in changed:
            before, after = "<br>".join(map(_md, c.before)), "<br>".join(map(_md, c.after))
            lines.append(f"| {c.kind} | {_md(c.source)} | {before} | {after} |")
        lines.append("")
    altered = [i for i in impacts if i.changed]
    if altered:
        lines += ["<details open><summary>Sentences that change</summary>", ""]
        lines += ["| where | French | before | after |", "|---|---|---|---|"]
        for i in altered:
            gone = f"<br>:warning: missing: {_md(', '.join(i.missing))}" if i.missing else ""
            where = _md(f"{Path(i.document).name}:{i.line}")
            lines.append(f"| {where} | {_md(i.source)} | {_md(i.before)} | {_md(i.after)}{gone} |")
        lines += ["", "</details>", ""]
    return "\n".join(lines)


def _md(text: str) -> str:
    """Return text safe in a cell of a Markdown table."""
    plain = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;")
    for mark in ("\\", "|", "*", "_", "`", "[", "]"):
        plain = plain.replace(mark, "\\" + mark)
    return plain
