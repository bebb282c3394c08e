"""Settings: flags > `BILINGUAL_*` environment > `bilingual.toml` > defaults, strictly read.

`bilingual.toml` is looked for in the current folder and upwards; `[tool.bilingual]` of a
`pyproject.toml` counts as well. A key that nobody knows is an error that names the nearest one.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from bilingual.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a run can be told. Names are those of `bilingual.toml` and of the flags."""

    output: str = "output"
    """Folder for what `translate` writes."""
    to: tuple[str, ...] = ("docx", "md")
    """Export formats, names of writers."""
    glossary: tuple[str, ...] = ()
    """Term bases by falling priority; empty: every `glossaries/*.fr-en.csv` that is found, else
    the one shipped."""
    engine: str = "argos"
    model: str = ""
    """`.argosmodel` file, package folder or package name; empty: the best one there is."""
    segmenter: str = "pysbd"
    beam: int = 4
    threads: int = 0
    """Sentences translated at the same time; 0: one per core."""
    device: str = "auto"
    """`auto`, `cpu` or `cuda`."""
    memory: str = ""
    """Translation memory file; empty: `.bilingual/memory.sqlite` beside `bilingual.toml` or here,
    used if it exists."""
    keep: tuple[str, ...] = ()
    """Regular expressions of lines that cleaning leaves in whatever the rules say."""
    drop: tuple[str, ...] = ()
    """Regular expressions of lines that cleaning takes out."""
    rules: tuple[str, ...] = ()
    """Cleaning rules in force; empty: all of them. `-name` takes one out."""
    checks: tuple[str, ...] = ()
    """Checks in force; empty: all of them. `-name` takes one out."""
    fail_on: str = "never"
    """Lowest severity that makes the exit code 1: `minor`, `major`, `critical` or `never`."""


@dataclass(frozen=True, slots=True)
class Config:
    """The settings in force and where each came from."""

    settings: Settings
    origins: Mapping[str, str] = field(default_factory=dict)
    """Setting -> `default`, `environment BILINGUAL_BEAM`, `bilingual.toml:3`, `flag --beam`."""
    folder: Path = field(default_factory=Path.cwd)
    """Folder of the `bilingual.toml`, or the current one; relative paths of the file count here."""


def load(flags: Mapping[str, Any] | None = None, start: Path | None = None) -> Config:
    """Return the settings in force.

    Args:
        flags: setting -> value given on the command line; None and empty tuples count as not given.
        start: folder from which `bilingual.toml` is looked for, upwards; default the current one.

    Raises:
        ConfigError: an unknown key, a value of the wrong type, a file that is not TOML.
    """
    folder, path, table = _find(start or Path.cwd())
    settings, origins = Settings(), {f.name: "default" for f in fields(Settings)}
    lines = _key_lines(path)
    for key, value in table.items():
        name = _known(key, str(path), lines.get(key))
        parsed = _typed(name, value, str(path), lines.get(key))
        settings = replace(settings, **{name: parsed})
        origins[name] = f"{path.name}:{lines[key]}" if path and key in lines else str(path)
    for f in fields(Settings):
        variable = f"BILINGUAL_{f.name.upper()}"
        if variable in os.environ:
            parsed = _from_text(f.name, os.environ[variable], f"environment {variable}")
            settings = replace(settings, **{f.name: parsed})
            origins[f.name] = f"environment {variable}"
    for name, value in (flags or {}).items():
        if value is not None and value != ():
            parsed = _typed(name, value, f"flag --{name.replace('_', '-')}", None)
            settings = replace(settings, **{name: parsed})
            origins[name] = f"flag --{name.replace('_', '-')}"
    _check_values(settings, origins)
    return Config(settings, origins, folder)


def _find(start: Path) -> tuple[Path, Path | None, dict[str, Any]]:
    """Return the folder, path and table of the nearest configuration file, looking upwards."""
    for folder in (start, *start.parents):
        path = folder / "bilingual.toml"
        if path.is_file():
            return folder, path, _toml(path)
        project = folder / "pyproject.toml"
        if project.is_file():
            table = _toml(project).get("tool", {}).get("bilingual")
            if table is not None:
                return folder, project, table
    return start, None, {}


def _toml(path: Path) -> dict[str, Any]:
    """Read a TOML file; `ConfigError` with the line if it is not one."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(path, f"not valid TOML: {error}; mend the file") from error
    except OSError as error:
        raise ConfigError(path, f"cannot be read: {error.strerror}") from error


def _key_lines(path: Path | None) -> dict[str, int]:
    """Return key -> 1-based line, for messages; the first line that starts with the key."""
    found: dict[str, int] = {}
    if path is not None:
        for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1):
            key = line.partition("=")[0].strip().strip('"')
            if key and "=" in line:
                found.setdefault(key, number)
    return found


def _known(key: str, where: str, line: int | None) -> str:
    """Return the setting of that key (`fail-on` is `fail_on`), or say which is nearest."""
    name = key.replace("-", "_")
    known = [f.name for f in fields(Settings)]
    if name in known:
        return name
    near = get_close_matches(name, known, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"known are: {', '.join(known)}"
    raise ConfigError(where, f"unknown setting {key!r}; {hint}", line=line)


def _typed(name: str, value: Any, where: str, line: int | None) -> Any:
    """Return `value` as the setting's type, or say what type it needs."""
    default = getattr(Settings(), name)
    if isinstance(default, tuple):
        items = (value,) if isinstance(value, str) else value
        if isinstance(items, list | tuple) and all(isinstance(item, str) for item in items):
            return tuple(items)
        raise ConfigError(where, f"{name} must be a list of strings, not {value!r}", line=line)
    if isinstance(value, bool) or not isinstance(value, type(default)):
        kind = "a whole number" if isinstance(default, int) else "a string"
        raise ConfigError(where, f"{name} must be {kind}, not {value!r}", line=line)
    return value


def _from_text(name: str, text: str, where: str) -> Any:
    """Return an environment variable's text as the setting's type (lists: comma-separated)."""
    default = getattr(Settings(), name)
    if isinstance(default, tuple):
        return tuple(part.strip() for part in text.split(",") if part.strip())
    if isinstance(default, int):
        try:
            return int(text)
        except ValueError:
            raise ConfigError(where, f"{name} must be a whole number, not {text!r}") from None
    return text


def _check_values(settings: Settings, origins: Mapping[str, str]) -> None:
    """Refuse values out of range, with their origin."""
    ranges = {"beam": (1, 64), "threads": (0, 512)}
    for name, (low, high) in ranges.items():
        value = getattr(settings, name)
        if not low <= value <= high:
            raise ConfigError(origins[name], f"{name} must be {low} to {high}, not {value}")
    choices = {
        "device": ("auto", "cpu", "cuda"),
        "fail_on": ("never", "info", "minor", "major", "critical", "unreviewed"),
    }
    for name, allowed in choices.items():
        value = getattr(settings, name)
        if value not in allowed:
            raise ConfigError(
                origins[name], f"{name} must be one of {', '.join(allowed)}, not {value!r}"
            )
