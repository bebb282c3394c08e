"""Markdown, HTML and Word articles: roles and formatting kept, what is no article put aside."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual import registry
from bilingual.errors import InputError
from bilingual.model.document import BlockKind, Document, Source

K = BlockKind


def read(kind: str, data: bytes | str, name: str = "article") -> Document:
    reader = registry.load("readers", kind)()
    raw = data.encode() if isinstance(data, str) else data
    document: Document = reader.read(raw, Source(name, reader.media_type, "0" * 64), "fr")
    return document


def shape(document: Document) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text) for block in document.blocks]


def marks(document: Document) -> list[tuple[str, str, str]]:
    return [(m.kind, m.span.of(b.text), m.value) for b in document.blocks for m in b.marks]


MARKDOWN = """---
title: "Le pont rouvre"
---

Le **pont des *Tanneurs*** rouvre [lundi](https://port.example),
dit `mairie`.[^1] Fin.

## Ce qui change

- Deux voies
  - un passage
1. Trois

> « Nous sommes prêts. »

![Le pont vu du nord](a.png)

| Année | Trafic |
|---|---|
| 2020 | 12 |

```
code
```

[^1]: Selon *la* mairie.
"""


def test_markdown_keeps_roles_lines_and_formatting():
    document = read("markdown", MARKDOWN)
    assert document.title == "Le pont rouvre"
    assert shape(document) == [
        (K.HEADLINE, "Le pont rouvre"),
        (K.PARAGRAPH, "Le pont des Tanneurs rouvre lundi, dit mairie. Fin."),
        (K.HEADING, "Ce qui change"),
        (K.LIST_ITEM, "Deux voies"),
        (K.LIST_ITEM, "un passage"),
        (K.LIST_ITEM, "Trois"),
        (K.PARAGRAPH, "« Nous sommes prêts. »"),
        (K.CAPTION, "Le pont vu du nord"),
        (K.TABLE_CELL, "Année"),
        (K.TABLE_CELL, "Trafic"),
        (K.TABLE_CELL, "2020"),
        (K.TABLE_CELL, "12"),
        (K.EMBED, "code"),
        (K.FOOTNOTE, "Selon la mairie."),
    ]
    assert marks(document) == [
        ("bold", "pont des Tanneurs", ""),
        ("italic", "Tanneurs", ""),
        ("link", "lundi", "https://port.example"),
        ("code", "mairie", ""),
        ("footnote", "", "1"),
        ("italic", "la", ""),
    ]
    lines = {block.text: block.line for block in document.blocks}
    for text, line in lines.items():
        assert text.split()[0].strip("«") in MARKDOWN.splitlines()[line - 1] or text == "code"
    assert [b.level for b in document.blocks if b.kind is K.LIST_ITEM] == [1, 2, 1]
    cells = [b.cell for b in document.blocks if b.cell]
    assert cells == [(0, 0, 0), (0, 0, 1), (0, 1, 0), (0, 1, 1)]


HTML = """<!doctype html><html><head><title>Le pont | Journal</title>
<script>var a="x"</script></head><body><nav><ul><li><a href="/">Accueil</a></li></ul></nav>
<article><header><h1>Le pont <em>rouvre</em></h1>
<p class="article__chapo">La mairie <b>promet</b> tout.</p><p class="byline">Par Nina</p></header>
<p>Le <strong>pont des</strong><strong> Tanneurs</strong> rouvre
   <a href="https://port.example/?a=1&amp;b=2">lundi</a> sur 12&nbsp;m<sup>2</sup>.<br>Fin.<sup><a
   href="#n1">1</a></sup></p>
<figure><img src=a.png><figcaption>Le pont. <span>Photo Luc</span></figcaption></figure>
<h2>Ce qui change</h2><ul><li>Deux voies<ul><li>un passage</li></ul></li><li><p>Trois</p></li></ul>
<table><tr><th>Année</th><th>Trafic</th></tr><tr><td>2020</td><td>12</td></tr></table>
<div>Texte nu <div>dedans</div> et après</div>
<pre>code</pre><iframe src="https://video.example/1"></iframe>
<aside>Lire aussi : autre chose</aside><form><label>Votre adresse</label></form>
<p hidden>caché</p><p style="display: none">caché aussi</p></article>
<footer>© Journal</footer></body></html>"""


def test_html_keeps_roles_and_formatting_and_puts_the_rest_aside():
    document = read("html", HTML)
    assert document.title == "Le pont rouvre"
    assert shape(document) == [
        (K.HEADLINE, "Le pont rouvre"),
        (K.STANDFIRST, "La mairie promet tout."),
        (K.BYLINE, "Par Nina"),
        (K.PARAGRAPH, "Le pont des Tanneurs rouvre lundi sur 12\u00a0m2. Fin."),
        (K.CAPTION, "Le pont. Photo Luc"),
        (K.HEADING, "Ce qui change"),
        (K.LIST_ITEM, "Deux voies"),
        (K.LIST_ITEM, "un passage"),
        (K.LIST_ITEM, "Trois"),
        (K.TABLE_CELL, "Année"),
        (K.TABLE_CELL, "Trafic"),
        (K.TABLE_CELL, "2020"),
        (K.TABLE_CELL, "12"),
        (K.PARAGRAPH, "Texte nu"),
        (K.PARAGRAPH, "dedans"),
        (K.PARAGRAPH, "et après"),
        (K.EMBED, "code"),
        (K.EMBED, "https://video.example/1"),
    ]
    assert marks(document) == [
        ("italic", "rouvre", ""),
        ("bold", "promet", ""),
        ("bold", "pont des Tanneurs", ""),
        ("link", "lundi", "https://port.example/?a=1&b=2"),
        ("superscript", "2", ""),
        ("footnote", "", "1"),
    ]
    assert [(e.reason, e.before.text) for e in document.edits] == [
        ("not part of the article: <aside>", "Lire aussi : autre chose"),
        ("not part of the article: <form>", "Votre adresse"),
    ]
    assert len(document.restored().blocks) == len(document.blocks) + 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "iso-8859-1", "cp1252", "utf-16"])
def test_html_is_read_in_its_encoding(encoding):
    head = "" if encoding == "cp1252" else f'<meta charset="{encoding}">'
    page = f"<html><head>{head}</head><body><p>Été à Nîmes, déjà.</p></body></html>"
    assert shape(read("html", page.encode(encoding)))[0][1] == "Été à Nîmes, déjà."


def test_a_page_without_an_article_element_goes_through_trafilatura():
    pytest.importorskip("trafilatura", reason="needs the extra: pip install bilingual[html]")
    prose = "<p>Le pont des <b>Tanneurs</b> rouvre lundi après onze mois de travaux, a annoncé la "
    prose += "mairie de la ville dans un communiqué publié jeudi matin.</p>"
    page = f"""<html><head><title>Le pont</title></head><body>
<div class="menu"><a href="/">Accueil</a> <a href="/b">Sport</a></div>
<div><h1>Le pont rouvre</h1>{prose * 4}<h2>Ce qui change</h2><ul><li>Deux voies par sens.</li></ul>
{prose * 4}</div><div class="foot">Tous droits réservés</div></body></html>"""
    document = read("html", page)
    found = shape(document)
    assert found[0] == (K.HEADLINE, "Le pont rouvre")
    assert (K.HEADING, "Ce qui change") in found
    assert (K.LIST_ITEM, "Deux voies par sens.") in found
    assert ("bold", "Tanneurs", "") in marks(document)
    assert not any("Accueil" in text or "droits" in text for _, text in found)
    assert [e.before.text for e in document.edits] == ["Accueil Sport", "Tous droits réservés"]


def a_docx() -> docx.document.Document:
    made = docx.Document()
    made.add_heading("Le pont rouvre", 0)
    made.add_paragraph("La mairie promet tout.", style="Subtitle")
    line = made.add_paragraph("Le ")
    line.add_run("pont").bold = True
    line.add_run(" des ").bold = True
    both = line.add_run("Tanneurs")
    both.bold = both.italic = True
    line.add_run(" rouvre")
    made.add_heading("Ce qui change", 1)
    made.add_paragraph("Deux voies", style="List Bullet")
    made.add_paragraph("un passage", style="List Bullet 2")
    table = made.add_table(2, 2)
    for i, text in enumerate(["Année", "Trafic", "2020", "12"]):
        table.cell(i // 2, i % 2).text = text
    made.add_paragraph("Le pont vu du nord", style="Caption")
    return made


def saved(made: docx.document.Document) -> bytes:
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def test_docx_keeps_roles_and_formatting():
    document = read("docx", saved(a_docx()))
    assert document.title == "Le pont rouvre"
    assert shape(document) == [
        (K.HEADLINE, "Le pont rouvre"),
        (K.STANDFIRST, "La mairie promet tout."),
        (K.PARAGRAPH, "Le pont des Tanneurs rouvre"),
        (K.HEADING, "Ce qui change"),
        (K.LIST_ITEM, "Deux voies"),
        (K.LIST_ITEM, "un passage"),
        (K.TABLE_CELL, "Année"),
        (K.TABLE_CELL, "Trafic"),
        (K.TABLE_CELL, "2020"),
        (K.TABLE_CELL, "12"),
        (K.CAPTION, "Le pont vu du nord"),
    ]
    assert marks(document) == [("bold", "pont des Tanneurs", ""), ("italic", "Tanneurs", "")]
    assert [b.level for b in document.blocks if b.kind is K.LIST_ITEM] == [1, 2]


def test_docx_takes_tracked_insertions_and_leaves_deletions_and_comments_out():
    made = docx.Document()
    line = made.add_paragraph("Le ")
    for tag, text, holder in (("del", "vieux", "delText"), ("ins", "nouveau", "t")):
        line._p.append(
            parse_xml(
                f'<w:{tag} {nsdecls("w")} w:id="1" w:author="A"><w:r>'
                f"<w:{holder}>{text}</w:{holder}></w:r></w:{tag}>"
            )
        )
    line.add_run(" pont.")
    assert shape(read("docx", saved(made))) == [(K.PARAGRAPH, "Le nouveau pont.")]


def test_docx_links_keep_their_address_and_nothing_is_fetched():
    made = docx.Document()
    line = made.add_paragraph("Voir ")
    address = "http://127.0.0.1:9/jamais"
    key = made.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = parse_xml(
        f'<w:hyperlink {nsdecls("w", "r")} r:id="{key}"><w:r><w:t>ici</w:t></w:r></w:hyperlink>'
    )
    line._p.append(link)
    document = read("docx", saved(made))
    assert marks(document) == [("link", "ici", address)]


def field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def test_docx_links_written_as_fields_are_links_and_their_code_is_no_text():
    made = docx.Document()
    line = made.add_paragraph("Voir ")
    code = '<w:r><w:instrText> HYPERLINK "https://port.example/a" </w:instrText></w:r>'
    shown = "<w:r><w:rPr><w:b/></w:rPr><w:t>ici</w:t></w:r>"
    runs = field("begin") + code + field("separate") + shown + field("end")
    for run in parse_xml(f"<w:p {nsdecls('w')}>{runs}<w:r><w:t>.</w:t></w:r></w:p>"):
        line._p.append(run)
    document = read("docx", saved(made))
    assert shape(document) == [(K.PARAGRAPH, "Voir ici.")]
    found = marks(document)
    assert sorted(found) == [("bold", "ici", ""), ("link", "ici", "https://port.example/a")]


def test_docx_fields_that_never_end_or_never_began_do_no_harm():
    made = docx.Document()
    for runs in (field("end"), field("begin") + field("separate"), field("separate")):
        line = made.add_paragraph("Texte ")
        for run in parse_xml(f"<w:p {nsdecls('w')}>{runs}<w:r><w:t>suite</w:t></w:r></w:p>"):
            line._p.append(run)
    assert shape(read("docx", saved(made))) == [(K.PARAGRAPH, "Texte suite")] * 3


def test_docx_switched_off_bold_is_not_bold():
    made = docx.Document()
    run = made.add_paragraph().add_run("Ordinaire")
    run.bold = False
    style = made.add_paragraph("Gras par le style").runs[0]
    style.style = made.styles["Strong"]
    assert marks(read("docx", saved(made))) == [("bold", "Gras par le style", "")]


FOOTNOTES = """<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>
<w:footnote w:id="2"><w:p><w:r><w:t xml:space="preserve"> Selon la </w:t></w:r>
<w:r><w:rPr><w:b/></w:rPr><w:t>mairie</w:t></w:r><w:r><w:t>.</w:t></w:r></w:p></w:footnote>
</w:footnotes>"""


def test_docx_footnotes_follow_the_text_and_their_place_is_marked():
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    made = docx.Document()
    line = made.add_paragraph("Le pont rouvre.")
    reference = parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="2"/></w:r>')
    line._p.append(reference)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, FOOTNOTES.encode(), made.part.package)
    made.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    document = read("docx", saved(made))
    assert shape(document) == [(K.PARAGRAPH, "Le pont rouvre."), (K.FOOTNOTE, "Selon la mairie.")]
    assert marks(document) == [("footnote", "", "1"), ("bold", "mairie", "")]


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * (64 * 2**20) + b"</a>")
    return stream.getvalue()


def packed(document: str, name: str = "word/document.xml") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, document)
    return stream.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HOSTILE = [
    ("docx", b"", "not a .docx"),
    ("docx", b"PK\x03\x04rubbish", "not a .docx"),
    ("docx", bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 600, "password or an old .doc"),
    ("docx", packed("<x/>", "other.txt"), "no Word document"),
    ("docx", packed(f"<w:document {W}><w:body>"), "well-formed"),
    ("docx", packed(f"<w:document {W}/>"), "no text of a Word document"),
    ("docx", packed(f"<w:document {W}><w:body/></w:document>"), "nothing to translate"),
    ("docx", packed("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"),
     "document type"),
    ("docx", packed(f"<w:document {W}><w:body>" + "<w:p>" * 260 + "</w:p>" * 260
                    + "</w:body></w:document>"), "nested"),
    ("docx", packed("<x/>", "../evil.xml"), "leaves the package"),
    ("docx", bomb(), "zip bomb"),
    ("html", b"", "no HTML|no article text"),
    ("html", b"<html><body><script>x</script></body></html>", "no article text"),
    ("html", b"\x00\x01\x02<p>", "NUL"),
    ("html", b"<div>" * 300 + b"texte" + b"</div>" * 300, "nested|no article text"),
    ("markdown", b"", "no text in it"),
    ("markdown", b"---\ntitle:\n---\n", "no text in it"),
    ("markdown", b"<!-- rien -->\n", "no text in it"),
    ("markdown", b"a\x00b", "NUL"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "data", "message"), HOSTILE)
def test_what_cannot_be_read_is_refused_with_a_message(kind, data, message):
    with pytest.raises(InputError, match=message) as caught:
        read(kind, data, "envoi.bin")
    assert str(caught.value).startswith("envoi.bin")
    assert "Traceback" not in str(caught.value)


TEXT = st.text(max_size=200) | st.lists(
    st.sampled_from(
        ["*", "**", "_", "[a](b)", "[^1]", "[^1]:", "\n\n", "- ", "1. ", "# ", "|", "|---|", "`",
         "<b>", "</b>", "<p>", "<td>", "<sup><a href='#x'>1</a></sup>", "<li>", "é", "mot ", "> "]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@pytest.mark.parametrize("kind", ["markdown", "html"])
@given(text=TEXT)
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_or_refused_and_marks_lie_inside(kind, text):
    data = text.encode("utf-8", "surrogatepass")
    try:
        document = read(kind, data)
    except InputError:
        return
    for block in document.blocks:
        assert block.text.strip()
        assert all(mark.span.end <= len(block.text) for mark in block.marks)
    assert document.restored().blocks
