"""The report as a page for people: the table of `RunFacts`, self-contained, without scripts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from importlib.resources import files
from itertools import chain
from typing import Any
from urllib.parse import quote

from bilingual.formats.report import Findings, interval, stretch
from bilingual.formats.sheet import (
    SEVERITY_SIGNS,
    day,
    model_card,
    plural,
    score_value,
    sentence,
)
from bilingual.model.quality import Severity

_HEAD = "report_head.html"
"""Template of everything before the body; `@date@` stands for the day."""


def report_html(facts: dict[str, Any]) -> Iterator[str]:
    """Yield one self-contained page: no script, nothing loaded, readable in print and the dark."""
    run, documents = facts["run"], facts["documents"]
    head = (files("bilingual") / "data" / "templates" / _HEAD).read_text(encoding="utf-8")
    yield head.replace("@date@", f", {_text(day(run['date']))}" if run else "")
    yield "<header>\n<h1>Translation report</h1>\n"
    yield _run(run) if run else ""
    yield _totals(facts["totals"])
    yield "</header>\n<main>\n"
    yield _heading("documents", "Documents")
    yield from _documents(documents)
    yield _heading("scores", "Scores", first=False)
    yield from _scores(documents)
    yield _remarks(documents)
    yield _heading("findings", "Findings", first=False)
    yield from _findings(facts["findings"])
    yield _heading("terms", "Glossary terms", first=False)
    yield from _terms(facts["terms"])
    yield _heading("removed", "Taken out by cleaning", first=False)
    yield from _removed(documents)
    yield _heading("files", "Files", first=False)
    yield _files(facts["files"])
    yield "</main>\n</body>\n</html>\n"


def _text(value: object) -> str:
    """Return a value as text of the page."""
    return escape(str(value)).replace("&quot;", "&#34;").replace("&#x27;", "&#39;")


def _heading(name: str, title: str, *, first: bool = True) -> str:
    """Return a heading that tables refer to by `name`."""
    return f'{"" if first else chr(10)}<h2 id="{name}">{title}</h2>\n'


def _run(run: dict[str, Any]) -> str:
    """Return the facts of the run."""
    model, glossary = run["model"], run["glossary"]
    made = [model["engine"], *([model["compute_type"]] if model["compute_type"] else ())]
    terms = "none"
    if glossary:
        count = plural(glossary["terms"], "term")
        terms = f"{glossary['name']}, {count}, SHA-256 {glossary['sha256'][:12]}"
    rows = [
        ("Date", f"{day(run['date'])} · bilingual {run['version']}"),
        (
            "Model",
            f"{model['name'] or model['engine']} {model['version']} "
            f"({', '.join([*made, model['device']])})",
        ),
        ("Model card", model_card(model["figures"]) if model["figures"] else ""),
        ("Glossary", terms),
        ("Settings", " · ".join(f"{name} {value}" for name, value in run["settings"].items())),
        ("Made with", " · ".join(f"{name} {value}" for name, value in run["libraries"].items())),
    ]
    shown = "".join(f"<dt>{name}</dt><dd>{_text(value)}</dd>\n" for name, value in rows if value)
    return f'<dl class="facts">\n{shown}</dl>\n'


def _totals(totals: dict[str, Any]) -> str:
    """Return the sums over all documents."""
    terms, states = totals["terms"], totals["states"]
    items = [
        (f"{totals['documents']:,}", "document" if totals["documents"] == 1 else "documents"),
        (f"{totals['sentences']:,}", "sentence" if totals["sentences"] == 1 else "sentences"),
        (f"{totals['words']:,}", "French words"),
        (f"{terms['enforced']} of {terms['total']}", "terms in the English"),
        *((n, SEVERITY_SIGNS[Severity(name)]) for name, n in totals["findings"].items()),
        (states["needs review"], "need review"),
        (states["new"], "not translated"),
    ]
    shown = "".join(f"<li><b>{n}</b><span>{what}</span></li>\n" for n, what in items)
    return f'<ul class="totals">\n{shown}</ul>\n'


def _table(
    name: str, heads: Sequence[str], rows: Iterable[str], otherwise: str = ""
) -> Iterator[str]:
    """Yield a table under the heading `name`, or `otherwise` if there are no rows.

    Heads of figures begin with `#`.
    """
    rows = iter(rows)
    first = next(rows, None)
    if first is None:
        yield otherwise
        return
    cells = "".join(
        f'<th scope="col" class="n">{head[1:]}</th>'
        if head.startswith("#")
        else f'<th scope="col">{head}</th>'
        for head in heads
    )
    yield f'<div class="wide" role="region" aria-labelledby="{name}" tabindex="0"><table>\n'
    yield f"<thead><tr>{cells}</tr></thead>\n<tbody>\n"
    for row in chain([first], rows):
        yield f"<tr>{row}</tr>\n"
    yield "</tbody></table></div>\n"


def _cell(value: object, kind: str = "") -> str:
    """Return a cell; `kind`: its attribute, for instance `class="n"`."""
    return f"<td {kind}>{_text(value)}</td>" if kind else f"<td>{_text(value)}</td>"


_NUMBER = 'class="n"'


def _count(n: int) -> str:
    """Return a cell with a count, zeros set back."""
    return _cell(n, _NUMBER if n else 'class="n zero"')


def _documents(documents: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Yield the table with one row a document."""
    heads = (
        *("Document", "#Sentences", "#Words", "#Terms", "#Critical", "#Major", "#Minor", "#Info"),
        *("#To review", "#Removed"),
    )
    return _table("documents", heads, map(_document, documents))


