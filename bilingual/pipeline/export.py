"""Write the exports of a review, and the report over a run."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bilingual import registry
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
    made = [(folder / f"{stem}.fr-en{writer.suffix}", writer.write(review)) for writer in _all(to)]
    for path, data in made:
        atomic_write(path, data)
    return [path for path, _ in made]


def _all(to: Sequence[str]) -> list[Writer]:
    """Return the writers of those names, each once."""
    return [registry.load("writers", name)() for name in dict.fromkeys(to)]
