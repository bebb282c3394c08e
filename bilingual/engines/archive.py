"""Argos package archives (`.argosmodel`, a zip with one top folder), read with suspicion.

Everything that a hostile or damaged archive can do is refused before a byte of it is used: see
`open_archive`. The same checks stand before reading a model straight from its archive and before
unpacking it into the folder of installed packages.
"""

from __future__ import annotations

import stat
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from bilingual.errors import ModelError

MAX_MEMBERS = 20_000
"""Real packages hold 5 to 60 files."""
MAX_TOTAL = 3 * 1024**3
"""Bytes unpacked; the largest packages of Argos's index hold about 0.3 GB."""
MAX_RATIO = 100
"""Unpacked to packed size of one file. Weights reach 1.3, vocabularies 6."""
RATIO_FREE = 1024 * 1024
"""Bytes below which a file's ratio is not looked at."""

_READ_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError)


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive that passed every check; member names are relative to its top folder."""

    path: Path
    top: str
    """Name of the one top folder, for instance `translate-fr_en-1_9`."""
    members: dict[str, int]
    """Path of each file below the top folder -> its unpacked size in bytes."""

    def read(self, name: str) -> bytes:
        """Return one file's bytes, its checksum verified.

        Raises:
            ModelError: the file is absent or its bytes are damaged.
        """
        if name not in self.members:
            raise ModelError(f"{self.path}: the package has no {name}; get another copy of it")
        try:
            with zipfile.ZipFile(self.path) as zipped:
                return zipped.read(f"{self.top}/{name}")
        except _READ_ERRORS as error:
            raise _damaged(self.path, f"{name}: {error}") from error

    def unpack(self, folder: Path) -> None:
        """Write every file below `folder` (which takes the top folder's place).

        Raises:
            ModelError: a file's bytes are damaged; what was written so far stays for the caller
                to remove.
        """
        try:
            with zipfile.ZipFile(self.path) as zipped:
                for name, size in self.members.items():
                    self._unpack_one(zipped, name, size, folder / name)
        except _READ_ERRORS as error:
            raise _damaged(self.path, str(error)) from error

    def _unpack_one(self, zipped: zipfile.ZipFile, name: str, size: int, target: Path) -> None:
        """Write one file, stopping where it turns out larger than the directory said."""
        target.parent.mkdir(parents=True, exist_ok=True)
        left = size
        with zipped.open(f"{self.top}/{name}") as source, target.open("xb") as sink:
            while chunk := source.read(1 << 20):
                left -= len(chunk)
                if left < 0:
                    raise ModelError(f"{self.path}: {name} is larger than it claims; not installed")
                sink.write(chunk)


def open_archive(path: Path) -> Archive:
    """Return the archive at `path` once every check has passed.

    Refused: no zip, encrypted files, unsafe or duplicate names (also such as differ in case
    alone), links and devices, anything but exactly one top folder, too many files, too large,
    packed too tightly (a bomb).

    Raises:
        ModelError: with the reason.
    """
    try:
        with zipfile.ZipFile(path) as zipped:
            infos = zipped.infolist()
    except FileNotFoundError as error:
        raise ModelError(f"{path}: no such file; give a .argosmodel file") from error
    except _READ_ERRORS as error:
        raise _damaged(path, str(error)) from error
    if len(infos) > MAX_MEMBERS:
        raise _refused(path, f"it holds {len(infos)} files, more than {MAX_MEMBERS}")
    if sum(info.file_size for info in infos) > MAX_TOTAL:
        raise _refused(path, f"it would unpack to more than {MAX_TOTAL // 1024**3} GB")
    files: dict[str, int] = {}
    for info in infos:
        _check_member(path, info)
        if not info.is_dir():
            files[info.filename] = info.file_size
    return Archive(path, *_below_one_top(path, infos, files))


def _check_member(path: Path, info: zipfile.ZipInfo) -> None:
    """Refuse a member that is unsafe by itself."""
    name = info.filename
    parts = PurePosixPath(name).parts
    if (
        not parts
        or name != info.orig_filename
        or name.startswith("/")
        or "\\" in name
        or ":" in name
        or ".." in parts
        or "." in name.split("/")
        or any(ord(sign) < 32 for sign in name)
    ):
        raise _refused(path, f"it holds the unsafe path {name!r}")
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise _refused(path, f"{name} is a link or a device")
    if info.flag_bits & 0x1:
        raise _refused(path, f"{name} is encrypted")
    if info.file_size > RATIO_FREE and info.file_size > MAX_RATIO * max(info.compress_size, 1):
        raise _refused(
            path, f"{name} would unpack to more than {MAX_RATIO} times its size (a zip bomb?)"
        )


def _below_one_top(
    path: Path, infos: list[zipfile.ZipInfo], files: dict[str, int]
) -> tuple[str, dict[str, int]]:
    """Return the one top folder and the files below it."""
    tops = {PurePosixPath(info.filename).parts[0] for info in infos}
    loose = [name for name in files if "/" not in name]
    if len(tops) != 1 or loose:
        found = ", ".join(sorted(tops)[:5]) or "nothing"
        raise _refused(path, f"it must hold exactly one folder at its top, not {found}")
    top = tops.pop()
    folded = [info.filename.casefold().rstrip("/") for info in infos]
    if len(set(folded)) != len(folded):
        raise _refused(path, "it holds the same path twice")
    below = {name.removeprefix(f"{top}/"): size for name, size in files.items()}
    for name in below:
        if any(parent.as_posix() in below for parent in PurePosixPath(name).parents):
            raise _refused(path, f"{name} lies below a file")
    return top, below


def _refused(path: Path, reason: str) -> ModelError:
    """Return the error for an archive that must not be trusted."""
    return ModelError(f"{path}: refused: {reason}; nothing was installed. Get the package anew")


def _damaged(path: Path, reason: str) -> ModelError:
    """Return the error for an archive that cannot be read."""
    return ModelError(
        f"{path}: not a usable .argosmodel file ({reason}); download it again or use another one"
    )
