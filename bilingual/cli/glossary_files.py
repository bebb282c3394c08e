"""Which glossary files a verb works on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bilingual.cli.options import settings
from bilingual.errors import GlossaryError


def files(given: Sequence[str]) -> list[Path]:
    """Return the files given, folders opened; without any, the glossaries in force.

    Raises:
        GlossaryError: a path is not there, or there is no glossary at all.
    """
    found: list[Path] = []
    for name in given:
        path = Path(name)
        if path.is_dir():
            found += sorted(path.glob("*.csv"))
        elif path.exists():
            found.append(path)
        else:
            raise GlossaryError(path, "no such file; give a glossary (.csv) or a folder of them")
    if not found and not given:
        found = in_force()
    if not found:
        where = ", ".join(given) or "glossaries/"
        raise GlossaryError(where, "no glossary there; give a file, or make glossaries/x.fr-en.csv")
    return found


def in_force() -> list[Path]:
    """Return the glossary files that a run would use, by falling priority."""
    config = settings()
    chosen = config.settings.glossary
    if chosen == ("none",):
        return []
    if chosen:
        from_file = config.origins["glossary"].partition(":")[0].endswith(".toml")
        base = config.folder if from_file else Path()
        return [base / name for name in chosen]
    paths = sorted((config.folder / "glossaries").glob("*.fr-en.csv"))
    if paths:
        return [_short(path) for path in paths]
    from bilingual.pipeline.inputs import shipped_glossaries

    return shipped_glossaries()


def _short(path: Path) -> Path:
    """Return a path relative to the current folder where it lies under it."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
