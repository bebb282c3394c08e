"""The bilingual EPUB is a valid book that reads in order."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from bilingual.formats.epub import EpubWriter
from tests.builders import NEWS, Row, a_review
from tests.formats.samples import a_formatted_review, formatted

X = "{http://www.w3.org/1999/xhtml}"


def parts(review) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(EpubWriter().write(review))) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_container_starts_with_its_type_stored_plain():
    data = EpubWriter().write(a_review())
    assert data[30:38] == b"mimetype"
    assert data[38:58] == b"application/epub+zip"


def test_each_pair_says_its_languages_and_holds_both_sides():
    root = etree.fromstring(parts(a_review())["EPUB/article.xhtml"])
    assert [e.get("lang") for e in root.iter(f"{X}p") if e.get("class") == "fr"].count("fr") > 10
    first = next(root.iter(f"{X}h1"))
    assert "".join(map(str, first.itertext())).startswith("Port-Alard reopens")


def test_formatting_stands_in_the_book():
    text = parts(a_formatted_review())["EPUB/article.xhtml"].decode()
    assert "<strong>Tanners’ Bridge</strong>" in text
    assert '<a href="https://port.example/pont?a=1&amp;b=2"' in text
    assert "<sup>1</sup>" in text


def test_epubcheck_finds_nothing(tmp_path):
    jar = Path("/usr/share/java/epubcheck.jar")
    if not jar.is_file() or not shutil.which("java"):
        pytest.skip("needs epubcheck and Java (Debian: epubcheck)")
    hostile = [Row("<script>alert(1)</script> & « \x0b »", "]]> <b>&amp;</b>"), Row("Seul.", "")]
    path = tmp_path / "article.epub"
    path.write_bytes(EpubWriter().write(formatted(a_review([*NEWS, *hostile], title="]]><x>"))))
    command = ["java", "-XX:TieredStopAtLevel=1", "-jar", str(jar), "--failonwarnings", str(path)]
    told = subprocess.run(command, capture_output=True, text=True)
    assert told.returncode == 0, told.stdout + told.stderr
