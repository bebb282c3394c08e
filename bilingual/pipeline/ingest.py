"""Reads the articles of a run: files, folders and standard input."""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path, PurePath

from bilingual import registry
from bilingual.errors import InputError
from bilingual.model.document import Document, Source
from bilingual.model.ports import Reader
from bilingual.workspace import Ledger, Workspace

STDIN = "-"


def ingest(paths: Sequence[str], lang: str = "fr") -> list[Document]:
    """Return the documents that `paths` name, in that order, each file once.

    Args:
        paths: files; folders (the files directly in them whose suffix is known, by name; hidden
            files, READMEs and what was written there as output are left out); `-` for standard
            input.
        lang: BCP-47 language of the articles.

    Raises:
        InputError: nothing there, not readable, not of its format, or nothing in it.

    """
    if not paths:
        raise InputError(STDIN, "no article was named; give files, folders or - for standard input")
    return [_read(path, lang) for path in _expanded(paths)]


def stems(documents: Sequence[Document]) -> list[str]:
    """Return a file stem for each document's outputs, none twice, the same on every run.

    Documents of one stem get their folder's name before it, and a number if that is not enough.
    Stems are compared without case, because some file systems do so.
    """
    plain = [_stem(document.source.path) for document in documents]
    counts = Counter(stem.casefold() for stem in plain)
    taken = {stem.casefold() for stem in plain if counts[stem.casefold()] == 1}
    unique = []
    for document, stem in zip(documents, plain, strict=True):
        if counts[stem.casefold()] > 1:
            folder = PurePath(document.source.path).parent.name
            stem = _free(f"{folder}-{stem}" if folder not in ("", "..") else stem, taken)
            taken.add(stem.casefold())
        unique.append(stem)
    return unique


def _free(stem: str, taken: set[str]) -> str:
    """Return `stem`, or it with the first number that makes it free."""
    number, candidate = 1, stem
    while candidate.casefold() in taken:
        number += 1
        candidate = f"{stem}-{number}"
    return candidate


def _stem(path: str) -> str:
    return "stdin" if path == STDIN else PurePath(path).stem


def _expanded(paths: Sequence[str]) -> Iterable[str]:
    """Yield each file once, folders opened."""
    seen: set[str] = set()
    for given in paths:
        for path in _in_folder(given) if given != STDIN and Path(given).is_dir() else [given]:
            key = path if path == STDIN else str(Path(path).resolve())
            if key not in seen:
                seen.add(key)
                yield path


def _in_folder(folder: str) -> list[str]:
    """Return the articles directly in a folder, by name."""
    try:
        entries = sorted(Path(folder).iterdir(), key=lambda path: path.name)
    except OSError as error:
        raise InputError(folder, f"cannot be opened: {error.strerror}") from error
    written = Ledger(Workspace(Path(folder)))
    found = [str(p) for p in entries if _is_article(p) and not written.wrote(p)]
    if not found:
        known = " ".join(_suffixes())
        problem = f"no article in this folder; put files there that end in one of {known}"
        raise InputError(folder, problem)
    return found


def _is_article(path: Path) -> bool:
    """Say whether a file of a folder is meant when the folder is named."""
    return (
        path.suffix.lower() in _suffixes()
        and not path.name.startswith((".", "~$"))
        and not path.stem.endswith(".fr-en")
        and path.stem.upper() != "README"
        and path.is_file()
    )


def _read(path: str, lang: str) -> Document:
    """Return the document in one file or on standard input."""
    reader = _reader(path)
    try:
        data = sys.stdin.buffer.read() if path == STDIN else Path(path).read_bytes()
    except FileNotFoundError as error:
        raise InputError(path, "there is no such file; check the name") from error
    except OSError as error:
        raise InputError(path, f"cannot be read: {error.strerror}") from error
    source = Source(path, reader.media_type, hashlib.sha256(data).hexdigest())
    return reader.read(data, source, lang)


def _reader(path: str) -> Reader:
    """Return the reader for a path's suffix; without a suffix it counts as plain text."""
    suffix = (PurePath(path).suffix.lower() if path != STDIN else "") or ".txt"
    built_in = registry.READS.get(suffix)
    found = registry.load("readers", built_in)() if built_in else _added().get(suffix)
    if found is None:
        known = " ".join(_suffixes())
        problem = f"articles that end in {suffix} cannot be read; use one of {known}"
        raise InputError(path, problem)
    reader: Reader = found
    return reader


def _suffixes() -> list[str]:
    """Return the suffixes that can be read, in the order of the registry."""
    return list(dict.fromkeys([*registry.READS, *_added()]))


@cache
def _added() -> dict[str, Reader]:
    """Return suffix -> reader of third parties."""
    found: dict[str, Reader] = {}
    for name in registry.names("readers"):
        if name in registry.BUILT_IN["readers"]:
            continue
        try:
            reader: Reader = registry.load("readers", name)()
        except ImportError:  # what it needs is not installed; the others still read
            continue
        for suffix in reader.suffixes:
            found.setdefault(suffix, reader)
    return found
