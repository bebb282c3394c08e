"""What every side-by-side says, worked out once."""

import io
import re
import zipfile
from dataclasses import replace

import pytest

from bilingual.formats import cleaned, sheet
from bilingual.formats.docx import DocxWriter
from bilingual.model.bead import Bead
from bilingual.model.quality import Finding, Score, Severity
from bilingual.model.review import Review
from bilingual.model.segment import Segmentation
from bilingual.model.span import Span
from bilingual.model.term import TermOutcome
from bilingual.model.unit import Origin, OriginKind, TranslationUnit, UnitState
from tests.builders import NEWS, REMOVED_EMAIL, Row, a_review


def with_units(review: Review, *units: TranslationUnit) -> Review:
    """Return the review with other units over the same sentences."""
    translation = replace(review.bitext.translation, units=units)
    beads, source = [], 0
    for target, unit in enumerate(units):
        sources = tuple(range(source, source + len(unit.segments)))
        beads.append(Bead(sources, (target,), 0.9))
        source += len(sources)
    targets = tuple(unit.target for unit in units)
    bitext = replace(review.bitext, translation=translation, beads=tuple(beads), targets=targets)
    return replace(review, bitext=bitext)


def aligned() -> Review:
    """Two sentences joined in one unit, then an English sentence without any French."""
    review = a_review([Row("Il pleut.", "x"), Row("Il vente.", "y", starts=False)])
    human = Origin(OriginKind.HUMAN, "reference")
    segmentation: Segmentation = review.bitext.translation.segmentation
    joined = TranslationUnit(
        segmentation.segments, "Rain and wind.", UnitState.REVIEWED, human, confidence=0.31
    )
    added = TranslationUnit((), "More soon.", UnitState.REVIEWED, human, key="add-1")
    return with_units(review, joined, added)


def test_bookmarks_stay_apart_and_within_the_rules_whatever_the_keys():
    review = aligned()
    joined, added = review.units
    keys = ("+1", "-1", "x" * 80)
    review = with_units(review, joined, *(replace(added, key=key) for key in keys))
    with zipfile.ZipFile(io.BytesIO(DocxWriter().write(review))) as archive:
        names = re.findall(r'w:name="(_bil_[^"]*)"', archive.read("word/document.xml").decode())
    assert len(set(names)) == 4
    assert all(re.fullmatch(r"_bil_\w{1,35}", name) for name in names)


def remarks(row: Row) -> list[str]:
    return [remark.text for remark in sheet.rows(a_review([row]))[0].remarks]


def test_rows_are_numbered_from_one_and_know_where_blocks_start():
    rows = sheet.rows(a_review())
    assert [row.number for row in rows] == list(range(1, len(NEWS) + 1))
    assert [row.starts for row in rows] == [row.starts for row in NEWS]


def test_kinds_are_labelled_once_a_block_and_plain_paragraphs_never():
    labels = {row.number: row.kind_label for row in sheet.rows(a_review()) if row.kind_label}
    assert labels == {1: "HEADLINE", 2: "STANDFIRST", 3: "BYLINE", 7: "CAPTION", 8: "HEADING",
                      9: "LIST ITEM", 10: "LIST ITEM", 11: "EMBED", 14: "TABLE CELL",
                      15: "FOOTNOTE"}  # fmt: skip


def test_an_aligned_translation_shows_joined_sentences_and_additions():
    joined, added = sheet.rows(aligned())
    assert joined.unit.source == "Il pleut. Il vente."
    assert "Alignment uncertain (0.31 of 1)" in [remark.text for remark in joined.remarks]
    assert (added.block, added.starts, added.unit.source) == (None, False, "")


@pytest.mark.parametrize("name", ["docx", "md", "jsonl"])
def test_every_writer_takes_an_aligned_translation(name):
    from bilingual import registry

    data = registry.load("writers", name)().write(aligned())
    assert data


def test_machine_output_has_no_remarks_and_other_states_have_theirs():
    assert remarks(Row("Un.", "One.")) == []
    assert remarks(Row("Un.", "")) == ["Not translated"]
    assert remarks(Row("Un.", "One.", state=UnitState.FINAL)) == ["Final"]


def test_findings_come_worst_first_after_the_state():
    minor = Finding("quotes", Severity.MINOR, "odd")
    critical = Finding("numbers", Severity.CRITICAL, "6 became 7!", suggestion="6")
    found = remarks(Row("Un.", "One.", state=UnitState.NEEDS_REVIEW, findings=(minor, critical)))
    assert found == ["Needs review", "numbers: 6 became 7! Suggestion: “6”.", "quotes: odd."]


