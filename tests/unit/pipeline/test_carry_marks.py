"""Formatting in a run: carried by attention and terms, reported where it is lost."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bilingual import registry
from bilingual.model.document import Mark
from bilingual.model.ports import Decoding
from bilingual.model.quality import Severity
from bilingual.model.segment import Segment, Segmentation, segment_ids
from bilingual.model.span import Span
from bilingual.model.term import TermOutcome
from bilingual.model.unit import Attention, EngineInfo, Hypothesis, Translation
from bilingual.pipeline.inline import carry_marks
from tests.builders import Row, a_review
from tests.formats.samples import a_formatted_review
from tests.formats.test_readers import MARKDOWN, read

FRENCH, DRAFT = "Le vieux pont rouvre.", "The old bridge reopens."


class Scripted:
    """An engine that gives one translation, with an attention that points word by word."""

    def __init__(self, *, attention: bool = True) -> None:
        self.asked: list[str] = []
        self._attention = attention

    def info(self) -> EngineInfo:
        return EngineInfo("scripted", "none", "1", "")

    def translate(self, texts: Sequence[str], decoding: Decoding) -> list[tuple[Hypothesis, ...]]:
        self.asked += texts
        attention = None
        if self._attention and decoding.attention:
            source = _words(FRENCH)
            target = _words(DRAFT)
            rows = tuple(
                tuple(0.8 if i == j else 0.05 for j in range(len(source)))
                for i in range(len(target))
            )
            attention = Attention.of(source, target, rows)
        return [(Hypothesis(DRAFT, -0.1, attention),) for _ in texts]

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        return [-0.1] * len(pairs)


def _words(text: str) -> tuple[Span, ...]:
    spans, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        spans.append(Span(at, at + len(word)))
        at += len(word)
    return tuple(spans)


def formatted(english: str, kind: str, part: str, **row: object) -> Translation:
    from dataclasses import replace

    made = a_review([Row(FRENCH, english, **row)]).bitext.translation  # type: ignore[arg-type]
    start = FRENCH.index(part)
    mark = Mark(Span(start, start + len(part)), kind, "https://a.example" * (kind == "link"))
    document = made.segmentation.document
    block = replace(document.blocks[0], marks=(mark,))
    segmentation = replace(made.segmentation, document=replace(document, blocks=(block,)))
    return replace(made, segmentation=segmentation)


def carried(translation: Translation, engine: Scripted) -> tuple[list[str], list[str]]:
    (made,) = carry_marks([translation], engine)
    unit = made.units[0]
    lost = [f.message for f in unit.findings if f.check == "formatting"]
    return [mark.span.of(unit.target) for mark in unit.marks], lost


def test_attention_shows_the_words():
    assert carried(formatted(DRAFT, "bold", "vieux"), Scripted()) == (["old"], [])
    assert carried(formatted(DRAFT, "bold", "vieux pont"), Scripted()) == (["old bridge"], [])


def test_attention_reaches_words_that_stayed_when_others_were_changed():
    edited = "At last, the old bridge is open again."
    assert carried(formatted(edited, "bold", "vieux pont"), Scripted()) == (["old bridge"], [])


def test_a_term_shows_its_place_without_attention():
    term = (("pont", "crossing", TermOutcome.REPAIRED),)
    translation = formatted("The old crossing reopens.", "italic", "pont", terms=term)
    assert carried(translation, Scripted(attention=False)) == (["crossing"], [])


def test_what_is_lost_is_a_finding_with_its_weight():
    translation = formatted("It reopens.", "link", "vieux")
    (made,) = carry_marks([translation], Scripted(attention=False))
    (finding,) = (f for f in made.units[0].findings if f.check == "formatting")
    assert finding.severity is Severity.MINOR
    assert "https://a.example" in finding.message
    assert finding.source_span is not None
    assert finding.source_span.of(FRENCH) == "vieux"


def test_carrying_twice_changes_nothing_and_plain_articles_ask_nothing():
    engine = Scripted()
    (once,) = carry_marks([formatted(DRAFT, "bold", "vieux")], engine)
    (twice,) = carry_marks([once], engine)
    assert once == twice
    plain = a_review().bitext.translation
    engine = Scripted()
    assert carry_marks([plain], engine) == [plain]
    assert engine.asked == []


def test_every_mark_of_an_article_is_placed_or_reported_by_the_real_model():
    from bilingual.pipeline.translate import translate

    document = read("markdown", MARKDOWN)
    ids = segment_ids(block.text for block in document.blocks)
    segments = tuple(
        Segment(id_, block.id, Span(0, len(block.text)), block.text)
        for id_, block in zip(ids, document.blocks, strict=True)
    )
    engine = registry.load("engines", "argos")()
    (made,) = carry_marks(translate([Segmentation(document, segments)], engine), engine)
    for unit, block in zip(made.units, document.blocks, strict=True):
        lost = [finding for finding in unit.findings if finding.check == "formatting"]
        assert len(unit.marks) + len(lost) == len(block.marks)
        assert all(mark.span.end <= len(unit.target) for mark in unit.marks)


@pytest.mark.parametrize("writer", ["docx", "html", "epub", "xliff", "xliff2"])
def test_writers_take_the_formatting_of_the_english(writer):
    assert registry.load("writers", writer)().write(a_formatted_review())
