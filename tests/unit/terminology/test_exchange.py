"""Glossaries go to other programs and come back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from bilingual.errors import GlossaryError
from bilingual.model.term import Term, TermCase, TermStatus
from bilingual.terminology import exchange, tbx
from bilingual.terminology.canonical import formatted, text_of
from bilingual.terminology.rows import parse

EXACT = TermCase.EXACT
TERMS = [
    Term("Bakou", "Baku", case=EXACT, pos="place", note="capital; of Azerbaijan"),
    Term("cessez-le-feu", "ceasefire", forms=("trêve",), pos="noun"),
    Term("cessez-le-feu", "truce", TermStatus.ADMITTED, pos="noun"),
    Term("cessez-le-feu", "cease the fire", TermStatus.FORBIDDEN, pos="noun"),
    Term("CGRI", "IRGC", case=EXACT, pos="acronym"),
    Term("Corps des Gardiens", "Guard Corps", case=EXACT, pos="org", acronym="IRGC"),
    Term("France", "France", TermStatus.KEEP, case=EXACT, pos="place", context="!>Aa"),
    Term("ministre {demonym}", "{demonym} minister", pos="title"),
    Term('le "Monde"', "Le Monde, daily", case=EXACT, pos="org"),
]


def plain(terms):
    """Return terms without origin, forms and notes of admitted rows apart, sorted."""
    return sorted((replace(t, origin="") for t in terms), key=lambda t: (t.source, t.target))


@pytest.mark.parametrize("form", ["csv", "excel"])
def test_tables_keep_everything(form):
    made = exchange.convert(TERMS, form)
    assert plain(exchange.read(made.data, "g.csv", "csv")) == plain(TERMS)
    assert made.lost == ()


def test_tbx_keeps_everything_and_every_status():
    back = exchange.read(exchange.convert(TERMS, "tbx").data, "g.tbx", "tbx")
    assert plain(back) == plain(TERMS)


def test_tbx_is_basic_and_says_so():
    root = etree.fromstring(exchange.convert(TERMS, "tbx").data)
    assert (root.get("type"), root.get("style")) == ("TBX-Basic", "dca")
    names = {f"{{{tbx.NAMESPACE}}}{name}" for name in ("tbxHeader", "text")}
    assert {child.tag for child in root} == names
    statuses = {
        note.text
        for note in root.iter(f"{{{tbx.NAMESPACE}}}termNote")
        if note.get("type") == "administrativeStatus"
    }
    assert statuses == {
        "preferredTerm-admn-sts",
        "admittedTerm-admn-sts",
        "deprecatedTerm-admn-sts",
    }


def test_tbx_2_of_other_programs_is_read():
    old = b"""<?xml version="1.0"?><!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
    <martif type="TBX-Basic" xml:lang="en"><text><body><termEntry id="1">
    <langSet xml:lang="fr-FR"><tig><term>Bakou</term></tig></langSet>
    <langSet xml:lang="en-US"><tig><term>Baku</term>
    <termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></tig></langSet>
    </termEntry></body></text></martif>"""
    (term,) = tbx.read(old, "old.tbx")
    assert (term.source, term.target, term.status) == ("Bakou", "Baku", TermStatus.ADMITTED)


def test_tbx_does_not_follow_entities():
    bomb = b"""<!DOCTYPE tbx [<!ENTITY a SYSTEM "file:///etc/passwd">]>
    <tbx><text><body><conceptEntry><langSec xml:lang="fr"><termSec><term>&a;x</term></termSec>
    </langSec><langSec xml:lang="en"><termSec><term>y</term></termSec></langSec></conceptEntry>
    </body></text></tbx>"""
    assert all("root" not in term.source for term in tbx.read(bomb, "bomb.tbx"))


@pytest.mark.parametrize(("form", "data"), [("tbx", b"<html/>"), ("tbx", b"<tbx>"), ("tmx", b"x")])
def test_what_is_not_of_the_format_is_refused(form, data):
    with pytest.raises(GlossaryError, match=r"g\.x"):
        exchange.read(data, "g.x", form)


def test_deepl_gets_two_columns_and_the_rest_is_said():
    made = exchange.convert(TERMS, "deepl-tsv")
    lines = made.data.decode().splitlines()
    assert "Bakou\tBaku" in lines
    assert all(line.count("\t") == 1 for line in lines)
    assert len({line.split("\t")[0] for line in lines}) == len(lines)
    assert "1 admitted row(s)" in made.lost
    assert "1 pattern row(s)" in made.lost


def test_deepl_files_without_header_are_read():
    terms = exchange.read("Bakou,Baku\nArménie,Armenia\n".encode(), "d.csv", "deepl-csv")
    assert [(t.source, t.target) for t in terms] == [("Bakou", "Baku"), ("Arménie", "Armenia")]
    terms = exchange.read(b"Bakou,Baku,fr,en\n", "d.csv", "deepl-csv")
    assert [(t.source, t.target) for t in terms] == [("Bakou", "Baku")]


def test_excel_files_are_read_whatever_excel_made_of_them():
    for data in (
        "\ufeffsource;target\r\nArménie;Armenia\r\n".encode(),
        "source;target\r\nArménie;Armenia\r\n".encode("cp1252"),
        "source\ttarget\r\nArménie\tArmenia\r\n".encode("utf-16"),
    ):
        (term,) = exchange.read(data, "x.csv", "excel")
        assert (term.source, term.target) == ("Arménie", "Armenia")


def test_tmx_both_ways():
    made = exchange.convert(TERMS, "tmx")
    back = exchange.read(made.data, "g.tmx", "tmx")
    assert ("Bakou", "Baku") in [(t.source, t.target) for t in back]
    assert next(t for t in back if t.source == "France").status is TermStatus.KEEP


def test_formatting_sorts_strips_and_is_idempotent():
    messy = 'target,source,status\nTurkey, Turquie ,Preferred\n"Baku",Bakou,\nArmenia,arménie,\n'
    once = formatted(parse(messy.encode(), "g.csv"))
    assert once == "source,target,status\narménie,Armenia,\nBakou,Baku,\nTurquie,Turkey,\n"
    assert formatted(parse(once.encode(), "g.csv")) == once


def test_formatting_keeps_unknown_meaning_out_of_the_way():
    with pytest.raises(GlossaryError, match="did you mean 'target'"):
        formatted(parse(b"source,traget\nBakou,Baku\n", "g.csv"))


def test_written_terms_are_canonical():
    text = text_of(TERMS)
    assert formatted(parse(text.encode(), "g.csv")) == text
