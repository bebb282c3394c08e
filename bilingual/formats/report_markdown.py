"""The report as GitHub Markdown, for repositories: a layout of the table of `RunFacts`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from bilingual.formats.markdown import escaped
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


def report_markdown(facts: dict[str, Any]) -> Iterator[str]:
    """Yield the page; every text in it is escaped."""
    documents = facts["documents"]
    yield "# Translation report\n\n"
    yield f"{_run(facts['run']) if facts['run'] else ''}\n"
    yield f"{_totals(facts['totals'])}\n## Documents\n\n"
    yield from _documents(documents)
    yield "\n## Scores\n\n"
    yield from _scores(documents)
    yield f"\n{_remarks(documents)}\n## Findings\n\n"
    yield from _findings(facts["findings"])
    yield "\n## Glossary terms\n\n"
    yield from _terms(facts["terms"])
    yield "\n## Taken out by cleaning\n\n"
    yield from _removed(documents)
    yield "\n## Files\n\n"
    yield "".join(f"- {escaped(file)}\n" for file in facts["files"]) or "None.\n"


def _run(run: dict[str, Any]) -> str:
    """Return the facts of the run as a list."""
    model, glossary = run["model"], run["glossary"]
    made = [escaped(model["engine"])]
    made += [escaped(model["compute_type"])] if model["compute_type"] else []
    made.append(escaped(model["device"]))
    terms = "none"
    if glossary:
        terms = f"{escaped(glossary['name'])}, {plural(glossary['terms'], 'term')}"
    lines = [
        f"- Date: {escaped(day(run['date']))} · bilingual {escaped(run['version'])}",
        f"- Model: {escaped(model['name'] or model['engine'])} {escaped(model['version'])} "
        f"({', '.join(made)})",
    ]
    if model["figures"]:
        lines.append(f"- Model card: {escaped(model_card(model['figures']))}")
    lines.append(f"- Glossary: {terms}")
    lines += [f"- Setting: {escaped(k)} = {escaped(v)}" for k, v in run["settings"].items()]
    return "".join(f"{line}\n" for line in lines)


def _totals(totals: dict[str, Any]) -> str:
    """Return the sums over all documents in one line."""
    terms = totals["terms"]
    findings = ", ".join(f"{n} {severity}" for severity, n in totals["findings"].items())
    return (
        f"{plural(totals['documents'], 'document')}, {plural(totals['sentences'], 'sentence')}, "
        f"{plural(totals['words'], 'French word')}; terms {terms['enforced']} of {terms['total']}; "
        f"findings: {findings}.\n"
    )


def _table(heads: str, rules: str, rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Yield a table of cells that are escaped already."""
    yield f"| {heads} |\n| {rules} |\n"
    for row in rows:
        yield f"| {' | '.join(map(str, row))} |\n"


def _documents(documents: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Yield one row a document."""
    return _table(
        "Document | Sentences | Words | Terms | Critical | Major | Minor | Info | Needs review | "
        "Not translated | Removed",
        "--- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---:",
        (
            (
                f"{escaped(d['title'])}<br><sub>{escaped(d['path'])}</sub>",
                d["sentences"],
                d["words"],
                f"{d['terms']['enforced']}/{d['terms']['total']}",
                *(d["findings"][name] for name in ("critical", "major", "minor", "info")),
                d["states"]["needs review"],
                d["states"]["new"],
                sum(len(group["lines"]) for group in d["removed"]),
            )
            for d in documents
        ),
    )


def _scores(documents: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Yield one row a score."""
    return _table(
        "Document | Metric | Value | 95 % interval | n | Signature",
        "--- | --- | ---: | --- | ---: | ---",
        (
            (
                escaped(d["path"]),
                escaped(s["metric"]),
                score_value(s["value"]),
                interval(s),
                s["n"],
                escaped(s["signature"]),
            )
            for d in documents
            for s in d["scores"]
        ),
    )


def _remarks(documents: Sequence[dict[str, Any]]) -> str:
    """Return what is to be said of each document."""
    said = ((d["path"], remark) for d in documents for remark in d["remarks"])
    return "".join(f"- {escaped(path)}: {escaped(remark)}\n" for path, remark in said)


def _findings(findings: Findings) -> Iterator[str]:
    """Yield one row a finding, worst first."""
    if not len(findings):
        yield "None.\n"
        return
    yield from _table(
        "Document | No. | Severity | Check | Finding",
        "--- | ---: | --- | --- | ---",
        (
            (
                escaped(f["document"]),
                f["row"] or "all",
                SEVERITY_SIGNS[severity],
                escaped(f["check"].replace("_", " ")),
                escaped(sentence(f["message"]))
                + (f" Suggestion: “{escaped(f['suggestion'])}”." if f["suggestion"] else ""),
            )
            for severity in Severity
            for f in findings
            if f["severity"] == severity.value
        ),
    )


def _terms(terms: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Yield one row a term."""
    if not terms:
        yield "No term of a glossary occurs.\n"
        return
    outcomes = ("native", "chosen", "repaired", "carried", "missing")
    yield from _table(
        f"French | English | There | {' | '.join(outcomes)}",
        "--- | --- | ---: | ---: | ---: | ---: | ---: | ---:",
        (
            (
                escaped(t["source"]),
                escaped(t["target"]),
                f"{t['enforced']}/{t['total']}",
                *(t[outcome] or "" for outcome in outcomes),
            )
            for t in terms
        ),
    )


def _removed(documents: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Yield one row a stretch of lines that cleaning took out."""
    return _table(
        "Document | Lines | Rule | What | Why | Begins",
        "--- | ---: | --- | --- | --- | ---",
        (
            (
                escaped(d["path"]),
                stretch(r["lines"]),
                *(escaped(r[name]) for name in ("rule", "action", "reason")),
                escaped(" / ".join(r["excerpts"])),
            )
            for d in documents
            for r in d["removed"]
        ),
    )
