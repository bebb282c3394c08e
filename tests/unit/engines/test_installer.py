"""Packages are installed whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from bilingual.engines import index
from bilingual.engines.installer import install, remove
from bilingual.engines.packages import installed, resolve
from bilingual.errors import ModelError

SHIPPED = resolve("embedded")
NAME = SHIPPED.name


@pytest.fixture
def folder(tmp_path) -> Path:
    """The folder of installed packages; not there yet."""
    return Path(tmp_path, "data", "packages")


def repacked(path: Path, changes: Mapping[str, bytes | None], top: str = "top") -> Path:
    """Write the embedded package again with other files (None: left out)."""
    assert SHIPPED.archive is not None
    files: dict[str, bytes | None] = {name: SHIPPED.read(name) for name in SHIPPED.archive.members}
    files.update(changes)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as out:
        for name, data in files.items():
            if data is not None:
                out.writestr(f"{top}/{name}", data)
    return path


def nothing_left(folder: Path) -> bool:
    return not folder.exists() or list(folder.iterdir()) == []


def test_a_file_and_a_folder_install_alike(folder, tmp_path):
    first = install(SHIPPED.path, folder=folder)
    second = install(first.path, folder=tmp_path / "other")
    assert first.name == second.name == NAME
    assert first.sha256 == second.sha256 == SHIPPED.sha256
    assert sorted(path.name for path in folder.iterdir()) == [NAME]


def test_argostranslate_lists_what_was_installed(folder):
    argos = pytest.importorskip("argostranslate.package")
    install(SHIPPED.path, folder=folder)
    found = argos.get_installed_packages([folder])
    assert [(one.from_code, one.to_code, one.type) for one in found] == [("fr", "en", "translate")]


def test_an_installed_package_is_not_overwritten_unless_asked(folder):
    path = install(SHIPPED.path, folder=folder).path
    (path / "README.md").write_text("mine")
    with pytest.raises(ModelError, match="--replace"):
        install(SHIPPED.path, folder=folder)
    assert (path / "README.md").read_text() == "mine"
    install(SHIPPED.path, folder=folder, replace=True)
    assert [p.name for p in folder.iterdir()] == [NAME]
    assert not SHIPPED.has("README.md") or (path / "README.md").read_text() != "mine"


def test_a_package_cannot_take_the_place_of_another_under_its_folder_name(folder, tmp_path):
    other = {"package_version": "9", "from_code": "en", "to_code": "de"}
    source = repacked(tmp_path / "a", {"metadata.json": json.dumps(other).encode()}, NAME)
    assert install(source, folder=folder).path.name == "translate-en_de-9"


@pytest.mark.parametrize("version", ["../../evil", "a/b", "", "x" * 200])
def test_a_version_that_would_leave_the_folder_is_refused(folder, tmp_path, version):
    table = {"package_version": version, "from_code": "fr", "to_code": "en"}
    source = repacked(tmp_path / "a", {"metadata.json": json.dumps(table).encode()})
    with pytest.raises(ModelError, match="package_version"):
        install(source, folder=folder)
    assert nothing_left(folder)


@pytest.mark.parametrize("missing", ["metadata.json", "model/model.bin"])
def test_an_incomplete_package_is_refused(folder, tmp_path, missing):
    with pytest.raises(ModelError, match=r"no metadata\.json|lacks model/model\.bin"):
        install(repacked(tmp_path / "a", {missing: None}), folder=folder)
    assert nothing_left(folder)


def test_a_damaged_subword_model_is_refused(folder, tmp_path):
    with pytest.raises(ModelError, match=r"sentencepiece\.model is damaged"):
        install(repacked(tmp_path / "a", {"sentencepiece.model": b"no"}), folder=folder)
    assert nothing_left(folder)


def test_a_corrupt_file_leaves_nothing_behind(folder, tmp_path):
    source = repacked(tmp_path / "a", {"model/model.bin": b"w" * 5000})
    source.write_bytes(source.read_bytes().replace(b"w" * 100, b"v" * 100, 1))
    with pytest.raises(ModelError, match="CRC"):
        install(source, folder=folder)
    assert nothing_left(folder)


def test_a_package_that_does_not_translate_is_refused(folder, tmp_path):
    table = {"package_version": "1", "from_code": "fr", "to_code": "en", "type": "sbd"}
    source = repacked(tmp_path / "a", {"metadata.json": json.dumps(table).encode()})
    with pytest.raises(ModelError, match="type 'sbd'"):
        install(source, folder=folder)


def test_a_wrong_checksum_is_refused_and_the_right_one_accepted(folder):
    with pytest.raises(ModelError, match="its SHA-256 is"):
        install(SHIPPED.path, sha256="0" * 64, folder=folder)
    assert nothing_left(folder)
    right = hashlib.sha256(SHIPPED.path.read_bytes()).hexdigest()
    install(SHIPPED.path, sha256=right.upper(), folder=folder)


def test_a_folder_with_a_link_is_refused(folder, tmp_path):
    source = install(SHIPPED.path, folder=tmp_path / "other").path
    (source / "link").symlink_to("/etc/passwd")
    with pytest.raises(ModelError, match="a link or a device"):
        install(source, folder=folder)
    assert nothing_left(folder)


def test_a_file_in_the_way_of_the_folder_is_an_error(folder):
    folder.parent.mkdir()
    folder.write_text("")
    with pytest.raises(ModelError, match="cannot install there"):
        install(SHIPPED.path, folder=folder)


def test_leftovers_of_killed_installations_are_cleared_after_a_day(folder):
    old, young = folder / ".bilingual-old", folder / ".bilingual-young"
    for path in (old, young):
        path.mkdir(parents=True)
    os.utime(old, (0, 0))
    install(SHIPPED.path, folder=folder)
    assert not old.exists()
    assert young.exists()
    assert [package.name for package in installed(folder)[0]] == [NAME]


def test_removing_takes_the_whole_folder_and_broken_ones_too(folder):
    path = install(SHIPPED.path, folder=folder).path
    (folder / "half").mkdir()
    assert remove(NAME, folder) == path
    assert remove("half", folder) == folder / "half"
    assert nothing_left(folder)
    with pytest.raises(ModelError, match="installed: nothing"):
        remove(NAME, folder)


@pytest.fixture
def argos_index(tmp_path, monkeypatch):
    """Argos's settings turned to folders of the test, with an index of two versions."""
    argos = pytest.importorskip("argostranslate.package")
    entries = [
        {
            "package_version": version,
            "from_code": "fr",
            "to_code": "en",
            "links": [f"http://insecure/{version}", f"https://host/{version}"],
        }
        for version in ("1.10", "1.9", "1.x")
    ]
    (tmp_path / "index.json").write_text(json.dumps(entries))
    monkeypatch.setattr(argos.settings, "remote_package_index", "file:///nowhere")
    monkeypatch.setattr(argos.settings, "local_package_index", tmp_path / "index.json")
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "packages"))
    return tmp_path


