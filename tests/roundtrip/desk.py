"""An editor's desk: a real side-by-side of ours, and what people and programs do to it."""

from __future__ import annotations

import copy
import io
import zipfile
from pathlib import Path

from lxml import etree

from bilingual.formats.docx import DocxWriter
from bilingual.formats.docx_review_package import W14, W15, W
from bilingual.formats.jsonl import JsonlWriter
from bilingual.model.document import BlockKind
from bilingual.model.review import Review
from bilingual.model.revision import Notice, ReviewOutcome
from bilingual.model.term import TermOutcome
from bilingual.pipeline.review import review
from tests.builders import Row, a_review
from tests.roundtrip.ooxml import DAY, NS

ARTICLE: tuple[Row, ...] = (
    Row("Le pont des Tanneurs rouvre lundi", "The Tanners’ Bridge reopens Monday",
        BlockKind.HEADLINE),
    Row("La mairie de Port-Alard tient ses délais.", "Port-Alard city hall keeps to schedule.",
        BlockKind.STANDFIRST),
    Row("Fermé depuis le 3 février, le pont accueillera 6\u00a0000 véhicules par jour.",
        "Closed since 3 February, the bridge will take 6,000 vehicles a day.",
        terms=(("pont", "bridge", TermOutcome.NATIVE),)),
    Row("« Nous sommes soulagés », a dit la maire, Aurore Delmas.",
        "“We are relieved,” said the mayoress, Aurore Delmas.", starts=False),
    Row("Les commerçants de la rive nord attendaient ce moment depuis onze mois.",
        "The traders on the north bank had been waiting for this moment for eleven months."),
    Row("Ils demandent maintenant une aide.", "They are now asking for help.", starts=False),
    Row("Ce qui change", "What changes", BlockKind.HEADING),
    Row("Le pont vu de la rive nord. Photo Luc Témoin",
        "The bridge seen from the north bank. Photo Luc Témoin", BlockKind.CAPTION),
)  # fmt: skip
"""Invented; rows are numbered from 1 below."""

TABLE_COLUMNS = ("No.", "French", "English", "Remarks")


