"""`bilingual review` and `bilingual memory`, as an editor calls them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from bilingual.cli import cli
from bilingual.errors import InputError, OutputError
from bilingual.formats.jsonl import JsonlWriter
from bilingual.formats.tmx import TmxUnit, TmxWriter, write_tmx
from bilingual.memory.store import Memory
from tests.builders import REMOVED_EMAIL, a_review
from tests.roundtrip.desk import Desk

ROOT = Path(__file__).parents[2]


@pytest.fixture
def desk_folder(tmp_path, monkeypatch):
    """A newsroom's folder: what was sent out in output/, the edited file beside."""
    monkeypatch.chdir(tmp_path)
    desk = Desk().track(4, "mayoress", "mayor").type_over(6, "help", "aid").remark(3, "OK")
    units = tmp_path / "output" / ".bilingual" / "units"
    units.mkdir(parents=True)
    (units / "pont.fr-en.jsonl").write_bytes(JsonlWriter().write(desk.article))
    (tmp_path / "edited.docx").write_bytes(desk.bytes())
    return tmp_path


def call(command: str, *args: str):
    return CliRunner().invoke(cli, [command, *args], catch_exceptions=False, standalone_mode=False)


def test_review_writes_everything_and_says_so(desk_folder):
    done = call("review", "edited.docx", "-o", "home", "--to", "docx,md,html,txt")
    assert done.return_value == 0
    assert sorted(p.name for p in (desk_folder / "home").iterdir() if p.is_file()) == [
        "glossary-proposals.csv", "glossary-proposals.md", "pont.en.docx", "pont.en.html",
        "pont.en.md", "pont.en.txt", "pont.review.json", "pont.review.md",
        "pont.reviewed.fr-en.docx", "pont.reviewed.fr-en.jsonl",
    ]  # fmt: skip
    head = "pont: 3 of 8 rows reviewed (2 edited, 1 approved, 0 taken out), 5 still to review"
    assert done.stdout.splitlines()[0] == head
    assert "HTER" in done.stdout
    assert "Memory: 3 new, 0 changed, 0 known" in done.stdout
    assert "now asking for aid." in (desk_folder / "home" / "pont.en.txt").read_text()


def test_taking_the_same_file_home_twice_adds_nothing_and_writes_the_same(desk_folder):
    call("review", "edited.docx", "-o", "home")
    first = {p.name: p.read_bytes() for p in (desk_folder / "home").iterdir() if p.is_file()}
    done = call("review", "edited.docx", "-o", "home")
    assert "Memory: 0 new, 0 changed, 3 known" in done.stdout
    again = {p.name: p.read_bytes() for p in (desk_folder / "home").iterdir() if p.is_file()}
    assert again == first


def test_the_fresh_side_by_side_goes_round_again(desk_folder):
    call("review", "edited.docx", "-o", "home", "--memory", "none")
    again = "home/pont.reviewed.fr-en.docx"
    done = call("review", again, "-o", "again", "--format", "json", "--memory", "none")
    (document,) = json.loads(done.stdout)["documents"]
    assert document["document"] == "pont", "the memory replaces what the first round approved"
    assert document["notices"] == []
    assert document["counts"] == {
        "edited": 0, "approved": 3, "untouched": 5, "deleted": 0, "conflict": 0,
    }  # fmt: skip


def test_a_file_that_somebody_edited_since_is_never_written_over(desk_folder):
    call("review", "edited.docx", "-o", "home")
    fresh = desk_folder / "home" / "pont.reviewed.fr-en.docx"
    fresh.write_bytes(Desk().track(5, "traders", "shops").bytes())
    before = {p.name: p.read_bytes() for p in (desk_folder / "home").iterdir() if p.is_file()}
    for again in ("edited.docx", str(fresh)):
        with pytest.raises(OutputError, match="edited since it was written"):
            call("review", again, "-o", "home")
    after = {p.name: p.read_bytes() for p in (desk_folder / "home").iterdir() if p.is_file()}
    assert after == before
    assert call("review", "edited.docx", "-o", "home", "--overwrite").return_value == 0


def test_a_publishing_gate_stays_shut_while_rows_are_unreviewed(desk_folder):
    gate = ("edited.docx", "-o", "home", "--fail-on", "unreviewed")
    assert call("review", *gate).return_value == 1
    assert call("review", *gate, "--all-read").return_value == 0


