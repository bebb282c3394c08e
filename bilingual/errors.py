"""The one tree of errors: problems of the program's use or of an input file.

A problem of the *text* is a `Finding`, never an exception. The command line maps every
`BilingualError` to one message and exit code 2 (see `bilingual.cli`), so each message says where
(`path:line`), what is wrong and what to do about it.
"""

from __future__ import annotations

from pathlib import Path


class BilingualError(Exception):
    """Base of everything the user can act on; `str(error)` is the whole message."""

    exit_code = 2


class InputError(BilingualError):
    """A file or stream given by the user cannot be read as what it should be."""

    def __init__(self, where: str | Path, problem: str, *, line: int | None = None) -> None:
        self.where = str(where)
        self.line = line
        self.problem = problem
        place = self.where if line is None else f"{self.where}:{line}"
        super().__init__(f"{place}: {problem}")


class GlossaryError(InputError):
    """A term base is malformed; carries `path:line`."""


class ModelError(BilingualError):
    """No usable translation model, or a model package that must not be trusted."""


class ConfigError(InputError):
    """`bilingual.toml`, an environment variable or a flag holds a value nobody understands."""


class OutputError(BilingualError):
    """A result could not be written; what was there before is untouched."""


class MemoryStoreError(BilingualError):
    """The translation memory file is not one, is locked or is from a newer version."""


class MissingExtraError(BilingualError):
    """A feature needs an optional dependency; the message names the extra to install."""
