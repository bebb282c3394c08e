"""What is wrong with a glossary file, by explained rules."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bilingual.errors import GlossaryError
from bilingual.model.term import Term, TermCase, TermStatus
from bilingual.terminology.concepts import Concept, concepts, context
from bilingual.terminology.folding import key, light, light_text
from bilingual.terminology.glossary import Glossary, term_of
from bilingual.terminology.rows import Row, Table, items, read

FRENCH_LETTERS = re.compile(r"[àâæçéèêëîïôœùûüÿ]", re.IGNORECASE)
ODD_SPACES = re.compile(r"^\s|\s$|[^\S ]|\s{2}")


class Level(StrEnum):
    """How bad a problem is, in the words of SARIF and of GitHub's annotations."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for a note to 2 for an error."""
        return ("note", "warning", "error").index(self.value)


RULES: dict[str, tuple[Level, str]] = {
    "format": (Level.ERROR, "The file's name says that it is no table of comma-separated values."),
    "encoding": (Level.ERROR, "The file is not UTF-8."),
    "quoting": (Level.ERROR, "A quoted cell is not closed, or holds a bare quotation mark."),
    "column": (Level.ERROR, "The header names an unknown column or lacks source or target."),
    "row": (Level.ERROR, "The row is not a term: empty, or with a value that is not allowed."),
    "duplicate": (Level.ERROR, "The same source, context and target stand twice."),
    "conflict": (Level.ERROR, "One source and context have two preferred targets."),
    "forbidden-preferred": (Level.ERROR, "A target is both wanted and forbidden."),
    "shadow": (Level.WARNING, "A form of one term is also a form of another."),
    "same": (Level.WARNING, "Source and target are equal, but the status is not keep."),
    "control": (Level.ERROR, "A cell holds a control character, such as NUL."),
    "context": (Level.ERROR, "An item of the context has no word."),
    "empty": (Level.WARNING, "The file holds no term."),
    "spaces": (Level.WARNING, "A cell has blanks at its ends, doubled or of another kind."),
    "look-alike": (Level.WARNING, "A word mixes letters of several scripts."),
    "untranslated": (Level.WARNING, "The target has French letters and looks untranslated."),
    "unused": (Level.NOTE, "The term occurs nowhere in the corpus given."),
}
"""Code -> (level, what it means), for the documentation and for SARIF."""


@dataclass(frozen=True, slots=True)
class Issue:
    """One problem at one place."""

    path: str
    line: int
    column: int
    """1-based, in code points."""
    code: str
    message: str

    @property
    def level(self) -> Level:
        """How bad it is."""
        return RULES[self.code][0]


def lint(paths: Sequence[str | Path], corpus: Iterable[str] = ()) -> list[Issue]:
    """Return the problems of glossary files, in order of place.

    Args:
        paths: the files, by falling priority.
        corpus: French texts; with any, terms that occur in none of them are reported.

    Raises:
        GlossaryError: a file cannot be opened.
    """
    issues: list[Issue] = []
    files: list[list[Term]] = []
    tables: list[Table] = []
    for path in paths:
        table = read(Path(path))
        found, terms = lint_table(table)
        issues += found
        files.append(terms)
        tables.append(table)
    texts = list(corpus)
    if texts:
        issues += _unused(files, tables, texts)
    order = {table.path: index for index, table in enumerate(tables)}
    return sorted(issues, key=lambda i: (order[i.path], i.line, i.column, i.code))


def lint_table(table: Table) -> tuple[list[Issue], list[Term]]:
    """Return the problems of one file, and the terms of its sound rows."""
    issues = [
        Issue(table.path, p.line, table.position(p.line, p.column), p.code, p.message)
        for p in table.problems
    ]
    if not table.rows and not issues:
        message = "there is no term in the file; give a row `French,English`"
        issues.append(Issue(table.path, 1, 1, "empty", message))
    sound: list[tuple[Row, Term]] = []
    if not {"source", "target"} <= set(table.columns):
        return issues, []
    for row in table.rows:
        try:
            sound.append((row, term_of(row, table.path)))
        except GlossaryError as error:
            column = _blamed(row, error.problem)
            at = table.position(row.line, column)
            issues.append(Issue(table.path, row.line, at, "row", error.problem))
        issues += [
            Issue(table.path, row.line, table.position(row.line, column), code, message)
            for column, code, message in _cells(row)
        ]
    terms = [term for _, term in sound]
    lines = {id(term): row.line for row, term in sound}
    for term, column, code, message in [
        *_pairs(terms),
        *_groups(terms),
        *_shadows(terms),
    ]:
        line = lines[id(term)]
        issues.append(Issue(table.path, line, table.position(line, column), code, message))
    return issues, terms


def _blamed(row: Row, problem: str) -> str:
    """Return the column that a message about a row speaks of."""
    for column in ("status", "case", "pos"):
        if problem.startswith(column):
            return column
    return "target" if "target" in problem and row.cells.get("source", "").strip() else "source"


def _cells(row: Row) -> Iterator[tuple[str, str, str]]:
    """Yield (column, code, message) for what a single cell shows."""
    yield from _wordless(row.cells.get("context", ""))
    for column, text in row.cells.items():
        if ODD_SPACES.search(text):
            yield (
                column,
                "spaces",
                f"{column} {text!r} has stray blanks; `glossary format` mends it",
            )
        odd = next((c for c in text if unicodedata.category(c) == "Cc" and not c.isspace()), "")
        if odd:
            message = f"{column} {text!r} holds the control character {odd!r}; take it out"
            yield column, "control", message
        for word in re.findall(r"[^\W\d_]+", text):
            scripts = _scripts(word)
            if len(scripts) > 1:
                odd = ", ".join(
                    f"{c} is {unicodedata.name(c, '?').title()}" for c in word if not _latin(c)
                )
                yield column, "look-alike", f"{word!r} mixes scripts: {odd}"


