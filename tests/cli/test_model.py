"""`bilingual model` at the command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from bilingual.engines.packages import embedded


def bilingual(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bilingual", *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
    )


@pytest.fixture
def argos(tmp_path) -> dict[str, str]:
    return {"ARGOS_PACKAGES_DIR": str(tmp_path / "packages"), "HOME": str(tmp_path / "home")}


def test_install_list_info_and_remove(argos):
    shipped = embedded()
    assert shipped is not None
    done = bilingual("model", "install", str(shipped.path), **argos)
    assert (done.returncode, done.stderr) == (0, "")
    listed = json.loads(bilingual("model", "list", "--format", "json", **argos).stdout)
    assert [(row["origin"], row["in_use"]) for row in listed["models"]] == [
        ("installed", True),
        ("embedded", False),
    ]
    facts = json.loads(bilingual("model", "info", "--format", "json", **argos).stdout)
    assert facts["sha256"] == shipped.sha256
    assert f"sha256:   {shipped.sha256}" in bilingual("model", "info", "embedded", **argos).stdout
    done = bilingual("model", "remove", shipped.name, "--format", "json", **argos)
    assert json.loads(done.stdout)["removed"] == shipped.name
    assert "* " + shipped.name in bilingual("model", "list", **argos).stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("install", "none.argosmodel"), "no such file"),
        (("remove", "none"), "not installed in"),
        (("info", "none"), "no such .argosmodel file, package folder or installed package"),
        (("install", "a", "b", "c"), "Give one file or folder"),
    ],
)
def test_mistakes_end_with_2_and_a_message(argos, arguments, message):
    done = bilingual("model", *arguments, **argos)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_is_created_by_looking(argos, tmp_path):
    bilingual("model", "list", **argos)
    bilingual("model", "info", **argos)
    assert list(tmp_path.iterdir()) == []
