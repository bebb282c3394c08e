"""A pull request that changes a glossary, on a real git repository, as the workflow runs it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from bilingual.cli import cli
from bilingual.errors import GlossaryError

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")


def run(*arguments, code=0):
    result = CliRunner().invoke(cli, ["glossary", *arguments], standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    assert (result.return_value or 0) == code, result.output
    return result.stdout


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """Return a repository whose branch `myanmar` changes one row, adds one and removes one."""
    folder = tmp_path / "newsroom"
    shutil.copytree(ROOT / "examples" / "glossary", folder)
    monkeypatch.chdir(folder)
    for name in ("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"):
        monkeypatch.setenv(name, "Keeper")
    for name in ("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"):
        monkeypatch.setenv(name, "keeper@example.org")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")

    def git(*arguments):
        subprocess.run(["git", *arguments], check=True, capture_output=True)

    git("init", "--initial-branch=main")
    git("add", ".")
    git("commit", "-m", "Glossary of the daily")
    git("switch", "-c", "myanmar")
    path = folder / "glossaries" / "daily.fr-en.csv"
    text = path.read_text(encoding="utf-8")
    text = text.replace("Birmanie,Myanmar", "Birmanie,Burma (Myanmar)")
    text = text.replace("Birmanie,Burma,forbidden", "Birmanie,Birmania,forbidden")
    text = re.sub(r"^cessez-le-feu,truce.*\n", "", text, flags=re.MULTILINE)
    path.write_text(text + "lundi,on Monday,,,,phrase,,,\n", encoding="utf-8")
    run("format")
    git("commit", "-am", "Burma (Myanmar)")
    return folder


def test_terms_are_compared_between_two_revisions(repository):
    told = json.loads(run("diff", "main", "HEAD", "--format", "json"))
    kinds = {change["source"]: change["kind"] for change in told["terms"]}
    assert kinds == {"Birmanie": "changed", "cessez-le-feu": "changed", "lundi": "added"}


def test_without_a_head_the_working_tree_counts(repository):
    Path("glossaries/daily.fr-en.csv").write_text("source,target\n", encoding="utf-8")
    told = json.loads(run("diff", "HEAD", "--format", "json"))
    assert {change["kind"] for change in told["terms"]} == {"removed"}


def test_a_glossary_that_is_new_is_all_added(repository):
    Path("glossaries/sports.fr-en.csv").write_text("source,target\nmatch,game\n", encoding="utf-8")
    told = json.loads(run("diff", "HEAD", "--format", "json"))
    assert [(c["source"], c["kind"]) for c in told["terms"]] == [("match", "added")]


def test_only_affected_sentences_are_shown_before_and_after(repository):
    told = json.loads(run("diff", "main", "HEAD", "--articles", "articles", "--format", "json"))
    sentences = told["sentences"]
    assert {s["line"] for s in sentences} == {1, 3, 4}
    headline = next(s for s in sentences if s["line"] == 1)
    assert "Birmanie" in headline["terms"]
    if headline["changed"]:
        assert "Myanmar" in headline["before"]
    for sentence in sentences:
        if not sentence["missing"] and "Birmanie" in sentence["terms"]:
            assert "Burma (Myanmar)" in sentence["after"]


def test_the_comment_of_a_pull_request_is_markdown_that_github_renders(repository):
    comment = run("diff", "main", "HEAD", "--articles", "articles", "--format", "md")
    assert comment.startswith("### Glossary change")
    rows = [line for line in comment.splitlines() if line.startswith("|")]
    for row in rows:
        cells = re.split(r"(?<!\\)\|", row)
        assert len(cells) in (6, 6), row
    assert "| changed | Birmanie |" in comment


def test_the_text_has_signs_and_a_summary(repository):
    text = run("diff", "main", "HEAD")
    assert "+ lundi: on Monday (phrase)" in text
    assert text.endswith("3 terms differ (1 added, 2 changed).\n")


def test_files_can_be_compared_without_git(repository, monkeypatch):
    Path("old.csv").write_text("source,target\nBakou,Baku\n", encoding="utf-8")
    Path("new.csv").write_text("source,target\nBakou,Bakou\n", encoding="utf-8")
    assert "~ Bakou: Baku => Bakou" in run("diff", "old.csv", "new.csv")


def test_what_is_no_revision_is_said(repository):
    with pytest.raises(GlossaryError, match="neither a file nor a git revision"):
        run("diff", "nowhere")


def test_the_commands_of_the_workflow_run_as_they_stand(repository):
    workflow = (ROOT / ".github" / "workflows" / "glossary.yml").read_text(encoding="utf-8")
    lines = re.findall(r"run: bilingual glossary (.*)", workflow)
    assert len(lines) == 3
    for line in lines:
        line = line.partition(">")[0].replace('"$BASE"', "main").replace("seeds/", "articles/")
        run(*line.split())


def test_the_hooks_name_commands_that_exist(repository):
    hooks = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    entries = re.findall(r"entry: bilingual glossary (\w+)", hooks)
    assert entries == ["lint", "format"]
    for entry in entries:
        run(entry, "glossaries/daily.fr-en.csv")
