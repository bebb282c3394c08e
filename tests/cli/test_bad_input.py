"""Whatever is wrong with what the user gives ends in one clear message and exit code 2.

Nothing is half-written: no export lies in the output folder afterwards.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from bilingual.workspace import Workspace

from .conftest import Run

ARTICLE = "Le ministre est arrivé lundi à Genève.\n"


def file(name: str, content: str | bytes = ARTICLE) -> Callable[[], None]:
    """Return what puts a file into the current folder."""

    def put() -> None:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    return put


def folder(name: str) -> Callable[[], None]:
    return lambda: Path(name).mkdir(parents=True)


def archive(name: str, **members: str) -> Callable[[], None]:
    def put() -> None:
        with zipfile.ZipFile(name, "w") as zipped:
            for member, text in members.items():
                zipped.writestr(member.replace("__", "/"), text)

    return put


A = file("a.txt")
CASES: list[tuple[str, list[Callable[[], None]], list[str], str]] = [
    # what is wrong, what lies there, arguments after `translate`, what the message says
    ("no article named", [], [], "Missing argument"),
    ("no such file", [], ["absent.txt"], "absent.txt.*no such file"),
    ("an empty file", [file("a.txt", "")], ["a.txt"], "a.txt: there is no text in it"),
    ("only blank lines", [file("a.txt", " \n\n\t\n")], ["a.txt"], "a.txt.*(empty|blank|nothing)"),
    ("a binary file", [file("a.txt", b"\x00\x01\x02\xff" * 50)], ["a.txt"], "a.txt"),
    ("a picture named .txt", [file("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00")], ["a.txt"], "a.txt"),
    ("a broken UTF-16 file", [file("a.txt", b"\xff\xfeL\x00e")], ["a.txt"], "a.txt"),
    ("an unknown suffix", [file("a.xyz")], ["a.xyz"], r"a.xyz.*\.xyz.*use one of.*\.txt"),
    ("an empty folder", [folder("in")], ["in"], "in: no article in this folder"),
    ("nothing but furniture", [file("a.txt", "Rechercher\nSe connecter\n")], ["a.txt"], "a.txt"),
    ("output is a file", [A, file("out", "x")], ["a.txt", "-o", "out"], "out.*another place"),
    ("output cannot be made", [A], ["a.txt", "-o", "/proc/nowhere"], "/proc/nowhere.*--output"),
    ("no such model", [A], ["a.txt", "--model", "absent.argosmodel"], "absent.argosmodel"),
    (
        "a model that is no archive",
        [A, file("m.argosmodel", "not a zip")],
        ["a.txt", "--model", "m.argosmodel"],
        "m.argosmodel",
    ),
    (
        "a model archive with nothing in it",
        [A, archive("m.argosmodel")],
        ["a.txt", "--model", "m.argosmodel"],
        "m.argosmodel",
    ),
    (
        "a model of other languages",
        [A, archive("m.argosmodel", m__metadata_json="{}")],
        ["a.txt", "--model", "m.argosmodel"],
        "m.argosmodel",
    ),
    ("no such glossary", [A], ["a.txt", "--glossary", "g.csv"], "g.csv"),
    (
        "a glossary without a target",
        [A, file("g.csv", "source,target\nBakou,\n")],
        ["a.txt", "--glossary", "g.csv"],
        "g.csv:2: .*target",
    ),
    (
        "a glossary with an unknown status",
        [A, file("g.csv", "source,target,status\nBakou,Baku,best\n")],
        ["a.txt", "--glossary", "g.csv"],
        "g.csv:2: .*'best'.*preferred",
    ),
    (
        "a glossary in another encoding",
        [A, file("g.csv", "source,target\nTéhéran,Tehran\n".encode("utf-16-le"))],
        ["a.txt", "--glossary", "g.csv"],
        "g.csv",
    ),
    (
        "a glossary with an unclosed quote",
        [A, file("g.csv", 'source,target\n"Bakou,Baku\nTéhéran,Tehran\n')],
        ["a.txt", "--glossary", "g.csv"],
        "g.csv",
    ),
    ("an unknown format", [A], ["a.txt", "--to", "pdf"], "pdf.*docx"),
    ("an unknown engine", [A], ["a.txt", "--engine", "oracle"], "oracle.*argos"),
    ("a beam of nothing", [A], ["a.txt", "--beam", "0"], "beam must be 1 to 64"),
    ("a beam that is no number", [A], ["a.txt", "--beam", "x"], "beam"),
    ("threads below nothing", [A], ["a.txt", "--threads", "-1"], "threads must be 0 to"),
    ("an unknown device", [A], ["a.txt", "--device", "tpu"], "tpu"),
    ("a CUDA device that is not there", [A], ["a.txt", "--device", "cuda"], "cuda|CUDA"),
    ("a pattern to keep that is none", [A], ["a.txt", "--keep", "("], "keep"),
    ("a pattern to drop that is none", [A], ["a.txt", "--drop", "["], "drop"),
    ("no such reference", [A], ["a.txt", "--reference", "r.txt"], "r.txt"),
    ("an empty reference", [A, file("r.txt", "\n")], ["a.txt", "--reference", "r.txt"], "r.txt"),
    (
        "one reference for two articles",
        [A, file("b.txt"), file("r.txt", "x\n")],
        ["a.txt", "b.txt", "--reference", "r.txt"],
        "one reference for 2 documents",
    ),
    (
        "a folder without references",
        [A, folder("refs")],
        ["a.txt", "--reference", "refs"],
        "refs.*a.en.txt",
    ),
    ("no such memory", [A], ["a.txt", "--memory", "m.sqlite"], "m.sqlite"),
    (
        "a memory that is none",
        [A, file("m.sqlite", "x" * 5000)],
        ["a.txt", "--memory", "m.sqlite"],
        "m.sqlite",
    ),
    (
        "settings that are not TOML",
        [A, file("bilingual.toml", "beam =")],
        ["a.txt"],
        "not valid TOML",
    ),
    (
        "a setting nobody knows",
        [A, file("bilingual.toml", "baem = 1\n")],
        ["a.txt"],
        "bilingual.toml:1: unknown setting 'baem'; did you mean 'beam'",
    ),
    (
        "an unknown check",
        [A, file("bilingual.toml", 'checks = ["horoscope"]\n')],
        ["a.txt"],
        "horoscope.*numbers",
    ),
    (
        "an unknown cleaning rule",
        [A, file("bilingual.toml", 'rules = ["everything"]\n')],
        ["a.txt"],
        "everything",
    ),
    ("a Word file that is none", [file("a.docx", "not a zip")], ["a.docx"], "a.docx"),
    ("an HTML file without text", [file("a.html", "<html></html>")], ["a.html"], "a.html"),
]


@pytest.mark.parametrize(
    ("there", "arguments", "message"),
    [case[1:] for case in CASES],
    ids=[case[0].replace(" ", "-") for case in CASES],
)
def test_one_message_and_exit_code_2(
    bilingual: Run, there: list[Callable[[], None]], arguments: list[str], message: str
):
    import re

    for put in there:
        put()
    result = bilingual("translate", *arguments)
    assert result.code == 2, result.err
    assert re.search(message, result.err, re.DOTALL), result.err
    assert "Traceback" not in result.err
    assert result.out == ""
    assert not list(Path().glob("**/*.fr-en.*"))


def test_a_second_run_in_the_same_folder_is_refused(bilingual: Run):
    A()
    with Workspace(Path("output")).locked():
        result = bilingual("translate", "a.txt")
    assert result.code == 2
    assert "another run is writing there" in result.err


def test_a_date_that_is_none_is_named(bilingual: Run, monkeypatch: pytest.MonkeyPatch):
    A()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    result = bilingual("translate", "a.txt")
    assert result.code == 2
    assert "SOURCE_DATE_EPOCH: must be seconds since 1970, not 'yesterday'" in result.err
