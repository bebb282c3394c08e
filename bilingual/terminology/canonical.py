"""The canonical form of a glossary file: one row a line, sorted, so that diffs stay small."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from bilingual.errors import GlossaryError
from bilingual.model.term import Term, TermCase, TermStatus
from bilingual.terminology.folding import key, light
from bilingual.terminology.glossary import EXACT_POS
from bilingual.terminology.rows import COLUMNS, LIST_SEPARATOR, Table, items

STATUS_ORDER = ("preferred", "keep", "admitted", "forbidden")


def formatted(table: Table) -> str:
    """Return the canonical text of a file; formatting that again changes nothing.

    UTF-8, one row a line, commas, quotes only where needed; the columns that the file has, in
    canonical order, unknown ones after them; cells without stray blanks; rows by source (case and
    accents aside), context, status and target. No row is dropped or merged.

    Raises:
        GlossaryError: the file cannot be read as a table; `lint` says more.
    """
    for problem in table.problems:
        if problem.code in ("format", "quoting", "column"):
            raise GlossaryError(table.path, problem.message, line=problem.line)
    known = [column for column in COLUMNS if column in table.columns]
    languages = [c for c in table.columns if c in ("source_lang", "target_lang")]
    columns = known + [c for c in table.columns if c not in known and c not in languages]
    rows = []
    for row in table.rows:
        if row.extra:
            message = "too many cells; quote those that hold the delimiter"
            raise GlossaryError(table.path, message, line=row.line)
        rows.append({name: _cell(name, row.cells.get(name, "")) for name in columns})
    return written(columns, sorted(rows, key=_order))


def _cell(column: str, text: str) -> str:
    """Return the canonical text of a cell."""
    plain = " ".join(text.split())
    if column in ("forms", "context"):
        return LIST_SEPARATOR.join(dict.fromkeys(items(plain)))
    if column in ("status", "case", "pos"):
        plain = plain.lower()
    return "" if column == "status" and plain == "preferred" else plain


def _order(row: dict[str, str]) -> tuple[object, ...]:
    """Return the sort key of a row."""
    source = row.get("source", "")
    status = row.get("status", "") or "preferred"
    rank = STATUS_ORDER.index(status) if status in STATUS_ORDER else len(STATUS_ORDER)
    return (
        key(light(source).text),
        source,
        row.get("context", ""),
        rank,
        row.get("target", ""),
        tuple(row.values()),
    )


def written(columns: Sequence[str], rows: Iterable[dict[str, str]]) -> str:
    """Return rows as comma-separated text with a header."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([row.get(column, "") for column in columns])
    return out.getvalue()


def rows_of(terms: Iterable[Term]) -> list[dict[str, str]]:
    """Return terms as cells, sorted; what the loader would infer by itself is left empty."""
    rows = []
    for term in terms:
        inferred = term.pos in EXACT_POS or (term.pos in ("", "verb") and term.source[:1].isupper())
        case = TermCase.EXACT if inferred else TermCase.FREE
        keep = term.status is TermStatus.KEEP
        rows.append(
            {
                "source": term.source,
                "target": "" if keep else term.target,
                "status": "" if term.status is TermStatus.PREFERRED else term.status.value,
                "forms": LIST_SEPARATOR.join(term.forms),
                "case": "" if term.case is case else term.case.value,
                "pos": term.pos,
                "context": term.context,
                "acronym": term.acronym,
                "note": term.note,
            }
        )
    return sorted(rows, key=_order)


def text_of(terms: Iterable[Term]) -> str:
    """Return terms as a canonical file with every column that one of them uses."""
    rows = rows_of(terms)
    used = [c for c in COLUMNS if c in ("source", "target") or any(row[c] for row in rows)]
    return written(used, rows)