def _document(d: dict[str, Any]) -> str:
    """Return the row of a document."""
    cells = (
        f'<th scope="row"><span lang="fr">{_text(d["title"])}</span>'
        f"<small>{_text(d['path'])}</small>{_links(d['files'])}</th>",
        _count(d["sentences"]),
        _count(d["words"]),
        _cell(f"{d['terms']['enforced']}/{d['terms']['total']}", _NUMBER),
        *(_count(d["findings"][name]) for name in ("critical", "major", "minor", "info")),
        _count(d["states"]["needs review"] + d["states"]["new"]),
        _count(sum(len(group["lines"]) for group in d["removed"])),
    )
    return "".join(cells)


def _links(names: Sequence[str]) -> str:
    """Return the links to a document's files, by their suffixes."""
    links = "".join(f"{_link(name, name.rsplit('.', 1)[1])} " for name in names)
    return f'<span class="files">{links}</span>' if links else ""


def _link(name: str, shown: str) -> str:
    """Return the link to a file beside the page."""
    return f'<a href="{_text(quote(name))}">{_text(shown)}</a>'


def _scores(documents: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Yield the table with one row a score, or nothing."""
    rows = (
        _row_head(d["path"])
        + _cell(s["metric"])
        + _cell(score_value(s["value"]), _NUMBER)
        + _cell(interval(s), _NUMBER)
        + _cell(s["n"], _NUMBER)
        + _cell(s["signature"], 'class="sig"')
        for d in documents
        for s in d["scores"]
    )
    heads = ("Document", "Metric", "#Value", "#95 % interval", "#n", "Signature")
    return _table("scores", heads, rows)


def _row_head(text: str) -> str:
    """Return the cell that names a row."""
    return f'<th scope="row">{_text(text)}</th>'


def _remarks(documents: Sequence[dict[str, Any]]) -> str:
    """Return what is to be said of the documents, each remark once."""
    said = dict.fromkeys(remark for d in documents for remark in d["remarks"])
    return "".join(f"<p>{_text(remark)}</p>\n" for remark in said)


def _findings(findings: Findings) -> Iterator[str]:
    """Yield the table with one row a finding, worst first."""
    rows = (
        _row_head(f["document"])
        + _cell(f["row"] or "all", _NUMBER)
        + _cell(SEVERITY_SIGNS[severity], f'class="{severity.value}"')
        + _cell(f["check"].replace("_", " "))
        + _cell(
            sentence(f["message"])
            + (f" Suggestion: “{f['suggestion']}”." if f["suggestion"] else "")
        )
        for severity in Severity
        for f in findings
        if f["severity"] == severity.value
    )
    heads = ("Document", "#No.", "Severity", "Check", "Finding")
    return _table("findings", heads, rows, otherwise="<p>None.</p>\n")


def _terms(terms: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Yield the table with one row a term."""
    rows = (
        f'<th scope="row" lang="fr">{_text(t["source"])}</th>'
        + _cell(t["target"])
        + _cell(f"{t['enforced']} of {t['total']}", _NUMBER)
        + "".join(_cell(t[o] or "", _NUMBER) for o in ("native", "chosen", "repaired", "carried"))
        + _cell(t["missing"] or "", 'class="n critical"' if t["missing"] else _NUMBER)
        for t in terms
    )
    heads = ("French", "English", "#There", "#native", "#chosen", "#repaired", "#carried")
    none = "<p>No term of a glossary occurs.</p>\n"
    return _table("terms", (*heads, "#missing"), rows, otherwise=none)


def _removed(documents: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Yield the table with one row a stretch of lines that cleaning took out."""
    rows = (
        _row_head(d["path"])
        + _cell(stretch(r["lines"]), _NUMBER)
        + "".join(_cell(r[name]) for name in ("rule", "action", "reason"))
        + _cell(" / ".join(r["excerpts"]), 'lang="fr"')
        for d in documents
        for r in d["removed"]
    )
    if any(d["removed"] for d in documents):
        yield '<p class="soft">E-mail addresses and telephone numbers are left out here.</p>\n'
    heads = ("Document", "#Lines", "Rule", "What", "Why", "Begins")
    yield from _table("removed", heads, rows, otherwise="<p>Nothing.</p>\n")


def _files(names: Sequence[str]) -> str:
    """Return the list of what the run wrote."""
    items = "".join(f"<li>{_link(name, name)}</li>\n" for name in names)
    return f"<ul>\n{items or '<li>None.</li>' + chr(10)}</ul>\n"
