"""`bilingual glossary`, and every command that docs/glossary.md shows."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from bilingual.cli import cli
from bilingual.formats.jsonl import JsonlWriter
from bilingual.terminology.lint import RULES
from bilingual.terminology.rows import COLUMNS
from tests.roundtrip.desk import Desk

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")


def run(*arguments, code=0, text=None):
    result = CliRunner().invoke(cli, ["glossary", *arguments], input=text, standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    assert (result.return_value or 0) == code, result.output
    return result.stdout


def examples():
    """Yield (command line, what it prints) of every console block of the page."""
    for block in re.findall(r"```console\n(.*?)```", PAGE, re.DOTALL):
        for part in re.split(r"^\$ bilingual glossary ", block, flags=re.MULTILINE)[1:]:
            line, _, printed = part.partition("\n")
            yield line, printed


@pytest.fixture
def example(tmp_path, monkeypatch):
    folder = tmp_path / "example"
    shutil.copytree(ROOT / "examples" / "glossary", folder)
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize(("line", "printed"), list(examples()))
def test_the_documentation_shows_what_the_commands_print(example, line, printed):
    assert run(*line.split()) == printed


def test_the_documentation_lists_every_rule_as_it_is():
    for code, (level, text) in RULES.items():
        assert f"| {code} | {level} | {text} |" in PAGE


def test_the_documentation_explains_every_column():
    for column in COLUMNS:
        assert f"| `{column}` |" in PAGE


def test_the_shipped_glossary_is_sound_and_canonical(monkeypatch):
    monkeypatch.chdir(ROOT)
    assert run("lint", "glossaries") == ""
    run("format", "--check", "glossaries")


def test_the_shipped_glossary_is_all_used_by_the_articles(monkeypatch):
    monkeypatch.chdir(ROOT)
    notes = json.loads(run("lint", "glossaries", "--corpus", "seeds", "--format", "json"))
    assert len(notes) < 20, [note["message"] for note in notes]


def test_lint_exits_with_1_at_the_level_asked_for(tmp_path):
    path = tmp_path / "g.csv"
    path.write_text("source,target\nHamas,Hamas\n", encoding="utf-8")
    run("lint", str(path), code=1)
    run("lint", str(path), "--fail-on", "error")
    path.write_text("source,target\n,x\n", encoding="utf-8")
    run("lint", str(path), "--fail-on", "error", code=1)


def test_format_writes_once_and_then_leaves_alone(tmp_path):
    path = tmp_path / "g.csv"
    path.write_bytes("\ufeffsource;target\r\nParis;Paris \r\nBakou;Baku\r\n".encode())
    run("format", "--check", str(path), code=1)
    run("format", str(path))
    assert path.read_bytes() == b"source,target\nBakou,Baku\nParis,Paris\n"
    run("format", "--check", str(path))


def test_stats_count_rows_and_forms(example):
    (row,) = json.loads(run("stats", "--format", "json"))
    assert (row["rows"], row["patterns"], row["status"]["forbidden"]) == (11, 1, 1)
    assert "11" in run("stats")


def test_match_as_json_has_columns_that_count_code_points(example):
    rows = json.loads(run("match", "articles", "--format", "json"))
    text = Path("articles/oslo.txt").read_text(encoding="utf-8").splitlines()
    for row in rows:
        start = row["column"] - 1
        assert text[row["line"] - 1][start : start + len(row["source"])] == row["source"]


def test_convert_there_and_back_gives_the_same_file(example):
    run("convert", "glossaries/daily.fr-en.csv", "once.csv")
    run("convert", "once.csv", "x.tbx")
    run("convert", "x.tbx", "back.csv")
    assert Path("back.csv").read_bytes() == Path("once.csv").read_bytes()


def test_convert_strict_writes_nothing_if_anything_is_lost(example):
    run("convert", "glossaries/daily.fr-en.csv", "d.tsv", "--strict", code=1)
    assert not Path("d.tsv").exists()


def test_extract_proposes_what_reviewers_corrected_again_and_again(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    desk = Desk().track(5, "bank", "shore").type_over(8, "bank", "shore").track(6, "help", "aid")
    Path("sent.jsonl").write_bytes(JsonlWriter().write(desk.article))
    Path("edited.docx").write_bytes(desk.bytes())
    (row,) = json.loads(
        run("extract", "edited.docx", "--against", "sent.jsonl", "--format", "json")
    )
    assert (row["source"], row["target"], row["count"]) == ("rive nord", "north shore", 2)
    assert "north bank" in row["note"]


def test_extract_never_prints_private_addresses(monkeypatch):
    monkeypatch.chdir(ROOT)
    assert "@" not in run("extract", "seeds", "--least", "1")
