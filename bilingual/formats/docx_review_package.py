"""The zip and XML layer under a reviewed DOCX: nothing from outside is trusted or fetched."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from dataclasses import dataclass, field

from lxml import etree

from bilingual.errors import InputError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
REL = "{http://schemas.openxmlformats.org/package/2006/relationships}"

_STRICT = {  # ISO 29500 Strict, which Word can save as well: same elements, other namespaces
    b"http://purl.oclc.org/ooxml/wordprocessingml/main":
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships":
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}  # fmt: skip

MAX_FILE = 200 * 2**20
MAX_TOTAL = 400 * 2**20
"""Bytes unpacked. 10,000 rows take about 60 MB."""
MAX_ENTRIES = 10_000
MAX_RATIO = 300
"""Unpacked to packed, for parts of more than 10 MB; side-by-sides stay under 60."""
MAX_DEPTH = 200
"""Nesting of elements; word processors stay under 40."""


_DAMAGE = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, OSError,
    ValueError,
)  # fmt: skip
"""What the standard library raises on broken archives."""


@dataclass(frozen=True, slots=True)
class Package:
    """A DOCX that passed the checks of its container."""

    path: str
    parts: dict[str, bytes] = field(repr=False)
    """Part name without leading slash -> bytes; XML parts and relationships only."""
    document: str
    """Name of the main part."""

    def xml(self, name: str) -> etree._Element | None:
        """Return the root element of a part; None if there is no such part."""
        data = self.parts.get(name)
        return None if data is None else parse_xml(data, f"{self.path}: {name}")

    def related(self, kind: str) -> str:
        """Return the name of the main part's internal relation of that kind; empty if none.

        Args:
            kind: last component of the relationship type, for instance `comments`.

        """
        return related(self.parts, self.document, kind, self.path)


def open_package(data: bytes, path: str) -> Package:
    """Return the checked package.

    Raises:
        InputError: not a DOCX, encrypted, damaged, or built to do harm (too many or too large
            parts, paths that leave the package, document types, deep nesting).
    """
    if data[:8] == bytes.fromhex("d0cf11e0a1b11ae1"):
        raise InputError(
            path, "is protected with a password or an old .doc; save it as a plain .docx"
        )
    if len(data) > MAX_FILE:
        raise InputError(path, f"is larger than {MAX_FILE >> 20} MB; that is no side-by-side")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = _read_parts(archive, path)
    except _DAMAGE as error:
        raise InputError(
            path, f"is not a .docx or is damaged ({error}); ask for the file again"
        ) from error
    except RuntimeError as error:  # zipfile: password required
        raise InputError(path, "is encrypted; save it without a password") from error
    if "mimetype" in parts and b"opendocument" in parts["mimetype"]:
        raise InputError(path, "is an OpenDocument file; save it as .docx and send that")
    document = related(parts, "", "officeDocument", path) or "word/document.xml"
    if document not in parts:
        raise InputError(path, "holds no Word document; is it another kind of zip file?")
    return Package(path, parts, document)


def _read_parts(archive: zipfile.ZipFile, path: str) -> dict[str, bytes]:
    """Unpack XML parts and relationships, counting real bytes rather than the declared ones."""
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        raise InputError(path, f"holds {len(entries)} parts; at most {MAX_ENTRIES} are read")
    parts: dict[str, bytes] = {}
    total = 0
    for entry in entries:
        name = entry.filename
        if name.startswith("/") or "\\" in name or ".." in name.split("/") or "\x00" in name:
            raise InputError(path, f"holds a part named {name!r}, which leaves the package")
        if name in parts:
            raise InputError(path, f"holds the part {name!r} twice; the file was tampered with")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise InputError(path, f"packs {name!r} in a way no word processor does; refused")
        if not name.lower().endswith((".xml", ".rels")) and name != "mimetype":
            continue  # pictures, fonts and programs are never unpacked
        with archive.open(entry) as stream:
            data = stream.read(MAX_TOTAL - total + 1)
        total += len(data)
        huge = len(data) > 10 * 2**20 and len(data) > MAX_RATIO * max(entry.compress_size, 1)
        if total > MAX_TOTAL or huge:
            raise InputError(
                path,
                f"unpacks to an unreasonable size at {name!r} (over {len(data) >> 20} MB from "
                f"{entry.compress_size >> 10} kB); it is refused as a zip bomb",
            )
        parts[name] = data
    return parts


def parse_xml(data: bytes, where: str) -> etree._Element:
    """Return the root element of untrusted XML.

    Raises:
        InputError: not well-formed, with a document type (and so entities), or nested too deeply.
    """
    for strict, usual in _STRICT.items():
        if strict in data:
            data = data.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    if b"<!DOCTYPE" in data[:4096]:
        raise InputError(where, "declares a document type, which no word processor writes; refused")
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        text = str(error)
        if "depth" in text.lower():
            raise InputError(where, "is nested too deeply; refused") from error
        raise InputError(where, f"is not well-formed XML ({text}); the file is damaged") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise InputError(where, "declares a document type, which no word processor writes; refused")
    _check_depth(root, where)
    return root


def _check_depth(root: etree._Element, where: str) -> None:
    """Refuse trees deeper than MAX_DEPTH, so that walking them needs no deep stack."""
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            raise InputError(where, f"is nested more than {MAX_DEPTH} elements deep; refused")


def related(parts: dict[str, bytes], part: str, kind: str, path: str) -> str:
    """Return the target of the first internal relationship of `part` (empty: the package)."""
    folder, name = posixpath.split(part)
    data = parts.get(posixpath.join(folder, "_rels", f"{name}.rels"))
    if data is None:
        return ""
    for relation in parse_xml(data, f"{path}: relations of {part or 'the package'}"):
        if relation.get("TargetMode") == "External":
            continue  # never followed, never shown
        if relation.get("Type", "").rpartition("/")[2] == kind:
            target = relation.get("Target", "")
            joined = target[1:] if target.startswith("/") else posixpath.join(folder, target)
            return posixpath.normpath(joined)
    return ""
