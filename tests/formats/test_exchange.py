"""XLIFF and TMX: valid by their schemas, readable by others, and back again unchanged."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from bilingual.errors import InputError
from bilingual.formats.sheet import writable
from bilingual.formats.tmx import TmxUnit, TmxWriter, read_tmx, write_tmx
from bilingual.formats.xliff import Xliff12Writer, Xliff21Writer
from tests.builders import NEWS, Row, a_review
from tests.formats.samples import ENGLISH, FRENCH, LINK, a_formatted_review

DEBIAN = "/usr/share/php/Symfony/Component/Translation/Resources/schemas"
SCHEMAS = Path(os.environ.get("BILINGUAL_XLIFF_SCHEMAS", DEBIAN))
ORACLE = Path(
    os.environ.get("BILINGUAL_ORACLE_PYTHON")
    or Path(__file__).resolve().parents[2] / ".oracle" / "bin" / "python"
)
V12 = "{urn:oasis:names:tc:xliff:document:1.2}"
V20 = "{urn:oasis:names:tc:xliff:document:2.0}"


def schema(name: str) -> etree.XMLSchema:
    path = SCHEMAS / name
    if not path.is_file():
        pytest.skip(f"needs {name} (Debian: php-symfony-translation, or BILINGUAL_XLIFF_SCHEMAS)")

    class Local(etree.Resolver):
        def resolve(self, system_url, public_id, context):  # type: ignore[override]
            if system_url.endswith("/xml.xsd"):
                path = str(SCHEMAS / "xml.xsd")
                return self.resolve_filename(path, context)  # type: ignore[attr-defined]
            return None

    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(Local())
    return etree.XMLSchema(etree.parse(str(path), parser))


@pytest.mark.parametrize(
    "review", [a_review(), a_formatted_review(), a_review([])], ids=["news", "formatted", "nothing"]
)
@pytest.mark.parametrize(
    ("writer", "name"),
    [(Xliff12Writer, "xliff-core-1.2-strict.xsd"), (Xliff21Writer, "xliff-core-2.0.xsd")],
)
def test_xliff_is_valid_by_the_schema_of_oasis(writer, name, review):
    if not review.units and writer is Xliff21Writer:
        pytest.skip("an article of nothing has no unit, which XLIFF 2 asks for")
    valid = schema(name)
    root = etree.fromstring(writer().write(review))
    assert valid.validate(root), valid.error_log


def test_xliff_states_say_how_far_each_unit_has_come():
    root = etree.fromstring(Xliff12Writer().write(a_review()))
    states = {target.get("state") for target in root.iter(f"{V12}target")}
    assert states == {"translated", "signed-off", "final", "needs-review-translation"}
    new = [unit for unit in root.iter(f"{V12}trans-unit") if unit.find(f"{V12}target") is None]
    assert len(new) == sum(not row.en and row.fr.startswith("=") for row in NEWS)
    root = etree.fromstring(Xliff21Writer().write(a_review()))
    segments = list(root.iter(f"{V20}segment"))
    assert {s.get("state") for s in segments} == {"initial", "translated", "reviewed", "final"}
    assert {s.get("subState") for s in segments} == {None, "bilingual:needs-review"}


def test_xliff_notes_hold_findings_with_their_weight():
    root = etree.fromstring(Xliff12Writer().write(a_review()))
    notes = {note.text: note.get("priority") for note in root.iter(f"{V12}note")}
    text = next(text for text in notes if text and text.startswith("negation"))
    assert notes[text] == "1"


def test_xliff_inline_codes_have_the_same_ids_on_both_sides():
    for writer, namespace in ((Xliff12Writer, V12), (Xliff21Writer, V20)):
        root = etree.fromstring(writer().write(a_formatted_review()))
        source = next(root.iter(f"{namespace}source"))
        target = next(root.iter(f"{namespace}target"))
        assert "".join(map(str, source.itertext())) == FRENCH
        assert "".join(map(str, target.itertext())) == ENGLISH
        kinds = {e.get("id"): (e.tag, e.get("type"), e.get("ctype")) for e in source.iter()}
        for element in target.iter():
            if element is not target:
                assert kinds[element.get("id")][0] == element.tag
        assert LINK.replace("&", "&amp;") in etree.tostring(target, encoding="unicode")


READ = """
import json, sys
from importlib import import_module
module, name = sys.argv[2].split(":")
store = getattr(import_module("translate.storage." + module), name).parsefile(sys.argv[1])
print(json.dumps([[str(u.source), str(u.target or "")] for u in store.units if u.istranslatable()]))
"""


@pytest.mark.parametrize(
    ("writer", "store"),
    [
        (Xliff12Writer, "xliff:xlifffile"),
        (Xliff21Writer, "xliff2:Xliff2File"),
        (TmxWriter, "tmx:tmxfile"),
    ],
)
def test_translate_toolkit_reads_what_was_written(writer, store, tmp_path):
    if not ORACLE.is_file():
        pytest.skip("needs a Python that has translate-toolkit: BILINGUAL_ORACLE_PYTHON")
    path = tmp_path / f"article{writer.suffix}"
    rows = [row for row in NEWS if row.en]
    path.write_bytes(writer().write(a_review(rows)))
    told = subprocess.run(
        [str(ORACLE), "-c", READ, str(path), store], capture_output=True, text=True, check=True
    )
    assert json.loads(told.stdout) == [[writable(r.fr), writable(r.en)] for r in rows]


WORDS = st.text(st.characters(codec="utf-8"), max_size=30)
DAYS = st.dates().map(str)
UNITS = st.builds(
    TmxUnit,
    source=WORDS.filter(lambda t: writable(t) != ""),
    target=WORDS.filter(lambda t: writable(t) != ""),
    id=st.from_regex(r"\A[a-f0-9]{0,12}\Z"),
    created=DAYS | st.just(""),
    creator=st.sampled_from(["", "desk", "É. Dupont"]),
    changed=DAYS | st.just(""),
    changer=st.sampled_from(["", "desk"]),
    props=st.lists(st.tuples(st.just("x-document"), st.sampled_from(["a.txt", "é&<"]))).map(tuple),
    notes=st.lists(st.sampled_from(["see <b>", "n\u00a0b"]), max_size=2).map(tuple),
)


@given(st.lists(UNITS, max_size=5))
@settings(max_examples=80, deadline=None)
def test_tmx_comes_back_as_it_was(units):
    back = read_tmx(write_tmx(units), "memory.tmx")
    clean = [(_clean(u.source), _clean(u.target)) for u in units]
    assert [(u.source, u.target) for u in back] == clean
    for one, other in zip(units, back, strict=True):
        assert (one.id, one.created, one.creator, one.changed, one.changer) == (
            other.id, other.created, other.creator, other.changed, other.changer,
        )  # fmt: skip
        assert (one.props, one.notes) == (other.props, other.notes)


def _clean(text: str) -> str:
    return writable(text)


def test_a_tmx_of_another_program_is_read():
    data = b"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header creationtool="other" creationtoolversion="1" segtype="sentence"
 o-tmf="x" adminlang="en" srclang="FR-FR" datatype="html"/>
<body>
<tu><tuv xml:lang="FR-FR"><seg>Le <bpt i="1">&lt;b></bpt>pont<ept i="1">&lt;/b></ept>.</seg></tuv>
<tuv xml:lang="EN-GB" changedate="20240102T030405Z" changeid="anna"><seg>The <hi>bridge</hi>.</seg>
</tuv></tu>
<tu><tuv xml:lang="fr"><seg>Seul</seg></tuv><tuv xml:lang="de"><seg>Allein</seg></tuv></tu>
<tu><tuv lang="fr"><seg>Oui</seg></tuv><tuv lang="en"><seg>Yes</seg></tuv></tu>
</body></tmx>"""
    first, second = read_tmx(data, "other.tmx")
    assert (first.source, first.target) == ("Le pont.", "The bridge.")
    assert (first.changed, first.changer) == ("2024-01-02", "anna")
    assert (second.source, second.target) == ("Oui", "Yes")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "not XML"),
        (b"<tmx><body>", "not XML"),
        (b"<xliff/>", "is not TMX"),
        (b'<!DOCTYPE tmx [<!ENTITY a "b">]><tmx><body>&a;</body></tmx>', "entities"),
        (b'<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/passwd">]><tmx>&a;</tmx>', "entities"),
        (b"<tmx>" + b"<a>" * 230 + b"</a>" * 230 + b"</tmx>", "nested"),
    ],
)
def test_a_broken_or_hostile_tmx_is_refused_with_a_message(data, message):
    with pytest.raises(InputError, match=message) as caught:
        read_tmx(data, "x.tmx")
    assert str(caught.value).startswith("x.tmx")


def test_control_characters_do_not_break_the_files():
    review = a_review([Row("a\x00b\x1bc\ufffe", "d\x0be\ud800")])
    for writer in (Xliff12Writer, Xliff21Writer, TmxWriter):
        etree.fromstring(writer().write(review))
