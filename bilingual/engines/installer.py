"""Puts packages into Argos's folder and takes them out again, whole or not at all.

argostranslate's own `install_from_path` unpacks straight into the folder: a corrupt archive leaves
half a package, after which every listing fails, and one package may overwrite another.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bilingual.engines.packages import (
    MODEL_FILES,
    Package,
    installed,
    open_file,
    open_folder,
    packages_folder,
)
from bilingual.engines.subwords import Subwords
from bilingual.errors import ModelError

_STAGING = ".bilingual-"
_DAY = 86400
"""Seconds."""


def install(
    source: Path, *, replace: bool = False, sha256: str = "", folder: Path | None = None
) -> Package:
    """Install an `.argosmodel` file or a package folder; return the installed package.

    The archive is checked (see `archive.open_archive`), unpacked into a staging folder beside the
    target, checked again as a package and renamed into place: a reader sees the whole package or
    none. The folder is named by the package's own metadata, so no package can take another's
    place under a borrowed name.

    Args:
        source: file or folder.
        replace: whether an installed package of the same name gives way.
        sha256: digest that the file must have; empty: not checked.
        folder: where packages lie; default Argos's.

    Raises:
        ModelError: the source is refused, incomplete or already installed, or the folder cannot
            be written; nothing is left behind.
    """
    folder = packages_folder() if folder is None else folder
    if sha256:
        _check_sum(source, sha256)
    package = open_folder(source, "given") if source.is_dir() else open_file(source, "given")
    _check_complete(package)
    target = folder / package.name
    if target.exists() and not replace:
        raise ModelError(
            f"{package.name} is installed already in {folder}; give --replace to put this one in "
            "its place"
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _staging(folder) as stage:
            new = stage / "new"
            _copy(package, new)
            _check_complete(open_folder(new, "installed"))
            _swap(new, target, stage / "old")
    except OSError as error:
        raise ModelError(
            f"{folder}: cannot install there ({error.strerror or error}); nothing was changed. Set "
            "ARGOS_PACKAGES_DIR to a folder that can be written"
        ) from error
    return open_folder(target, "installed")


def remove(name: str, folder: Path | None = None) -> Path:
    """Remove the installed package (or broken folder) of that name; return the folder it had.

    It is renamed out of sight first, so that no half of it is ever listed.

    Raises:
        ModelError: nothing of that name is installed, or it cannot be removed.
    """
    folder = packages_folder() if folder is None else folder
    packages, broken = installed(folder)
    paths = {package.path.name: package.path for package in packages}
    paths |= {package.name: package.path for package in reversed(packages)}
    paths |= {path.name: path for path, _ in broken}
    if name not in paths:
        there = ", ".join(sorted(paths)) or "nothing"
        raise ModelError(f"{name}: not installed in {folder}; installed: {there}")
    try:
        with _staging(folder) as stage:
            paths[name].rename(stage / "old")
    except OSError as error:
        raise ModelError(f"{paths[name]}: cannot be removed ({error.strerror or error})") from error
    return paths[name]


@contextmanager
def _staging(folder: Path) -> Iterator[Path]:
    """Give a folder of our own beside the packages and remove it, whatever happens.

    argostranslate takes every folder there for a package and fails on one without metadata, so
    it gets metadata of a type that translates nothing. Leftovers of killed installations go after
    a day.
    """
    for old in folder.glob(f"{_STAGING}*"):
        if time.time() - old.stat().st_mtime > _DAY:
            shutil.rmtree(old, ignore_errors=True)
    stage = Path(tempfile.mkdtemp(prefix=_STAGING, dir=folder))
    try:
        (stage / "metadata.json").write_text('{"type": "staging"}', encoding="utf-8")
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _copy(package: Package, target: Path) -> None:
    """Write the package's files to a new folder; links of a folder are refused."""
    if package.archive is not None:
        package.archive.unpack(target)
    else:
        for path in sorted(package.path.rglob("*")):
            if path.is_symlink() or not (path.is_file() or path.is_dir()):
                raise ModelError(f"{path}: refused: a link or a device; nothing was installed")
        shutil.copytree(package.path, target)
    for path in (path for path in target.rglob("*") if path.is_file()):
        with path.open("rb") as stream:
            os.fsync(stream.fileno())


def _swap(new: Path, target: Path, old: Path) -> None:
    """Rename the new folder into place; what was there goes to `old`, and back if that fails."""
    if target.exists():
        target.rename(old)
    try:
        new.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise


def _check_complete(package: Package) -> None:
    """Refuse a package that could not translate: files missing, subword model unreadable."""
    names: tuple[str, ...] = MODEL_FILES
    if package.has("bpe.model") and not package.has("sentencepiece.model"):
        names = tuple(name for name in names if name != "sentencepiece.model")
    missing = [name for name in names if not package.has(name)]
    if package.metadata.kind != "translate":
        raise ModelError(
            f"{package.path}: a package of type {package.metadata.kind!r}, not of type translate"
        )
    if missing:
        raise ModelError(
            f"{package.path}: not a translation package; it lacks {', '.join(missing)}"
        )
    if package.has("sentencepiece.model"):
        Subwords(package.read("sentencepiece.model"), str(package.path))


def _check_sum(path: Path, wanted: str) -> None:
    """Refuse a file whose digest is another than the one wanted."""
    try:
        with path.open("rb") as stream:
            actual = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise ModelError(f"{path}: cannot be read ({error.strerror})") from error
    if actual != wanted.lower():
        raise ModelError(
            f"{path}: its SHA-256 is {actual}, not {wanted}; download it again, nothing was "
            "installed"
        )
