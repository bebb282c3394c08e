"""Glossaries in other programs' formats: DeepL, Excel, TBX-Basic, TMX."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from bilingual.errors import GlossaryError
from bilingual.model.term import Term, TermStatus
from bilingual.terminology import tbx
from bilingual.terminology.canonical import rows_of, text_of
from bilingual.terminology.glossary import term_of
from bilingual.terminology.rows import COLUMNS, parse

FORMATS = ("csv", "excel", "deepl-csv", "deepl-tsv", "tbx", "tmx")
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Converted:
    """A converted glossary."""

    data: bytes
    terms: int
    """Rows written."""
    lost: tuple[str, ...]
    """What the format has no place for, in words."""


def guess(path: str) -> str:
    """Return the format that a file's name suggests.

    Raises:
        GlossaryError: the name suggests none.
    """
    suffix = Path(path).suffix.lower()
    found = {".csv": "csv", ".tsv": "deepl-tsv", ".tbx": "tbx", ".tmx": "tmx", ".xml": "tbx"}
    if suffix not in found:
        raise GlossaryError(
            path, f"which format? name it with --from or --to: {', '.join(FORMATS)}"
        )
    return found[suffix]


def read(data: bytes, path: str, form: str) -> list[Term]:
    """Return the terms in a file of that format.

    Excel's and DeepL's tables need no telling apart: delimiter, byte order mark, encoding and a
    missing header are seen.

    Raises:
        GlossaryError: not of that format.
    """
    if form == "tbx":
        return tbx.read(data, path)
    if form == "tmx":
        return _read_tmx(data, path)
    table = parse(data, path)
    for problem in table.problems:
        if problem.code in ("quoting", "column"):
            raise GlossaryError(path, problem.message, line=problem.line)
    return [term_of(row, path) for row in table.rows]


def convert(terms: Sequence[Term], form: str) -> Converted:
    """Return terms in a format, and what that loses."""
    writers: dict[str, Callable[[Sequence[Term]], bytes]] = {
        "csv": lambda found: text_of(found).encode(),
        "excel": _excel,
        "deepl-csv": lambda found: _deepl(found, ","),
        "deepl-tsv": lambda found: _deepl(found, "\t"),
        "tbx": tbx.write,
        "tmx": _tmx,
    }
    kept = list(terms)
    lost: list[str] = []
    if form.startswith("deepl") or form == "tmx":
        kept, lost = _plain_pairs(terms)
    return Converted(writers[form](kept), len(kept), tuple(lost))


def _plain_pairs(terms: Iterable[Term]) -> tuple[list[Term], list[str]]:
    """Return the terms that fit two columns, one a source, and what was left out."""
    kept: dict[str, Term] = {}
    left = {"admitted": 0, "forbidden": 0, "pattern": 0, "further context": 0}
    for term in terms:
        if "{" in term.source:
            left["pattern"] += 1
        elif term.status in (TermStatus.ADMITTED, TermStatus.FORBIDDEN):
            left[term.status.value] += 1
        elif term.source in kept:
            left["further context"] += 1
        else:
            kept[term.source] = term
    lost = [f"{count} {name} row(s)" for name, count in left.items() if count]
    if any(t.forms or t.context or t.pos or t.note or t.acronym for t in kept.values()):
        lost.append("forms, case, pos, context, acronym and note")
    return list(kept.values()), lost


def _deepl(terms: Sequence[Term], delimiter: str) -> bytes:
    """Return two columns without header, sorted by source, as DeepL takes them."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    for term in sorted(terms, key=lambda t: t.source):
        writer.writerow([term.source, term.target])
    return out.getvalue().encode()


def _excel(terms: Sequence[Term]) -> bytes:
    """Return semicolons, a byte order mark and CRLF, which Excel opens as it should in Europe."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows_of(terms):
        writer.writerow([_no_formula(row[column]) for column in COLUMNS])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _no_formula(cell: str) -> str:
    """Return a cell that a spreadsheet does not take for a formula."""
    return " " + cell if cell[:1] in ("=", "+", "@") else cell


def _tmx(terms: Sequence[Term]) -> bytes:
    """Return a TMX 1.4 document with one unit a term."""
    root = etree.Element("tmx", version="1.4")
    etree.SubElement(
        root,
        "header",
        {
            "creationtool": "bilingual",
            "creationtoolversion": "1",
            "datatype": "plaintext",
            "segtype": "phrase",
            "adminlang": "en",
            "srclang": "fr",
            "o-tmf": "glossary",
        },
    )
    body = etree.SubElement(root, "body")
    for term in sorted(terms, key=lambda t: t.source):
        unit = etree.SubElement(body, "tu")
        if term.note:
            etree.SubElement(unit, "note").text = term.note
        for language, text in (("fr", term.source), ("en", term.target)):
            variant = etree.SubElement(unit, "tuv")
            variant.set(XML_LANG, language)
            etree.SubElement(variant, "seg").text = text
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _read_tmx(data: bytes, path: str) -> list[Term]:
    """Return the French-English units of a TMX document as terms."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line = error.position[0] if error.position else None
        raise GlossaryError(path, f"not well-formed XML: {error.msg}", line=line) from error
    if root.tag != "tmx":
        raise GlossaryError(path, f"root element <{root.tag}>; a TMX file has <tmx>")
    terms = []
    for unit in root.iter("tu"):
        texts: dict[str, str] = {}
        for variant in unit.iter("tuv"):
            code = (variant.get(XML_LANG) or variant.get("lang") or "").lower().split("-")[0]
            segment = variant.find("seg")
            if segment is not None:
                texts.setdefault(code, " ".join("".join(map(str, segment.itertext())).split()))
        source, target = texts.get("fr", ""), texts.get("en", "")
        if source and target:
            status = TermStatus.KEEP if source == target else TermStatus.PREFERRED
            note = " ".join((unit.findtext("note") or "").split())
            origin = f"{path}:{unit.sourceline or 1}"
            terms.append(Term(source, target, status, note=note, origin=origin))
    return terms
