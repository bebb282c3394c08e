"""The side-by-side as one HTML page that needs nothing else: no network, no fonts, no library.

A table (so that the columns stay level and a screen reader can walk it) with search, a filter for
what needs eyes and a keyboard; without JavaScript the page shows everything. The page may run only
its own script and style: their hashes stand in its content security policy.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from bilingual.formats import cleaned, sheet
from bilingual.formats.inline import source_marks
from bilingual.formats.inline_html import render, safe_address
from bilingual.formats.sheet import SheetRow, writable
from bilingual.model.document import Block, BlockKind, Mark
from bilingual.model.quality import Score, Severity
from bilingual.model.review import Review
from bilingual.model.span import Span
from bilingual.model.term import TermHit, TermOutcome
from bilingual.model.unit import TranslationUnit, UnitState

_OUTCOMES = {
    TermOutcome.NATIVE: "the engine’s own choice",
    TermOutcome.CHOSEN: "taken from another candidate",
    TermOutcome.REPAIRED: "repaired after translation; read the sentence around it",
    TermOutcome.CARRIED: "carried over by a stand-in; read the sentence around it",
    TermOutcome.MISSING: "missing from the English",
}
_TERM, _FINDING = "bilingual-term", "bilingual-finding"


@dataclass(frozen=True, slots=True)
class _Row:
    """What the template needs of one unit; texts are safe HTML."""

    number: int
    id: str
    kind: str
    """Name of the kind for CSS, `list-item`."""
    label: str
    """`CAPTION` on the first row of a block that is no paragraph, else empty."""
    starts: bool
    eyes: bool
    """Whether an editor must look: not translated, to review, or a finding of minor or worse."""
    state: str
    source: Markup
    target: Markup
    remarks: tuple[tuple[str, str], ...]
    """(severity, `state` or empty; text)."""
    terms: tuple[tuple[str, str, str, str], ...]
    """(French, English, outcome, what the outcome means)."""


class HtmlWriter:
    """Writes a review as a self-contained HTML page."""

    name = "html"
    suffix = ".html"

    def write(self, review: Review) -> bytes:
        """Return the page, UTF-8."""
        style, script = _asset("side_by_side.css"), _asset("side_by_side.js")
        blocks = review.bitext.translation.segmentation.blocks_by_id()
        made = [_row(row, blocks) for row in sheet.rows(review)]
        page = (
            _environment()
            .get_template("side_by_side.html")
            .render(
                review=review,
                title=writable(sheet.english_title(review) or review.document.title),
                french_title=writable(review.document.title),
                lang=review.document.lang,
                facts=[(label, writable(value)) for label, value in sheet.facts(review)],
                rows=made,
                eyes=sum(row.eyes for row in made),
                scores=[_score(score) for score in review.scores],
                findings=review.findings,
                finding_text=sheet.finding_text,
                remarks=[writable(remark) for remark in review.remarks],
                terms=sheet.term_counts([review]),
                outcomes=[outcome.value for outcome in TermOutcome],
                removals=cleaned.removals(review),
                fingerprint=sheet.review_fingerprint(review),
                style=Markup(style),
                script=Markup(script),
                style_hash=_hash(style),
                script_hash=_hash(script),
            )
        )
        return page.encode()


def _row(row: SheetRow, blocks: dict[str, Block]) -> _Row:
    """Return what the template needs of one row."""
    unit = row.unit
    return _Row(
        number=row.number,
        id=unit.id,
        kind=row.kind.value.replace(" ", "-"),
        label=row.kind_label,
        starts=row.starts,
        eyes=needs_eyes(unit),
        state=unit.state.value,
        source=_source(row, blocks),
        target=_target(unit),
        remarks=tuple(
            ("state" if r.state else r.severity.value if r.severity else "", r.text)
            for r in row.remarks
        ),
        terms=tuple(
            (
                writable(hit.term.source),
                writable(hit.target or hit.term.target),
                hit.outcome.value,
                _OUTCOMES[hit.outcome],
            )
            for hit in unit.hits
        ),
    )


def needs_eyes(unit: TranslationUnit) -> bool:
    """Say whether an editor must look at the unit before it is published."""
    if unit.state in (UnitState.FINAL, UnitState.REVIEWED):
        return False
    return (
        unit.state in (UnitState.NEW, UnitState.NEEDS_REVIEW)
        or any(f.severity.rank >= Severity.MINOR.rank for f in unit.findings)
        or any(hit.outcome is TermOutcome.MISSING for hit in unit.hits)
    )


def _source(row: SheetRow, blocks: dict[str, Block]) -> Markup:
    """Return the French with its formatting, terms and findings; an embed as a link."""
    unit = row.unit
    if row.kind is BlockKind.EMBED and safe_address(unit.source):
        link = Mark(Span(0, len(unit.source)), "link", unit.source)
        return render(unit.source, [link])
    marks = source_marks(unit, blocks)
    marks += [Mark(hit.source_span, _TERM, _tip(hit)) for hit in unit.hits]
    marks += [
        Mark(f.source_span, _FINDING, f"{f.severity.value}\n{sheet.finding_text(f)}")
        for f in unit.findings
        if f.source_span
    ]
    return render(unit.source, marks, _wrap)


def _target(unit: TranslationUnit) -> Markup:
    """Return the English with its formatting, terms and findings."""
    marks = list(unit.marks)
    marks += [Mark(hit.target_span, _TERM, _tip(hit)) for hit in unit.hits if hit.target_span]
    marks += [
        Mark(f.target_span, _FINDING, f"{f.severity.value}\n{sheet.finding_text(f)}")
        for f in unit.findings
        if f.target_span
    ]
    return render(unit.target, marks, _wrap)


def _tip(hit: TermHit) -> str:
    """Return `outcome` and, after a line end, the words shown on hover."""
    english = hit.target or hit.term.target
    told = f"“{hit.term.source}” → “{english}”: {_OUTCOMES[hit.outcome]}"
    return f"{hit.outcome.value}\n{writable(told)}"


def _wrap(mark: Mark, inner: Markup) -> Markup | None:
    """Lay out terms and findings; they take the focus so that the keyboard shows them too."""
    if mark.kind not in (_TERM, _FINDING) or not inner:
        return None
    kind, _, tip = mark.value.partition("\n")
    name = "term" if mark.kind == _TERM else "finding"
    # The tip repeats what the remarks cell says, so that a screen reader need not hear it here.
    return Markup('<span class="{} {}" data-tip="{}">{}</span>').format(name, kind, tip, inner)


def _score(score: Score) -> dict[str, object]:
    """Return a score as the template shows it."""
    return {
        "metric": score.metric,
        "value": sheet.score_value(score.value),
        "interval": sheet.interval(score),
        "n": score.n,
        "signature": score.signature,
    }


@lru_cache(maxsize=8)
def _asset(name: str) -> str:
    """Return a text file of the templates folder."""
    return files("bilingual").joinpath("data", "templates", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """Return the hash of an inline style or script for the content security policy."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    """Return the template engine: everything escaped, unknown names are errors."""
    return Environment(
        loader=FunctionLoader(_asset),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
