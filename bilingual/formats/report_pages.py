"""The report as pages: Markdown for repositories, HTML for people, of one table of `RunFacts`."""

from __future__ import annotations

from typing import Any

import jinja2

from bilingual.formats.markdown import escaped
from bilingual.formats.sheet import SEVERITY_SIGNS, day, model_card, plural, score_value, sentence
from bilingual.model.quality import Severity

_SIGNS = {severity.value: sign for severity, sign in SEVERITY_SIGNS.items()}


def report_html(facts: dict[str, Any]) -> str:
    """Return one self-contained page: no script, nothing loaded, readable in print and the dark."""
    return _render("report.html.j2", facts, autoescape=True)


def report_markdown(facts: dict[str, Any]) -> str:
    """Return the page as GitHub Markdown."""
    return _render("report.md.j2", facts, autoescape=False)


def _render(template: str, facts: dict[str, Any], *, autoescape: bool) -> str:
    """Return the template filled in; a name that the facts do not have is an error."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("bilingual", "data/templates"),
        autoescape=autoescape,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        md=escaped, figure=score_value, day=day, sentence=sentence, card=model_card
    )
    return environment.get_template(template).render(
        facts, signs=_SIGNS, severities=[s.value for s in Severity], plural=plural
    )
