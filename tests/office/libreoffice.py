"""Runs LibreOffice and poppler for the tests that look at finished pages."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

needs_office = [
    pytest.mark.office,
    pytest.mark.skipif(
        not (shutil.which("soffice") and shutil.which("pdftotext")),
        reason="LibreOffice (libreoffice-writer) or poppler-utils is not installed here",
    ),
]


def convert(paths: list[Path], to: str, folder: Path, profile: Path) -> list[Path]:
    """Convert files with one start of LibreOffice; `to` is `pdf`, `docx`, `odt`."""
    folder.mkdir(parents=True, exist_ok=True)
    command = [
        *("soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless"),
        *("--convert-to", to, "--outdir", str(folder), *map(str, paths)),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return [folder / f"{path.stem}.{to}" for path in paths]


def pages(pdf: Path) -> list[str]:
    """Return the text of each page, as laid out."""
    command = ["pdftotext", "-layout", str(pdf), "-"]
    made = subprocess.run(command, check=True, capture_output=True, timeout=60)
    return made.stdout.decode().split("\f")[:-1]


def words(pdf: Path) -> list[list[tuple[float, float, float, float, str]]]:
    """Return (left, top, right, bottom, word) in points, page by page."""
    from lxml import etree

    command = ["pdftotext", "-bbox", str(pdf), "-"]
    made = subprocess.run(command, check=True, capture_output=True, timeout=60)
    space = "{http://www.w3.org/1999/xhtml}"
    root = etree.fromstring(made.stdout, etree.XMLParser(recover=True))
    found = []
    for page in root.iter(f"{space}page"):
        sides = ("xMin", "yMin", "xMax", "yMax")
        boxes = [
            (*(float(word.get(side, "nan")) for side in sides), word.text or "")
            for word in page.iter(f"{space}word")
        ]
        found.append(boxes)
    return found  # type: ignore[return-value]
