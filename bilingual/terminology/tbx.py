"""TBX-Basic (ISO 30042:2019), read and written, statuses kept; TBX 2 (`martif`) is read too.

A concept entry holds the rows of one French source: its French terms (the source; listed forms as
variants) and its English terms with their administrative status. What TBX-Basic has no place for
(case rule, context clues) stands in a note of the French term as `case: exact` and `context: ...`,
so that nothing is lost on the way back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from bilingual.errors import GlossaryError
from bilingual.model.term import Term, TermCase, TermStatus

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
STATUS_TO_TBX = {
    TermStatus.PREFERRED: "preferredTerm-admn-sts",
    TermStatus.KEEP: "preferredTerm-admn-sts",
    TermStatus.ADMITTED: "admittedTerm-admn-sts",
    TermStatus.FORBIDDEN: "deprecatedTerm-admn-sts",
}
TBX_TO_STATUS = {
    "preferredterm": TermStatus.PREFERRED,
    "preferred": TermStatus.PREFERRED,
    "standardizedterm": TermStatus.PREFERRED,
    "admittedterm": TermStatus.ADMITTED,
    "admitted": TermStatus.ADMITTED,
    "deprecatedterm": TermStatus.FORBIDDEN,
    "supersededterm": TermStatus.FORBIDDEN,
    "notrecommended": TermStatus.FORBIDDEN,
}
POS_TO_TBX = {
    "name": "properNoun",
    "place": "properNoun",
    "org": "properNoun",
    "acronym": "properNoun",
    "noun": "noun",
    "title": "noun",
    "adj": "adjective",
    "demonym": "adjective",
    "verb": "verb",
    "phrase": "other",
}
TBX_TO_POS = {"propernoun": "name", "noun": "noun", "adjective": "adj", "verb": "verb"}


@dataclass(slots=True)
class _TermSec:
    """A term with its notes, as read."""

    text: str
    notes: dict[str, str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


def write(terms: Iterable[Term]) -> bytes:
    """Return terms as a TBX-Basic document (DCA style)."""
    groups: dict[tuple[str, str], list[Term]] = {}
    for term in terms:
        groups.setdefault((term.source, term.context), []).append(term)
    root = etree.Element(f"{{{NAMESPACE}}}tbx", nsmap={None: NAMESPACE})  # type: ignore[dict-item]
    root.set("type", "TBX-Basic")
    root.set("style", "dca")
    root.set(XML_LANG, "fr")
    header = _sub(root, "tbxHeader")
    description = _sub(header, "fileDesc")
    _sub(_sub(description, "sourceDesc"), "p", "French-English glossary")
    body = _sub(_sub(root, "text"), "body")
    for number, name in enumerate(sorted(groups), 1):
        _entry(body, number, groups[name])
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _sub(parent: etree._Element, tag: str, text: str = "", **attributes: str) -> etree._Element:
    """Append an element of the TBX namespace."""
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", attributes)
    if text:
        element.text = text
    return element


def _entry(body: etree._Element, number: int, rows: list[Term]) -> None:
    """Append the entry of one French source."""
    lead = rows[0]
    entry = _sub(body, "conceptEntry", id=f"c{number}")
    french = _sub(entry, "langSec")
    french.set(XML_LANG, "fr")
    section = _sub(french, "termSec")
    _sub(section, "term", lead.source)
    if lead.pos:
        _sub(section, "termNote", POS_TO_TBX[lead.pos], type="partOfSpeech")
        _sub(section, "note", f"pos: {lead.pos}")
    _sub(section, "note", f"case: {lead.case.value}")
    if lead.context:
        _sub(section, "note", f"context: {lead.context}")
    for form in dict.fromkeys(form for row in rows for form in row.forms):
        variant = _sub(french, "termSec")
        _sub(variant, "term", form)
        _sub(variant, "termNote", "variant", type="termType")
    english = _sub(entry, "langSec")
    english.set(XML_LANG, "en")
    for row in rows:
        section = _sub(english, "termSec")
        _sub(section, "term", row.target)
        _sub(section, "termNote", STATUS_TO_TBX[row.status], type="administrativeStatus")
        if row.note:
            _sub(section, "note", row.note)
    acronym = next((row.acronym for row in rows if row.acronym), "")
    if acronym:
        section = _sub(english, "termSec")
        _sub(section, "term", acronym)
        _sub(section, "termNote", "acronym", type="termType")


def read(data: bytes, path: str) -> list[Term]:
    """Return the terms of a TBX document: every French term with every English one.

    Raises:
        GlossaryError: not XML, or not TBX.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line = error.position[0] if error.position else None
        raise GlossaryError(path, f"not well-formed XML: {error.msg}", line=line) from error
    if _name(root) not in ("tbx", "martif"):
        raise GlossaryError(path, f"root element <{_name(root)}>; a TBX file has <tbx> or <martif>")
    terms: list[Term] = []
    for entry in root.iter():
        if _name(entry) in ("conceptEntry", "termEntry"):
            terms += _terms(entry, path)
    return terms


