"""The way back: our own side-by-side, edited, comes home with every correction, once."""

from __future__ import annotations

import io
import json
from copy import deepcopy
from dataclasses import replace

import docx
import pytest
from lxml import etree

from bilingual.formats.docx_review_package import W
from bilingual.formats.edition import write_edition
from bilingual.model.unit import Origin, OriginKind, TranslationUnit, UnitState
from bilingual.pipeline.align import side_by_side
from bilingual.pipeline.record import as_json, measure, summary, to_md
from bilingual.pipeline.review import edition, unsettled
from bilingual.pipeline.reviewed import as_review
from bilingual.terminology.glossary import load
from tests.builders import NEWS, a_review
from tests.roundtrip.desk import ARTICLE, Desk, _set_text, bring_home
from tests.roundtrip.ooxml import HEADING, NS, Docx, cell, p, row, table, tr

EN = {number: r.en for number, r in enumerate(ARTICLE, 1)}
SURVIVORS = ("both", "controls", "bookmarks", "none")


def test_an_untouched_file_changes_nothing(tmp_path):
    home = bring_home(tmp_path, Desk())
    assert home.verdicts == {}
    assert home.notices() == []
    assert {n: home.target(n) for n in EN} == EN


@pytest.mark.parametrize("survivors", SURVIVORS)
def test_an_article_with_one_of_everything_comes_back_untouched(tmp_path, survivors):
    desk = Desk(a_review(NEWS, path="pont.txt")).lose_anchors(survivors)
    home = bring_home(tmp_path, desk)
    assert set(home.verdicts.values()) == {"approved"}, "the rows that were reviewed before"
    assert home.notices() == []


# Every edit, whatever hidden anchors the programs on the way left.


