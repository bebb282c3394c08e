"""`bilingual score` from files to figures, and what it says to files it cannot use."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from bilingual.cli import cli
from bilingual.errors import BilingualError

FRENCH = "Il y a 45 blessés.\n\nLa gare est fermée.\nElle rouvrira le 3 mai.\n"
HUMAN = "There are 45 injured.\n\nThe station is closed.\nIt will reopen on May 3.\n"
MACHINE = "There are 54 injured.\n\nThe station is closed.\nIt will reopen on May 3.\n"
ONLY = ("--check", "numbers", "--check", "quotes")


@pytest.fixture
def files(tmp_path):
    for name, text in (("fr", FRENCH), ("human", HUMAN), ("machine", MACHINE)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def run(files, *arguments: str):
    source = ["score", "--source", str(files / "fr")]
    return CliRunner().invoke(cli, [*source, *arguments], standalone_mode=False)


def test_json_holds_scores_findings_and_lines(files):
    machine, human = str(files / "machine"), str(files / "human")
    result = run(files, "--hypothesis", machine, "--reference", human, "--format", "json", *ONLY)
    told = json.loads(result.output)
    assert told["units"] == 3
    assert [s["metric"] for s in told["scores"]] == ["BLEU", "chrF2++", "TER"]
    assert all(s["signature"] and s["n"] == 3 for s in told["scores"])
    assert [(f["line"], f["check"], f["severity"]) for f in told["findings"]] == [
        (1, "numbers", "critical")
    ]


def test_text_says_what_is_missing_without_a_reference(files):
    result = run(files, "--hypothesis", str(files / "machine"), *ONLY)
    assert "No reference was given" in result.output
    assert "fr:1: critical[numbers]: “45” has become “54”" in result.output


@pytest.mark.parametrize(("level", "code"), [("critical", 1), ("minor", 1), ("never", 0)])
def test_exit_code_follows_fail_on(files, level, code):
    result = run(files, "--hypothesis", str(files / "machine"), "--fail-on", level, *ONLY)
    assert result.return_value == code


def test_clean_english_exits_zero_whatever_fails(files):
    result = run(files, "--hypothesis", str(files / "human"), "--fail-on", "info", *ONLY)
    assert result.return_value == 0


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "there is no such file"),
        (b"", "is empty"),
        (b"\n \n", "is empty"),
        (b"ok\n\xff\xfe", "x:2: not UTF-8"),
        (b"a\x00b", "NUL"),
        (b"one\ntwo\nthree\nfour\nfive\n", "has 5 lines"),
        (b"one\n\nthree\n", "has 3 lines, "),
    ],
)
def test_unusable_files_get_a_message(files, content, message):
    path = files / "x"
    if content is not None:
        path.write_bytes(content)
    result = run(files, "--hypothesis", str(path), *ONLY)
    assert isinstance(result.exception, BilingualError)
    assert message in str(result.exception)


def test_a_last_line_without_english_may_be_blank(files):
    (files / "x").write_text(
        "There are 45 injured.\n\nThe station is closed.\n\n", encoding="utf-8"
    )
    assert run(files, "--hypothesis", str(files / "x"), *ONLY).exit_code == 0


def test_a_reference_of_fewer_lines_is_aligned_and_scored(files):
    (files / "x").write_text("There are 45 injured.\nThe station is closed.\n", encoding="utf-8")
    paths = ("--hypothesis", str(files / "machine"), "--reference", str(files / "x"))
    result = run(files, *paths, "--format", "json", *ONLY)
    told = json.loads(result.output)
    assert [s["metric"] for s in told["scores"]] == ["BLEU", "chrF2++", "TER"]
    assert "were aligned first" in told["remarks"][0]
