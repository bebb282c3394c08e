"""Real files that LibreOffice saved, read without it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bilingual.formats.jsonl import JsonlWriter
from bilingual.pipeline.review import review
from tests.roundtrip.desk import ARTICLE, Desk, Returned

FILES = Path(__file__).with_name("files")
EN = {number: r.en for number, r in enumerate(ARTICLE, 1)}


@pytest.fixture
def bring_home(tmp_path):
    article = Desk().article
    sent = tmp_path / "pont.fr-en.jsonl"
    sent.write_bytes(JsonlWriter().write(article))

    def take(name: str) -> Returned:
        (outcome,) = review([FILES / f"libreoffice-{name}.docx"], against=[sent])
        return Returned(outcome, article)

    return take


def test_everything_at_once(bring_home):
    home = bring_home("everything")
    assert home.verdicts == {4: "edited", 6: "deleted"}
    assert home.kinds == {"moved", "deleted"}
    assert home.target(4) == EN[4].replace("mayoress", "mayor")
    assert home.outcome.files[0].program == "LibreOffice 7.4.7.2"


def test_through_odt(bring_home):
    home = bring_home("through-odt")
    assert home.verdicts == {4: "edited", 5: "edited"}
    assert home.units[5].versions[0].author == "Lise Bureau"


def test_comments(bring_home):
    texts = [c.text for unit in bring_home("comments").units.values() for c in unit.comments]
    assert sorted(texts) == ["Fine now", "From the region.", "Which help?"]
