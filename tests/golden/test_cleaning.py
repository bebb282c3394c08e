"""Pages as a scraper sees them, line by line: what goes, and what the rest is."""

from __future__ import annotations

from pathlib import Path

import pytest

from bilingual.formats.plaintext import PlainTextReader
from bilingual.model.document import Source
from bilingual.pipeline.clean import clean

PAGES = sorted(Path(__file__).with_name("pages").glob("*.txt"))


def expected(page):
    lines = page.read_text(encoding="utf-8").splitlines()
    pairs = [line.split("|", 1) for line in lines if line and not line.startswith("#")]
    return [(text.strip(), kind.strip()) for kind, text in pairs]


def found(text):
    source = Source("page.txt", "text/plain", "")
    (document,) = clean([PlainTextReader().read(text.encode(), source, "fr")])
    kinds = {block.line: str(block.kind) for block in document.blocks}
    return [kinds.get(line, "furniture") for line in range(1, text.count("\n") + 2)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_each_line_of_a_page_is_what_an_editor_sees_in_it(page):
    lines = expected(page)
    kinds = found("\n".join(text for text, _ in lines))
    got = "\n".join(f"{kind:<10} | {text}" for (text, _), kind in zip(lines, kinds, strict=True))
    want = "\n".join(f"{kind:<10} | {text}" for text, kind in lines)
    assert got == want
