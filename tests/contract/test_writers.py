"""What every writer of the registry promises, tested by its existing there."""

import io
import json
import re
import zipfile
from importlib import import_module

import pytest
from lxml import etree

from bilingual import registry
from bilingual.formats.sheet import writable
from tests.builders import NEWS, REMOVED_EMAIL, Row, a_review


def _written() -> list[str]:
    """Names of the writers whose module is there."""
    names = []
    for name in registry.names("writers"):
        path = registry.BUILT_IN["writers"].get(name, "")
        try:
            if path:
                import_module(path.split(":")[0])
        except ModuleNotFoundError as error:
            if error.name == path.split(":")[0]:
                continue
            raise
        names.append(name)
    return names


def text_of(name: str, data: bytes) -> str:
    """Return everything readable in an export, without blanks, so that layout does not matter."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [n for n in archive.namelist() if n.endswith((".xml", ".xhtml", ".opf"))]
            text = "".join(_xml_text(archive.read(part)) for part in parts)
    elif name == "jsonl":
        records = [json.loads(line) for line in data.decode().splitlines()]
        text = "".join(record["source"] + record["target"] for record in records)
    elif name == "md":
        text = _markdown_text(data.decode())
    elif name == "html":
        text = "".join(map(str, etree.HTML(data).itertext()))
    elif data.lstrip().startswith(b"<"):
        text = _xml_text(data)
    else:
        text = data.decode()
    return _dense(text)


def _xml_text(data: bytes) -> str:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return "".join(map(str, etree.fromstring(data, parser).itertext()))


def _markdown_text(text: str) -> str:
    from markdown_it import MarkdownIt

    body = text.split("\n---\n", 1)[1]
    html = MarkdownIt("commonmark").enable("table").render(body)
    return "".join(map(str, etree.HTML(html).itertext()))


def _dense(text: str) -> str:
    return re.sub(r"\s+", "", writable(text))


@pytest.mark.parametrize("name", _written())
class TestEveryWriter:
    def test_has_the_name_it_is_registered_under_and_a_suffix(self, name):
        writer = registry.load("writers", name)()
        assert writer.name == name
        assert re.fullmatch(r"(\.[a-z0-9]+)+", writer.suffix)

    def test_writes_the_same_bytes_each_time(self, name):
        make = registry.load("writers", name)
        assert make().write(a_review()) == make().write(a_review())

    def test_holds_every_sentence_of_both_sides(self, name):
        text = text_of(name, registry.load("writers", name)().write(a_review()))
        for row in NEWS:
            assert _dense(row.fr) in text
            assert _dense(row.en) in text

    def test_shows_no_address_of_a_removed_block(self, name):
        data = registry.load("writers", name)().write(a_review())
        user = REMOVED_EMAIL.split("@")[0]
        assert REMOVED_EMAIL not in text_of(name, data)
        assert user.encode() not in data
        if data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                assert all(user.encode() not in archive.read(n) for n in archive.namelist())

    def test_writes_an_article_of_one_untranslated_line(self, name):
        review = a_review([Row("Bonjour.", "")], removed=(), findings=(), scores=(), remarks=())
        data = registry.load("writers", name)().write(review)
        assert "Bonjour." in text_of(name, data)

    def test_writes_an_article_of_nothing(self, name):
        review = a_review([], removed=(), findings=(), scores=(), remarks=(), glossary=None)
        assert isinstance(registry.load("writers", name)().write(review), bytes)
