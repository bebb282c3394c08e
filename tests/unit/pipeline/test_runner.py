"""A run in batches."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from bilingual.config import Config, Settings
from bilingual.pipeline import runner
from bilingual.pipeline.ingest import ingest

ARTICLES = {
    "mai": "Un pont à Bakou\n\nLe pont a rouvert mardi. Il était fermé depuis un an.",
    "juin": "La pluie\n\nIl pleut. Il pleut encore. Le pont a rouvert mardi.",
    "vide": "Une ligne seulement, sans rien d'autre à dire ici.",
}


def test_batches_write_what_one_batch_writes(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    source = _articles(tmp_path)
    told: list[tuple[str, int, int]] = []
    written = []
    for folder, batch in (("together", 1024), ("apart", 1)):
        monkeypatch.setattr(runner, "BATCH", batch)
        settings = Settings(engine="identity", output=str(tmp_path / folder), to=("docx", "md"))
        config = Config(settings, {"glossary": "default"})
        summary = runner.run([str(source)], config, progress=lambda *step: told.append(step))
        written.append((_bytes(tmp_path / folder), replace(summary, seconds=0.0)))
    assert written[0] == written[1]
    assert len(written[0][0]) == 2 * len(ARTICLES) + 3
    assert {(stage, done) for stage, done, total in told if done == total} >= {
        ("check", 3),
        ("write", 3),
        ("translate", written[0][1].sentences),
    }


def test_a_run_interrupted_between_batches_ends_at_once_and_is_gone_on_with(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    monkeypatch.setattr(runner, "BATCH", 1)
    source = _articles(tmp_path)

    def config(folder: str) -> Config:
        settings = Settings(engine="identity", output=str(tmp_path / folder), to=("docx", "md"))
        return Config(settings, {"glossary": "default"})

    def interrupt(stage: str, done: int, total: int) -> None:
        if (stage, done) == ("write", 1):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        runner.run([str(source)], config("stopped"), progress=interrupt)
    assert not [one for one in threading.enumerate() if one.name.startswith("ahead")]
    half = _bytes(tmp_path / "stopped")
    runner.run([str(source)], config("stopped"))
    runner.run([str(source)], config("whole"))
    whole = _bytes(tmp_path / "whole")
    assert 0 < len(half) < len(whole)
    assert half.items() <= whole.items()
    assert _bytes(tmp_path / "stopped") == whole


def _articles(folder: Path) -> Path:
    source = folder / "in"
    source.mkdir()
    for name, text in ARTICLES.items():
        (source / f"{name}.txt").write_text(text, encoding="utf-8")
    return source


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_a_folder_that_holds_its_own_output_gives_its_articles_only(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    source = _articles(tmp_path)
    settings = Settings(engine="identity", output=str(source), to=("docx", "md", "html"))
    config = Config(settings, {"glossary": "default"})
    first = runner.run([str(source)], config)
    assert (source / "report.html").exists()
    again = runner.run([str(source)], config)
    assert again.unchanged
    assert first.documents == again.documents == len(ARTICLES)
    named = runner.run([str(source / "report.md")], config)
    assert named.documents == 1


def test_an_article_with_the_name_of_an_output_is_read(tmp_path):
    source = _articles(tmp_path)
    settings = Settings(engine="identity", output=str(source), to=("md",))
    runner.run([str(source)], Config(settings, {"glossary": "default"}))
    (source / "report.md").write_text("Un article du bureau.", encoding="utf-8")
    read = [Path(document.source.path).name for document in ingest([str(source)])]
    assert "report.md" in read
    assert "report.html" not in read
