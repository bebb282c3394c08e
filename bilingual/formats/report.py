"""The run at a glance: what was translated, how well by which measure, what needs eyes, what went.

`RunFacts` gathers everything once, as plain JSON values; the Markdown and the HTML report lay out
that same mapping, so the three cannot disagree. Findings, of which an archive has many thousands,
lie in a file meanwhile, and the pages are written piece by piece.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from tempfile import SpooledTemporaryFile, gettempdir
from types import TracebackType
from typing import Any, Self

from bilingual.errors import OutputError
from bilingual.formats import cleaned, sheet
from bilingual.model.quality import Score
from bilingual.model.review import Review, RunRecord
from bilingual.model.term import TermOutcome
from bilingual.model.unit import UnitState

_IN_MEMORY = 1 << 20
"""Bytes of findings from which they go to a file."""
_HERE = "@findings@"
"""Stands for the findings while the rest is made JSON."""


class Findings:
    """The findings of a run as plain mappings, in order; a temporary file holds them if many."""

    def __init__(self) -> None:
        """Begin with none."""
        self._lines = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
        self._count = 0

    def __len__(self) -> int:
        """Return how many there are."""
        return self._count

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Yield them from the first; one pass at a time, and nothing is added meanwhile."""
        self._lines.seek(0)
        yield from map(json.loads, self._lines)

    def add(self, findings: Iterable[dict[str, Any]]) -> None:
        """Take in some more.

        Raises:
            OutputError: no room for them.
        """
        lines = [json.dumps(finding).encode() + b"\n" for finding in findings]
        try:
            self._lines.seek(0, 2)
            self._lines.writelines(lines)
            self._lines.flush()
        except OSError as error:
            raise OutputError(
                f"{gettempdir()}: cannot write: {error.strerror or error}; free some space there, "
                "or name another folder in TMPDIR"
            ) from error
        self._count += len(lines)

    def close(self) -> None:
        """Let the file go."""
        self._lines.close()


class RunFacts:
    """The facts of a run, gathered review by review, so that no review need be kept.

    A context: the findings are gone after it.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._run: dict[str, Any] = {}
        self._documents: list[dict[str, Any]] = []
        self._findings = Findings()
        self._terms: Counter[tuple[str, str, TermOutcome]] = Counter()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let go of what lies on disk."""
        self._findings.close()

    def add(self, review: Review, files: Sequence[str] = ()) -> None:
        """Take in a document.

        Args:
            review: of this run; documents come in the order of the report.
            files: what was written for it, relative to the folder of the report.
        """
        self._run = self._run or _run(review.run)
        self._documents.append(_document(review, files))
        self._findings.add(_findings(review))
        for count in sheet.term_counts([review]):
            for outcome, n in count.outcomes:
                self._terms[count.source, count.target, outcome] += n

    def table(self, files: Sequence[str] = ()) -> dict[str, Any]:
        """Return everything as plain values; `findings` is `Findings`, to be gone through.

        Args:
            files: what the run wrote, relative to the folder of the report.
        """
        documents = self._documents
        return {
            "run": self._run,
            "totals": {
                "documents": len(documents),
                "sentences": sum(document["sentences"] for document in documents),
                "words": sum(document["words"] for document in documents),
                "states": _summed(documents, "states", [s.value for s in UnitState]),
                "terms": _summed(
                    documents, "terms", ["enforced", "total", *(o.value for o in TermOutcome)]
                ),
                "findings": _summed(documents, "findings", [s.value for s in sheet.SEVERITIES]),
            },
            "documents": documents,
            "terms": [_term(count) for count in sheet.sorted_counts(self._terms)],
            "findings": self._findings,
            "files": sorted(sheet.writable(file) for file in files),
        }


def _summed(
    documents: Sequence[dict[str, Any]], table: str, names: Sequence[str]
) -> dict[str, int]:
    """Return the sums over the documents of one of their tables."""
    return {name: sum(document[table][name] for document in documents) for name in names}


def report_json(facts: dict[str, Any]) -> Iterator[str]:
    """Yield the facts as indented JSON."""
    findings = facts["findings"]
    place = [_HERE] if len(findings) else []
    whole = json.dumps({**facts, "findings": place}, ensure_ascii=False, indent=2) + "\n"
    before, _, after = whole.partition(f'\n    "{_HERE}"\n')  # no text stands so far left
    yield before + "\n" if after else before
    for number, finding in enumerate(findings, 1):
        lines = json.dumps(finding, ensure_ascii=False, indent=2).replace("\n", "\n    ")
        yield f"    {lines}{'' if number == len(findings) else ','}\n"
    yield after


