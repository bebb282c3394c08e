"""The package around the DOCX's text: styles, settings, properties; the same bytes each time.

The parts that every document shares lie ready in data/templates, so nothing is derived from a
template of python-docx, whose import alone took longer than to write an article.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files

from lxml import etree

FOOTER_RELATION = "rIdFooter"
"""Id by which the text refers to the footer."""

CUSTOM_NAMESPACE = "urn:bilingual:side-by-side:1"
"""Of the custom XML part that holds the English as it was written."""

_FIXED = {
    "[Content_Types].xml": "docx_content_types.xml",
    "_rels/.rels": "docx_relations.xml",
    "customXml/_rels/item1.xml.rels": "docx_original_relations.xml",
    "customXml/itemProps1.xml": "docx_original_properties.xml",
    "docProps/app.xml": "docx_app.xml",
    "word/_rels/document.xml.rels": "docx_document_relations.xml",
    "word/fontTable.xml": "docx_fonts.xml",
    "word/settings.xml": "docx_settings.xml",
    "word/styles.xml": "docx_styles.xml",
    "word/theme/theme1.xml": "docx_theme.xml",
}
"""Part -> template, for what is the same in every document."""
_CORE = {
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "dcmitype": "http://purl.org/dc/dcmitype/",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip can hold, for every entry."""


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says about itself, outside its text."""

    title: str
    subject: str
    author: str
    language: str
    date: str
    """ISO day."""
    custom: tuple[tuple[str, str], ...]
    """Custom document properties, shown under File > Properties."""


def package(
    text: etree._Element, footer: etree._Element, original: etree._Element, properties: Properties
) -> bytes:
    """Return the DOCX.

    Args:
        text: `w:document`.
        footer: `w:ftr`, which the text refers to by `FOOTER_RELATION`.
        original: root of the custom XML part.
        properties: core and custom properties.
    """
    folder = files("bilingual") / "data" / "templates"
    parts = {path: (folder / name).read_bytes() for path, name in _FIXED.items()}
    parts |= {
        "customXml/item1.xml": _bytes(original),
        "docProps/core.xml": _core(properties),
        "docProps/custom.xml": _custom(properties.custom),
        "word/document.xml": _bytes(text),
        "word/footer1.xml": _bytes(footer),
    }
    return _zipped(parts)


def _core(properties: Properties) -> bytes:
    """Return the core properties; the only dates in the file are the run's day."""
    try:
        when = datetime.fromisoformat(properties.date).replace(tzinfo=None)
    except ValueError:
        when = datetime(*_EPOCH)
    day = when.strftime("%Y-%m-%dT%H:%M:%SZ")
    root = etree.Element(_core_name("cp:coreProperties"), nsmap=_CORE)
    for name, value in (
        ("dc:title", properties.title[:255]),
        ("dc:subject", properties.subject[:255]),
        ("dc:creator", properties.author),
        ("cp:keywords", ""),
        ("dc:description", ""),
        ("cp:lastModifiedBy", properties.author),
        ("cp:revision", "1"),
        ("dcterms:created", day),
        ("dcterms:modified", day),
        ("cp:category", ""),
        ("dc:language", properties.language),
    ):
        item = etree.SubElement(root, _core_name(name))
        item.text = value
        if name.startswith("dcterms:"):
            item.set(_core_name("xsi:type"), "dcterms:W3CDTF")
    return _bytes(root)


def _core_name(name: str) -> str:
    """Return `{namespace}local` for `prefix:local`."""
    prefix, local = name.split(":")
    return f"{{{_CORE[prefix]}}}{local}"


def _custom(pairs: tuple[tuple[str, str], ...]) -> bytes:
    """Return the custom properties part; ids start at 2 by the standard."""
    variant = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
    space = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
    root = etree.Element(f"{{{space}}}Properties", nsmap={"p": space, "vt": variant})
    for number, (name, value) in enumerate(pairs, 2):
        item = etree.SubElement(root, f"{{{space}}}property", name=name, pid=str(number))
        item.set("fmtid", "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}")
        etree.SubElement(item, f"{{{variant}}}lpwstr").text = value
    return _bytes(root)


def _bytes(root: etree._Element) -> bytes:
    """Return the XML file of a root."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _zipped(parts: dict[str, bytes]) -> bytes:
    """Return the package: entries sorted and without times."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        # The content types come first, as in the packages of Word itself.
        for name in sorted(parts, key=lambda n: (n != "[Content_Types].xml", n)):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            archive.writestr(info, parts[name], compresslevel=6)
    return out.getvalue()
