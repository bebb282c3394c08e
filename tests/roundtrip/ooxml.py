"""Hand-built WordprocessingML: side-by-sides as word processors leave them, in a few words each."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
DAY = "2024-05-14T10:00:00Z"


def t(text: str, tag: str = "t") -> str:
    """Return a run."""
    return f'<w:r><w:{tag} xml:space="preserve">{escape(text)}</w:{tag}></w:r>'


def _who(author: str, date: str = DAY) -> str:
    return f'w:id="9" w:author={quoteattr(author)} w:date="{date}"'


def ins(content: str, author: str = "Ada", date: str = DAY) -> str:
    """Return a tracked insertion of runs (or of a plain text)."""
    return f"<w:ins {_who(author, date)}>{_runs(content)}</w:ins>"


def dele(text: str, author: str = "Ada", date: str = DAY) -> str:
    """Return a tracked deletion of a text."""
    return f"<w:del {_who(author, date)}>{t(text, 'delText')}</w:del>"


def move_from(text: str, author: str = "Ada") -> str:
    """Return text moved away."""
    return (
        f'<w:moveFromRangeStart w:name="m1" {_who(author)}/><w:moveFrom {_who(author)}>{t(text)}'
        '</w:moveFrom><w:moveFromRangeEnd w:id="9"/>'
    )


def move_to(text: str, author: str = "Ada") -> str:
    """Return text moved here."""
    return (
        f'<w:moveToRangeStart w:name="m1" {_who(author)}/><w:moveTo {_who(author)}>{t(text)}'
        '</w:moveTo><w:moveToRangeEnd w:id="9"/>'
    )


def _runs(content: str) -> str:
    return content if content.startswith("<") else t(content)


def p(content: str, properties: str = "") -> str:
    """Return a paragraph of runs (or of a plain text)."""
    return f"<w:p>{properties and f'<w:pPr>{properties}</w:pPr>'}{_runs(content)}</w:p>"


def anchored(unit: str, content: str, *, control: bool = True, bookmark: bool = True) -> str:
    """Return runs inside the hidden anchors of a unit."""
    inner = _runs(content)
    if control:
        inner = (
            f'<w:sdt><w:sdtPr><w:tag w:val="bilingual:{unit}"/></w:sdtPr><w:sdtContent>{inner}'
            "</w:sdtContent></w:sdt>"
        )
    if bookmark:
        inner = (
            f'<w:bookmarkStart w:id="{int(unit, 36) % 10**6}" w:name="_bil_{unit}"/>{inner}'
            f'<w:bookmarkEnd w:id="{int(unit, 36) % 10**6}"/>'
        )
    return inner


def cell(content: str, properties: str = "") -> str:
    """Return a table cell of paragraphs (or runs, or a plain text)."""
    body = content if content.startswith(("<w:p>", "<w:tbl")) else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{body}</w:tc>"


def tr(cells: Sequence[str], properties: str = "") -> str:
    """Return a table row."""
    return f"<w:tr>{properties and f'<w:trPr>{properties}</w:trPr>'}{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    """Return a table."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


HEADING = tr([cell("No."), cell("French"), cell("English"), cell("Remarks")])


def row(
    number: int,
    fr: str,
    en: str,
    unit: str = "",
    remark: str = "",
    *,
    control: bool = True,
    bookmark: bool = True,
    properties: str = "",
) -> str:
    """Return a full row; with a unit id its English carries the anchors."""
    english = anchored(unit, en, control=control, bookmark=bookmark) if unit else en
    return tr([cell(str(number)), cell(fr), cell(p(_runs(english))), cell(remark)], properties)


@dataclass
class Docx:
    """The parts of a package; `bytes()` zips them."""

    body: str
    comments: str = ""
    threads: str = ""
    styles: str = ""
    footer: str = ""
    program: str = "Microsoft Office Word"
    extra: dict[str, str | bytes] = field(default_factory=dict)
    prefix: str = ""
    """Before the root element of the main part, for hostile files."""

    def bytes(self) -> bytes:
        """Return the package."""
        office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        extended = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
        relations = [
            (f"{office}/comments", "comments.xml"),
            (extended, "commentsExtended.xml"),
            (f"{office}/styles", "styles.xml"),
        ]
        parts: dict[str, str | bytes] = {
            "[Content_Types].xml": "<Types xmlns="
            '"http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "_rels/.rels": _relations([(f"{office}/officeDocument", "word/document.xml")]),
            "word/_rels/document.xml.rels": _relations(relations),
            "word/document.xml": f"{self.prefix}<w:document {NS}><w:body>{self.body}"
            "</w:body></w:document>",
            "docProps/app.xml": "<Properties xmlns="
            '"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
            f"<Application>{self.program}</Application></Properties>",
        }
        if self.comments:
            parts["word/comments.xml"] = f"<w:comments {NS}>{self.comments}</w:comments>"
        if self.threads:
            parts["word/commentsExtended.xml"] = (
                f"<w15:commentsEx {NS}>{self.threads}</w15:commentsEx>"
            )
        if self.styles:
            parts["word/styles.xml"] = f"<w:styles {NS}>{self.styles}</w:styles>"
        if self.footer:
            parts["word/footer1.xml"] = f"<w:ftr {NS}>{p(self.footer)}</w:ftr>"
        parts |= self.extra
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in parts.items():
                archive.writestr(name, data)
        return buffer.getvalue()


def _relations(pairs: Sequence[tuple[str, str]]) -> str:
    entries = "".join(
        f'<Relationship Id="rId{i}" Type="{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(pairs)
    )
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{entries}</Relationships>"
    )


def comment(key: str, text: str, author: str = "Ada", paragraph: str = "") -> str:
    """Return a comment for the comments part."""
    mark = f' w14:paraId="{paragraph}"' if paragraph else ""
    return (
        f'<w:comment w:id="{key}" w:author={quoteattr(author)} w:date="{DAY}">'
        f"<w:p{mark}>{t(text)}</w:p></w:comment>"
    )


def thread(paragraph: str, parent: str = "", *, done: bool = False) -> str:
    """Return an entry of the threads part."""
    above = f' w15:paraIdParent="{parent}"' if parent else ""
    return f'<w15:commentEx w15:paraId="{paragraph}"{above} w15:done="{int(done)}"/>'


def commented(key: str, content: str) -> str:
    """Return runs that a comment refers to."""
    return (
        f'<w:commentRangeStart w:id="{key}"/>{_runs(content)}<w:commentRangeEnd w:id="{key}"/>'
        f'<w:r><w:commentReference w:id="{key}"/></w:r>'
    )