@pytest.mark.parametrize("survivors", SURVIVORS)
class TestWhateverAnchorsSurvive:
    def test_a_tracked_correction_comes_home(self, tmp_path, survivors):
        home = bring_home(tmp_path, Desk().track(4, "mayoress", "mayor").lose_anchors(survivors))
        assert home.verdicts == {4: "edited"}
        assert home.target(4) == "“We are relieved,” said the mayor, Aurore Delmas."
        assert [(c.kind.value, c.text) for c in home.units[4].changes] == [
            ("deletion", "mayoress"), ("insertion", "mayor"),
        ]  # fmt: skip
        assert home.units[4].versions[0].author == "Ada"

    def test_an_untracked_correction_comes_home(self, tmp_path, survivors):
        home = bring_home(tmp_path, Desk().type_over(6, "help", "aid").lose_anchors(survivors))
        assert home.verdicts == {6: "edited"}
        assert home.target(6) == "They are now asking for aid."

    def test_a_deleted_row_is_left_out_and_told(self, tmp_path, survivors):
        home = bring_home(tmp_path, Desk().delete_row(6).lose_anchors(survivors))
        assert home.verdicts == {6: "deleted"}
        assert "Ils demandent" in home.notices("deleted")[0].message
        assert "asking for help" not in str(edition(home.outcome))

    def test_a_row_marked_as_deleted_is_left_out(self, tmp_path, survivors):
        home = bring_home(tmp_path, Desk().mark_row(6, "del").lose_anchors(survivors))
        assert home.verdicts == {6: "deleted"}
        assert "Ada" in home.notices("deleted")[0].message

    def test_a_moved_row_goes_back_to_its_place(self, tmp_path, survivors):
        desk = Desk().type_over(2, "keeps", "sticks").move_row(2, 5).lose_anchors(survivors)
        home = bring_home(tmp_path, desk)
        assert home.verdicts == {2: "edited"}
        assert len(home.notices("moved")) == 1
        texts = [paragraph.text for paragraph in edition(home.outcome).paragraphs]
        assert texts[1] == "Port-Alard city hall sticks to schedule."

    def test_a_row_moved_while_tracking_goes_back_to_its_place(self, tmp_path, survivors):
        desk = Desk()
        moved = desk.copy_row(2)
        for mark in [*moved.iter("{*}bookmarkStart"), *moved.iter("{*}bookmarkEnd")]:
            parent = mark.getparent()
            assert parent is not None
            parent.remove(mark)  # Word keeps a bookmark's name once
        desk.mark_row(2, "del")
        desk.rows[5].addnext(moved)
        desk.rows[2] = moved
        desk.mark_row(2, "ins")
        home = bring_home(tmp_path, desk.lose_anchors(survivors))
        assert home.verdicts == {}
        assert home.kinds == {"moved"}

    def test_of_a_row_that_is_there_twice_the_edited_one_counts(self, tmp_path, survivors):
        desk = Desk()
        desk.copy_row(6)
        desk.type_over(6, "help", "aid").lose_anchors(survivors)
        home = bring_home(tmp_path, desk)
        assert home.verdicts == {6: "edited"}
        assert home.target(6) == "They are now asking for aid."
        assert len(home.notices("duplicate")) == 1

    def test_copies_edited_differently_are_a_conflict(self, tmp_path, survivors):
        desk = Desk()
        _set_text(desk.copy_row(6).findall("{*}tc")[2], "They want money.")
        desk.type_over(6, "help", "aid").lose_anchors(survivors)
        home = bring_home(tmp_path, desk)
        assert home.verdicts == {6: "conflict"}
        assert home.target(6) == EN[6]

    def test_a_split_row_is_joined_again(self, tmp_path, survivors):
        desk = Desk().split_row(5, "had been").lose_anchors(survivors)
        home = bring_home(tmp_path, desk)
        assert home.target(5) == EN[5]
        assert home.kinds == {"split"}

    def test_a_row_split_on_both_sides_is_joined_again(self, tmp_path, survivors):
        desk = Desk().split_row(5, "had been", french_at="attendaient").lose_anchors(survivors)
        home = bring_home(tmp_path, desk)
        assert home.target(5) == EN[5]
        assert "unplaced" not in home.kinds

    def test_merged_rows_keep_all_their_english(self, tmp_path, survivors):
        home = bring_home(tmp_path, Desk().merge_rows(5, 6).lose_anchors(survivors))
        whole = " ".join(home.target(n) for n in home.units if n in (5, 6))
        assert whole == f"{EN[5]} {EN[6]}"
        assert "deleted" not in home.kinds

    def test_an_emptied_row_is_left_out_and_told(self, tmp_path, survivors):
        desk = Desk()
        _set_text(desk.cell(6), "")
        home = bring_home(tmp_path, desk.lose_anchors(survivors))
        assert home.verdicts == {6: "deleted"}
        assert "emptied" in home.notices("deleted")[0].message

    def test_lost_parts_and_styles_do_no_harm(self, tmp_path, survivors):
        desk = Desk().track(4, "mayoress", "mayor").lose_parts().lose_styles()
        home = bring_home(tmp_path, desk.lose_anchors(survivors))
        assert home.verdicts == {4: "edited"}
        assert home.notices() == []

    @pytest.mark.parametrize("column", ["No.", "French", "Remarks"])
    def test_a_deleted_column_does_no_harm(self, tmp_path, survivors, column):
        desk = Desk().track(4, "mayoress", "mayor").drop_column(column)
        home = bring_home(tmp_path, desk.lose_anchors(survivors))
        assert home.verdicts == {4: "edited"}
        assert home.notices() == []

    def test_a_file_without_what_was_sent_out_keeps_its_tracked_corrections(
        self, tmp_path, survivors
    ):
        desk = Desk().track(4, "mayoress", "mayor").lose_parts().lose_anchors(survivors)
        path = tmp_path / "edited.docx"
        path.write_bytes(desk.bytes())
        from bilingual.pipeline.review import review

        (outcome,) = review([path])
        edited = [u for u in outcome.units if u.verdict.value == "edited"]
        assert [u.target for u in edited] == ["“We are relieved,” said the mayor, Aurore Delmas."]
        assert [n.kind for n in outcome.notices] == ["rebuilt"]
        assert [q.kind for q in edition(outcome).paragraphs][:2] == ["headline", "standfirst"]


