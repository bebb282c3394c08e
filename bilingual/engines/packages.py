"""Argos packages: where they lie and which one is to translate.

A package is a folder (installed, or given by the user) or an `.argosmodel` archive, which is read
without being unpacked. The folder of installed packages is the one that argostranslate uses, with
the same settings (`ARGOS_PACKAGES_DIR`, `settings.json`, XDG); they are read here, when needed,
because importing `argostranslate.settings` creates five folders in the user's home.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Any

from packaging.version import InvalidVersion, Version

from bilingual.engines.archive import Archive, open_archive
from bilingual.errors import ModelError

WEIGHTS = "model/model.bin"
MODEL_FILES = ("model/config.json", WEIGHTS, "sentencepiece.model")
"""Files without which a package cannot translate."""
INSTALL_HINT = "install one with `bilingual model install FILE.argosmodel` or give --model"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What `metadata.json` of a package says."""

    version: str
    from_code: str
    to_code: str
    from_name: str = ""
    to_name: str = ""
    kind: str = "translate"
    target_prefix: str = ""
    """Token that a many-language model wants in front of each target; empty for most."""

    @property
    def pair(self) -> str:
        """`fr_en`."""
        return f"{self.from_code}_{self.to_code}"

    @property
    def name(self) -> str:
        """The name by which Argos calls it: `translate-fr_en-1_9`."""
        return f"{self.kind}-{self.pair}-{self.version.replace('.', '_')}"

    @property
    def order(self) -> Version:
        """The version, for comparing; versions that are none come first."""
        try:
            return Version(self.version)
        except InvalidVersion:
            return Version("0.dev0")


@dataclass(frozen=True)
class Package:
    """A package that can be read, as a folder or as an archive."""

    path: Path
    """The folder or the `.argosmodel` file."""
    metadata: Metadata
    origin: str
    """`installed`, `embedded` or `given`."""
    archive: Archive | None = None
    """Set for archives."""

    @property
    def name(self) -> str:
        """`translate-fr_en-1_9`."""
        return self.metadata.name

    def has(self, name: str) -> bool:
        """Say whether the package holds that file."""
        if self.archive is not None:
            return name in self.archive.members
        return (self.path / name).is_file()

    def read(self, name: str) -> bytes:
        """Return a file's bytes; `ModelError` if it is absent or damaged."""
        if self.archive is not None:
            return self.archive.read(name)
        try:
            return (self.path / name).read_bytes()
        except OSError as error:
            raise ModelError(
                f"{self.path / name}: cannot be read ({error.strerror}); {INSTALL_HINT}"
            ) from error

    @cached_property
    def sha256(self) -> str:
        """Digest of the weights (`model/model.bin`)."""
        digest = hashlib.sha256(self._weights).hexdigest()
        if self.archive is None:  # CTranslate2 reads folders itself
            self.take(WEIGHTS)
        return digest

    @cached_property
    def _weights(self) -> bytes:
        """The weights: unpacked for the digest, kept until the engine takes them."""
        return self.read(WEIGHTS)

    def take(self, name: str) -> bytes:
        """Return a file's bytes, weights without unpacking them a second time; keep nothing."""
        if name != WEIGHTS:
            return self.read(name)
        weights = self._weights
        self.__dict__.pop("_weights", None)
        return weights

    @cached_property
    def card(self) -> dict[str, Any]:
        """`model_card.json`, if the package has one that is an object; else empty."""
        if not self.has("model_card.json"):
            return {}
        try:
            card = json.loads(self.read("model_card.json"))
        except ValueError:
            return {}
        return card if isinstance(card, dict) else {}

    @property
    def figures(self) -> tuple[tuple[str, str], ...]:
        """Measured quality, from the card's `figures`: (`newstest2013 BLEU`, `27.1`)..."""
        figures = self.card.get("figures")
        return tuple(_flat(figures)) if isinstance(figures, dict) else ()


def _flat(figures: dict[str, Any], above: str = "") -> list[tuple[str, str]]:
    """Return the figures of a card as pairs; nested objects join their names with a space."""
    pairs: list[tuple[str, str]] = []
    for name, value in figures.items():
        label = f"{above} {name}".strip()
        if isinstance(value, dict):
            if "value" in value:
                pairs.append((label, str(value["value"])))
            else:
                pairs += _flat(value, label)
        elif isinstance(value, str | int | float):
            pairs.append((label, str(value)))
    return pairs


def packages_folder() -> Path:
    """Return the folder into which Argos installs packages; it need not exist.

    Order, as in `argostranslate.settings`: environment `ARGOS_PACKAGES_DIR`, the same key of
    `settings.json` in the configuration folder, `packages` in the XDG data folder.
    """
    given = os.environ.get("ARGOS_PACKAGES_DIR") or _argos_settings().get("ARGOS_PACKAGES_DIR")
    if isinstance(given, str) and given:
        return Path(given)
    return _xdg("XDG_DATA_HOME", ".local", "share") / "argos-translate" / "packages"


def _xdg(variable: str, *default: str) -> Path:
    """Return an XDG folder the way argostranslate does (snap's home counts as home)."""
    if variable in os.environ:
        return Path(os.environ[variable])
    home = Path(os.environ["SNAP_USER_DATA"]) if "SNAP" in os.environ else Path.home()
    return home.joinpath(*default)