def test_a_missing_term_is_told_even_without_the_check():
    term = ("mairie", "city hall", TermOutcome.MISSING)
    assert remarks(Row("La mairie.", "It.", terms=(term,))) == [
        "terminology: “mairie” must be “city hall”, which is missing"
    ]


def test_a_missing_term_is_not_told_twice():
    term = ("mairie", "city hall", TermOutcome.MISSING)
    finding = Finding("terminology", Severity.MAJOR, "“mairie” is missing", Span(3, 9))
    found = remarks(Row("La mairie.", "It.", terms=(term,), findings=(finding,)))
    assert found == ["terminology: “mairie” is missing."]


@pytest.mark.parametrize(
    ("origin", "text"),
    [
        (Origin(OriginKind.MEMORY, "context"), "From memory (context)"),
        (Origin(OriginKind.MEMORY), "From memory"),
        (Origin(OriginKind.HUMAN, "desk", "from pont.docx"), "By desk; from pont.docx"),
        (Origin(OriginKind.HUMAN), "By hand"),
        (Origin(OriginKind.COPIED), "Copied, not translated"),
        (Origin(OriginKind.ENGINE, "m", "second decoding: the first looped"),
         "Second decoding: the first looped"),
    ],
)  # fmt: skip
def test_origins_are_told_in_words(origin, text):
    assert remarks(Row("Un.", "One.", origin=origin)) == [text]


def test_terms_are_counted_by_outcome_with_the_missing_first():
    counts = sheet.term_counts([a_review(), a_review()])
    assert counts[0].source == "Agence du fleuve"
    assert (counts[0].enforced, counts[0].total) == (0, 2)
    bridge = next(count for count in counts if count.source == "pont des Tanneurs")
    assert dict(bridge.outcomes)[TermOutcome.REPAIRED] == 2
    assert (bridge.enforced, bridge.total) == (4, 4)


def test_removals_are_told_without_addresses():
    told = cleaned.removals(a_review())
    assert [removal.rule for removal in told] == ["login_form", "author_card"]
    assert REMOVED_EMAIL not in str(told)
    assert told[1].excerpt == "Nina Exemple — [e-mail address]"


def test_neighbours_removed_for_one_reason_are_told_together():
    removed = [("login", "form", "Se connecter"), ("login", "form", "Mot de passe"),
               ("share", "buttons", "Partager"), ("login", "form", "Encore")]  # fmt: skip
    groups = cleaned.grouped(cleaned.removals(a_review([Row("Un.", "One.")], removed=removed)))
    assert [(cleaned.lines_of(group), cleaned.excerpts_of(group)) for group in groups] == [
        ("3–5", "Se connecter / Mot de passe"),
        ("7", "Partager"),
        ("9", "Encore"),
    ]


def test_long_excerpts_are_cut_at_a_word():
    assert sheet.excerpt("un deux  trois\nquatre", 12) == "un deux …"
    assert sheet.excerpt("un deux", 12) == "un deux"
    assert sheet.excerpt("x" * 20, 12) == "x" * 12 + " …"


@pytest.mark.parametrize(
    ("value", "shown"), [(18.123, "18.1"), (0.8571, "0.857"), (-0.61, "−0.610"), (0.0, "0.000")]
)
def test_figures_have_as_many_digits_as_they_bear(value, shown):
    assert sheet.score_value(value) == shown


def test_an_interval_is_shown_only_where_there_is_one():
    assert sheet.interval(Score("BLEU", 20.0, 5, "s", 18.0, 22.5)) == "18.0 to 22.5"
    assert sheet.interval(Score("BLEU", 20.0, 5, "s")) == ""


def test_a_day_is_written_out_and_anything_else_left_alone():
    assert sheet.day("2024-05-04") == "4 May 2024"
    assert sheet.day("today") == "today"


def test_the_fingerprint_changes_with_any_text_and_with_nothing_else():
    review = a_review()
    same = a_review(date="2030-01-01", scores=(), remarks=())
    other = a_review([*NEWS[:-1], Row(NEWS[-1].fr, "Now in English.")])
    assert sheet.review_fingerprint(review) == sheet.review_fingerprint(same)
    assert sheet.review_fingerprint(review) != sheet.review_fingerprint(other)


def test_words_are_counted_without_lone_punctuation():
    assert sheet.words(a_review([Row("« Oui », dit-il : 6 000 !", "x")])) == 4
