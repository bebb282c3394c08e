"""A pair of articles laid side by side, as an editor would read it.

After a change on purpose: `python -m tests.golden.test_alignment` writes the expectation anew.
"""

from __future__ import annotations

from pathlib import Path

from bilingual.aligners.lexical import LexicalAligner
from bilingual.cli.align import _rows
from bilingual.config import Settings
from bilingual.pipeline.laid import lay
from bilingual.pipeline.pairs import read_pair

HERE = Path(__file__).parent / "alignment"


def laid_out() -> str:
    french, english = HERE / "harbour.fr.txt", HERE / "harbour.en.txt"
    pair = read_pair(str(french), str(english), lines=False, settings=Settings())
    return "\n".join(_rows(lay(pair, LexicalAligner()))) + "\n"


def test_an_edited_translation_lies_beside_its_source() -> None:
    assert laid_out() == (HERE / "harbour.expected.txt").read_text(encoding="utf-8")


if __name__ == "__main__":
    (HERE / "harbour.expected.txt").write_text(laid_out(), encoding="utf-8")
