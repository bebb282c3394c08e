"""`bilingual clean` and `bilingual segment` from the outside."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner

from bilingual.cli import cli
from bilingual.errors import InputError

PAGE = """Rechercher

Un accord en vue
Le ministre est parti lundi. « Je reviendrai », a-t-il dit à la presse.
https://exemple.org/1
Se connecter avec
Nous vous avons envoyé un e-mail à jean.x@exemple.fr.
"""


@pytest.fixture
def article(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "article.txt").write_text(PAGE, encoding="utf-8")
    return "article.txt"


def run(*arguments, stdin=None):
    result = CliRunner().invoke(cli, list(arguments), input=stdin, catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def test_clean_says_what_goes_and_why(article):
    lines = run("clean", article).splitlines()
    assert lines[0] == "article.txt: 3 of 6 lines are page furniture"
    assert lines[1].split() == [
        "1",
        "-",
        "Rechercher",
        *"navigation of the page [navigation]".split(),
    ]
    assert len(lines) == 4


def test_clean_never_shows_private_addresses(article):
    for options in (["--all"], ["--format", "json"]):
        shown = run("clean", article, *options)
        assert "jean" not in shown
        assert "[e-mail address]" in shown


def test_clean_shows_what_stays_with_its_kind_on_request(article):
    assert "Un accord en vue" in run("clean", "--all", article)
    assert run("clean", "--all", article).count("headline") == 1


def test_clean_speaks_json(article):
    (record,) = json.loads(run("clean", article, "--format", "json"))
    assert record["path"] == "article.txt"
    assert record["title"] == "Un accord en vue"
    assert [edit["line"] for edit in record["removed"]] == [1, 6, 7]
    assert {edit["rule"] for edit in record["removed"]} == {"navigation", "login"}
    assert [kept["kind"] for kept in record["kept"]] == ["headline", "paragraph", "embed"]


def test_clean_heeds_keep_and_drop(article):
    shown = run("clean", article, "--keep", "^Rechercher$", "--drop", "accord")
    assert "Rechercher" not in shown
    assert "taken out by --drop [drop]" in shown


def test_clean_heeds_the_settings_file(article):
    Path("bilingual.toml").write_text('rules = ["-navigation"]\n', encoding="utf-8")
    assert "Rechercher" not in run("clean", article)


def test_clean_reads_standard_input():
    assert run("clean", "-", stdin=PAGE).startswith("-: 3 of 6 lines")


def test_segment_prints_one_sentence_a_line(article):
    assert run("segment", article).splitlines() == [
        "Un accord en vue",
        "",
        "Le ministre est parti lundi.",
        "« Je reviendrai », a-t-il dit à la presse.",
        "",
        "https://exemple.org/1",
    ]


def test_segment_gives_offsets_in_the_line(article):
    lines = PAGE.split("\n")
    records = [json.loads(row) for row in run("segment", article, "--format", "jsonl").splitlines()]
    assert [list(record) for record in records] == [["line", "start", "end", "kind", "text"]] * 4
    for record in records:
        assert lines[record["line"] - 1][record["start"] : record["end"]] == record["text"]
    assert [record["kind"] for record in records][:2] == ["headline", "paragraph"]


def test_segment_can_split_every_line(article):
    assert "Rechercher" in run("segment", "--raw", article)


def test_a_missing_file_is_an_input_error(tmp_path):
    with pytest.raises(InputError, match="there is no such file"):
        run("segment", str(tmp_path / "x.txt"))


def listed(path):
    rows = run("clean", "--all", path).splitlines()[1:]
    return [row[8:].split("  ")[0] for row in rows]


def test_formats_without_lines_are_listed_in_the_order_of_the_document(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    texts = ["Zoé est partie.", "Se connecter avec", "Anne est restée.", "Marc aussi."]
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    document.save("a.docx")
    assert listed("a.docx") == texts


def test_blocks_of_one_line_and_what_the_markup_took_out_are_in_order(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.html").write_text(
        "<body><article><nav>Accueil</nav><p>Zoé est partie lundi de Paris.</p><aside>Voir</aside>"
        "<p>Se connecter avec</p><p>Anne est restée à Lyon.</p><p>Marc aussi.</p></article></body>",
        encoding="utf-8",
    )
    assert listed("a.html") == [
        "Accueil",
        "Zoé est partie lundi de Paris.",
        "Voir",
        "Se connecter avec",
        "Anne est restée à Lyon.",
        "Marc aussi.",
    ]