def test_text_that_could_not_be_placed_shuts_the_gate(desk_folder):
    desk = Desk()
    cells = desk.copy_row(8).findall("{*}tc")
    for cell, text in ((cells[1], ""), (cells[2], "A sentence of the editor's own.")):
        for number, holder in enumerate(cell.iter("{*}t")):
            holder.text = "" if number else text
    desk.lose_anchors("none")
    (desk_folder / "added.docx").write_bytes(desk.bytes())
    gate = ("added.docx", "-o", "home", "--all-read", "--fail-on")
    done = call("review", *gate, "unreviewed")
    assert "Rows that belong to no sentence" in done.stdout
    assert done.return_value == 1
    assert call("review", *gate, "conflicts").return_value == 0


def test_reviewers_who_disagree_shut_the_gate_for_conflicts(desk_folder):
    (desk_folder / "other.docx").write_bytes(Desk().type_over(6, "help", "money").bytes())
    gate = ("edited.docx", "other.docx", "-o", "home", "--fail-on", "conflicts")
    done = call("review", *gate)
    assert done.return_value == 1
    assert "Reviewers disagree" in done.stdout
    assert call("review", *gate[:1], *gate[2:]).return_value == 0


def test_without_anything_to_compare_with_it_says_so(desk_folder):
    (desk_folder / "empty").mkdir()
    done = call("review", "edited.docx", "-o", "home", "--against", "empty")
    assert done.return_value == 0
    assert "--against" in done.stdout


def test_a_file_that_is_no_side_by_side_is_an_error_with_its_name(desk_folder):
    (desk_folder / "letter.docx").write_bytes(b"Dear editor")
    with pytest.raises(InputError, match=r"letter\.docx: is not a \.docx"):
        call("review", "letter.docx")