@pytest.mark.parametrize(
    ("survivors", "sent_out"),
    [(kept, True) for kept in SURVIVORS] + [(kept, False) for kept in SURVIVORS[:3]],
)
def test_a_sentence_added_without_french_comes_back(tmp_path, survivors, sent_out):
    desk = Desk(an_addition()).type_over(3, "added", "added by hand").lose_anchors(survivors)
    home = bring_home(tmp_path, desk, sent_out=sent_out)
    assert len(home.outcome.units) == 3
    assert home.outcome.units[2].target == "A sentence added by hand, without French."
    assert home.outcome.units[2].verdict.value == "edited"


def test_an_addition_may_be_given_the_french_of_several_rows(tmp_path):
    desk = Desk(an_addition())
    desk.cell(3, "French").extend(deepcopy(list(desk.cell(1, "French").iter(f"{W}p"))))
    _set_text(desk.cell(3, "French"), f"{ARTICLE[2].fr} {ARTICLE[3].fr}")
    home = bring_home(tmp_path, desk.delete_row(2).delete_row(1))
    joined, added = home.outcome.units
    assert joined.source == f"{ARTICLE[2].fr} {ARTICLE[3].fr}"
    assert joined.target == "A sentence added, without French."
    assert added.verdict.value == "deleted"
    assert home.kinds == {"merged"}, "nothing is told to be lost"


def an_addition():
    """Return an aligned human translation with a sentence that has no French."""
    article = a_review(ARTICLE[2:4], path="pont.txt", removed=())
    translation = article.bitext.translation
    added = TranslationUnit(
        (), "A sentence added, without French.", UnitState.TRANSLATED, Origin(OriginKind.HUMAN),
        key="added-1f2e",
    )  # fmt: skip
    units = (*translation.units, added)
    return replace(article, bitext=side_by_side(replace(translation, units=units)))


def test_the_copy_kept_in_the_file_shows_untracked_edits(tmp_path):
    home = bring_home(tmp_path, Desk().type_over(6, "help", "aid"), sent_out=False)
    assert home.verdicts == {6: "edited"}
    assert home.kinds == {"rebuilt"}


def test_a_file_whose_article_was_translated_again_is_compared_with_what_was_sent_out(tmp_path):
    desk = Desk().type_over(6, "help", "aid")
    desk.article = a_review(
        [*ARTICLE[:4], ARTICLE[4].__class__(ARTICLE[4].fr, "Quite another translation now."),
         *ARTICLE[5:]], path="pont.txt",
    )  # fmt: skip
    home = bring_home(tmp_path, desk)
    assert home.verdicts == {6: "edited"}
    assert home.kinds == {"stale"}
    assert home.target(5) == EN[5]


def test_a_file_as_google_docs_exports_it_comes_home(tmp_path):
    desk = Desk().track(4, "mayoress", "mayor", "Ada Delmas").comment(6, "Sure?", "Bo")
    desk.type_over(2, "keeps", "sticks").delete_row(7).lose_controls().lose_parts().lose_styles()
    for number, mark in enumerate(desk.root.iter("{*}bookmarkStart")):
        mark.set(f"{W}name", f"kix.{number:012x}")  # what it calls bookmarks
    desk.parts.pop("word/commentsExtended.xml")
    desk.parts.pop("word/settings.xml")
    home = bring_home(tmp_path, desk)
    assert home.verdicts == {2: "edited", 4: "edited", 7: "deleted"}
    assert home.units[4].versions[0].author == "Ada Delmas"
    assert [c.text for c in home.units[6].comments] == ["Sure?"]
    assert home.kinds == {"deleted"}


def test_rows_merged_as_word_merges_cells_vertically_keep_their_english(tmp_path):
    desk = Desk()
    for column in ("French", "English"):
        for paragraph in desk.cell(6, column).findall("{*}p"):
            desk.cell(5, column).append(paragraph)
        etree.SubElement(desk.cell(6, column), f"{W}p")
        for number, kind in ((5, "restart"), (6, "continue")):
            properties = desk.cell(number, column).find("{*}tcPr")
            assert properties is not None
            etree.SubElement(properties, f"{W}vMerge").set(f"{W}val", kind)
    home = bring_home(tmp_path, desk)
    assert home.verdicts == {}
    assert (home.target(5), home.target(6)) == (EN[5], EN[6])


