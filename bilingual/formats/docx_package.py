"""The package around the DOCX's text: styles, settings, properties; the same bytes each time.

python-docx gives the skeleton, the relations and the content types; what it takes from its template
and the side-by-side does not need is left out.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.coreprops import CoreProperties
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package
from lxml import etree

FOOTER_RELATION = "rIdFooter"
"""Id by which the text refers to the footer."""

CUSTOM_NAMESPACE = "urn:bilingual:side-by-side:1"
"""Of the custom XML part that holds the English as it was written."""

_WANTED = (
    *("officeDocument", "core-properties", "extended-properties"),
    *("settings", "styles", "theme", "fontTable"),
)
"""Relations of python-docx's template that stay; others (thumbnail, numbering...) go."""
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE = "application/vnd.openxmlformats-officedocument"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
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
    document = docx.Document()
    _core(document.core_properties, properties)
    main, opc = document.part, document.part.package
    for holder in (main, opc):
        for key, relation in list(holder.rels.items()):
            if relation.reltype.rsplit("/", 1)[1] not in _WANTED:
                del holder.rels[key]
    part = _part("/word/footer1.xml", f"{_WORD}.footer+xml", _bytes(footer), opc)
    main.rels.add_relationship(RELATIONSHIP_TYPE.FOOTER, part, FOOTER_RELATION)
    main.relate_to(_original_part(original, opc), RELATIONSHIP_TYPE.CUSTOM_XML)
    custom = _custom(properties.custom)
    part = _part("/docProps/custom.xml", f"{_OFFICE}.custom-properties+xml", custom, opc)
    opc.relate_to(part, f"{_RELATIONS}/custom-properties")
    stream = io.BytesIO()
    document.save(stream)
    return _rezip(stream, {"word/document.xml": _bytes(text), **_fixed_parts()})


def _core(core: CoreProperties, properties: Properties) -> None:
    """Fill the core properties; the only dates in the file are the run's day."""
    core.title = properties.title[:255]
    core.subject = properties.subject[:255]
    core.author = core.last_modified_by = properties.author
    core.language = properties.language
    core.comments = core.keywords = core.category = ""
    core.revision = 1
    try:
        when = datetime.fromisoformat(properties.date).replace(tzinfo=None)
    except ValueError:
        when = datetime(*_EPOCH)
    core.created = core.modified = when


def _original_part(original: etree._Element, opc: Package) -> Part:
    """Return the custom XML part, with the properties part that Word wants beside it."""
    part = _part("/customXml/item1.xml", "application/xml", _bytes(original), opc)
    about = (
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
        '<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"'
        ' ds:itemID="{B1116A1F-0000-4000-8000-000000000001}"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{CUSTOM_NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    kind = f"{_OFFICE}.customXmlProperties+xml"
    beside = _part("/customXml/itemProps1.xml", kind, about.encode(), opc)
    part.relate_to(beside, f"{_RELATIONS}/customXmlProps")
    return part


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


def _fixed_parts() -> dict[str, bytes]:
    """Return the parts that are the same in every document."""
    folder = files("bilingual") / "data" / "templates"
    names = {
        "word/styles.xml": "docx_styles.xml",
        "word/settings.xml": "docx_settings.xml",
        "word/fontTable.xml": "docx_fonts.xml",
        "docProps/app.xml": "docx_app.xml",
    }
    return {path: (folder / name).read_bytes() for path, name in names.items()}


def _part(name: str, kind: str, blob: bytes, opc: Package) -> Part:
    """Return a part of the package."""
    return Part(PackURI(name), kind, blob, opc)


def _bytes(root: etree._Element) -> bytes:
    """Return the XML file of a root."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _rezip(stream: io.BytesIO, parts: dict[str, bytes]) -> bytes:
    """Return the same package with `parts` replaced, entries sorted and without times."""
    out = io.BytesIO()
    with zipfile.ZipFile(stream) as made, zipfile.ZipFile(out, "w") as archive:
        # The content types come first, as in the packages of Word itself.
        for name in sorted(made.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            archive.writestr(info, parts.get(name) or made.read(name), compresslevel=6)
    return out.getvalue()
