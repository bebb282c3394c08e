"""The side-by-side Word file: what an editor reads, corrects and sends back."""

from __future__ import annotations

from lxml import etree

from bilingual.formats import sheet
from bilingual.formats.docx_package import CUSTOM_NAMESPACE, FOOTER_RELATION, Properties, package
from bilingual.formats.docx_summary import summary, title_block
from bilingual.formats.docx_table import side_by_side
from bilingual.formats.docx_xml import NAMESPACES, add, paragraph, q, runs
from bilingual.model.review import Review

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_REGIONS = {"fr": "fr-FR"}
"""Word's proofing tools want a region."""


class DocxWriter:
    """Writes `<stem>.fr-en.docx`."""

    name = "docx"
    suffix = ".docx"

    def write(self, review: Review) -> bytes:
        """Return the DOCX: title block, table, summary. 10,000 rows take a few seconds."""
        lang = review.document.lang
        lang = _REGIONS.get(lang, lang)
        spaces = {**NAMESPACES, "r": _RELATIONS, "mc": _COMPATIBILITY}
        root = etree.Element(q("w:document"), nsmap=spaces)
        root.set(f"{{{_COMPATIBILITY}}}Ignorable", "w15")
        body = add(root, "body")
        title_block(body, review, lang)
        side_by_side(body, sheet.rows(review), lang)
        summary(body, review)
        _section(body)
        mark = sheet.review_fingerprint(review)
        return package(
            root, _footer(review, mark, lang), _original(review, mark), _facts(review, mark)
        )


def _section(body: etree._Element) -> None:
    """Append the page: A4 landscape, margins 1.8 cm, one footer."""
    section = add(body, "sectPr")
    footer = add(section, "footerReference", type="default")
    footer.set(f"{{{_RELATIONS}}}id", FOOTER_RELATION)
    add(section, "pgSz", w=16838, h=11906, orient="landscape")
    sides = {"top": 964, "right": 1020, "bottom": 1020, "left": 1020}
    add(section, "pgMar", **sides, header=567, footer=510, gutter=0)


def _footer(review: Review, mark: str, lang: str) -> etree._Element:
    """Return the footer: title, fingerprint, page number."""
    root = etree.Element(q("w:ftr"), nsmap={**NAMESPACES, "r": _RELATIONS})
    line = paragraph(root, "Footer")
    runs(line, sheet.excerpt(review.document.title, 80), lang=lang)
    runs(line, f"\tDocument {mark[:12]}\tPage ")
    for field, before in (("PAGE", ""), ("NUMPAGES", " of ")):
        runs(line, before)
        runs(add(line, "fldSimple", instr=f" {field} "), "1")
    return root


def _original(review: Review, mark: str) -> etree._Element:
    """Return the English as written, for finding changes that were not tracked."""
    space = f"{{{CUSTOM_NAMESPACE}}}"
    root = etree.Element(f"{space}document", nsmap={"b": CUSTOM_NAMESPACE})
    root.set("fingerprint", mark)
    root.set("source", review.document.source.sha256)
    for unit in review.units:
        item = etree.SubElement(root, f"{space}unit", id=unit.id, state=unit.state.value)
        item.text = sheet.writable(unit.target)
    return root


def _facts(review: Review, mark: str) -> Properties:
    """Return the properties of the file."""
    run, source = review.run, review.document.source
    custom = (
        ("bilingual.document", mark),
        ("bilingual.source", sheet.writable(source.path)),
        ("bilingual.source.sha256", source.sha256),
        ("bilingual.model", f"{run.engine.model} {run.engine.version}".strip()),
        ("bilingual.glossary", run.glossary.sha256 if run.glossary else "none"),
        ("bilingual.version", run.version),
    )
    title = sheet.writable(review.document.title)
    subject = f"French and English side by side: {sheet.writable(source.path)}"
    return Properties(title, subject, f"bilingual {run.version}", "en-US", run.date, custom)
