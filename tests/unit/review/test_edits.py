"""Kinds of edits, HTER, and glossary proposals."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from bilingual.metrics.hter import edit_rate, hter
from bilingual.model.revision import Original, Reviewed, Verdict, Version
from bilingual.pipeline.edits import word_edits
from bilingual.pipeline.proposals import proposals, proposals_csv, proposals_md
from bilingual.terminology.glossary import load


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        ("The cost is 3.5 million.", "The cost is 4.5 million.", ["number"]),
        ("It took three days.", "It took four days.", ["number"]),
        ("He met Annie Delmas.", "He met Aurore Delmas.", ["name"]),
        ("They quickly left.", "They left quickly.", ["word order", "word order"]),
        ("He said yes", "He said: yes.", ["punctuation", "punctuation"]),
        ("the mayor", "The mayor", ["punctuation"]),
        ("It is a big problem.", "It is a major problem.", ["style"]),
        ("The town hall said so.", "The city hall said so.", ["term"]),
        ("Same.", "Same.", []),
    ],
)
def test_each_edit_has_its_kind(before, after, kinds):
    found = word_edits(before, after, [("mairie", "city hall")])
    assert [edit.kind.value for edit in found] == kinds


def test_an_edit_quotes_what_was_and_what_is():
    (edit,) = word_edits("The big old bridge opens.", "The bridge opens.")
    assert (edit.before, edit.after) == ("big old", "")


def test_hter_is_edits_per_word_of_what_people_wrote():
    rates = [edit_rate("a b c d", "a b c e"), edit_rate("x y", "x y"), edit_rate("one two", "")]
    assert [r.edits for r in rates] == [1, 0, 2]
    score = hter(rates)
    assert score.value == pytest.approx(100 * 3 / 6)
    assert (score.metric, score.n) == ("HTER", 3)
    assert "case:mixed" in score.signature


def test_a_shift_counts_as_one_edit():
    assert edit_rate("on Monday the bridge reopens", "the bridge reopens on Monday").edits == 1


def unit(number: int, source: str, sent_out: str, edited: str) -> Reviewed:
    verdict = Verdict.EDITED if edited != sent_out else Verdict.UNTOUCHED
    original = Original(f"u{number}", "paragraph", source, sent_out)
    return Reviewed(original, edited, verdict, (Version(edited, "Ada", "2024-05-14", "a.docx"),))


UNITS = [
    unit(1, "La maire a parlé.", "The mayoress spoke.", "The mayor spoke."),
    unit(2, "Le pont rouvre.", "The bridge reopens.", "The bridge reopens."),
    unit(3, "Hier, la maire est venue.", "Yesterday the mayoress came.",
         "Yesterday the mayor came."),
    unit(4, "Le préfet est venu.", "The prefect came.", "The prefect arrived."),
]  # fmt: skip


def test_a_correction_made_twice_becomes_a_row_with_evidence():
    (found,) = proposals([("pont", UNITS)])
    assert (found.source, found.target, found.replaced) == ("maire", "mayor", "mayoress")
    assert [e.unit_id for e in found.evidence] == ["u1", "u3"]
    assert found.association == 1.0


def test_what_the_glossary_has_already_is_not_proposed():
    assert proposals([("pont", UNITS)], {"Maire": "mayor"}) == []
    (found,) = proposals([("pont", UNITS)], {"maire": "mayoress"})
    assert found.present == "mayoress"


def test_the_present_english_is_the_preferred_row_whatever_the_order(tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_text(
        "source,target,status,context\nmaire,mayoress,,\nmaire,lord mayor,forbidden,\n"
        "maire,Mayor,,<Aa\npréfet,prefet,forbidden,\n",
        encoding="utf-8",
    )
    preferred = load([path]).preferred
    assert preferred == {"maire": "mayoress"}
    (found,) = proposals([("pont", UNITS)], preferred)
    assert "has “mayoress” at present" in proposals_md([found])


def test_a_name_is_proposed_whole_and_found_inside_larger_edits():
    units = [
        unit(1, "L’Agence du fleuve a financé les travaux.", "The River Office financed the works.",
             "The River Agency paid for the works."),
        unit(2, "Selon l’Agence du fleuve, non.", "According to the River Office, no.",
             "According to the River Agency, no."),
        unit(3, "Le fleuve monte.", "The river is rising.", "The river rises."),
    ]  # fmt: skip
    (found,) = proposals([("pont", units)])
    assert (found.source, found.target, found.replaced) == (
        "Agence du fleuve", "River Agency", "River Office",
    )  # fmt: skip


def test_one_correction_is_no_proposal():
    assert proposals([("pont", UNITS[1:])]) == []


def test_the_rows_are_a_glossary_that_loads(tmp_path: Path):
    text = proposals_csv(proposals([("pont", UNITS)]))
    path = tmp_path / "glossary-proposals.csv"
    path.write_text(text, encoding="utf-8")
    assert [(t.source, t.target) for t in load([path]).terms] == [("maire", "mayor")]
    assert next(csv.DictReader(io.StringIO(text)))["note"] == "2 corrections of “mayoress”"


def test_the_evidence_is_shown_for_the_pull_request():
    text = proposals_md(proposals([("pont", UNITS)]))
    assert "## maire → mayor" in text
    assert "before: Yesterday the mayoress came." in text
    assert "No correction was made more than once." in proposals_md([])
