"""The golden cases of terminology, each as a translator wrote it down."""

from __future__ import annotations

from pathlib import Path

import pytest

from bilingual.model.term import Term, TermCase, TermStatus
from bilingual.model.unit import Hypothesis
from bilingual.terminology.enforce import Request, enforce_all
from bilingual.terminology.glossary import EXACT_POS, Glossary
from tests.unit.terminology.phrase_book import PhraseBook, aligned

CASES = (Path(__file__).parent / "terminology" / "cases.txt").read_text(encoding="utf-8")


def cases():
    """Yield (title, fields) of each case; fields: name -> its lines."""
    for block in CASES.split("\n\n"):
        title = ""
        fields: dict[str, list[str]] = {}
        for line in block.splitlines():
            if line.startswith("#"):
                title = line.lstrip("# ")
            elif line.strip():
                name, _, value = line.partition(": ")
                fields.setdefault(name, []).append(value)
        if fields:
            yield pytest.param(fields, id=title)


def term(text):
    """Return the term of `French = English, class`."""
    pair, _, pos = text.rpartition(", ")
    source, _, target = pair.partition(" = ")
    marks = {"!": TermStatus.FORBIDDEN, "?": TermStatus.ADMITTED}
    status = marks.get(target[:1], TermStatus.PREFERRED)
    if source == target and pos == "org":
        status = TermStatus.KEEP
    case = TermCase.EXACT if pos in EXACT_POS else TermCase.FREE
    return Term(source, target.lstrip("!?"), status, case=case, pos=pos)


def hypotheses(fields):
    """Return the machine's translations; the first with its alignment, if one is given."""
    french = fields["fr"][0]
    offered = [Hypothesis(text, -0.1 - rank / 50) for rank, text in enumerate(fields["machine"])]
    if "looks" in fields:
        pairs = dict(pair.split("=") for pair in fields["looks"][0].split())
        spaced = {word: seen.replace(",", " ") for word, seen in pairs.items()}
        offered[0] = aligned(french, fields["machine"][0], spaced, score=-0.1)
    return tuple(offered)


@pytest.mark.parametrize("fields", list(cases()))
def test_golden_case(fields):
    glossary = Glossary.of([[term(text) for text in fields["term"]]])
    book = dict(line.split(" => ") for line in fields.get("carried", []))
    engine = PhraseBook(book={fr: (Hypothesis(en, -0.2),) for fr, en in book.items()})
    french = fields["fr"][0]
    request = Request(french, hypotheses(fields), glossary.match(french))
    (result,) = enforce_all([request], engine)
    assert result.text == fields["en"][0]
    assert [hit.outcome.value for hit in result.hits] == fields["how"][0].split()
