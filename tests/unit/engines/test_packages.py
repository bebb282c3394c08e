"""Which package translates, and where Argos keeps its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bilingual.engines.packages import embedded, installed, packages_folder, resolve
from bilingual.errors import ModelError


def package(folder: Path, version: str = "1.9", pair: tuple[str, str] = ("fr", "en")) -> Path:
    """Write an installed package with every file, of which the weights are none."""
    path = folder / f"translate-{pair[0]}_{pair[1]}-{version.replace('.', '_')}"
    (path / "model").mkdir(parents=True)
    for name in ("model/config.json", "model/model.bin", "sentencepiece.model"):
        (path / name).write_bytes(b"{}")
    table = {"package_version": version, "from_code": pair[0], "to_code": pair[1]}
    (path / "metadata.json").write_text(json.dumps(table))
    return path


@pytest.fixture(autouse=True)
def argos(tmp_path, monkeypatch):
    folder = tmp_path / "packages"
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(folder))
    return folder


def test_without_installed_packages_the_embedded_one_translates(argos):
    assert resolve().origin == "embedded"
    assert not argos.exists(), "looking must not create the folder"


def test_an_installed_package_goes_before_the_embedded_one_and_the_newest_first(argos):
    package(argos, "1.9")
    package(argos, "1.10")
    package(argos, "9.0", ("en", "fr"))
    assert resolve().name == "translate-fr_en-1_10"


def test_a_package_can_be_given_by_name_folder_or_file(argos, tmp_path):
    path = package(argos, "1.9")
    shipped = embedded()
    assert shipped is not None
    assert resolve("translate-fr_en-1_9").path == path
    assert resolve(str(path)).origin == "given"
    assert resolve(str(shipped.path)).sha256 == shipped.sha256
    assert resolve("embedded").origin == "embedded"


def test_an_unknown_name_lists_what_there_is(argos):
    package(argos, "1.9")
    with pytest.raises(ModelError, match="installed: translate-fr_en-1_9, embedded"):
        resolve("translate-fr_en-2_0")


def test_a_package_of_other_languages_is_refused(argos):
    path = package(argos, "1.9", ("en", "de"))
    with pytest.raises(ModelError, match="translates en to de, not fr to en"):
        resolve(str(path))


def test_an_incomplete_package_names_what_it_lacks(argos):
    path = package(argos)
    (path / "model/model.bin").unlink()
    with pytest.raises(ModelError, match=r"lacks model/model\.bin"):
        resolve()


def test_an_old_bpe_package_says_why_it_cannot_be_used(argos):
    path = package(argos)
    (path / "sentencepiece.model").rename(path / "bpe.model")
    with pytest.raises(ModelError, match="old BPE kind"):
        resolve()


@pytest.mark.parametrize(
    "metadata",
    [b"", b"[]", b"{}", b'{"from_code": "fr", "to_code": "en", "package_version": "../../x"}'],
)
def test_metadata_that_cannot_be_used_makes_a_broken_folder_not_a_crash(argos, metadata):
    path = package(argos)
    (path / "metadata.json").write_bytes(metadata)
    found, broken = installed()
    assert found == []
    assert [folder for folder, _ in broken] == [path]


def test_figures_of_a_nested_card_are_flattened(argos):
    path = package(argos)
    card = {"figures": {"newstest2013": {"BLEU": {"value": 27.1, "signature": "x"}, "n": 3000}}}
    (path / "model_card.json").write_text(json.dumps(card))
    assert resolve().figures == (("newstest2013 BLEU", "27.1"), ("newstest2013 n", "3000"))


@pytest.mark.parametrize(
    "environment",
    [
        {"ARGOS_PACKAGES_DIR": "given"},
        {"XDG_DATA_HOME": "data"},
        {},
        {"SNAP": "snap", "SNAP_USER_DATA": "snapdata"},
        {"settings": "from-settings"},
    ],
)
def test_the_folder_is_the_one_argostranslate_uses(tmp_path, monkeypatch, environment):
    pytest.importorskip("argostranslate")
    for name in ("ARGOS_PACKAGES_DIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "SNAP"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    for name, value in environment.items():
        if name == "settings":
            path = tmp_path / ".config/argos-translate/settings.json"
            path.parent.mkdir(parents=True)
            path.write_text(json.dumps({"ARGOS_PACKAGES_DIR": str(tmp_path / value)}))
        else:
            monkeypatch.setenv(name, str(tmp_path / value))
    code = "from argostranslate import settings; print(settings.package_data_dir)"
    theirs = subprocess.run(
        [sys.executable, "-c", code], env=dict(os.environ), capture_output=True, text=True
    )
    assert theirs.returncode == 0, theirs.stderr
    assert str(packages_folder()) == theirs.stdout.strip()