def _name(element: etree._Element) -> str:
    """Return the local name of an element; empty for comments."""
    tag: object = element.tag  # a function for comments and processing instructions
    return str(tag).rpartition("}")[2] if isinstance(tag, str) else ""


def _terms(entry: etree._Element, path: str) -> list[Term]:
    """Return the terms of one entry."""
    sections: dict[str, list[_TermSec]] = {"fr": [], "en": []}
    for language in entry:
        if _name(language) not in ("langSec", "langSet"):
            continue
        code = language.get(XML_LANG, "").lower().split("-")[0]
        if code in sections:
            sections[code] += [
                _section(part) for part in language if _name(part) in ("termSec", "tig", "ntig")
            ]
    sources = [s for s in sections["fr"] if s.notes.get("termType") != "variant"]
    forms = tuple(s.text for s in sections["fr"] if s.notes.get("termType") == "variant")
    acronyms = [s for s in sections["en"] if s.notes.get("termType") == "acronym"]
    targets = [s for s in sections["en"] if s not in acronyms] or acronyms
    acronym = acronyms[0].text if acronyms and targets is not acronyms else ""
    origin = f"{path}:{entry.sourceline}"
    return [
        # Forms belong to the concept; its first row carries them, as in a glossary file.
        _term(source, target, () if number else forms, acronym, origin)
        for source in sources
        for number, target in enumerate(targets)
        if source.text and target.text
    ]


def _section(part: etree._Element) -> _TermSec:
    """Return one term with its notes."""
    section = _TermSec("")
    for element in part.iter("{*}*"):
        name, text = _name(element), " ".join("".join(map(str, element.itertext())).split())
        if name == "term":
            section.text = text
        elif name == "termNote":
            section.notes[element.get("type") or ""] = text
        elif name == "note":
            section.remarks.append(text)
    return section


def _term(
    source: _TermSec, target: _TermSec, forms: tuple[str, ...], acronym: str, origin: str
) -> Term:
    """Return the term of a French and an English section."""
    kept = dict(r.split(": ", 1) for r in source.remarks if r.startswith(OWN_NOTES))
    pos = kept.get("pos", TBX_TO_POS.get(source.notes.get("partOfSpeech", "").lower(), ""))
    written = target.notes.get("administrativeStatus", "").lower().split("-")[0]
    status = TBX_TO_STATUS.get(written, TermStatus.PREFERRED)
    if status is TermStatus.PREFERRED and source.text == target.text:
        status = TermStatus.KEEP
    exact = source.text[:1].isupper() if "case" not in kept else kept["case"] == "exact"
    return Term(
        source.text,
        target.text,
        status,
        forms,
        TermCase.EXACT if exact else TermCase.FREE,
        pos,
        kept.get("context", ""),
        "; ".join(target.remarks),
        origin,
        acronym if status is TermStatus.PREFERRED else "",
    )


OWN_NOTES = ("pos: ", "case: ", "context: ")
