"""Word articles as LibreOffice saves them are read with the same roles and formatting."""

from __future__ import annotations

from bilingual.model.document import BlockKind
from tests.formats.test_readers import a_docx, marks, read, saved, shape
from tests.office.libreoffice import convert, needs_office

pytestmark = needs_office


def test_an_article_saved_by_libreoffice_reads_the_same(tmp_path):
    path = tmp_path / "article.docx"
    path.write_bytes(saved(a_docx()))
    before = read("docx", path.read_bytes())
    (odt,) = convert([path], "odt", tmp_path / "odt", tmp_path / "profile")
    (again,) = convert([odt], "docx", tmp_path / "docx", tmp_path / "profile")
    after = read("docx", again.read_bytes())
    assert shape(after) == shape(before)
    assert marks(after) == marks(before)
    listed = [block.level for block in after.blocks if block.kind is BlockKind.LIST_ITEM]
    assert listed == [1, 2]
    assert [block.cell for block in after.blocks] == [block.cell for block in before.blocks]
