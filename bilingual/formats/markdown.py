"""Markdown side by side: YAML front matter and tables as GitHub renders them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from bilingual.formats import cleaned, sheet
from bilingual.formats.inline import Marked, source_marks, tree
from bilingual.model.document import Mark
from bilingual.model.review import Review
from bilingual.model.term import TermOutcome

_ACTIVE = re.compile(r"([\\`*_{}\[\]|~$#!])")
"""Punctuation that Markdown, GitHub's tables or its mathematics would act on within a line."""
_LINE_BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
_NOT_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


class MarkdownWriter:
    """Writes `<stem>.fr-en.md`."""

    name = "md"
    suffix = ".md"

    def write(self, review: Review) -> bytes:
        """Return front matter, the side-by-side and the closing tables, UTF-8."""
        parts = [front_matter(_meta(review)), f"# {escaped(review.document.title)}"]
        english = sheet.english_title(review)
        if english:
            parts.append(f"*{escaped(english)}*")
        legend = f"¶ starts a paragraph. {sheet.without_state(review)}"
        parts += [legend, _side_by_side(review), *_closing(review)]
        return ("\n\n".join(parts) + "\n").encode()


def escaped(text: str) -> str:
    """Return `text` so that Markdown shows it as it is, in a table cell as well."""
    text = _ACTIVE.sub(r"\\\1", sheet.writable(text))
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _LINE_BREAK.sub("<br>", text)


_TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "code": "code",
    "superscript": "sup",
    "subscript": "sub",
}
"""`Mark.kind` -> HTML: asterisks would not take effect next to letters."""


def formatted(text: str, marks: Sequence[Mark]) -> str:
    """Return `text` escaped, with its inline formatting as HTML; of links the text alone."""
    return _formatted(tree(text, marks))


def _formatted(parts: Iterable[str | Marked]) -> str:
    """Return the parts of a tree one after the other."""
    made = []
    for part in parts:
        if isinstance(part, str):
            made.append(escaped(part))
            continue
        inner, tag = _formatted(part.parts), _TAGS.get(part.mark.kind)
        made.append(f"<{tag}>{inner}</{tag}>" if tag and inner else inner)
    return "".join(made)


def front_matter(meta: dict[str, Any]) -> str:
    """Return a YAML block of nested mappings, lists of mappings and scalars."""
    return "\n".join(["---", *_yaml(meta, ""), "---"])


def _yaml(meta: dict[str, Any], indent: str) -> Iterable[str]:
    """Yield the lines of a mapping."""
    for key, value in meta.items():
        if isinstance(value, dict) and value:
            yield f"{indent}{_key(key)}:"
            yield from _yaml(value, indent + "  ")
        elif isinstance(value, list) and value:
            yield f"{indent}{_key(key)}:"
            for item in value:
                first, *rest = _yaml(item, "")
                yield f"{indent}  - {first}"
                yield from (f"{indent}    {line}" for line in rest)
        else:
            yield f"{indent}{_key(key)}: {_scalar(value)}"


def _key(key: str) -> str:
    """Return a key: plain words bare, all other text in double quotes."""
    plain = re.fullmatch(r"[a-z][a-z0-9_]*", key) and key not in _YAML_WORDS
    return key if plain else _scalar(key)


def _scalar(value: Any) -> str:
    """Return a scalar as YAML, text in double quotes.

    A JSON string is a YAML double-quoted one, save that YAML wants control characters and line
    separators beyond ASCII escaped and reads a pair of escaped surrogates as two characters.
    """
    if isinstance(value, str):
        quoted = json.dumps(value, ensure_ascii=False)
        return _NOT_YAML.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)
    return json.dumps(value)


_YAML_WORDS = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}


