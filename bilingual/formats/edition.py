"""The English edition as it goes to readers: one column, in the order of the article.

Four formats: Word for desks that publish from it, Markdown and HTML for content systems, plain text
for wires. All are made from `Edition` and give the same bytes for the same edition.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable
from datetime import datetime
from html import escape

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

from bilingual.errors import ConfigError
from bilingual.formats.inline import Marked, tree
from bilingual.model.revision import Edition, EditionParagraph

_EPOCH = (1980, 1, 1, 0, 0, 0)
_WORD_STYLES = {
    "headline": "Title",
    "standfirst": "Subtitle",
    "heading": "Heading 1",
    "caption": "Caption",
    "list item": "List Bullet",
}
"""Kind of block -> style that every Word template has; all else is body text."""
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write_edition(edition: Edition, to: str) -> bytes:
    """Return the file of that format: `docx`, `md`, `html` or `txt`.

    Raises:
        ConfigError: another format.
    """
    writer = WRITERS.get(to)
    if writer is None:
        raise ConfigError("--to", f"{to!r} is unknown; there is: {', '.join(WRITERS)}")
    return writer(edition)


def _txt(edition: Edition) -> bytes:
    """One paragraph a line, an empty line between; list items follow each other."""
    made: list[str] = []
    above = ""
    for paragraph in edition.paragraphs:
        listed = paragraph.kind == "list item"
        if made and not (listed and above == "list item"):
            made.append("")
        made.append(("- " if listed else "") + _writable(paragraph.text))
        above = paragraph.kind
    return ("\n".join(made) + "\n").encode()


def _md(edition: Edition) -> bytes:
    """CommonMark; captions and bylines in italics, the standfirst in bold."""
    made: list[str] = []
    above = ""
    for paragraph in edition.paragraphs:
        if made and not (paragraph.kind == above == "list item"):
            made.append("")
        made.append(_md_paragraph(paragraph))
        above = paragraph.kind
    return ("\n".join(made) + "\n").encode()


def _md_paragraph(paragraph: EditionParagraph) -> str:
    parts = tree(_writable(paragraph.text), paragraph.marks)
    text = _opening_escape(_marked(parts, _md_escape))
    match paragraph.kind:
        case "headline":
            return f"# {text}"
        case "heading":
            return f"## {text}"
        case "standfirst":
            return f"**{text}**"
        case "byline" | "caption":
            return f"*{text}*"
        case "list item":
            return f"- {text}"
        case "embed" if re.fullmatch(r"https?://[^\s<>]+", paragraph.text):
            return f"<{paragraph.text}>"
    return text


def _md_escape(text: str) -> str:
    """Return text that CommonMark shows as it is, in one line."""
    return re.sub(r"([\\`*_\[\]<>&#|~])", r"\\\1", " ".join(text.split("\n")))


def _opening_escape(text: str) -> str:
    """Return a line that does not open a list or heading by accident."""
    escaped = re.sub(r"^([-+=])", r"\\\1", text)
    return re.sub(r"^(\d+)([.)])", r"\1\\\2", escaped)


_INLINE = {"bold": "strong", "italic": "em", "underline": "u", "superscript": "sup",
           "subscript": "sub"}  # fmt: skip
"""Kind of mark -> HTML, in Markdown as well: asterisks would not take effect next to letters."""


def _marked(parts: Iterable[str | Marked], escaped: Callable[[str], str]) -> str:
    """Return the parts of a tree with their formatting as HTML tags."""
    made = []
    for part in parts:
        if isinstance(part, str):
            made.append(escaped(part))
            continue
        inner, tag = _marked(part.parts, escaped), _INLINE.get(part.mark.kind)
        made.append(f"<{tag}>{inner}</{tag}>" if tag and inner else inner)
    return "".join(made)


def _html_escape(text: str) -> str:
    return escape(text).replace("\n", "<br>")


_HTML_TAGS = {"headline": "h1", "heading": "h2", "list item": "li"}
_CSS = (
    "body{font:1.1rem/1.55 Georgia,serif;max-width:38rem;margin:2rem auto;padding:0 1rem}"
    "h1,h2{line-height:1.2;font-family:system-ui,sans-serif}.standfirst{font-weight:bold}"
    ".byline,.caption{font-size:.9rem;color:#444;font-style:italic}"
    "@media(prefers-color-scheme:dark){body{background:#16181c;color:#e6e6e6}"
    ".byline,.caption{color:#b5b5b5}}"
)


def _html(edition: Edition) -> bytes:
    """One self-contained page; nothing of the text is taken as markup."""
    made: list[str] = []
    listing = False
    for paragraph in edition.paragraphs:
        item = paragraph.kind == "list item"
        if item != listing:
            made.append("<ul>" if item else "</ul>")
            listing = item
        tag = _HTML_TAGS.get(paragraph.kind, "p")
        kind = "" if tag != "p" or paragraph.kind == "paragraph" else f' class="{paragraph.kind}"'
        text = _marked(tree(_writable(paragraph.text), paragraph.marks), _html_escape)
        made.append(f"<{tag}{kind}>{text}</{tag}>")
    if listing:
        made.append("</ul>")
    body = "\n".join(made)
    return (
        f'<!doctype html>\n<html lang="{escape(edition.lang)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">\n"
        f"<title>{escape(_writable(edition.title))}</title>\n<style>{_CSS}</style>\n</head>\n"
        f"<body>\n<article>\n{body}\n</article>\n</body>\n</html>\n"
    ).encode()


def _docx(edition: Edition) -> bytes:
    """A Word document with the styles of the standard template, so desks can restyle it."""
    document = docx.Document()
    core = document.core_properties
    core.title, core.language = _writable(edition.title)[:255], edition.lang
    core.author = core.last_modified_by = core.comments = ""
    core.created = core.modified = datetime(*_EPOCH)
    _plain_styles(document)
    for paragraph in edition.paragraphs:
        style = _WORD_STYLES.get(paragraph.kind)
        made = document.add_paragraph(style=style)
        _runs(made, tree(_writable(paragraph.text), paragraph.marks), frozenset())
        for run in made.runs if paragraph.kind == "byline" else ():
            run.italic = True
    buffer = io.BytesIO()
    document.save(buffer)
    return _without_times(buffer.getvalue())


def _runs(paragraph: Paragraph, parts: Iterable[str | Marked], looks: frozenset[str]) -> None:
    """Append the parts of a tree as runs."""
    for part in parts:
        if isinstance(part, str):
            font = paragraph.add_run(part).font
            for kind in looks:
                setattr(font, kind, True)
        else:
            _runs(paragraph, part.parts, looks | {part.mark.kind} & _INLINE.keys())


_SIZES = {"Normal": 11, "Title": 24, "Subtitle": 13, "Heading 1": 14, "Caption": 9.5}
"""Style -> points."""


def _plain_styles(document: Document) -> None:
    """Make the template's blue headings black, in a face that Word and LibreOffice both have."""
    for name, size in _SIZES.items():
        style = document.styles[name]
        style.font.name, style.font.size = "Times New Roman", Pt(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        for fonts in style.element.iter(qn("w:rFonts")):  # theme fonts would win over the name
            for key in [k for k in fonts.attrib if "heme" in k]:
                del fonts.attrib[key]
        for border in list(style.element.iter(qn("w:pBdr"), qn("w:spacing"))):
            if border.tag == qn("w:pBdr") or border.getparent().tag == qn("w:rPr"):
                border.getparent().remove(border)
    document.styles["Caption"].font.bold = False
    document.styles["Caption"].font.italic = True
    document.styles["Subtitle"].font.italic = False
    document.styles["Title"].font.bold = True
    language = document.styles.element.find(f".//{qn('w:lang')}")
    if language is not None:
        language.set(qn("w:val"), "en-US")


def _without_times(data: bytes) -> bytes:
    """Return the package with its entries sorted and without times."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(out, "w") as archive:
        for name in sorted(made.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, made.read(name))
    return out.getvalue()


def _writable(text: str) -> str:
    """Return the text without characters that XML cannot hold."""
    return _UNWRITABLE.sub("", text)


WRITERS: dict[str, Callable[[Edition], bytes]] = {
    "docx": _docx,
    "md": _md,
    "html": _html,
    "txt": _txt,
}
"""Format -> its writer, in the order in which `--help` names them."""
