"""Exports land whole, under their names, whichever writers there are."""

import pytest

from bilingual import registry
from bilingual.errors import ConfigError, OutputError
from bilingual.pipeline.export import export
from tests.builders import a_review


def test_writes_one_file_a_format_in_the_order_asked(tmp_path):
    paths = export(a_review(), ("md", "docx", "jsonl", "md"), tmp_path / "new", "pont")
    assert [path.name for path in paths] == ["pont.fr-en.md", "pont.fr-en.docx", "pont.fr-en.jsonl"]
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == sorted(
        path.name for path in paths
    )


def test_an_unknown_format_is_refused_before_anything_is_written(tmp_path):
    with pytest.raises(ConfigError, match="'pdf' is unknown; there is: docx, md"):
        export(a_review(), ("md", "pdf"), tmp_path, "pont")
    assert list(tmp_path.iterdir()) == []


def test_a_writer_that_fails_leaves_the_old_files(tmp_path, monkeypatch):
    class Broken:
        name, suffix = "broken", ".broken"

        def write(self, review):
            raise OutputError("pont: cannot be written")

    monkeypatch.setitem(registry.BUILT_IN["writers"], "broken", f"{__name__}:Broken")
    monkeypatch.setattr(registry, "load", lambda kind, name, load=registry.load: (
        Broken if name == "broken" else load(kind, name)))  # fmt: skip
    (tmp_path / "pont.fr-en.md").write_text("old")
    with pytest.raises(OutputError):
        export(a_review(), ("md", "broken"), tmp_path, "pont")
    assert (tmp_path / "pont.fr-en.md").read_text() == "old"


def test_a_folder_in_the_way_is_told(tmp_path):
    (tmp_path / "pont.fr-en.md").mkdir()
    with pytest.raises(OutputError, match="cannot write"):
        export(a_review(), ("md",), tmp_path, "pont")
