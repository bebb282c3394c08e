"""Settings: flags before environment before file before defaults; strict and helpful."""

from pathlib import Path

import pytest

from bilingual.config import load
from bilingual.errors import ConfigError


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch):
    import os

    for name in [name for name in os.environ if name.startswith("BILINGUAL_")]:
        monkeypatch.delenv(name)


def test_without_anything_the_defaults_are_in_force(tmp_path: Path):
    config = load(start=tmp_path)
    assert config.settings.beam == 4
    assert config.origins["beam"] == "default"


def test_the_file_is_found_upwards_and_named_with_its_line(tmp_path: Path):
    (tmp_path / "bilingual.toml").write_text('# ours\nbeam = 6\nfail-on = "major"\n')
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    config = load(start=inner)
    assert config.settings.beam == 6
    assert config.settings.fail_on == "major"
    assert config.origins["beam"] == "bilingual.toml:2"
    assert config.folder == tmp_path


def test_pyproject_counts_only_with_our_table(tmp_path: Path):
    (tmp_path / "pyproject.toml").write_text("[tool.bilingual]\nthreads = 3\n")
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "pyproject.toml").write_text("[project]\n")
    assert load(start=inner).settings.threads == 3


def test_environment_goes_before_the_file_and_flags_before_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "bilingual.toml").write_text("beam = 6\n")
    monkeypatch.setenv("BILINGUAL_BEAM", "7")
    assert load(start=tmp_path).settings.beam == 7
    config = load({"beam": 8, "model": None, "keep": ()}, start=tmp_path)
    assert config.settings.beam == 8
    assert config.origins["beam"] == "flag --beam"
    assert config.origins["model"] == "default"


def test_lists_in_the_environment_are_separated_by_commas(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("BILINGUAL_TO", "docx, html")
    assert load(start=tmp_path).settings.to == ("docx", "html")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("baem = 4\n", r"bilingual\.toml:1: unknown setting 'baem'; did you mean 'beam'"),
        ("beam = \n", "not valid TOML"),
        ('beam = "4"\n', r":1: beam must be a whole number, not '4'"),
        ("beam = true\n", "beam must be a whole number"),
        ("beam = 0\n", "beam must be 1 to 64, not 0"),
        ("to = [1]\n", "to must be a list of strings"),
        ('device = "tpu"\n', "device must be one of auto, cpu, cuda"),
    ],
)
def test_a_mistake_in_the_file_is_one_clear_message(tmp_path: Path, text: str, message: str):
    (tmp_path / "bilingual.toml").write_text(text)
    with pytest.raises(ConfigError, match=message):
        load(start=tmp_path)


def test_a_file_that_is_not_utf8_is_one_clear_message(tmp_path: Path):
    (tmp_path / "bilingual.toml").write_bytes(b"model = '\xe9'\n")
    with pytest.raises(ConfigError, match="not valid TOML"):
        load(start=tmp_path)
