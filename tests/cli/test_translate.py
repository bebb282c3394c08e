"""`bilingual translate` as an editor meets it: real package, real files, second runs, accidents."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from .conftest import Run

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
LONG = [SEEDS / "000_a8c1f7c1939537c1.txt", SEEDS / "001_00940d2aa75f2613.txt"]
"""Enough for the accidents to happen while it runs."""
ARTICLE = (
    "Le port de Brest rouvre ses portes\n\n"
    "La ministre s'est rendue à Bakou lundi. « Nous sommes prêts », a-t-elle déclaré.\n\n"
    "Le trafic a augmenté de 3,5 % en 2024, selon la mairie.\n"
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "in" / "brest.txt"
    path.parent.mkdir()
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def files(folder: Path) -> dict[str, bytes]:
    """Return what an editor sees in a folder, by name."""
    return {path.name: path.read_bytes() for path in sorted(folder.glob("[!.]*")) if path.is_file()}


def command(*arguments: object, **more: str) -> subprocess.Popen[bytes]:
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("BILINGUAL_")},
        "PYTHONPATH": str(ROOT),
        **more,
    }
    return subprocess.Popen(
        [sys.executable, "-m", "bilingual", *map(str, arguments)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_an_article_becomes_word_markdown_and_a_report(bilingual: Run, article: Path):
    result = bilingual("translate", article, "-o", "out")
    assert result.code == 0
    assert result.out == ""
    assert set(files(Path("out"))) == {
        "brest.fr-en.docx",
        "brest.fr-en.md",
        "report.html",
        "report.json",
        "report.md",
    }
    assert "1 (4 sentences" in result.err
    assert "terms  1/1 enforced" in result.err
    assert "Baku" in Path("out/brest.fr-en.md").read_text(encoding="utf-8")


def test_every_sentence_of_the_article_is_there_in_its_place(bilingual: Run, article: Path):
    bilingual("translate", article, "-o", "out", "--to", "jsonl", "-q")
    lines = ARTICLE.split("\n")
    rows = [json.loads(row) for row in Path("out/brest.fr-en.jsonl").read_text().splitlines()]
    assert [row["line"] for row in rows] == [1, 3, 3, 5]
    for row in rows:
        assert lines[row["line"] - 1][row["start"] : row["end"]] == row["source"]
        assert row["target"]
        assert row["origin"]
    assert rows[1]["terms"][0]["target"] == "Baku"


def test_standard_input_and_json_on_standard_output(
    bilingual: Run, monkeypatch: pytest.MonkeyPatch
):
    import io

    stream = io.TextIOWrapper(io.BytesIO(ARTICLE.encode()))
    monkeypatch.setattr(sys, "stdin", stream)
    result = bilingual("translate", "-", "-o", "out", "--format", "json")
    summary = json.loads(result.out)
    assert summary["documents"] == 1
    assert summary["sentences"] == 4
    assert summary["from_engine"] == 4
    assert Path("out/stdin.fr-en.docx").is_file()


def test_a_second_run_does_nothing_and_a_change_translates_only_what_changed(
    bilingual: Run, article: Path
):
    bilingual("translate", article, "-o", "out", "-q")
    before = files(Path("out"))
    again = json.loads(bilingual("translate", article, "-o", "out", "--format", "json").out)
    assert again["unchanged"] is True
    assert files(Path("out")) == before
    article.write_text(ARTICLE.replace("lundi", "mardi"), encoding="utf-8")
    changed = json.loads(bilingual("translate", article, "-o", "out", "--format", "json").out)
    assert (changed["from_engine"], changed["from_cache"]) == (1, 3)


def test_the_same_input_gives_the_same_bytes_in_another_folder(bilingual: Run, article: Path):
    bilingual("translate", article, "-o", "one", "-q", "--to", "docx,md,jsonl")
    bilingual("translate", article, "-o", "two", "-q", "--to", "docx,md,jsonl")
    assert files(Path("one")) == files(Path("two"))


def test_a_file_that_an_editor_has_changed_is_not_written_over(bilingual: Run, article: Path):
    bilingual("translate", article, "-o", "out", "-q")
    edited = Path("out/brest.fr-en.docx")
    edited.write_bytes(edited.read_bytes() + b"a comment")
    theirs = edited.read_bytes()
    article.write_text(ARTICLE.replace("lundi", "mardi"), encoding="utf-8")
    result = bilingual("translate", article, "-o", "out")
    assert result.code == 2
    assert "brest.fr-en.docx: edited since it was written" in result.err
    assert "bilingual review" in result.err
    assert edited.read_bytes() == theirs
    assert bilingual("translate", article, "-o", "out", "--overwrite").code == 0
    assert edited.read_bytes() != theirs


def test_two_articles_of_one_name_do_not_meet(bilingual: Run, article: Path):
    other = article.parent / "deux" / "brest.txt"
    other.parent.mkdir()
    other.write_text("Un autre article parle d'autre chose.\n", encoding="utf-8")
    bilingual("translate", article, other, "-o", "out", "-q")
    assert len(list(Path("out").glob("*.docx"))) == 2


def test_scores_against_a_reference_carry_their_signature(bilingual: Run, article: Path):
    reference = Path("brest.en.txt")
    reference.write_text(
        "The port of Brest reopens its doors\nThe minister went to Baku on Monday.\n"
        '"We are ready," she said.\nTraffic rose 3.5% in 2024, according to the town hall.\n'
    )
    bilingual("translate", article, "-o", "out", "-q", "--reference", reference)
    report = json.loads(Path("out/report.json").read_text())
    text = json.dumps(report)
    assert "BLEU" in text
    assert "nrefs:1" in text


def test_findings_at_the_bar_make_the_exit_code_1(bilingual: Run, article: Path):
    # The identity engine leaves the French as it is, which the checks call untranslated.
    arguments = ["translate", article, "-o", "out", "--engine", "identity", "--glossary", "none"]
    failed = bilingual(*arguments, "--fail-on", "major")
    assert failed.code == 1, failed.err
    assert bilingual(*arguments).code == 0


def test_no_private_address_of_the_furniture_reaches_any_file(bilingual: Run):
    bilingual("translate", SEEDS, "-o", "out", "-q", "--to", "docx,md,jsonl,html")
    for path in Path("out").rglob("*"):
        if not path.is_file():
            continue
        data = [path.read_bytes()]
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as zipped:
                data = [zipped.read(name) for name in zipped.namelist()]
        assert not any(b"rgbmedia" in part for part in data), path


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the files of a run that nobody stopped."""
    folder = tmp_path_factory.mktemp("undisturbed")
    process = command("translate", *LONG, "-o", folder, "-q")
    _, error = process.communicate()
    assert process.returncode == 0, error
    return files(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent the POSIX way")
@pytest.mark.parametrize("sent", ["SIGKILL", "SIGINT", "SIGTERM"])
def test_a_run_stopped_at_any_moment_is_gone_on_with(
    tmp_path: Path, sent: str, undisturbed: dict[str, bytes]
):
    """The files are the old ones or the new ones, and the next run ends as if nothing had been."""
    for wait in (0.0, 0.4, 1.0):
        process = command("translate", *LONG, "-o", tmp_path, "-q")
        while not (tmp_path / ".bilingual").exists() and process.poll() is None:
            time.sleep(0.01)
        time.sleep(wait)
        process.send_signal(signal.Signals[sent])
        _, error = process.communicate()
        assert b"Traceback" not in error
        for name, data in files(tmp_path).items():
            assert data == undisturbed[name], f"{name} is half-written"
    process = command("translate", *LONG, "-o", tmp_path, "-q")
    _, error = process.communicate()
    assert process.returncode == 0, error
    assert files(tmp_path) == undisturbed


@pytest.mark.skipif(sys.platform != "linux", reason="network namespaces are Linux's")
def test_the_whole_run_passes_without_any_network(tmp_path: Path):
    probe = subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False)
    if probe.returncode:
        pytest.skip("this system does not let a process give up its network (unshare -n)")
    arguments = [sys.executable, "-m", "bilingual", "translate", str(SEEDS), "-q", "-o"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with_network, without = tmp_path / "with", tmp_path / "without"
    subprocess.run([*arguments, str(with_network)], env=environment, check=True)
    subprocess.run(["unshare", "-rn", *arguments, str(without)], env=environment, check=True)
    assert files(with_network) == files(without)


def test_a_glossary_that_contradicts_itself_is_told_each_time(bilingual: Run, article: Path):
    rows = "Bakou,Baku,,place\nBakou,Bakoo,,place\n"
    Path("g.csv").write_text(f"source,target,status,pos\n{rows}", encoding="utf-8")
    for _ in range(2):
        options = ("-o", "out", "--glossary", "g.csv", "--to", "jsonl", "-q")
        result = bilingual("translate", article, *options)
        assert result.code == 0
        assert result.err.startswith("Warning: the glossary contradicts itself (1); ")
        assert "'Bakou' is 'Baku' at g.csv:2 and 'Bakoo' here" in result.err
    for row in map(json.loads, Path("out/brest.fr-en.jsonl").read_text("utf-8").splitlines()):
        assert all(t["target"] in row["target"] for t in row["terms"] if t["target_span"])


def test_an_override_by_a_second_glossary_is_no_contradiction(bilingual: Run, article: Path):
    for name, english in (("a.csv", "Baku"), ("b.csv", "Bakoo")):
        Path(name).write_text(f"source,target,pos\nBakou,{english},place\n", encoding="utf-8")
    chosen = ("--glossary", "a.csv", "--glossary", "b.csv")
    assert bilingual("translate", article, "-o", "out", *chosen, "-q").err == ""
