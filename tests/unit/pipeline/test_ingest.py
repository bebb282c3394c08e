"""Paths in, documents out."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from bilingual import registry
from bilingual.errors import InputError
from bilingual.pipeline.ingest import ingest, stems


@pytest.fixture
def folder(tmp_path):
    for name in ("b.txt", "a.TXT", ".hidden.txt", "a.fr-en.txt", "README.txt", "notes.log"):
        (tmp_path / name).write_text(f"Texte de {name}.", encoding="utf-8")
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "c.txt").write_text("Plus bas.", encoding="utf-8")
    return tmp_path


def names(documents):
    return [Path(document.source.path).name for document in documents]


def test_a_folder_gives_its_own_articles_by_name(folder):
    assert names(ingest([str(folder)])) == ["a.TXT", "b.txt"]


def test_files_come_in_the_order_given_and_once(folder):
    paths = [folder / "b.txt", folder / "inner" / ".." / "b.txt", folder]
    assert names(ingest([str(path) for path in paths])) == ["b.txt", "a.TXT"]


def test_a_file_without_a_suffix_counts_as_plain_text(tmp_path):
    (tmp_path / "article").write_text("Un texte.", encoding="utf-8")
    assert names(ingest([str(tmp_path / "article")])) == ["article"]


def test_standard_input_is_read(monkeypatch):
    stream = io.TextIOWrapper(io.BytesIO("Un été.".encode()))
    monkeypatch.setattr("sys.stdin", stream)
    (document,) = ingest(["-"])
    assert (document.source.path, document.title) == ("-", "stdin")


def test_the_record_of_a_source_holds_its_digest(folder):
    (document,) = ingest([str(folder / "b.txt")])
    assert len(document.source.sha256) == 64
    assert document.source.media_type == "text/plain"


def test_equal_stems_get_different_outputs(tmp_path):
    paths = []
    for name in ("x/a.txt", "y/a.txt", "x/A.text", "x/b.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"Texte {name}.", encoding="utf-8")
        paths.append(str(path))
    assert stems(ingest(paths)) == ["x-a", "y-a", "x-A-2", "b"]


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(InputError, match=r"nothing\.txt: there is no such file; check"):
        ingest([str(tmp_path / "nothing.txt")])


def test_an_unknown_suffix_names_the_known_ones(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    with pytest.raises(InputError, match=r"end in \.pdf cannot be read; use one of .*\.txt"):
        ingest([str(tmp_path / "a.pdf")])


def test_a_folder_without_articles_says_what_it_looked_for(tmp_path):
    with pytest.raises(InputError, match=r"no article in this folder; .*\.txt"):
        ingest([str(tmp_path)])


def test_no_paths_is_an_error():
    with pytest.raises(InputError, match="no article was named"):
        ingest([])


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_named(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Texte.", encoding="utf-8")
    path.chmod(0)
    with pytest.raises(InputError, match="cannot be read"):
        ingest([str(path)])


def test_the_table_of_suffixes_says_what_the_built_in_readers_read():
    said = {
        suffix: name
        for name in registry.BUILT_IN["readers"]
        for suffix in registry.load("readers", name)().suffixes
    }
    assert said == registry.READS
    assert list(said) == list(registry.READS)
