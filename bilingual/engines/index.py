"""Argos's index of packages: the only part of the program that uses the network, when asked to.

`argostranslate.package` reads the index and names the packages; importing it makes argostranslate's
folders in the user's home, which is as it should be for somebody who installs from there.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from packaging.version import InvalidVersion, Version

from bilingual.engines.installer import install
from bilingual.engines.packages import Package
from bilingual.errors import ModelError

_OFFLINE = (
    "on a machine without a network install a file: `bilingual model install FILE.argosmodel`"
)


Fetch = Callable[[list[str]], bytes | None]
"""Gets a file's bytes from one of several addresses; None if none gives it."""


def install_from_index(
    from_code: str,
    to_code: str,
    *,
    replace: bool = False,
    sha256: str = "",
    fetch: Fetch | None = None,
) -> Package:
    """Download the newest package of that pair from Argos's index and install it.

    The index gives no checksums; what keeps a damaged download out are the archive's own (CRC)
    and, if given, `sha256`.

    Args:
        from_code: ISO 639 code, `fr`.
        to_code: `en`.
        replace: whether an installed package of the same name gives way.
        sha256: digest that the download must have; empty: not checked.
        fetch: downloads; argostranslate's own if None.

    Raises:
        ModelError: no network, no such pair, or the package is refused.
    """
    offered = [one for one in _index() if (one.from_code, one.to_code) == (from_code, to_code)]
    if not offered:
        raise ModelError(f"Argos's index has no package from {from_code} to {to_code}")
    best = max(offered, key=_version)
    with tempfile.TemporaryDirectory(prefix="bilingual-") as folder:
        path = Path(folder) / "download.argosmodel"
        path.write_bytes(_download(best, fetch))
        return install(path, replace=replace, sha256=sha256)


def _version(package: Any) -> Version:
    """Return a package's version, the lowest if it is none."""
    try:
        return Version(package.package_version)
    except InvalidVersion:
        return Version("0.dev0")


def _index() -> list[Any]:
    """Return the packages that Argos's index offers, after bringing it up to date."""
    from argostranslate import package as argos
    from argostranslate import settings

    argos.update_package_index()
    # Asked without an index, argostranslate asks itself without end.
    if not Path(settings.local_package_index).is_file():
        raise ModelError(f"Argos's package index cannot be reached; {_OFFLINE}")
    try:
        return list(argos.get_available_packages())
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise ModelError(f"Argos's package index is damaged ({error}); {_OFFLINE}") from error


def _download(package: Any, fetch: Fetch | None) -> bytes:
    """Return the bytes of a package; addresses other than https are left out."""
    if fetch is None:
        from argostranslate import networking

        fetch = networking.get_from
    links = [link for link in package.links if link.startswith("https://")]
    data = fetch(links) if links else None
    if data is None:
        raise ModelError(f"the package {package} could not be downloaded; {_OFFLINE}")
    return bytes(data)
