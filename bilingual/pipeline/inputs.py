"""What a run works with: the articles and the settings' glossary, memory, engine, references."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual import __version__, registry
from bilingual.config import Config, Settings
from bilingual.errors import ConfigError, InputError
from bilingual.model.document import Document
from bilingual.model.ports import Engine
from bilingual.pipeline.ingest import ingest, stems

if TYPE_CHECKING:
    from bilingual.terminology.glossary import Glossary


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything that decides what a run writes."""

    documents: tuple[Document, ...]
    """As read, not yet cleaned."""
    stems: tuple[str, ...]
    """One for each document: the names of its exports."""
    references: dict[str, list[str]]
    """Stem -> lines of its human translation."""
    glossary: Glossary | None
    engine: Engine
    """Its model is not opened before it is needed."""
    memory: Path | None
    settings: Settings

    def key(self) -> str:
        """Return the digest of it all: two runs of one key write the same bytes."""
        decisive = {
            name: value
            for name, value in asdict(self.settings).items()
            if name not in {"output", "threads", "fail_on", "memory", "glossary"}
        }
        material = {
            "version": __version__,
            "documents": [asdict(document.source) for document in self.documents],
            "settings": decisive,
            "engine": getattr(self.engine, "identity", self.settings.engine),
            "glossary": self.glossary.sha256 if self.glossary is not None else "",
            "references": self.references,
            "memory": _stamp(self.memory),
            "date": os.environ.get("SOURCE_DATE_EPOCH", ""),
        }
        return hashlib.sha256(json.dumps(material, sort_keys=True).encode()).hexdigest()


def gather(paths: Sequence[str], config: Config, references: Path | None) -> Inputs:
    """Return what a run over `paths` works with.

    Raises:
        BilingualError: an article, the glossary, the memory, the model or a reference is not there
            or not what it should be.
    """
    documents = tuple(ingest(paths))
    names = tuple(stems(documents))
    return Inputs(
        documents,
        names,
        _references(references, names),
        find_glossary(config),
        _engine(config.settings),
        find_memory(config),
        config.settings,
    )


def find_glossary(config: Config) -> Glossary | None:
    """Return the glossaries in force as one, the first with the highest priority.

    `--glossary none` turns them off. Without any given, `glossaries/*.fr-en.csv` beside
    `bilingual.toml` (or here) count, in the order of their names; else the one that is shipped.
    """
    given = config.settings.glossary
    if given == ("none",):
        return None
    from bilingual.terminology.glossary import load as load_glossary

    if given:
        from_file = config.origins["glossary"].partition(":")[0].endswith(".toml")
        base = config.folder if from_file else Path()
        return load_glossary([base / name for name in given])
    paths = sorted((config.folder / "glossaries").glob("*.fr-en.csv"))
    return load_glossary(paths or shipped_glossaries())


def shipped_glossaries() -> list[Path]:
    """Return the glossaries that come with the package."""
    package = Path(__file__).parents[1]
    folders = [package / "data" / "glossaries", package.parent / "glossaries"]
    return [path for folder in folders for path in sorted(folder.glob("*.fr-en.csv"))][:1]


def find_memory(config: Config) -> Path | None:
    """Return the translation memory in force, None if there is none.

    Raises:
        ConfigError: one was named that is not there.
    """
    given = config.settings.memory
    if given == "none":
        return None
    if given:
        if not Path(given).is_file():
            raise ConfigError(given, "no such translation memory; bilingual review makes one")
        return Path(given)
    path = config.folder / ".bilingual" / "memory.sqlite"
    return path if path.is_file() else None


def _engine(settings: Settings) -> Engine:
    """Return the engine in force, its model not yet opened."""
    make = registry.load("engines", settings.engine)
    if settings.engine == "argos":
        engine: Engine = make(settings.model, threads=settings.threads, device=settings.device)
    else:
        engine = make()
    return engine


def _references(path: Path | None, names: Sequence[str]) -> dict[str, list[str]]:
    """Return stem -> lines of its human translation.

    A folder holds `<stem>.txt`, `<stem>.en.txt` or `<stem>.en`; documents without one are not
    scored against any.

    Raises:
        InputError: not there, not text, or a single file for several documents.
    """
    if path is None:
        return {}
    if path.is_dir():
        found: dict[str, list[str]] = {}
        for name in names:
            tried = (path / f"{name}{suffix}" for suffix in (".en.txt", ".en", ".txt"))
            there = next((one for one in tried if one.is_file()), None)
            if there is not None:
                found[name] = _lines(there)
        if not found:
            raise InputError(path, f"holds no reference; wanted for instance {names[0]}.en.txt")
        return found
    if len(names) > 1:
        raise InputError(
            path, f"one reference for {len(names)} documents; give a folder with <stem>.en.txt each"
        )
    return {names[0]: _lines(path)}


def _lines(path: Path) -> list[str]:
    """Return the non-blank lines of a text file."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(path, "is not UTF-8 text; save it as UTF-8") from error
    except OSError as error:
        raise InputError(path, f"cannot be read: {error.strerror}") from error
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        raise InputError(path, "is empty; a reference has one sentence a line, or plain text")
    return lines


def _stamp(memory: Path | None) -> list[str]:
    """Return size and time of the memory's files, which change with each write."""
    if memory is None:
        return []
    parts = [memory, memory.with_name(memory.name + "-wal")]
    stats = [path.stat() for path in parts if path.is_file()]
    return [f"{one.st_size} {one.st_mtime_ns}" for one in stats if one.st_size]