def test_a_table_copied_into_another_document_is_found(tmp_path):
    rows = [row(n, r.fr, r.en.replace("help", "aid")) for n, r in enumerate(ARTICLE, 1)]
    desk = Desk()
    other = Docx(p("Dear colleagues, our work:") + table(*rows) + p("Yours"))
    desk.bytes = other.bytes  # type: ignore[method-assign]
    home = bring_home(tmp_path, desk)
    assert home.verdicts == {6: "edited"}


def test_a_row_that_belongs_nowhere_is_listed_and_not_guessed(tmp_path):
    desk = Desk()
    made = desk.copy_row(8)
    for element in list(made.iter("{*}bookmarkStart", "{*}sdtPr")):
        parent = element.getparent()
        assert parent is not None
        parent.remove(element)
    cells = made.findall("{*}tc")
    _set_text(cells[1], "Une phrase que personne n’a envoyée à quiconque.")
    _set_text(cells[2], "A sentence that nobody sent to anyone.")
    home = bring_home(tmp_path, desk)
    (notice,) = home.notices("unplaced")
    assert "nobody sent" in notice.message
    assert "nobody sent" not in str(edition(home.outcome))


def test_a_sentence_may_be_one_of_the_rows_that_could_not_be_placed(tmp_path):
    desk = Desk().drop_column("French").lose_anchors("none")
    for cell_ in (desk.rows[5].findall("{*}tc")[1], desk.rows[6].findall("{*}tc")[1]):
        _set_text(cell_, "Rewritten beyond recognition.")
    for number in (5, 6):
        _set_text(desk.rows[number].findall("{*}tc")[0], "")
    home = bring_home(tmp_path, desk)
    assert home.verdicts == {}, "nobody can tell whether they were deleted"
    assert home.kinds == {"unplaced", "missing"}
    assert (home.target(5), home.target(6)) == (EN[5], EN[6])


def test_french_mended_by_the_reviewer_is_still_known_and_told(tmp_path):
    desk = Desk().type_over(5, "onze mois", "douze mois", "French").lose_anchors("none")
    home = bring_home(tmp_path, desk)
    assert home.verdicts == {}
    assert home.kinds == {"source"}


def test_english_pasted_with_its_anchor_into_another_row_stays_there(tmp_path):
    desk = Desk()
    pasted = desk.cell(6).find("{*}p")
    assert pasted is not None
    target = desk.cell(7)
    old = target.find("{*}p")
    assert old is not None
    target.replace(old, pasted)
    empty = desk.cell(6)
    empty.append(old)
    home = bring_home(tmp_path, desk)
    assert (home.target(6), home.target(7)) == (EN[7], EN[6])


def test_equal_sentences_are_told_apart_by_their_place(tmp_path):
    twice = [*ARTICLE[:3], ARTICLE[5], *ARTICLE[3:]]
    desk = Desk(a_review(twice, path="pont.txt")).track(7, "help", "aid").lose_anchors("none")
    home = bring_home(tmp_path, desk)
    assert home.verdicts == {7: "edited"}


def test_two_tracked_authors_are_both_named(tmp_path):
    desk = Desk().track(5, "traders", "shopkeepers", "Ada").track(5, " on the", " of the", "Bo")
    home = bring_home(tmp_path, desk)
    assert home.units[5].versions[0].author in ("Ada, Bo", "Bo, Ada")


# Bold and italics.


def look(desk, number, word, *looks):
    """Set a word of a row's English in bold or italics, as a word processor does."""
    (holder,) = [t for t in desk.cell(number).iter("{*}t") if word in (t.text or "")]
    before, _, after = holder.text.partition(word)
    run = holder.getparent()
    holder.text = before
    for text, properties in ((after, ()), (word, looks)):
        inner = "".join(f"<w:{name}/>" for name in properties)
        made = f'<w:r><w:rPr>{inner}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
        run.addnext(etree.fromstring(f"<w:p {NS}>{made}</w:p>")[0])