def test_the_newest_package_of_the_index_is_fetched_over_https_only(argos_index):
    asked: list[list[str]] = []

    def fetch(links: list[str]) -> bytes:
        asked.append(links)
        return SHIPPED.path.read_bytes()

    assert index.install_from_index("fr", "en", fetch=fetch).name == NAME
    assert asked == [["https://host/1.10"]]


def test_the_index_says_when_it_has_no_such_pair_and_when_a_download_fails(argos_index):
    with pytest.raises(ModelError, match="no package from fr to xx"):
        index.install_from_index("fr", "xx", fetch=lambda links: None)
    with pytest.raises(ModelError, match="could not be downloaded"):
        index.install_from_index("fr", "en", fetch=lambda links: None)


def test_without_a_network_the_message_says_how_to_go_on(argos_index):
    (argos_index / "index.json").unlink()
    with pytest.raises(ModelError, match="bilingual model install FILE"):
        index.install_from_index("fr", "en")


def test_a_kill_between_renames_keeps_the_old_package_listed_or_the_new(folder, monkeypatch):
    path = install(SHIPPED.path, folder=folder).path
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if target == path and self.name == "new":
            raise OSError(5, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(ModelError, match="cannot install there"):
        install(SHIPPED.path, folder=folder, replace=True)
    assert [package.name for package in installed(folder)[0]] == [NAME]
    shutil.rmtree(folder)
