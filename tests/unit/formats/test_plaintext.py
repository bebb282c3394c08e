"""Plain text in, blocks out."""

from __future__ import annotations

import pytest

from bilingual.errors import InputError
from bilingual.formats.plaintext import PlainTextReader
from bilingual.model.document import BlockKind, Source


def read(data, path="folder/article.txt"):
    return PlainTextReader().read(data, Source(path, "text/plain", "0"), "fr")


def texts(data):
    return [block.text for block in read(data).blocks]


def test_each_line_that_is_not_blank_is_a_block_with_its_line_number():
    document = read(b"Un\n\n \t\nDeux")
    assert [(b.text, b.line) for b in document.blocks] == [("Un", 1), ("Deux", 4)]
    assert document.title == "article"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read_by_its_byte_order_mark(encoding):
    assert texts("L’été\u202f: « oui »".encode(encoding)) == ["L’été\u202f: « oui »"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_known_and_belongs_to_no_block(end):
    assert texts(f"Un{end}Deux{end}".encode()) == ["Un", "Deux"]


def test_the_text_stays_as_it_was_decoded():
    line = "  L'e\u0301te\u0301\u00a0: 6\u202f000 «\u00a0oui\u00a0»\u2028fin  "
    assert texts(line.encode()) == [line]


def test_windows_1252_is_read_and_noted():
    document = read("L’été à 5 € – œuvre".encode("cp1252"))
    assert document.blocks[0].text == "L’été à 5 € – œuvre"
    assert [edit.rule for edit in document.edits] == ["encoding"]
    assert document.restored().blocks == document.blocks


def test_an_address_alone_is_an_embed_that_is_not_translated():
    (block,) = read(b"https://example.org/a?b=c\n").blocks
    assert (block.kind, block.translatable) == (BlockKind.EMBED, False)


def test_a_huge_line_is_one_block():
    assert len(texts(b"mot " * 500_000)) == 1


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"", "no text in it"),
        (b" \n\t\r\n\xef\xbb\xbf", "no text in it"),
        ("\u200b\n\u00a0".encode(), "no text in it"),
        (b"PK\x03\x04\x00\x00", "NUL bytes"),
        (b"\x89PNG\r\n\x1a\n", "not a text file"),
        (b"ok\nok\x07\n", r":2: not a text file \(control character U\+0007\)"),
        (b"\x81\x8d\x8f caf\xe9", "neither UTF-8 nor Windows-1252"),
        (b"\xff\xfe\x00\xd8", "byte order mark"),
    ],
)
def test_what_is_no_text_is_refused_with_what_to_do(data, complaint):
    with pytest.raises(InputError, match=complaint) as error:
        read(data)
    assert str(error.value).startswith("folder/article.txt")
    assert ";" in str(error.value)