def test_emphasis_set_by_editors_reaches_the_edition(tmp_path):
    desk = Desk().type_over(6, "asking for help", "asking  for more help")
    look(desk, 6, "more", "b")
    look(desk, 5, "eleven", "i")
    look(desk, 1, "The Tanners’ Bridge reopens Monday", "b")
    made = edition(bring_home(tmp_path, desk).outcome)
    (paragraph,) = [q for q in made.paragraphs if "eleven" in q.text]
    assert [(m.kind, m.span.of(paragraph.text)) for m in paragraph.marks] == [
        ("italic", "eleven"), ("bold", "more"),
    ]  # fmt: skip
    assert made.paragraphs[0].marks == (), "a headline is bold by its style"
    assert b"for <em>eleven</em> months" in write_edition(made, "html")
    assert b"for <strong>more</strong> help" in write_edition(made, "md")
    word = docx.Document(io.BytesIO(write_edition(made, "docx")))
    runs = [(r.text, r.bold, r.italic) for q in word.paragraphs for r in q.runs]
    assert ("eleven", None, True) in runs
    assert ("more", True, None) in runs


def test_emphasis_stands_in_the_fresh_side_by_side(tmp_path):
    desk = Desk()
    look(desk, 5, "eleven", "i", "b")
    fresh = as_review(bring_home(tmp_path, desk).outcome)
    assert sorted(m.kind for m in fresh.units[4].marks) == ["bold", "italic"]


# Approval, comments, sign-off.


@pytest.mark.parametrize("word", ["OK", "ok.", "✓", "checked", "Lu", "read"])
def test_a_remark_that_says_ok_approves_the_row(tmp_path, word):
    assert bring_home(tmp_path, Desk().remark(3, word)).verdicts == {3: "approved"}


def test_any_other_remark_approves_nothing_and_is_kept(tmp_path):
    home = bring_home(tmp_path, Desk().remark(3, "ok with me if legal agrees"))
    assert home.verdicts == {}
    assert home.units[3].notes == ("ok with me if legal agrees",)


def test_a_comment_that_says_ok_approves_the_row(tmp_path):
    home = bring_home(tmp_path, Desk().comment(3, "OK", "Bo"))
    assert home.verdicts == {3: "approved"}
    assert home.units[3].settled
    assert home.units[3].versions[0].author == "Bo"


def test_an_edited_row_with_an_open_comment_is_not_settled(tmp_path):
    home = bring_home(tmp_path, Desk().track(6, "help", "aid").comment(6, "Is it true?"))
    assert home.verdicts == {6: "edited"}
    assert not home.units[6].settled


def test_a_reviewer_who_read_everything_settles_everything(tmp_path):
    home = bring_home(tmp_path, Desk().track(6, "help", "aid"), all_read=True)
    assert unsettled(home.outcome) == []
    assert set(home.verdicts.values()) == {"edited", "approved"}


def test_a_comment_on_the_title_that_says_all_read_settles_everything(tmp_path):
    desk = Desk()
    title = desk.body.find("{*}p")
    assert title is not None
    mark = etree.Element(f"{W}commentRangeStart")
    mark.set(f"{W}id", "0")
    title.append(mark)
    desk.comment(3, "All read.")
    inside = desk.cell(3).find(".//{*}commentRangeStart")
    assert inside is not None
    parent = inside.getparent()
    assert parent is not None
    parent.remove(inside)
    home = bring_home(tmp_path, desk)
    assert set(home.verdicts.values()) == {"approved"}
    assert measure(home.outcome).open_comments == []


# Two copies.


def test_two_copies_with_edits_in_different_rows_are_merged(tmp_path):
    one = Desk().track(4, "mayoress", "mayor", "Ada")
    other = Desk().track(6, "help", "aid", "Bo")
    home = bring_home(tmp_path, one, other)
    assert home.verdicts == {4: "edited", 6: "edited"}


def test_the_same_edit_twice_counts_once(tmp_path):
    home = bring_home(tmp_path, Desk().track(6, "help", "aid"), Desk().type_over(6, "help", "aid"))
    assert home.verdicts == {6: "edited"}
    assert home.target(6) == "They are now asking for aid."