class Desk:
    """One copy of the side-by-side on somebody's desk."""

    def __init__(self, article: Review | None = None) -> None:
        self.article = article or a_review(ARTICLE, path="pont.txt", removed=())
        with zipfile.ZipFile(io.BytesIO(DocxWriter().write(self.article))) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.root = etree.fromstring(self.parts["word/document.xml"])
        body = self.root.find(f"{W}body")
        assert body is not None
        self.body = body
        tables = [t for t in body.iterfind(f"{W}tbl") if t.find(f".//{W}sdt") is not None]
        (self.table,) = tables
        self.rows = self.table.findall(f"{W}tr")

    def cell(self, number: int, column: str = "English") -> etree._Element:
        """Return a cell of the row with that number."""
        return self.rows[number].findall(f"{W}tc")[TABLE_COLUMNS.index(column)]

    def type_over(self, number: int, old: str, new: str, column: str = "English") -> Desk:
        """Replace a text without tracking, wherever its runs are cut."""
        holders = list(self.cell(number, column).iter(f"{W}t"))
        whole = "".join(t.text or "" for t in holders)
        assert old in whole
        holders[0].text = whole.replace(old, new)
        for holder in holders[1:]:
            holder.text = ""
        return self

    def track(self, number: int, old: str, new: str, author: str = "Ada", date: str = DAY) -> Desk:
        """Replace a text as Word does with tracking on: a deletion and an insertion."""
        holders = list(self.cell(number).iter(f"{W}t"))
        whole = "".join(t.text or "" for t in holders)
        before, _, after = whole.partition(old)
        assert old in whole
        run = holders[0].getparent()
        assert run is not None
        parent = run.getparent()
        assert parent is not None
        for holder in holders[1:]:
            holder.text = ""
        holders[0].text = before
        who = f'w:id="7" w:author="{author}" w:date="{date}"'
        made = (
            f'<w:p {NS}><w:del {who}><w:r><w:delText xml:space="preserve">{old}</w:delText></w:r>'
            f'</w:del><w:ins {who}><w:r><w:t xml:space="preserve">{new}</w:t></w:r></w:ins>'
            f'<w:r><w:t xml:space="preserve">{after}</w:t></w:r></w:p>'
        )
        at = parent.index(run) + 1
        for element in reversed(list(etree.fromstring(made))):
            parent.insert(at, element)
        return self

    def remark(self, number: int, text: str) -> Desk:
        """Write a line in the remarks column."""
        line = etree.SubElement(self.cell(number, "Remarks"), f"{W}p")
        etree.SubElement(etree.SubElement(line, f"{W}r"), f"{W}t").text = text
        return self

    def comment(
        self, number: int, text: str, author: str = "Ada", *, answers: str = "", done: bool = False
    ) -> Desk:
        """Put a comment on the English of a row, or a reply to the comment of that key."""
        comments = etree.fromstring(
            self.parts.get("word/comments.xml", f"<w:comments {NS}/>".encode())
        )
        key = str(len(comments))
        made = etree.SubElement(comments, f"{W}comment")
        for name, value in (("id", key), ("author", author), ("date", DAY)):
            made.set(W + name, value)
        line = etree.SubElement(made, f"{W}p")
        line.set(f"{W14}paraId", _paragraph_id(key))
        etree.SubElement(etree.SubElement(line, f"{W}r"), f"{W}t").text = text
        self.parts["word/comments.xml"] = etree.tostring(comments)
        threads = etree.fromstring(
            self.parts.get("word/commentsExtended.xml", f"<w15:commentsEx {NS}/>".encode())
        )
        entry = etree.SubElement(threads, f"{W15}commentEx")
        entry.set(f"{W15}paraId", _paragraph_id(key))
        entry.set(f"{W15}done", str(int(done)))
        if answers:
            entry.set(f"{W15}paraIdParent", _paragraph_id(answers))
        self.parts["word/commentsExtended.xml"] = etree.tostring(threads)
        paragraph = self.cell(number).find(f"{W}p")
        assert paragraph is not None
        for name, holder in (("commentRangeStart", paragraph), ("commentRangeEnd", paragraph)):
            mark = etree.Element(W + name)
            mark.set(f"{W}id", key)
            holder.insert(1 if name.endswith("Start") else len(holder), mark)
        run = etree.SubElement(paragraph, f"{W}r")
        etree.SubElement(run, f"{W}commentReference").set(f"{W}id", key)
        self._declare_comments()
        return self

    def _declare_comments(self) -> None:
        """Add the comments' parts to the relations and content types, once."""
        rels = self.parts["word/_rels/document.xml.rels"].decode()
        if "comments.xml" in rels:
            return
        types = self.parts["[Content_Types].xml"].decode()
        word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
        for name, kind in (
            ("comments", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
            ("commentsExtended", "http://schemas.microsoft.com/office/2011/relationships"),
        ):
            new = f'<Relationship Id="r{name}" Type="{kind}/{name}" Target="{name}.xml"/>'
            rels = rels.replace("</Relationships>", f"{new}</Relationships>")
            new = f'<Override PartName="/word/{name}.xml" ContentType="{word}.{name}+xml"/>'
            types = types.replace("</Types>", f"{new}</Types>")
        self.parts["word/_rels/document.xml.rels"] = rels.encode()
        self.parts["[Content_Types].xml"] = types.encode()

    def delete_row(self, number: int) -> Desk:
        """Delete a row without tracking."""
        self.table.remove(self.rows[number])
        return self

    def mark_row(self, number: int, kind: str, author: str = "Ada") -> Desk:
        """Mark a row as deleted (`del`) or inserted (`ins`) while tracking."""
        properties = self.rows[number].find(f"{W}trPr")
        if properties is None:
            properties = etree.Element(f"{W}trPr")
            self.rows[number].insert(0, properties)
        mark = etree.SubElement(properties, W + kind)
        mark.set(f"{W}author", author)
        mark.set(f"{W}date", DAY)
        return self

    def move_row(self, number: int, below: int) -> Desk:
        """Move a row below another one."""
        row = self.rows[number]
        self.table.remove(row)
        self.rows[below].addnext(row)
        return self

    def copy_row(self, number: int) -> etree._Element:
        """Paste a copy of a row below it and return it."""
        made = copy.deepcopy(self.rows[number])
        self.rows[number].addnext(made)
        return made

    def split_row(self, number: int, at: str, *, french_at: str = "") -> Desk:
        """Put the English from `at` on into a new row below, the French too if asked."""
        made = self.copy_row(number)
        for element in [*made.iter(f"{W}bookmarkStart"), *made.iter(f"{W}bookmarkEnd")]:
            _remove(element)
        for control in list(made.iter(f"{W}sdt")):
            _unwrap(control)
        for column, cut in (("English", at), ("French", french_at)):
            position = TABLE_COLUMNS.index(column)
            upper, lower = self.cell(number, column), made.findall(f"{W}tc")[position]
            whole = "".join(t.text or "" for t in upper.iter(f"{W}t"))
            if column == "English" or cut:
                head, _, tail = whole.partition(cut)
                _set_text(upper, head.rstrip())
                _set_text(lower, cut + tail)
            else:
                _set_text(lower, "")
        _set_text(made.findall(f"{W}tc")[0], "")
        _set_text(made.findall(f"{W}tc")[3], "")
        return self

    def merge_rows(self, upper: int, lower: int) -> Desk:
        """Merge two rows as word processors do: the paragraphs of both under each other."""
        for column in ("French", "English"):
            for paragraph in self.cell(lower, column).findall(f"{W}p"):
                self.cell(upper, column).append(paragraph)
        return self.delete_row(lower)

    def drop_column(self, column: str) -> Desk:
        """Delete a column."""
        position = TABLE_COLUMNS.index(column)
        for row in self.rows:
            if row.getparent() is not None:
                row.remove(row.findall(f"{W}tc")[position])
        return self

    def lose_controls(self) -> Desk:
        """Drop every content control, as Google Docs does."""
        for control in list(self.root.iter(f"{W}sdt")):
            _unwrap(control)
        return self

    def lose_bookmarks(self) -> Desk:
        """Drop every bookmark."""
        for tag in ("bookmarkStart", "bookmarkEnd"):
            for element in list(self.root.iter(W + tag)):
                _remove(element)
        return self

    def lose_parts(self) -> Desk:
        """Drop custom parts, properties and footers."""
        self.parts = {
            name: data
            for name, data in self.parts.items()
            if not name.startswith(("customXml/", "docProps/", "word/footer"))
        }
        return self

    def lose_styles(self) -> Desk:
        """Drop all styling."""
        for tag in ("pPr", "rPr", "tcPr", "tblPr"):
            for element in list(self.root.iter(W + tag)):
                _remove(element)
        self.parts.pop("word/styles.xml", None)
        return self

    def lose_anchors(self, survivors: str) -> Desk:
        """Keep only the anchors named: `both`, `controls`, `bookmarks` or `none`."""
        if survivors in ("bookmarks", "none"):
            self.lose_controls()
        if survivors in ("controls", "none"):
            self.lose_bookmarks()
        return self

    def bytes(self) -> bytes:
        """Return the file as it lies on the desk now."""
        self.parts["word/document.xml"] = etree.tostring(self.root)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in self.parts.items():
                archive.writestr(name, data)
        return out.getvalue()


def _paragraph_id(key: str) -> str:
    return f"{int(key) + 0x10000000:08X}"


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(control: etree._Element) -> None:
    """Put what a content control holds in its place."""
    parent, content = control.getparent(), control.find(f"{W}sdtContent")
    assert parent is not None
    at = parent.index(control)
    parent.remove(control)
    for element in reversed(list(content) if content is not None else []):
        parent.insert(at, element)


def _set_text(cell: etree._Element, text: str) -> None:
    holders = list(cell.iter(f"{W}t"))
    for number, holder in enumerate(holders):
        holder.text = "" if number else text


class Returned:
    """What a review came to, by row numbers of the article."""

    def __init__(self, outcome: ReviewOutcome, article: Review) -> None:
        self.outcome = outcome
        ids = [unit.id for unit in article.units]
        self.units = {ids.index(unit.original.id) + 1: unit for unit in outcome.units}

    @property
    def verdicts(self) -> dict[int, str]:
        """Row number -> verdict, of the rows that are not untouched."""
        return {
            number: unit.verdict.value
            for number, unit in self.units.items()
            if unit.verdict.value != "untouched"
        }

    def target(self, number: int) -> str:
        """Return the English that stands in a row."""
        return self.units[number].target

    def notices(self, kind: str = "") -> list[Notice]:
        """Return the notices of a kind, or all."""
        return [n for n in self.outcome.notices if kind in ("", n.kind)]

    @property
    def kinds(self) -> set[str]:
        """Kinds of the notices."""
        return {n.kind for n in self.outcome.notices}


def bring_home(
    folder: Path, *desks: Desk, sent_out: bool = True, all_read: bool = False
) -> Returned:
    """Write the files, take them home, and return what came of the one article."""
    paths = []
    for number, desk in enumerate(desks, 1):
        path = folder / f"edited {number}.docx"
        path.write_bytes(desk.bytes())
        paths.append(path)
    against = []
    if sent_out:
        (folder / "out").mkdir(exist_ok=True)
        jsonl = folder / "out" / "pont.fr-en.jsonl"
        jsonl.write_bytes(JsonlWriter().write(desks[0].article))
        against = [folder / "out"]
    (outcome,) = review(paths, against=against, all_read=all_read)
    return Returned(outcome, desks[0].article)
