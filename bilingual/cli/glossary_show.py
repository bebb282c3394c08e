"""`bilingual glossary match`, `stats` and `extract`."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path
from typing import Any

import click

from bilingual.cli.glossary_files import files, in_force
from bilingual.cli.options import TABLE_FORMAT, print_json
from bilingual.model.document import BlockKind
from bilingual.model.term import TermStatus
from bilingual.pipeline.clean import clean
from bilingual.pipeline.ingest import ingest
from bilingual.terminology.extract import Candidate
from bilingual.terminology.extract import extract as candidates
from bilingual.terminology.glossary import Glossary, load
from bilingual.terminology.match import TermMatch
from bilingual.workspace import atomic_write

GLOSSARY = click.option("--glossary", multiple=True, help="Glossary file, most important first.")


@click.command()
@click.argument("paths", nargs=-1, required=True)
@GLOSSARY
@TABLE_FORMAT
def match(paths: tuple[str, ...], glossary: tuple[str, ...], output_format: str) -> None:
    """Show where terms occur in articles, and the English that is asked for.

    `path:line:col: French -> English (row of the glossary)`; what a longer match covers, and
    what it only overlaps and goes before, follows.
    """
    terms = load(files(glossary))
    rows: list[dict[str, Any]] = []
    for document in ingest(paths):
        titles = [
            block.kind in (BlockKind.HEADLINE, BlockKind.HEADING) for block in document.blocks
        ]
        found = terms.match_document([block.text for block in document.blocks], titles)
        for block, matches in zip(document.blocks, found, strict=True):
            rows += [_row(document.source.path, block.line, block.text, m) for m in matches]
    if output_format == "json":
        print_json(rows)
        return
    for row in rows:
        place = f"{row['path']}:{row['line']}:{row['column']}"
        wanted = " | ".join(row["targets"]) or f"not {' | '.join(row['forbidden'])}"
        note = f"; {row['note']}" if row["note"] else ""
        covers = f"; covers {', '.join(row['nested'])}" if row["nested"] else ""
        beyond = f"; goes before {', '.join(row['overlapped'])}" if row["overlapped"] else ""
        click.echo(f"{place}: {row['source']} -> {wanted} ({row['origin']}{note}{covers}{beyond})")
    click.echo(f"{len(rows)} occurrences of {len({r['origin'] for r in rows})} terms", err=True)


def _row(path: str, line: int, text: str, found: TermMatch) -> dict[str, Any]:
    """Return one occurrence as plain data."""
    return {
        "path": path,
        "line": line,
        "column": found.span.start + 1,
        "source": found.span.of(text),
        "targets": list(found.targets),
        "forbidden": list(found.forbidden),
        "plural": found.plural,
        "term": found.term.source,
        "origin": found.term.origin,
        "note": found.note,
        "nested": [inner.span.of(text) for inner in found.nested],
        "overlapped": [other.span.of(text) for other in found.overlapped],
    }


@click.command()
@click.argument("paths", nargs=-1)
@TABLE_FORMAT
def stats(paths: tuple[str, ...], output_format: str) -> None:
    """Count rows by status, class and case, and the forms that are looked for."""
    rows = []
    for path in files(paths):
        glossary = load([path])
        terms = glossary.terms
        rows.append(
            {
                "path": str(path),
                "rows": len(terms),
                "sources": len({term.source for term in terms}),
                "concepts": len(glossary.matcher.concepts),
                "forms": sum(len(c.forms) for c in glossary.matcher.concepts),
                "patterns": len(glossary.matcher.patterns),
                "with context": sum(bool(term.context) for term in terms),
                "with acronym": sum(bool(term.acronym) for term in terms),
                "status": {s.value: sum(t.status is s for t in terms) for s in TermStatus},
                "class": dict(sorted(Counter(t.pos or "(none)" for t in terms).items())),
                "case": dict(sorted(Counter(t.case.value for t in terms).items())),
                "sha256": glossary.sha256,
            }
        )
    if output_format == "json":
        print_json(rows)
        return
    for row in rows:
        click.echo(row.pop("path"))
        for name, value in row.items():
            shown = value
            if isinstance(value, dict):
                shown = ", ".join(f"{count} {key}" for key, count in value.items() if count)
            click.echo(f"  {name:>12}  {shown}")


@click.command()
@click.argument("paths", nargs=-1, required=True)
@GLOSSARY
@click.option("--least", type=int, default=2, show_default=True, help="Occurrences at least.")
@click.option(
    "--against", multiple=True, type=click.Path(path_type=Path),
    help="What was sent out, for reviewed side-by-sides (as in `bilingual review`).",
)  # fmt: skip
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write the rows here.")
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv")
def extract(
    paths: tuple[str, ...],
    glossary: tuple[str, ...],
    least: int,
    against: tuple[Path, ...],
    output: Path | None,
    form: str,
) -> None:
    """Propose rows: names, acronyms and noun groups of articles; corrections of reviews.

    Terms that the glossary has are left out. PATHS are French articles; a reviewed side-by-side
    (.docx whose name ends in .fr-en.docx, or any with --against) gives rows with their English. The
    rows are printed as CSV, ready to paste; `note` says how often and where.
    """
    known = load(files(glossary)) if glossary else (load(in_force()) if in_force() else None)
    reviewed = [p for p in paths if p.endswith(".fr-en.docx") or (against and p.endswith(".docx"))]
    articles = [p for p in paths if p not in reviewed]
    rows = _from_reviews(reviewed, against, known)
    if articles:
        texts = [block.text for document in clean(ingest(articles)) for block in document.blocks]
        rows += [_proposed(candidate) for candidate in candidates(texts, known, least)]
    if form == "json":
        print_json(rows)
        return
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("source", "target", "pos", "note"))
    writer.writerows((r["source"], r["target"], r["pos"], r["note"]) for r in rows)
    if output is not None:
        atomic_write(output, out.getvalue())
    else:
        click.echo(out.getvalue(), nl=False)
    click.echo(f"{len(rows)} candidates", err=True)


def _proposed(candidate: Candidate) -> dict[str, Any]:
    """Return the row of a candidate from articles; its target is for the keeper to fill in."""
    return {
        "source": candidate.text,
        "target": "",
        "pos": candidate.pos,
        "count": candidate.count,
        "note": f"{candidate.count}x: {' / '.join(candidate.contexts)}",
    }


def _from_reviews(
    paths: list[str], against: tuple[Path, ...], known: Glossary | None
) -> list[dict[str, Any]]:
    """Return rows from corrections that reviewers made again and again."""
    if not paths:
        return []
    from bilingual.pipeline.proposals import proposals
    from bilingual.pipeline.review import review

    outcomes = review([Path(p) for p in paths], against=against)
    have = known.preferred if known is not None else {}
    found = proposals([(o.dispatch.name, o.units) for o in outcomes], have)
    return [
        {
            "source": p.source,
            "target": p.target,
            "pos": "",
            "count": len(p.evidence),
            "note": f"corrected {len(p.evidence)}x; the machine had {p.replaced!r}",
        }
        for p in found
    ]