def test_the_whole_command_exits_with_2_and_one_line(desk_folder):
    done = subprocess.run(
        [sys.executable, "-m", "bilingual", "review", "nothing.docx"],
        capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.startswith("Error: nothing.docx: cannot be read")
    assert "Traceback" not in done.stderr


def test_what_was_reviewed_is_recalled_with_its_neighbours(desk_folder):
    call("review", "edited.docx", "-o", "home")
    article = Desk().article
    with Memory.open(desk_folder / ".bilingual" / "memory.sqlite") as memory:
        sources = [unit.source for unit in article.units]
        found = memory.recall(sources[3], sources[2], sources[4])
        assert found is not None
        assert (found.kind, found.author, found.document) == ("context", "Ada", "pont")
        assert found.target == "“We are relieved,” said the mayor, Aurore Delmas."
        assert memory.recall(sources[0], "", sources[1]) is None, "nobody has read it"


def test_no_address_that_cleaning_removed_reaches_the_memory_or_a_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    desk = Desk(a_review(path="pont.txt"))
    (tmp_path / "edited.docx").write_bytes(desk.bytes())
    call("review", "edited.docx", "-o", "home", "--all-read", "--to", "md,txt,html,docx")
    files = [p for p in tmp_path.rglob("*") if p.is_file()]
    assert len(files) > 8
    assert not [p for p in files if REMOVED_EMAIL.encode() in p.read_bytes()]


def test_translate_takes_what_was_approved_from_the_memory_and_says_so(desk_folder):
    call("review", "edited.docx", "-o", "home")
    units = Desk().article.units
    Path("suite.txt").write_text(
        f"Le pont rouvre enfin\n\n{units[2].source} {units[3].source}\n\nUne autre phrase.\n",
        encoding="utf-8",
    )
    call("translate", "suite.txt", "-o", "new", "--engine", "identity", "--to", "jsonl,md")
    lines = Path("new/suite.fr-en.jsonl").read_text(encoding="utf-8").splitlines()
    found = {r["source"]: r for r in map(json.loads, lines)}
    recalled = found[units[3].source]
    assert recalled["target"] == "“We are relieved,” said the mayor, Aurore Delmas."
    assert (recalled["origin"], recalled["state"]) == ("memory", "reviewed")
    assert found["Une autre phrase."]["origin"] == "engine"
    assert "From memory" in Path("new/suite.fr-en.md").read_text(encoding="utf-8")


# The memory.

PAIRS = [
    TmxUnit("Le pont rouvre.", "The bridge reopens.", changed="2024-05-14", changer="Ada"),
    TmxUnit("Bonjour.", "Hello.", created="2023-01-02", creator="Bo"),
]


@pytest.fixture
def tmx(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "old.tmx"
    path.write_bytes(write_tmx(PAIRS))
    return path


def test_importing_the_same_tmx_twice_changes_nothing(tmx):
    assert call("memory", "import", "old.tmx").stdout == "2 new, 0 changed, 0 known\n"
    assert call("memory", "import", "old.tmx").stdout == "0 new, 0 changed, 2 known\n"


def test_export_and_import_keep_everything(desk_folder):
    call("review", "edited.docx", "-o", "home")
    call("memory", "export", "-o", "all.tmx")
    call("memory", "--memory", "copy.sqlite", "import", "all.tmx")
    call("memory", "export", "-o", "copy.tmx", "--memory", "copy.sqlite")
    assert (desk_folder / "copy.tmx").read_bytes() == (desk_folder / "all.tmx").read_bytes()
    with (
        Memory.open(desk_folder / ".bilingual" / "memory.sqlite") as memory,
        Memory.open(desk_folder / "copy.sqlite") as other,
    ):
        assert list(other.entries()) == list(memory.entries())
    assert call("memory", "import", "all.tmx").stdout == "0 new, 0 changed, 3 known\n"


def test_export_goes_to_standard_output_by_default(tmx):
    call("memory", "import", "old.tmx")
    out = call("memory", "export").stdout_bytes
    assert out.startswith(b"<?xml")
    assert b"The bridge reopens." in out
    assert b'srclang="fr"' in out


def test_machine_output_that_nobody_reviewed_is_not_imported(tmx):
    review = a_review(path="pont.txt")
    Path("machine.tmx").write_bytes(TmxWriter().write(review))
    reviewed = [u for u in review.units if u.state.value in ("reviewed", "final")]
    done = call("memory", "import", "machine.tmx", "--format", "json")
    told = json.loads(done.stdout)
    assert told["new"] == len(reviewed) == 2
    left = len([u for u in review.units if u.target]) - 2
    assert told["not_approved"] == left > 0
    assert call("memory", "import", "machine.tmx").stdout == (
        f"0 new, 0 changed, 2 known, {left} left out (approved by nobody: review them first)\n"
    )


def test_a_file_that_is_no_tmx_leaves_no_memory_behind(tmx):
    Path("bad.tmx").write_text("no xml", encoding="utf-8")
    done = CliRunner().invoke(cli, ["memory", "import", "old.tmx", "bad.tmx"])
    assert isinstance(done.exception, InputError)
    assert not Path(".bilingual").exists()


def test_search_shows_pairs_and_what_differs(tmx):
    call("memory", "import", "old.tmx")
    shown = call("memory", "search", "Le pont rouvre.").stdout
    assert "exact" in shown
    assert "en  The bridge reopens." in shown
    (match,) = json.loads(call("memory", "search", "Le pont 3 rouvre.", "--format", "json").stdout)
    assert (match["kind"], match["same_figures"]) == ("fuzzy", False)


def test_stats_and_prune(tmx):
    call("memory", "import", "old.tmx")
    assert "2 pairs of 2 French sentences" in call("memory", "stats").stdout
    assert call("memory", "prune", "--before", "2024-01-01").stdout == "1 pairs removed\n"
    figures = json.loads(call("memory", "stats", "--format", "json").stdout)
    assert figures["entries"] == 1


def test_an_import_killed_halfway_leaves_the_memory_as_it_was(tmx):
    call("memory", "import", "old.tmx")
    many = (TmxUnit(f"Phrase {i} du rapport.", f"Sentence {i} of it.") for i in range(30_000))
    Path("large.tmx").write_bytes(write_tmx(many))
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, "-m", "bilingual", "memory", "import", "large.tmx"], env=environment
    )
    log = Path(".bilingual/memory.sqlite-wal")
    deadline = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline:
        if log.is_file() and log.stat().st_size > 200_000:
            break
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL, "it had finished before it could be killed"
    with Memory.open(Path(".bilingual/memory.sqlite")) as memory:
        assert sorted(e.source for e in memory.entries()) == sorted(p.source for p in PAIRS)
    assert call("memory", "import", "old.tmx").stdout == "0 new, 0 changed, 2 known\n"