def _run(run: RunRecord) -> dict[str, Any]:
    """Return versions, model, glossary and settings."""
    engine, glossary = run.engine, run.glossary
    return {
        "date": run.date,
        "version": run.version,
        "model": {
            "engine": engine.name,
            "name": engine.model,
            "version": engine.version,
            "sha256": engine.sha256,
            "device": engine.device,
            "compute_type": engine.compute_type,
            "figures": dict(engine.figures),
        },
        "glossary": glossary
        and {"name": glossary.name, "sha256": glossary.sha256, "terms": glossary.terms},
        "settings": dict(run.settings),
        "libraries": dict(run.libraries),
    }


def _document(review: Review, files: Sequence[str]) -> dict[str, Any]:
    """Return the facts of one document."""
    source = review.document.source
    return {
        "path": sheet.writable(source.path),
        "sha256": source.sha256,
        "document": sheet.review_fingerprint(review),
        "title": sheet.writable(review.document.title),
        "title_en": sheet.writable(sheet.english_title(review)),
        "sentences": len(review.units),
        "words": sheet.words(review),
        "states": _states(review),
        "terms": _terms(review),
        "findings": _severities(review),
        "scores": [_score(score) for score in review.scores],
        "remarks": [sheet.writable(remark) for remark in review.remarks],
        "removed": [_removed(group) for group in cleaned.grouped(cleaned.removals(review))],
        "files": sorted(map(sheet.writable, files)),
    }


def _states(review: Review) -> dict[str, int]:
    """Return state -> units, in the order of the states."""
    counts = Counter(unit.state for unit in review.units)
    return {state.value: counts[state] for state in UnitState}


def _severities(review: Review) -> dict[str, int]:
    """Return severity -> findings, worst first."""
    return {severity.value: n for severity, n in sheet.severities([review]).items()}


def _terms(review: Review) -> dict[str, int]:
    """Return occurrences of terms: with their English there, in all, and by outcome."""
    counts = sheet.term_counts([review])
    outcomes = Counter[TermOutcome]()
    for count in counts:
        outcomes.update(dict(count.outcomes))
    return {
        "enforced": sum(count.enforced for count in counts),
        "total": sum(count.total for count in counts),
        **{outcome.value: outcomes[outcome] for outcome in TermOutcome},
    }


def _term(count: sheet.TermCount) -> dict[str, Any]:
    """Return one term and how it fared."""
    return {
        "source": count.source,
        "target": count.target,
        "enforced": count.enforced,
        "total": count.total,
        **{outcome.value: n for outcome, n in count.outcomes},
    }


def _findings(review: Review) -> list[dict[str, Any]]:
    """Return the findings of a document, worst first, with the number of their row."""
    units = review.units
    return [
        {
            "document": sheet.writable(review.document.source.path),
            "row": number,
            "unit": None if number is None else units[number - 1].id,
            "check": finding.check,
            "severity": finding.severity.value,
            "message": sheet.writable(finding.message),
            "suggestion": sheet.writable(finding.suggestion),
        }
        for number, finding in sheet.all_findings(review)
    ]


def _score(score: Score) -> dict[str, Any]:
    """Return a score with its interval and signature."""
    return {
        "metric": score.metric,
        "value": score.value,
        "low": score.low,
        "high": score.high,
        "n": score.n,
        "signature": score.signature,
    }


def _removed(group: Sequence[cleaned.Removal]) -> dict[str, Any]:
    """Return what cleaning did to a stretch of lines."""
    return {
        "lines": [removal.line for removal in group],
        "rule": group[0].rule,
        "action": group[0].action,
        "reason": group[0].reason,
        "excerpts": [removal.excerpt for removal in group],
    }


def interval(score: dict[str, Any]) -> str:
    """Return `0.600 to 1.000` for a score of the facts, or `` where none was computed."""
    if score["low"] is None or score["high"] is None:
        return ""
    return f"{sheet.score_value(score['low'])} to {sheet.score_value(score['high'])}"


def stretch(lines: Sequence[int]) -> str:
    """Return `3` or `3–7` for the numbers of lines in a row."""
    return f"{lines[0]}–{lines[-1]}" if len(lines) > 1 else f"{lines[0]}"