def _wordless(cell: str) -> Iterator[tuple[str, str, str]]:
    """Yield (column, code, message) for items of a context that say nothing."""
    for item in items(cell):
        if context(item) is None:
            message = f"context item {item!r} has no word; give one behind the sign, or take it out"
            yield "context", "context", message


def _scripts(word: str) -> set[str]:
    """Return the scripts of a word's letters, by their Unicode names."""
    return {unicodedata.name(c, "? ?").split()[0] for c in word if c.isalpha()}


def _latin(char: str) -> bool:
    """Say whether a letter is Latin."""
    return unicodedata.name(char, "").startswith("LATIN")


def _pairs(terms: Sequence[Term]) -> Iterator[tuple[Term, str, str, str]]:
    """Yield (term, column, code, message) for what source and target show together."""
    for term in terms:
        if term.source == term.target and term.status is TermStatus.PREFERRED:
            message = f"{term.source!r} stays as it is; give it the status keep"
            yield term, "target", "same", message
        french = FRENCH_LETTERS.search(term.target)
        wanted = term.status in (TermStatus.PREFERRED, TermStatus.ADMITTED)
        if french and wanted and term.pos not in ("name", "place", "org"):
            message = f"target {term.target!r} has a French letter ({french.group()})"
            yield term, "target", "untranslated", message


def _groups(terms: Sequence[Term]) -> Iterator[tuple[Term, str, str, str]]:
    """Yield (term, column, code, message) for rows of one source that do not go together."""
    groups: dict[tuple[str, str], list[Term]] = defaultdict(list)
    for term in terms:
        groups[light(term.source).text, term.context].append(term)
    for rows in groups.values():
        seen: dict[str, Term] = {}
        preferred: Term | None = None
        for term in rows:
            before = seen.get(term.target)
            if before is not None:
                wanted = {before.status, term.status} - {TermStatus.FORBIDDEN}
                if TermStatus.FORBIDDEN in (before.status, term.status) and wanted:
                    message = f"{term.target!r} is forbidden and wanted ({before.origin})"
                    yield term, "target", "forbidden-preferred", message
                else:
                    message = f"{term.source!r} = {term.target!r} stands already at {before.origin}"
                    yield term, "source", "duplicate", message
                continue
            seen[term.target] = term
            if term.status in (TermStatus.PREFERRED, TermStatus.KEEP):
                if preferred is not None:
                    message = (
                        f"{term.source!r} is {preferred.target!r} at {preferred.origin} and "
                        f"{term.target!r} here; make one of them admitted, or give a context"
                    )
                    yield term, "target", "conflict", message
                preferred = preferred or term


def contradictions(glossary: Glossary) -> list[str]:
    """Return `path:line: what` for rows of one file that cannot both hold, in order of place.

    That a file of lower priority says something else is no contradiction: the first file counts.
    """
    files: dict[str, dict[tuple[str, str], list[Term]]] = {}
    for term in glossary.terms:
        groups = files.setdefault(term.origin.rpartition(":")[0], {})
        groups.setdefault((light_text(term.source), term.context), []).append(term)
    return [
        f"{term.origin}: {message}"
        for groups in files.values()
        for rows in groups.values()
        if len(rows) > 1
        for term, _, code, message in _groups(rows)
        if code in ("conflict", "forbidden-preferred")
    ]


def _shadows(terms: Sequence[Term]) -> Iterator[tuple[Term, str, str, str]]:
    """Yield (term, column, code, message) for forms that belong to two terms."""
    plain = [c for c in concepts([terms]) if not c.pattern and not c.context]
    owners: dict[str, Concept] = {}
    for concept in plain:
        owners.setdefault(_place(_light(concept.term.source), concept), concept)
    for concept in plain:
        for _, form, _ in concept.forms:
            other = owners.setdefault(_place(form, concept), concept)
            if other is not concept and other.targets != concept.targets:
                column = "forms" if form in map(_light, concept.term.forms) else "source"
                message = (
                    f"{form!r} is also a form of {other.term.source!r} = {other.term.target!r} "
                    f"({other.term.origin}), which wins"
                )
                yield concept.term, column, "shadow", message
                break


def _place(form: str, concept: Concept) -> str:
    """Return what two forms share if the same text may be taken for both."""
    return form if concept.term.case is TermCase.EXACT else key(form)


def _light(text: str) -> str:
    """Return the light text of a form."""
    return light(text).text


def _unused(
    files: Sequence[Sequence[Term]], tables: Sequence[Table], texts: Sequence[str]
) -> Iterator[Issue]:
    """Yield the terms that no text holds, matched as they would be in a run."""
    glossary = Glossary.of(files)
    used: set[str] = set()
    siblings: dict[tuple[str, str], set[str]] = defaultdict(set)
    for term in glossary.terms:
        siblings[light(term.source).text, term.context].add(term.origin)
    for text in texts:
        for match in glossary.match(text):
            for found in (match, *match.slots, *match.nested, *match.overlapped):
                used.add(found.term.origin)
    for table, terms in zip(tables, files, strict=True):
        for term in terms:
            if not used & siblings[light(term.source).text, term.context]:
                line = int(term.origin.rpartition(":")[2])
                message = f"{term.source!r} occurs nowhere in the corpus"
                yield Issue(table.path, line, table.position(line, "source"), "unused", message)
