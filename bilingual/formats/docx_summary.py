"""The pages around the side-by-side table of the DOCX: title block, legend, closing summary."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lxml import etree

from bilingual.formats import cleaned, sheet
from bilingual.formats.docx_table import (
    FLAGGED,
    TERM_STYLES,
    start_cell,
    start_table,
)
from bilingual.formats.docx_xml import Style, add, paragraph, q, runs
from bilingual.model.review import Review
from bilingual.model.span import Span
from bilingual.model.term import TermOutcome

_WIDTH = 14798
"""Twentieths of a point between the margins."""


def title_block(body: etree._Element, review: Review, source_lang: str) -> None:
    """Append the title in both languages, the facts of the run and the legend."""
    runs(paragraph(body, "Title"), review.document.title, lang=source_lang)
    english = sheet.english_title(review)
    if english:
        runs(paragraph(body, "Subtitle"), english, lang="en-US")
    for label, value in sheet.facts(review):
        _fact(body, label, value)
    _legend(body, review)
    _fact(body, "Review", _HOW_TO)
    paragraph(body, "BilingualSpace")


_HOW_TO = (
    "Correct the English column; changes are tracked. Where a row is right as it stands, write OK "
    "on a line of its own in its remarks, or in a comment."
)


def _fact(body: etree._Element, label: str, value: str) -> None:
    """Append `Label   value`."""
    line = paragraph(body, "BilingualFact")
    runs(line, label + "\t", [Style(Span(0, len(label)), "BilingualLabel")])
    runs(line, value)


_OUTCOMES = {
    TermOutcome.NATIVE: " (the engine’s own), ",
    TermOutcome.CHOSEN: " (from another candidate), ",
    TermOutcome.REPAIRED: " (after translation; read around it), ",
    TermOutcome.CARRIED: " (by a stand-in; read around it), ",
    TermOutcome.MISSING: " (from the English). ",
}


def _legend(body: etree._Element, review: Review) -> None:
    """Append the legend, each sign beside its meaning."""
    line = paragraph(body, "BilingualLegend")
    runs(line, "Legend\t", [Style(Span(0, 6), "BilingualLabel")])
    runs(line, "¶ starts a paragraph. Glossary terms: ")
    for outcome, meaning in _OUTCOMES.items():
        runs(line, outcome.value, [Style(Span(0, len(outcome.value)), TERM_STYLES[outcome])])
        runs(line, meaning)
    runs(line, "Flagged words", [Style(Span(0, 13), FLAGGED)])
    runs(line, f": a finding speaks of them. {sheet.without_state(review)}")


def summary(body: etree._Element, review: Review) -> None:
    """Append the closing pages: scores, findings, terms, what cleaning took out."""
    heading = paragraph(body, "Heading1")
    add(heading[0], "pageBreakBefore")
    runs(heading, "Summary")
    for label, value in sheet.details(review):
        _fact(body, label, value)
    _scores(body, review)
    _findings(body, review)
    _terms(body, review)
    _removals(body, review)
    # Word wants a paragraph after the last table.
    paragraph(body, "BilingualNote")


def _scores(body: etree._Element, review: Review) -> None:
    """Append the scores, each with its signature, and the remarks on them."""
    _heading(body, "Scores")
    if review.scores:
        lines = [
            [
                score.metric,
                sheet.score_value(score.value),
                sheet.interval(score),
                str(score.n),
                score.signature,
            ]
            for score in review.scores
        ]
        head = ["Metric", "Value", "95 % interval", "n", "Signature"]
        _table(body, "Scores", head, lines, (3000, 1100, 2000, 900, 7798), figures=(1, 2, 3))
    for remark in review.remarks:
        _note(body, remark)


def _findings(body: etree._Element, review: Review) -> None:
    """Append all findings, worst first."""
    _heading(body, "Findings")
    found = sheet.all_findings(review)
    if not found:
        _note(body, "None.")
        return
    lines = [
        [str(number or "all"), sheet.SEVERITY_SIGNS[finding.severity], sheet.finding_text(finding)]
        for number, finding in found
    ]
    _table(body, "Findings", ["No.", "Severity", "Finding"], lines, (900, 1500, 12398), (0,))


def _terms(body: etree._Element, review: Review) -> None:
    """Append the terms with how often their English is there, and how it got there."""
    _heading(body, "Glossary terms")
    counts = sheet.term_counts([review])
    if not counts:
        _note(body, "No term of a glossary occurs.")
        return
    lines = [
        [
            count.source,
            count.target,
            f"{count.enforced} of {count.total}",
            *(str(n or "") for _, n in count.outcomes),
        ]
        for count in counts
    ]
    head = ["French", "English", "There", *(outcome.value for outcome in TermOutcome)]
    widths = (4200, 4200, 1148, *(1050,) * 5)
    _table(body, "Glossary terms", head, lines, widths, figures=range(2, 8))


def _removals(body: etree._Element, review: Review) -> None:
    """Append what cleaning did; excerpts hold no addresses."""
    _heading(body, "Taken out by cleaning")
    removed = cleaned.grouped(cleaned.removals(review))
    if not removed:
        _note(body, "Nothing.")
        return
    lines = [
        [cleaned.lines_of(g), g[0].rule, g[0].action, g[0].reason, cleaned.excerpts_of(g)]
        for g in removed
    ]
    head = ["Lines", "Rule", "What", "Why", "Begins"]
    _table(body, "Taken out by cleaning", head, lines, (1000, 1700, 1900, 3700, 6498), (0,))


def _heading(body: etree._Element, text: str) -> None:
    """Append a second-level heading."""
    runs(paragraph(body, "Heading2"), text)


def _note(body: etree._Element, text: str) -> None:
    """Append a sentence."""
    runs(paragraph(body, "BilingualNote"), text)


def _table(
    body: etree._Element,
    title: str,
    head: Sequence[str],
    lines: Iterable[Sequence[str]],
    widths: Sequence[int],
    figures: Iterable[int] = (),
) -> None:
    """Append a table with a header row; the columns `figures` (0-based) are set right."""
    right = set(figures)
    table = start_table(body, list(widths), title, "; ".join(head))
    for number, cells in enumerate([head, *lines]):
        row = add(table, "tr")
        properties = add(row, "trPr")
        add(properties, "cantSplit")
        if number == 0:
            add(properties, "tblHeader")
        for column, (text, width) in enumerate(zip(cells, widths, strict=True)):
            style = "BilingualFigure" if column in right else "BilingualData"
            line = paragraph(start_cell(row, width), style)
            if number == 0:
                # Set bold by the head's style but flush with the figures beneath.
                line[0][0].set(q("w:val"), "BilingualHead")
                if column in right:
                    add(line[0], "jc", val="right")
            runs(line, text)
