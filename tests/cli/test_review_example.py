"""examples/review/ does what its page says."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from bilingual.cli import cli

EXAMPLE = Path(__file__).parents[2] / "examples" / "review"
COMMANDS = [
    line.split()
    for line in re.findall(r"^bilingual (.+)$", (EXAMPLE / "README.md").read_text("utf-8"), re.M)
]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for path in EXAMPLE.glob("pont.*"):
        shutil.copy(path, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def call(*args: str):
    return CliRunner().invoke(cli, list(args), catch_exceptions=False, standalone_mode=False)


def test_the_commands_of_the_page_run(folder):
    codes = []
    for command in COMMANDS:
        if command[:2] == ["memory", "search"]:
            command[2:] = [" ".join(command[2:]).strip('"')]
        done = call(*command)
        codes.append(done.return_value)
        if command[:2] == ["memory", "search"]:
            assert "The mayor promised an answer" in done.stdout
    assert codes == [0, 1, None, None]


@pytest.mark.parametrize("name", sorted(p.name for p in (EXAMPLE / "expected").iterdir()))
def test_what_comes_out_is_what_the_example_shows(folder, name):
    call("review", "pont.lise.docx", "pont.omar.docx", "-o", "home", "--to", "docx,md",
         "--memory", "none", "--glossary", "none")  # fmt: skip
    made, expected = (
        re.sub(r"version:[\d.]+", "version:(of sacrebleu)", (base / name).read_text("utf-8"))
        for base in (folder / "home", EXAMPLE / "expected")
    )
    assert made == expected
