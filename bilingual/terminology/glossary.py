"""A glossary in force: loaded, immutable, able to find its terms in French text."""

from __future__ import annotations

import gc
import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bilingual.errors import GlossaryError
from bilingual.model.review import GlossaryInfo
from bilingual.model.term import Term, TermCase, TermStatus
from bilingual.terminology.acronyms import apply_policy
from bilingual.terminology.concepts import SLOT, concepts
from bilingual.terminology.match import Matcher, TermMatch
from bilingual.terminology.rows import Row, Table, items, read

POS = ("name", "place", "org", "acronym", "demonym", "title", "noun", "adj", "verb", "phrase")
EXACT_POS = frozenset(("name", "place", "org", "acronym"))
IGNORED_PROBLEMS = frozenset(("encoding",))
"""Problems that only `lint` reports: what is meant is clear."""


@dataclass(frozen=True, slots=True, eq=False)
class Glossary:
    """Terms by falling priority of their files, and the automaton that finds them."""

    terms: tuple[Term, ...]
    name: str
    """File names, joined by ` + `."""
    sha256: str
    """Of the files' bytes, in order."""
    matcher: Matcher
    full_names: dict[str, str]
    """English acronym -> full name, of the terms under the acronym policy."""

    @classmethod
    def of(cls, files: Sequence[Sequence[Term]], name: str = "", sha256: str = "") -> Glossary:
        """Return the glossary of several files' terms, first file first."""
        terms = tuple(term for file in files for term in file)
        full_names = {term.acronym: term.target for term in reversed(terms) if term.acronym}
        return cls(terms, name, sha256, Matcher(concepts(files)), full_names)

    @property
    def info(self) -> GlossaryInfo:
        """What the run record says about it."""
        return GlossaryInfo(self.name, self.sha256, len(self.terms))

    @property
    def preferred(self) -> dict[str, str]:
        """French -> the English that is wanted first; sources that rows only forbid are left out.

        Where a source has rows with a context and without one, those without count.
        """
        return {c.term.source: c.targets[0] for c in self.matcher.concepts if c.targets}

    def match(self, text: str) -> tuple[TermMatch, ...]:
        """Return the terms in one text, in order; longest match wins."""
        return self.matcher.match(text)

    def match_document(
        self, texts: Sequence[str], headlines: Sequence[bool] = ()
    ) -> list[tuple[TermMatch, ...]]:
        """Return the terms in each text of one document, acronym policy applied across them.

        Args:
            texts: the sentences in reading order.
            headlines: for each text, whether it is a headline or standfirst: there an acronym may
                stand without its full name. Empty: none is.
        """
        found = [self.match(text) for text in texts]
        return apply_policy(found, texts, self.full_names, headlines)


def load(paths: Iterable[str | Path]) -> Glossary:
    """Load glossary files, the first with the highest priority.

    Raises:
        GlossaryError: `path:line: what is wrong; what to do`, for the first thing that is wrong.
    """
    # Nothing of what is made here is garbage, and there may be a million objects of it.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _loaded(paths)
    finally:
        if collecting:
            gc.enable()


def _loaded(paths: Iterable[str | Path]) -> Glossary:
    """Return the glossary of the files."""
    files: list[list[Term]] = []
    names: list[str] = []
    digest = hashlib.sha256()
    for given in paths:
        path = Path(given)
        table = read(path)
        files.append(terms_of(table))
        names.append(path.name)
        digest.update(path.read_bytes())
    return Glossary.of(files, " + ".join(names), digest.hexdigest())


def terms_of(table: Table) -> list[Term]:
    """Return the terms of a table that was read.

    Raises:
        GlossaryError: the first problem of the file or of a row.
    """
    for problem in table.problems:
        if problem.code not in IGNORED_PROBLEMS:
            raise GlossaryError(table.path, problem.message, line=problem.line)
    return [term_of(row, table.path) for row in table.rows]


def term_of(row: Row, path: str) -> Term:
    """Return the term of one row; empty cells get their defaults.

    Raises:
        GlossaryError: the row is not a term.
    """
    cells = row.cells
    source, target = _plain(cells.get("source", "")), _plain(cells.get("target", ""))
    if row.extra:
        problem = f"{len(row.extra)} cell(s) too many; quote cells that hold the delimiter"
        raise GlossaryError(path, problem, line=row.line)
    written = cells.get("status", "")
    status = _status(written.strip(), path, row.line) if written else TermStatus.PREFERRED
    if not source:
        raise GlossaryError(path, "the source is empty; give the French term", line=row.line)
    if status is TermStatus.KEEP and not target:
        target = source
    if not target:
        problem = f"{source!r} has no target; give the English, or status keep"
        raise GlossaryError(path, problem, line=row.line)
    if status is TermStatus.KEEP and target != source:
        problem = f"{source!r} is to be kept but has the target {target!r}; empty that cell"
        raise GlossaryError(path, problem, line=row.line)
    pos = cells.get("pos", "").strip().lower()
    if pos and pos not in POS:
        problem = f"pos {pos!r} is unknown; use one of {', '.join(POS)} or leave it empty"
        raise GlossaryError(path, problem, line=row.line)
    if any(brace in text for brace in "{}" for text in (source, target)):
        _check_slots(source, target, path, row.line)
    forms = cells.get("forms", "")
    return Term(
        source,
        target,
        status,
        tuple(_plain(item) for item in items(forms)) if forms else (),
        _case(cells.get("case", "").strip(), pos, source, path, row.line),
        pos,
        cells.get("context", "").strip(),
        cells.get("note", "").strip(),
        f"{path}:{row.line}",
        _plain(cells.get("acronym", "")),
    )


def _plain(text: str) -> str:
    """Return `text` with runs of blanks (no-break ones too) as one space."""
    return " ".join(text.split())


def _status(cell: str, path: str, line: int) -> TermStatus:
    """Return the status written in a cell; empty is preferred."""
    try:
        return TermStatus(cell.lower() or "preferred")
    except ValueError:
        allowed = ", ".join(status.value for status in TermStatus)
        problem = f"status {cell!r} is unknown; use one of {allowed}"
        raise GlossaryError(path, problem, line=line) from None


def _case(cell: str, pos: str, source: str, path: str, line: int) -> TermCase:
    """Return the case rule; where none is given, names and capitalised sources are exact."""
    if cell:
        try:
            return TermCase(cell.lower())
        except ValueError:
            problem = f"case {cell!r} is unknown; use exact or free"
            raise GlossaryError(path, problem, line=line) from None
    exact = pos in EXACT_POS or (pos in ("", "verb") and source[:1].isupper())
    return TermCase.EXACT if exact else TermCase.FREE


def _check_slots(source: str, target: str, path: str, line: int) -> None:
    """Refuse slots not closed, that the other side lacks, that no class fills, or alone."""
    for side in (source, target):
        if re.search(r"[{}]", SLOT.sub("", side)):
            problem = f"{side!r} has a brace that is no slot; write {{demonym}}, say, with both"
            raise GlossaryError(path, problem, line=line)
    slots = SLOT.findall(source)
    for slot in slots:
        if slot not in POS:
            problem = f"slot {{{slot}}} names no class; use one of {', '.join(POS)}"
            raise GlossaryError(path, problem, line=line)
    if sorted(slots) != sorted(SLOT.findall(target)):
        problem = f"source {source!r} and target {target!r} do not have the same slots"
        raise GlossaryError(path, problem, line=line)
    if slots and not SLOT.sub("", source).strip():
        problem = f"{source!r} holds nothing but slots; add a word"
        raise GlossaryError(path, problem, line=line)
