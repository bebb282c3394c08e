"""Untrusted XML: parsed without network, entities or external document types."""

from __future__ import annotations

from typing import Any

from lxml import etree

from bilingual.errors import InputError

MAX_BYTES = 512 * 2**20
"""Larger files are refused; a translation memory of a million units has about 400 MB."""
MAX_DEPTH = 200


def parse(data: bytes, where: str) -> etree._Element:
    """Return the root of untrusted XML.

    A document type that only names an external file (TMX files do) is ignored; one that declares
    entities is refused.

    Raises:
        InputError: not well-formed, with entities of its own, too large or nested too deeply.
    """
    if len(data) > MAX_BYTES:
        raise InputError(where, f"has more than {MAX_BYTES >> 20} MB; split it")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        text = str(error)
        hint = "is nested too deeply" if "depth" in text.lower() else f"is not XML: {text}"
        raise InputError(where, f"{hint}; export it again", line=error.lineno or None) from error
    document_type: Any = root.getroottree().docinfo.internalDTD
    if document_type is not None and any(True for _ in document_type.iterentities()):
        raise InputError(where, "declares entities of its own, which no export needs; refused")
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            raise InputError(where, f"is nested more than {MAX_DEPTH} elements deep; refused")
    return root
