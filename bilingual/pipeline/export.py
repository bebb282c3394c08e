"""Write the exports of a review, and the report over a run."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bilingual import registry
from bilingual.formats.report import RunFacts, report_json
from bilingual.formats.report_html import report_html
from bilingual.formats.report_markdown import report_markdown
from bilingual.model.ports import Writer
from bilingual.model.review import Review
from bilingual.workspace import atomic_write


def export(review: Review, to: Sequence[str], folder: Path, stem: str) -> list[Path]:
    """Write `<stem>.fr-en<suffix>` for every format of `to`; return the paths, in that order.

    Everything is made before anything is written, so a writer that fails leaves the old set.

    Raises:
        ConfigError: a format that the registry does not know.
        OutputError: a file cannot be written; it is as it was before.
    """
    made = render(review, to, folder, stem)
    for path, data in made:
        atomic_write(path, data)
    return [path for path, _ in made]


def report(facts: RunFacts, folder: Path, files: Sequence[str] = ()) -> list[Path]:
    """Write `report.html`, `report.md` and `report.json` over a run; return the paths.

    Args:
        facts: of every document of the run.
        folder: where the report goes.
        files: what the run wrote, as names within `folder`.

    Raises:
        OutputError: a file cannot be written; it is as it was before.
    """
    table = facts.table(files)
    pages = {"html": report_html, "md": report_markdown, "json": report_json}
    paths = [folder / f"report.{suffix}" for suffix in pages]
    for path, page in zip(paths, pages.values(), strict=True):
        atomic_write(path, page(table))
    return paths


def render(review: Review, to: Sequence[str], folder: Path, stem: str) -> list[tuple[Path, bytes]]:
    """Return path and bytes of every format of `to`, writing nothing.

    Raises:
        ConfigError: a format that the registry does not know.
    """
    return [(folder / f"{stem}.fr-en{writer.suffix}", writer.write(review)) for writer in _all(to)]


def _all(to: Sequence[str]) -> list[Writer]:
    """Return the writers of those names, each once."""
    return [registry.load("writers", name)() for name in dict.fromkeys(to)]
