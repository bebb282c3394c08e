"""The layout of an output folder, and files written whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from bilingual.errors import OutputError


@dataclass(frozen=True, slots=True)
class Workspace:
    """Where things lie in an output folder; nothing is made by asking."""

    folder: Path
    """What the editor looks at."""

    @property
    def state(self) -> Path:
        """Folder of what lets the next run go on: the sentence cache, units, the run record."""
        return self.folder / ".bilingual"

    @property
    def run_record(self) -> Path:
        """Facts of the last finished run, as JSON."""
        return self.state / "run.json"

    @property
    def units(self) -> Path:
        """Folder of the units as they were handed out for review, one JSONL a document."""
        return self.state / "units"

    @property
    def ledger(self) -> Path:
        """What was ever written for people to edit: one JSON object a line."""
        return self.state / "written.jsonl"

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the folder for one run; the lock goes with the process, however it ends.

        Raises:
            OutputError: another run holds it, or the folder cannot be made.
        """
        import portalocker  # late: 40 ms that `bilingual --help` need not pay

        try:
            self.state.mkdir(parents=True, exist_ok=True)
            stream = (self.state / "lock").open("a")
        except OSError as error:
            raise OutputError(
                f"{self.folder}: cannot write there: {error.strerror}; choose another place with "
                "--output"
            ) from error
        with stream:
            try:
                portalocker.lock(
                    stream, portalocker.LockFlags.EXCLUSIVE | portalocker.LockFlags.NON_BLOCKING
                )
            except portalocker.LockException:
                raise OutputError(
                    f"{self.folder}: another run is writing there; wait for it, or choose another "
                    "place with --output"
                ) from None
            yield


class Ledger:
    """Knows every version of a file that was written here, so that people's edits are not lost.

    A digest is noted before its file is written; a run that dies between the two does no harm.
    """

    def __init__(self, workspace: Workspace) -> None:
        """Read what was noted; a line torn by a crash is skipped."""
        self.workspace = workspace
        self.known: set[tuple[str, str]] = set()
        with suppress(OSError):
            for line in workspace.ledger.read_text(encoding="utf-8").splitlines():
                with suppress(ValueError, TypeError, KeyError):
                    entry = json.loads(line)
                    self.known.add((entry["file"], entry["sha256"]))

    def edited(self, path: Path, data: bytes) -> bool:
        """Say whether `path` holds something that was not written here and is not `data`."""
        found = digest(path)
        return (
            bool(found) and found != _sha256(data) and (self._name(path), found) not in self.known
        )

    def wrote(self, path: Path) -> bool:
        """Say whether `path` is a file of the output folder as it was written here."""
        name = self._name(path)
        return any(name == known for known, _ in self.known) and (name, digest(path)) in self.known

    def write(self, path: Path, data: bytes) -> None:
        """Note the digest, then write the file.

        Raises:
            OutputError: either cannot be written.
        """
        self._note(path, _sha256(data))
        atomic_write(path, data)

    def note(self, path: Path) -> None:
        """Note the digest of a file that was just written (in pieces, so not known before).

        Raises:
            OutputError: the ledger cannot be written.
        """
        self._note(path, digest(path))

    def _note(self, path: Path, found: str) -> None:
        """Append the digest of a file unless it is known."""
        entry = (self._name(path), found)
        if entry in self.known:
            return
        self.known.add(entry)
        line = json.dumps({"file": entry[0], "sha256": entry[1]}, ensure_ascii=False)
        try:
            with self.workspace.ledger.open("a", encoding="utf-8") as stream:
                stream.write(line + "\n")
        except OSError as error:
            raise _cannot_write(self.workspace.ledger, error) from error

    def _name(self, path: Path) -> str:
        """Return the file's name within the output folder."""
        return path.relative_to(self.workspace.folder).as_posix()


def digest(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal, empty if it cannot be read."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def _sha256(data: bytes) -> str:
    """Return the SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def atomic_write(path: Path, data: bytes | str | Iterable[str]) -> None:
    """Write `data` to `path` so that a reader sees the old file or the new one, never a part.

    A temporary file in the same folder is written, synced and renamed over the target. Text is
    encoded as UTF-8, line ends as they are; a long one may come in pieces.

    Raises:
        OutputError: the folder cannot be made or written (full disk, permissions, a folder in the
            way); what was at `path` before is untouched and no temporary file is left.
    """
    pieces = [data] if isinstance(data, bytes | str) else data
    temporary: str | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(handle, "wb") as stream:
            for piece in pieces:
                stream.write(piece if isinstance(piece, bytes) else piece.encode())
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except OSError as error:
        raise _cannot_write(path, error) from error
    finally:
        if temporary is not None:
            with suppress(FileNotFoundError):
                Path(temporary).unlink()


def _cannot_write(path: Path, error: OSError) -> OutputError:
    """Return the error of a write that failed."""
    return OutputError(
        f"{path}: cannot write: {error.strerror or error}; free some space or choose another "
        "place with --output. What was there is unchanged."
    )


def _umask() -> int:
    """Return the process' umask (it can only be read by setting it)."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