def _meta(review: Review) -> dict[str, Any]:
    """Return the facts of the front matter."""
    run, source = review.run, review.document.source
    counts = sheet.term_counts([review])
    glossary = run.glossary
    return {
        "title": sheet.writable(review.document.title),
        "title_en": sheet.writable(sheet.english_title(review)),
        "source": {"path": source.path, "media_type": source.media_type, "sha256": source.sha256},
        "document": sheet.review_fingerprint(review),
        "model": {
            "engine": run.engine.name,
            "name": run.engine.model,
            "version": run.engine.version,
            "sha256": run.engine.sha256,
            "compute_type": run.engine.compute_type,
            "device": run.engine.device,
            "figures": dict(run.engine.figures),
        },
        "glossary": glossary
        and {"name": glossary.name, "sha256": glossary.sha256, "terms": glossary.terms},
        "date": run.date,
        "version": run.version,
        "settings": dict(run.settings),
        "libraries": dict(run.libraries),
        "sentences": len(review.units),
        "words": sheet.words(review),
        "terms": {
            "enforced": sum(count.enforced for count in counts),
            "total": sum(count.total for count in counts),
        },
        "findings": {s.value: n for s, n in sheet.severities([review]).items()},
        "scores": [
            {
                "metric": score.metric,
                "value": score.value,
                "low": score.low,
                "high": score.high,
                "n": score.n,
                "signature": score.signature,
            }
            for score in review.scores
        ],
    }


def table(head: Sequence[str], body: Iterable[Sequence[str]]) -> str:
    """Return a GitHub table; cells must be `escaped` already. A head that ends in `:` is right."""
    rule = ["---:" if cell.endswith(":") else "---" for cell in head]
    lines = [[cell.removesuffix(":") for cell in head], rule, *body]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def _side_by_side(review: Review) -> str:
    """Return the main table."""
    body = []
    for row in sheet.rows(review):
        number = f"{row.number} ¶" if row.starts else str(row.number)
        if row.kind_label:
            number += f"<br><sub>{row.kind_label}</sub>"
        remarks = [
            f"**{sheet.SEVERITY_SIGNS[remark.severity]}** {escaped(remark.text)}"
            if remark.severity
            else f"*{escaped(remark.text)}*"
            if remark.state
            else escaped(remark.text)
            for remark in row.remarks
        ]
        unit = row.unit
        blocks = {row.block.id: row.block} if row.block else {}
        french = formatted(unit.source, source_marks(unit, blocks))
        english = formatted(unit.target, unit.marks)
        body.append([number, french, english, "<br>".join(remarks)])
    return table(["No.:", "French", "English", "Remarks"], body)


def _closing(review: Review) -> list[str]:
    """Return the sections after the side-by-side."""
    parts = ["## Scores", score_table(review)] if review.scores else ["## Scores"]
    parts += [escaped(remark) for remark in review.remarks]
    parts += ["## Findings", finding_table(review)]
    counts = sheet.term_counts([review])
    parts += ["## Terms", term_table(counts) if counts else "No glossary term occurs."]
    removed = cleaned.grouped(cleaned.removals(review))
    parts += ["## Taken out by cleaning", removal_table(removed) if removed else "Nothing."]
    return parts


def score_table(review: Review) -> str:
    """Return the scores with their signatures."""
    return table(
        ["Metric", "Value:", "95 % interval", "n:", "Signature"],
        (
            [
                escaped(score.metric),
                sheet.score_value(score.value),
                sheet.interval(score),
                str(score.n),
                escaped(score.signature),
            ]
            for score in review.scores
        ),
    )


def finding_table(review: Review) -> str:
    """Return all findings, worst first."""
    found = sheet.all_findings(review)
    if not found:
        return "None."
    return table(
        ["No.:", "Severity", "Finding"],
        (
            [str(number or "all"), sheet.SEVERITY_SIGNS[f.severity], escaped(sheet.finding_text(f))]
            for number, f in found
        ),
    )


def term_table(counts: Sequence[sheet.TermCount]) -> str:
    """Return the terms with enforced/total and the outcomes."""
    outcomes = list(TermOutcome)
    return table(
        ["French", "English", "There:", *(f"{outcome.value}:" for outcome in outcomes)],
        (
            [
                escaped(count.source),
                escaped(count.target),
                f"{count.enforced}/{count.total}",
                *(str(n or "") for _, n in count.outcomes),
            ]
            for count in counts
        ),
    )


def removal_table(removed: Sequence[tuple[cleaned.Removal, ...]]) -> str:
    """Return what cleaning did."""
    return table(
        ["Lines:", "Rule", "What", "Why", "Begins"],
        (
            [
                cleaned.lines_of(group),
                escaped(group[0].rule),
                group[0].action,
                escaped(group[0].reason),
                escaped(cleaned.excerpts_of(group)),
            ]
            for group in removed
        ),
    )