def test_edits_in_different_places_of_a_sentence_are_combined(tmp_path):
    one = Desk().track(5, "traders", "shopkeepers", "Ada")
    other = Desk().track(5, "eleven", "twelve", "Bo")
    home = bring_home(tmp_path, one, other)
    assert home.target(5) == (
        "The shopkeepers on the north bank had been waiting for this moment for twelve months."
    )
    assert "combined" in home.units[5].notes[0]


def test_edits_in_the_same_place_are_a_conflict_shown_side_by_side(tmp_path):
    home = bring_home(
        tmp_path, Desk().track(6, "help", "aid", "Ada"), Desk().track(6, "help", "money", "Bo")
    )
    assert home.verdicts == {6: "conflict"}
    assert home.target(6) == EN[6]
    (notice,) = home.notices("conflict")
    assert "Ada: “They are now asking for aid.”" in notice.message
    assert "Bo: “They are now asking for money.”" in notice.message


def test_taking_out_what_another_edits_is_a_conflict(tmp_path):
    home = bring_home(tmp_path, Desk().delete_row(6), Desk().track(6, "help", "aid", "Bo"))
    assert home.verdicts == {6: "conflict"}


# The record.


def test_the_record_counts_edits_by_kind_and_gives_hter_with_its_signature(tmp_path):
    desk = Desk().track(3, "6,000", "60,000").track(5, "traders", "shopkeepers")
    desk.type_over(2, "city hall keeps to schedule", "keeps to schedule city hall")
    record = measure(bring_home(tmp_path, desk).outcome)
    kinds = {kind.value: count for kind, count in record.kinds.items() if count}
    assert kinds == {"number": 1, "style": 1, "word order": 2}
    assert record.score.n == 3
    assert 0 < record.score.value < 30
    assert "tok:tercom" in record.score.signature


def test_the_record_is_json_that_names_every_unit(tmp_path):
    record = as_json(measure(bring_home(tmp_path, Desk().track(4, "mayoress", "mayor")).outcome))
    assert json.loads(json.dumps(record)) == record
    assert [u["verdict"] for u in record["units"]] == ["untouched"] * 3 + ["edited"] + [
        "untouched"] * 4  # fmt: skip
    assert len(record["unreviewed"]) == 7


def test_slips_of_the_reviewers_are_found(tmp_path):
    record = measure(bring_home(tmp_path, Desk().track(3, "6,000", "60,000")).outcome)
    assert [f.check for f in record.findings(2)] == ["numbers"]
    assert "Checks on the reviewed English" in to_md(record)
    assert "1 finding of the checks" in "\n".join(summary(record))


def test_a_term_of_the_glossary_that_was_edited_away_is_found(tmp_path):
    terms = tmp_path / "terms.csv"
    terms.write_text("source,target\nmaire,mayor\ncommerçants,shopkeepers\n", encoding="utf-8")
    desk = Desk().track(4, "mayoress", "mayor").type_over(5, "traders", "merchants")
    outcome = bring_home(tmp_path, desk).outcome
    record = measure(outcome, glossary=load([terms]))
    assert [f.check for f in record.findings(3)] == []
    assert [(f.check, f.suggestion) for f in record.findings(4)] == [
        ("terminology", "shopkeepers"),
    ]  # fmt: skip


def test_a_heading_repeated_inside_the_table_is_no_row(tmp_path):
    rows = [row(n, r.fr, r.en) for n, r in enumerate(ARTICLE, 1)]
    desk = Desk()
    desk.bytes = Docx(table(HEADING, *rows[:3], HEADING, *rows[3:])).bytes  # type: ignore[method-assign]
    assert bring_home(tmp_path, desk).notices() == []


def test_a_table_with_swapped_columns_is_read_by_its_heading(tmp_path):
    rows = [tr([cell(r.en), cell(r.fr), cell(str(n))]) for n, r in enumerate(ARTICLE, 1)]
    heading = tr([cell("English"), cell("French"), cell("No.")])
    desk = Desk()
    desk.bytes = Docx(table(heading, *rows)).bytes  # type: ignore[method-assign]
    assert bring_home(tmp_path, desk).verdicts == {}
