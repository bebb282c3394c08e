"""The golden file of sentence ends."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bilingual.segmenters.pysbd import PysbdSegmenter

FILE = Path(__file__).with_name("segmentation.txt")


def cases():
    text = FILE.read_text(encoding="utf-8").replace("~", "\u00a0")
    paragraphs = [p.strip() for p in re.split(r"\n\s*\n", text)]
    return [p for p in paragraphs if p and not p.startswith("#")]


def unmarked(case):
    """Return the text of a case: ` ¦ ` stands for the space that was there."""
    return case.replace("  ¦  ", "  ").replace(" ¦ ", " ").replace("¦", "")


@pytest.mark.parametrize("case", cases())
def test_sentences_end_where_an_editor_ends_them(case):
    text = unmarked(case)
    sentences = [span.of(text) for span in PysbdSegmenter().spans(text)]
    assert sentences == [part.strip() for part in case.split("¦")]


def test_there_are_enough_cases_to_trust():
    assert len(cases()) >= 120
