"""Files are written whole or not at all, and one run holds a folder."""

import os
from pathlib import Path

import pytest

from bilingual.errors import OutputError
from bilingual.workspace import Ledger, Workspace, atomic_write


def test_a_write_replaces_the_whole_file_and_leaves_nothing_beside_it(tmp_path: Path):
    target = tmp_path / "deep" / "a.txt"
    atomic_write(target, "old")
    atomic_write(target, "new: é")
    assert target.read_bytes() == "new: é".encode()
    assert [p.name for p in target.parent.iterdir()] == ["a.txt"]


def test_a_written_file_has_the_usual_permissions(tmp_path: Path):
    atomic_write(tmp_path / "a", b"x")
    (tmp_path / "b").write_bytes(b"x")
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


def test_what_was_there_survives_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    target = tmp_path / "a.txt"
    atomic_write(target, "old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match=r"a\.txt: cannot write: No space left.*free some space"):
        atomic_write(target, "new")
    assert target.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_a_folder_in_the_way_is_said_so(tmp_path: Path):
    (tmp_path / "a").mkdir()
    with pytest.raises(OutputError, match="cannot write"):
        atomic_write(tmp_path / "a", "x")


def test_a_file_in_place_of_the_folder_is_said_so(tmp_path: Path):
    (tmp_path / "out").write_text("a file")
    with (
        pytest.raises(OutputError, match="choose another place"),
        Workspace(tmp_path / "out").locked(),
    ):
        pass


def test_a_second_run_in_the_same_folder_is_refused_until_the_first_ends(tmp_path: Path):
    workspace = Workspace(tmp_path)
    with workspace.locked(), pytest.raises(OutputError, match="another run"), workspace.locked():
        pass
    with workspace.locked():
        pass


def test_the_ledger_tells_an_edited_file_from_one_that_was_written_here(tmp_path: Path):
    workspace = Workspace(tmp_path)
    path = tmp_path / "a.docx"
    with workspace.locked():
        Ledger(workspace).write(path, b"first")
    again = Ledger(workspace)
    assert not again.edited(path, b"second")
    path.write_bytes(b"edited by somebody")
    assert again.edited(path, b"second")
    assert not again.edited(path, b"edited by somebody")
    assert not again.edited(tmp_path / "absent.docx", b"x")


def test_a_torn_line_in_the_ledger_is_skipped(tmp_path: Path):
    workspace = Workspace(tmp_path)
    path = tmp_path / "a.docx"
    with workspace.locked():
        Ledger(workspace).write(path, b"first")
    with workspace.ledger.open("a") as stream:
        stream.write('{"file": "a.do')
    assert not Ledger(workspace).edited(path, b"second")
