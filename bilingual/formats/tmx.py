"""TMX 1.4b: sentence pairs for any translation memory (LISA OSCAR standard, 2005).

`write_tmx` and `read_tmx` work on plain pairs, for the memory's import and export; `TmxWriter`
exports a review. What TMX keeps and loses stands in docs/formats.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from bilingual.errors import InputError
from bilingual.formats import xml_input
from bilingual.formats.sheet import origin_text, rows, writable
from bilingual.model.review import Review

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DATE = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")
_SKIPPED = frozenset({"bpt", "ept", "ph", "it", "ut", "sub"})
"""Inline codes: their content is markup of the original format, not text."""


@dataclass(frozen=True, slots=True)
class TmxUnit:
    """One sentence pair of a TMX file."""

    source: str
    target: str
    id: str = ""
    """`tuid`."""
    created: str = ""
    """ISO day, empty if unknown."""
    creator: str = ""
    changed: str = ""
    """ISO day of the last change, empty if unknown."""
    changer: str = ""
    props: tuple[tuple[str, str], ...] = ()
    """(type, value), for instance (`x-document`, `pont.txt`), in file order."""
    notes: tuple[str, ...] = ()

    def prop(self, kind: str) -> str:
        """Return the first property of that type, empty if there is none."""
        return next((value for name, value in self.props if name == kind), "")


def write_tmx(
    units: Iterable[TmxUnit],
    *,
    source_lang: str = "fr",
    target_lang: str = "en-US",
    version: str = "0",
    date: str = "",
) -> bytes:
    """Return a TMX 1.4b file. Same units, same bytes.

    Args:
        units: pairs; one without a target is written with its source alone.
        source_lang: BCP-47 of the sources.
        target_lang: BCP-47 of the targets.
        version: of this program, for the header.
        date: ISO day for the header; left out if empty.
    """
    root = etree.Element("tmx", version="1.4")
    header = etree.SubElement(
        root,
        "header",
        {
            "creationtool": "bilingual",
            "creationtoolversion": version,
            "segtype": "sentence",
            "o-tmf": "bilingual",
            "adminlang": "en",
            "srclang": source_lang,
            "datatype": "plaintext",
        },
    )
    if date:
        header.set("creationdate", _stamp(date))
    body = etree.SubElement(root, "body")
    for unit in units:
        _append(body, unit, source_lang, target_lang)
    etree.indent(root)
    text: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return text + b"\n"


def _append(body: etree._Element, unit: TmxUnit, source_lang: str, target_lang: str) -> None:
    """Append one `tu` with its two `tuv`."""
    element = etree.SubElement(body, "tu")
    attributes = {
        "tuid": unit.id,
        "creationdate": _stamp(unit.created),
        "creationid": unit.creator,
        "changedate": _stamp(unit.changed),
        "changeid": unit.changer,
    }
    for name, value in attributes.items():
        if value:
            element.set(name, writable(value))
    for note in unit.notes:
        etree.SubElement(element, "note").text = writable(note)
    for kind, value in unit.props:
        etree.SubElement(element, "prop", type=writable(kind)).text = writable(value)
    for lang, text in ((source_lang, unit.source), (target_lang, unit.target)):
        if not text and lang == target_lang:
            continue
        variant = etree.SubElement(element, "tuv", {_XML_LANG: lang})
        etree.SubElement(variant, "seg").text = writable(text)


def _stamp(iso: str) -> str:
    """Return `20240514T000000Z` for an ISO day; empty if it is none."""
    found = _DATE.match(iso)
    return f"{found[1]}{found[2]}{found[3]}T000000Z" if found else ""


def read_tmx(
    data: bytes, where: str, *, source_lang: str = "fr", target_lang: str = "en"
) -> list[TmxUnit]:
    """Return the pairs of a TMX file (1.1 to 1.4b) in these two languages, in file order.

    Regional variants count (`fr-CA` as `fr`); of several, an exact one wins, then the first. Units
    that lack a language, or have an empty side, are left out. Inline codes are left out, the text
    that `hi` highlights stays.

    Raises:
        InputError: not XML, hostile, or not TMX.
    """
    root = xml_input.parse(data, where)
    if root.tag != "tmx":
        raise InputError(where, f"is not TMX: the outermost element is {root.tag!r}")
    return list(_units(root, source_lang, target_lang))


def _units(root: etree._Element, source_lang: str, target_lang: str) -> Iterator[TmxUnit]:
    """Yield the usable units."""
    for element in root.iterfind("body/tu"):
        variants = element.findall("tuv")
        source = _variant(variants, source_lang)
        target = _variant(variants, target_lang)
        if source is None or target is None:
            continue
        texts = (_text(source.find("seg")), _text(target.find("seg")))
        if not texts[0] or not texts[1]:
            continue
        holders = (target, element)  # what is known of the English goes before what of the pair
        yield TmxUnit(
            *texts,
            id=element.get("tuid", ""),
            created=_day(_first(holders, "creationdate")),
            creator=_first(holders, "creationid"),
            changed=_day(_first(holders, "changedate")),
            changer=_first(holders, "changeid"),
            props=tuple((p.get("type", ""), p.text or "") for p in element.findall("prop")),
            notes=tuple(note.text or "" for note in element.findall("note")),
        )


def _variant(variants: Sequence[etree._Element], lang: str) -> etree._Element | None:
    """Return the variant in that language: exact, else the first regional or general one."""
    wanted = lang.lower().replace("_", "-")
    general = None
    for variant in variants:
        found = (variant.get(_XML_LANG) or variant.get("lang") or "").lower().replace("_", "-")
        if found == wanted:
            return variant
        if general is None and found.partition("-")[0] == wanted.partition("-")[0]:
            general = variant
    return general


def _text(segment: etree._Element | None) -> str:
    """Return the text of a `seg` without the content of inline codes."""
    if segment is None:
        return ""
    parts = [segment.text or ""]
    for child in segment:
        if child.tag not in _SKIPPED:
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _first(elements: Sequence[etree._Element], name: str) -> str:
    """Return the attribute of the first element that has it, else the empty string."""
    return next((element.get(name, "") for element in elements if element.get(name)), "")


def _day(stamp: str) -> str:
    """Return the ISO day of a TMX date, empty if it is none."""
    found = _DATE.match(stamp)
    return f"{found[1]}-{found[2]}-{found[3]}" if found else ""


class TmxWriter:
    """Writes a review as TMX; units without English have their French alone."""

    name = "tmx"
    suffix = ".tmx"

    def write(self, review: Review) -> bytes:
        """Return the file: one `tu` a unit, with document, place, state, origin and findings."""
        document = review.document.source.path
        units = []
        for row in rows(review):
            unit = row.unit
            props = [
                ("x-document", document),
                ("x-kind", row.kind.value),
                ("x-state", unit.state.value),
                ("x-origin", unit.origin.kind.value),
            ]
            notes = [remark.text for remark in row.remarks if not remark.state]
            units.append(
                TmxUnit(
                    unit.source,
                    unit.target,
                    id=unit.id,
                    changed=review.run.date,
                    changer=unit.origin.name or origin_text(unit),
                    props=tuple(props),
                    notes=tuple(notes),
                )
            )
        return write_tmx(
            units,
            source_lang=review.document.lang,
            version=review.run.version,
            date=review.run.date,
        )