def _argos_settings() -> dict[str, Any]:
    """Return argostranslate's `settings.json`, empty if there is none or it is damaged."""
    path = _xdg("XDG_CONFIG_HOME", ".config") / "argos-translate" / "settings.json"
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return table if isinstance(table, dict) else {}


def parse_metadata(data: bytes, where: Path) -> Metadata:
    """Return what `metadata.json` says.

    Raises:
        ModelError: it is no JSON object or lacks a language or the version.
    """
    try:
        table = json.loads(data)
    except ValueError as error:
        raise ModelError(
            f"{where}: metadata.json is not JSON ({error}); get the package anew"
        ) from (error)
    if not isinstance(table, dict):
        raise ModelError(f"{where}: metadata.json is not an object; get the package anew")
    values = {}
    for key in ("package_version", "from_code", "to_code"):
        value = table.get(key)
        if not isinstance(value, str) or not value or not _plain(value):
            raise ModelError(f"{where}: metadata.json says no usable {key}; get the package anew")
        values[key] = value
    kind = str(table.get("type", "translate"))
    return Metadata(
        version=values["package_version"],
        from_code=values["from_code"],
        to_code=values["to_code"],
        from_name=str(table.get("from_name", "")),
        to_name=str(table.get("to_name", "")),
        kind=kind if _plain(kind) else "translate",
        target_prefix=str(table.get("target_prefix", "")),
    )


def _plain(value: str) -> bool:
    """Say whether a value may become part of a folder's name."""
    return len(value) <= 40 and all(sign.isalnum() or sign in ".-+" for sign in value)


def open_folder(folder: Path, origin: str) -> Package:
    """Return the package in a folder; `ModelError` if its metadata cannot be read."""
    path = folder / "metadata.json"
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ModelError(
            f"{folder}: not an Argos package (no readable metadata.json); {INSTALL_HINT}"
        ) from error
    return Package(folder, parse_metadata(data, folder), origin)


def open_file(path: Path, origin: str) -> Package:
    """Return the package in an archive, checked; nothing is unpacked."""
    archive = open_archive(path)
    return Package(path, parse_metadata(archive.read("metadata.json"), path), origin, archive)


def check_usable(package: Package, pair: str = "fr_en") -> Package:
    """Return the package if it can translate that pair.

    Raises:
        ModelError: other languages, or a file is missing.
    """
    if package.metadata.pair != pair or package.metadata.kind != "translate":
        raise ModelError(
            f"{package.path}: translates {package.metadata.pair.replace('_', ' to ')}, not "
            f"{pair.replace('_', ' to ')}; {INSTALL_HINT}"
        )
    if package.has("bpe.model") and not package.has("sentencepiece.model"):
        raise ModelError(
            f"{package.path}: a package of the old BPE kind, which needs sacremoses; install a "
            "newer version of it (`bilingual model install fr en`)"
        )
    missing = [name for name in MODEL_FILES if not package.has(name)]
    if missing:
        raise ModelError(
            f"{package.path}: incomplete, it lacks {', '.join(missing)}; remove it and "
            "`bilingual model install` it again"
        )
    return package


def installed(folder: Path | None = None) -> tuple[list[Package], list[tuple[Path, str]]]:
    """Return the installed packages, and the folders that are none with the reason.

    Sorted by pair, then by falling version. Folders that begin with a dot are the installer's.
    """
    folder = packages_folder() if folder is None else folder
    packages, broken = [], []
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        if path.is_dir() and not path.name.startswith("."):
            try:
                packages.append(open_folder(path, "installed"))
            except ModelError as error:
                broken.append((path, str(error)))
    packages.sort(key=lambda package: package.metadata.order, reverse=True)
    packages.sort(key=lambda package: package.metadata.pair)
    return packages, broken


def embedded() -> Package | None:
    """Return the model that ships inside this program (its highest version), if there is one."""
    folder = resources.files("bilingual").joinpath("data/models")
    if not isinstance(folder, Path) or not folder.is_dir():
        return None
    packages = [open_file(path, "embedded") for path in sorted(folder.glob("*.argosmodel"))]
    return max(packages, key=lambda package: package.metadata.order, default=None)


def resolve(model: str = "", pair: str = "fr_en") -> Package:
    """Return the package that is to translate.

    Args:
        model: an `.argosmodel` file, a package folder, or the name of an installed package
            (`translate-fr_en-1_9`, its folder's name, or `embedded`); empty: the installed package
            of the pair with the highest version, else the embedded one.
        pair: `from_to`.

    Raises:
        ModelError: nothing there, or it cannot be used.
    """
    if model == "embedded":
        return check_usable(_shipped(), pair)
    if model:
        return check_usable(_given(model), pair)
    for package in installed()[0]:
        if package.metadata.pair == pair and package.metadata.kind == "translate":
            return check_usable(package, pair)
    return check_usable(_shipped(), pair)


def _shipped() -> Package:
    """Return the embedded package or say that there is none."""
    package = embedded()
    if package is None:
        raise ModelError(f"no translation model is installed and none is embedded; {INSTALL_HINT}")
    return package


def _given(model: str) -> Package:
    """Return the package of that file, folder or name."""
    path = Path(model).expanduser()
    if path.is_file():
        return open_file(path, "given")
    if path.is_dir():
        return open_folder(path, "given")
    known = installed()[0]
    for package in known:
        if model in (package.name, package.path.name):
            return package
    names = ", ".join([*(package.name for package in known), "embedded"])
    raise ModelError(
        f"{model}: no such .argosmodel file, package folder or installed package; installed: "
        f"{names}"
    )
