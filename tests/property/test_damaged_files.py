"""Damaged and mutilated files end in a result or in a message, never in a crash."""

from __future__ import annotations

import io
import random
import zipfile
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from bilingual.errors import BilingualError
from bilingual.formats.docx_review import read_review
from bilingual.pipeline.record import as_json, measure, to_md
from bilingual.pipeline.review import edition, review
from bilingual.pipeline.reviewed import as_review
from tests.roundtrip.desk import Desk

SOURCE = Path(__file__).parents[1] / "roundtrip" / "files" / "libreoffice-everything.docx"


@cache
def parts() -> dict[str, bytes]:
    with zipfile.ZipFile(SOURCE) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def package(changed: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (parts() | changed).items():
            archive.writestr(name, data)
    return out.getvalue()


@given(st.randoms(use_true_random=False), st.integers(1, 60))
@settings(max_examples=60, deadline=None)
def test_elements_and_attributes_lost_or_doubled_anywhere(chance: random.Random, count: int):
    names = [n for n in parts() if n.startswith("word/") and n.endswith(".xml")]
    name = chance.choice([*names, *["word/document.xml"] * 6])
    root = etree.fromstring(parts()[name])
    for _ in range(count):
        element = chance.choice(list(root.iter()))
        parent = element.getparent()
        if parent is None:
            continue
        action = chance.choice(("drop", "unwrap", "strip", "move"))
        if action == "drop":
            parent.remove(element)
        elif action == "unwrap":
            at = parent.index(element)
            parent.remove(element)
            for child in reversed(list(element)):
                parent.insert(at, child)
        elif action == "strip":
            for key in list(element.attrib):
                del element.attrib[key]
        else:
            other = chance.choice(list(root.iter()))
            if element not in other.iterancestors() and other is not element:
                other.append(element)
    taken_home(package({name: etree.tostring(root)}))


@given(st.binary(min_size=1, max_size=8), st.integers(0, 10**6))
@settings(max_examples=60, deadline=None)
def test_bytes_overwritten_anywhere(damage: bytes, place: int):
    data = bytearray(SOURCE.read_bytes())
    at = place % len(data)
    data[at : at + len(damage)] = damage
    try:
        read_review(bytes(data), "damaged.docx")
    except BilingualError as error:
        assert str(error).startswith("damaged.docx")


def taken_home(data: bytes) -> None:
    """Take a file home as far as it goes; only our own errors may come."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "mutilated.docx").write_bytes(data)
        if len(data) % 2:  # with and without what was sent out
            from bilingual.formats.jsonl import JsonlWriter

            (folder / "pont.fr-en.jsonl").write_bytes(JsonlWriter().write(Desk().article))
        try:
            outcomes = review([folder / "mutilated.docx"])
        except BilingualError:
            return
        for outcome in outcomes:
            record = measure(outcome)
            assert as_json(record)["document"] == outcome.dispatch.name
            assert to_md(record)
            assert len(as_review(outcome).units) <= len(outcome.dispatch.units)
            edition(outcome)
