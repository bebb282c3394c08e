"""A run in batches."""

from dataclasses import replace
from pathlib import Path

from bilingual.config import Config, Settings
from bilingual.pipeline import runner

ARTICLES = {
    "mai": "Un pont à Bakou\n\nLe pont a rouvert mardi. Il était fermé depuis un an.",
    "juin": "La pluie\n\nIl pleut. Il pleut encore. Le pont a rouvert mardi.",
    "vide": "Une ligne seulement, sans rien d'autre à dire ici.",
}


def test_batches_write_what_one_batch_writes(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    source = tmp_path / "in"
    source.mkdir()
    for name, text in ARTICLES.items():
        (source / f"{name}.txt").write_text(text, encoding="utf-8")
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


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
