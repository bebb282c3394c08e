"""From segmentations to translations."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bilingual.engines.argos import ArgosEngine
from bilingual.engines.cached import CachedEngine, SentenceCache
from bilingual.formats.sheet import origin_text
from bilingual.model.document import Block, BlockKind, Document, Source
from bilingual.model.ports import Decoding, Recalled
from bilingual.model.quality import Severity
from bilingual.model.segment import Segment, Segmentation, segment_ids
from bilingual.model.span import Span
from bilingual.model.term import Term, TermCase, TermOutcome
from bilingual.model.unit import OriginKind, UnitState
from bilingual.pipeline.translate import translate
from bilingual.terminology.glossary import Glossary, load
from tests.unit.pipeline.scripted import ScriptedEngine


def article(lines: Sequence[str], embeds: Sequence[int] = ()) -> Segmentation:
    """Return an article of one sentence a block."""
    blocks = tuple(
        Block(f"b{n}", BlockKind.PARAGRAPH, line, n + 1, translatable=n not in embeds)
        for n, line in enumerate(lines)
    )
    document = Document(Source("a.txt", "text/plain", ""), "fr", "a", blocks)
    ids = segment_ids(lines)
    return Segmentation(
        document,
        tuple(
            Segment(key, block.id, Span(0, len(block.text)), block.text)
            for key, block in zip(ids, blocks, strict=True)
        ),
    )


def english(text: str, decoding: Decoding) -> str:
    return f"English of {text}"


def test_units_come_in_reading_order_and_cover_every_segment():
    first, second = article(["Un.", "Deux deux."]), article(["Trois trois trois."])
    found = translate([first, second], ScriptedEngine(english))
    assert [[unit.target for unit in one.units] for one in found] == [
        ["English of Un.", "English of Deux deux."],
        ["English of Trois trois trois."],
    ]
    assert all(u.state is UnitState.TRANSLATED for one in found for u in one.units)


def test_a_line_in_capitals_reaches_engine_and_glossary_as_running_text():
    engine = ScriptedEngine(lambda text, decoding: text.replace("Bakou", "Baku"))
    glossary = Glossary.of([[Term("Bakou", "Baku", case=TermCase.EXACT)]])
    (found,) = translate([article(["LE PRÉSIDENT VISITE BAKOU"])], engine, glossary=glossary)
    (unit,) = found.units
    assert engine.asked == ["Le président visite Bakou"]
    assert (unit.source, unit.target) == ("LE PRÉSIDENT VISITE BAKOU", "Le président visite Baku")
    assert [hit.source_span.of(unit.source) for hit in unit.hits] == ["BAKOU"]
    assert unit.hits[0].outcome is TermOutcome.NATIVE


def test_equal_sentences_of_all_documents_are_translated_once():
    engine = ScriptedEngine(english)
    found = translate([article(["Un.", "Deux.", "Un."]), article(["Un."])], engine)
    assert sorted(engine.asked) == ["Deux.", "Un."]
    assert found[1].units[0].target == found[0].units[2].target == "English of Un."
    assert found[0].units[0].id != found[0].units[2].id


def test_embeds_addresses_and_scores_are_copied():
    engine = ScriptedEngine(english)
    lines = ["Une vidéo", "https://example.org/a_b?c=1", "***", "2-1", "Un texte."]
    units = translate([article(lines, embeds=[0])], engine)[0].units
    assert [unit.target for unit in units] == [*lines[:4], "English of Un texte."]
    assert [u.origin.kind for u in units] == [OriginKind.COPIED] * 4 + [OriginKind.ENGINE]


def test_figures_alone_come_out_in_english_notation_and_say_so():
    engine = ScriptedEngine(english)
    lines = ["3,5\u202f%", "1,234", "12.500", "31/12/2025", "20%"]
    units = translate([article(lines)], engine)[0].units
    assert [unit.target for unit in units] == ["3.5%", "1.234", "12,500", "31/12/2025", "20%"]
    kinds = [OriginKind.CONVERTED] * 3 + [OriginKind.COPIED] * 2
    assert [unit.origin.kind for unit in units] == kinds
    assert origin_text(units[0]) == "Figures, in English notation"
    assert engine.asked == []


class Approved:
    """A memory with one sentence in it."""

    def recall(self, source: str, before: str, after: str) -> Recalled | None:
        if source == "Deux." and (before, after) == ("Un.", ""):
            return Recalled("Two.", "context", "A. Editor", "2026-01-02", "a.txt")
        return None


def test_approved_translations_go_before_the_engine():
    engine = ScriptedEngine(english)
    unit = translate([article(["Un.", "Deux."])], engine, recall=Approved())[0].units[1]
    assert engine.asked == ["Un."]
    assert (unit.target, unit.state) == ("Two.", UnitState.REVIEWED)
    assert (unit.origin.kind, unit.origin.name) == (OriginKind.MEMORY, "context")
    assert unit.origin.detail == "A. Editor, 2026-01-02, a.txt"


def glossary(folder: Path) -> Glossary:
    """Return a glossary of two names."""
    path = folder / "a.fr-en.csv"
    path.write_text("source,target,pos\nBakou,Baku,place\nErevan,Yerevan,place\n", encoding="utf-8")
    return load([path])


def test_terms_are_enforced_and_a_missing_one_needs_review(tmp_path):
    engine = ScriptedEngine(lambda text, decoding: "He goes." if "Erevan" in text else "To Baku.")
    lines = article(["Il va à Bakou.", "Il va à Erevan."])
    first, second = translate([lines], engine, glossary=glossary(tmp_path))[0].units
    assert [hit.target for hit in first.hits] == ["Baku"]
    assert first.state is UnitState.TRANSLATED
    assert second.hits[0].outcome is TermOutcome.MISSING
    assert second.state is UnitState.NEEDS_REVIEW


class Remembered:
    """A memory in which every sentence is known in English."""

    def recall(self, source: str, before: str, after: str) -> Recalled | None:
        return Recalled("He goes to Baku.", "exact")


def test_terms_of_an_approved_sentence_are_looked_up_not_changed(tmp_path):
    lines = article(["Il va à Bakou et à Erevan."])
    engine = ScriptedEngine(english)
    unit = translate([lines], engine, glossary=glossary(tmp_path), recall=Remembered())[0].units[0]
    assert unit.target == "He goes to Baku."
    assert [hit.outcome for hit in unit.hits] == [TermOutcome.NATIVE, TermOutcome.MISSING]
    assert engine.asked == []


def test_a_sentence_that_stays_doubtful_needs_review_and_says_why():
    engine = ScriptedEngine(lambda text, decoding: "again " * 40)
    line = "Le ministre a quitté la capitale pour se rendre dans le nord."
    unit = translate([article([line])], engine)[0].units[0]
    assert unit.state is UnitState.NEEDS_REVIEW
    assert {finding.check for finding in unit.findings} == {"engine"}
    assert "repeats itself" in unit.findings[0].message


def test_an_empty_translation_is_a_new_unit_with_a_critical_finding():
    unit = translate([article(["Un deux."])], ScriptedEngine(lambda t, d: ""))[0].units[0]
    assert unit.state is UnitState.NEW
    assert unit.findings[0].severity is Severity.CRITICAL


def test_progress_counts_every_sentence_and_ends_at_the_total():
    told: list[tuple[int, int]] = []
    lines = ["Un.", "Deux.", "Un.", "***"]
    translate(
        [article(lines)], ScriptedEngine(english), progress=lambda *counts: told.append(counts)
    )
    assert [done for done, _ in told] == sorted({done for done, _ in told})
    assert told[-1] == (4, 4)


def test_english_typography_is_the_same_everywhere():
    engine = ScriptedEngine(lambda text, decoding: "« Yes », he said: 6\u202f000 (17\u00a0%) !")
    unit = translate([article(["« Oui », dit-il : 6 000 (17 %) !"])], engine)[0].units[0]
    assert unit.target == '"Yes", he said: 6,000 (17%)!'


def test_a_second_run_asks_the_engine_nothing(tmp_path):
    lines = article(["Un.", "Deux deux.", "Trois."])
    engine = ScriptedEngine(english)
    first = translate([lines], CachedEngine(engine, SentenceCache(tmp_path / "c")))
    asked = len(engine.asked)
    second = translate([lines], CachedEngine(engine, SentenceCache(tmp_path / "c")))
    assert len(engine.asked) == asked
    assert first == second


def test_the_embedded_model_translates_an_article():
    lines = ["Les pêcheurs reprennent la mer", "Aucun accord n’a été signé lundi à Genève."]
    found = translate([article(lines)], ArgosEngine("embedded", device="cpu"))[0]
    assert all(unit.target and unit.target != unit.source for unit in found.units)
    assert all(unit.score is not None and unit.score < 0 for unit in found.units)
    assert found.engine.name == "argos"
