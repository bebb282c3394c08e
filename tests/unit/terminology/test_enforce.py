"""How a term gets into the English, and what is said when it does not.

The engine is a small fake that knows a few sentences: what it gives back is fixed, so each test
shows one way.
"""

from __future__ import annotations

import pytest

from bilingual.model.quality import Severity
from bilingual.model.span import Span
from bilingual.model.term import Term, TermCase, TermOutcome, TermStatus
from bilingual.model.unit import Hypothesis
from bilingual.terminology.enforce import Request, enforce_all
from bilingual.terminology.glossary import Glossary
from bilingual.terminology.splice import splice
from tests.unit.terminology.phrase_book import PhraseBook, aligned

EXACT = TermCase.EXACT


def enforce(source, hypotheses, *terms, engine=None):
    matches = Glossary.of([list(terms)]).match(source)
    (result,) = enforce_all([Request(source, tuple(hypotheses), matches)], engine or PhraseBook())
    return result


BAKU = Term("Bakou", "Baku", case=EXACT, pos="place")


def test_a_sentence_without_terms_is_left_alone():
    result = enforce("Il pleut.", [Hypothesis("It rains .", -1.0)], BAKU)
    assert (result.text, result.hits, result.findings) == ("It rains .", (), ())


def test_native():
    result = enforce("Bakou attaque.", [Hypothesis("Baku attacks.", -0.1)], BAKU)
    assert result.text == "Baku attacks."
    assert [h.outcome for h in result.hits] == [TermOutcome.NATIVE]
    assert result.hits[0].target_span.of(result.text) == "Baku"


def test_chosen_when_another_hypothesis_within_the_margin_has_it():
    offers = [Hypothesis("The city attacks.", -0.10), Hypothesis("Baku attacks.", -0.15)]
    result = enforce("Bakou attaque.", offers, BAKU)
    assert (result.text, result.hypothesis) == ("Baku attacks.", 1)
    assert result.hits[0].outcome is TermOutcome.CHOSEN


def test_repaired_where_the_attention_points():
    source = "Bakou attaque."
    offers = [aligned(source, "Bacucu attacks.", {"Bacucu": "Bakou", "attacks": "attaque"})]
    result = enforce(source, offers, BAKU)
    assert result.text == "Baku attacks."
    assert result.hits[0].outcome is TermOutcome.REPAIRED


@pytest.mark.parametrize(
    ("english", "expected"),
    [
        ("The U.S. army attacks.", "The Baku army attacks."),
        ("The army attacks the U.S.", "The army attacks Baku."),
    ],
)
def test_the_last_dot_of_an_abbreviation_goes_with_it(english, expected):
    assert put("L'armée de Bakou attaque.", english, "U.S") == expected


def put(source, english, stands):
    """Return the English with Baku in the place of the words that stand there."""
    (match,) = Glossary.of([[BAKU]]).match(source)
    start = english.index(stands)
    return splice(english, Span(start, start + len(stands)), match, source)


@pytest.mark.parametrize(
    ("source", "english", "stands", "expected"),
    [
        ("L'armée de Bakou avance.", "Bacu's army advances.", "Bacu", "Baku's army advances."),
        ("Bakou avance.", "the Bacu advances.", "Bacu", "Baku advances."),
        ("Bakou avance.", "An Ubacu advances.", "Ubacu", "Baku advances."),
        ("Une armée de Bakou.", "An Ubacu army.", "Ubacu", "A Baku army."),
        ("L'armée de Bakou.", "The Bacu army.", "Bacu", "The Baku army."),
        ("L'armée de Bakou avance.", "its army advances.", "its", "Baku's army advances."),
    ],
)
def test_the_english_around_a_repair_is_made_right(source, english, stands, expected):
    result = enforce(source, [aligned(source, english, {stands: "Bakou"})], BAKU)
    assert result.text == expected


def test_the_article_changes_with_the_sound():
    source = "un chef azéri"
    term = Term("azéri", "Azerbaijani", pos="demonym")
    result = enforce(source, [aligned(source, "a Turkoman chief", {"Turkoman": "azéri"})], term)
    assert result.text == "an Azerbaijani chief"


def test_plural_terms_give_plural_english():
    source = "Les chefs de cabinet partent."
    term = Term("chef de cabinet", "chief of staff", pos="title")
    pairs = {"cabinet": "cabinet chefs", "heads": "chefs cabinet", "leave": "partent"}
    result = enforce(source, [aligned(source, "The cabinet heads leave.", pairs)], term)
    assert result.text == "The chiefs of staff leave."


def test_a_capital_at_the_start_of_the_sentence():
    source = "Cessez-le-feu violé"
    term = Term("cessez-le-feu", "ceasefire", pos="noun")
    pairs = {"Armistice": "Cessez-le-feu", "violated": "violé"}
    result = enforce(source, [aligned(source, "Armistice violated", pairs)], term)
    assert result.text == "Ceasefire violated"


def test_a_mangled_name_is_replaced_whole():
    source = "Barack Obama parle."
    term = Term("Barack Obama", "Barack Obama", case=EXACT, pos="name")
    english = "Barack Obamama speaks."
    pairs = {"Barack": "Barack", "Obamama": "Obama", "speaks": "parle"}
    result = enforce(source, [aligned(source, english, pairs)], term)
    assert result.text == "Barack Obama speaks."


def test_forbidden_english_is_replaced():
    rows = [
        Term("Haut-Karabakh", "Nagorno-Karabakh", case=EXACT, pos="place"),
        Term("Haut-Karabakh", "Upper Karabakh", TermStatus.FORBIDDEN, case=EXACT, pos="place"),
    ]
    source = "Il va au Haut-Karabakh."
    result = enforce(source, [Hypothesis("He goes to Upper Karabakh.", -0.1)], *rows)
    assert result.text == "He goes to Nagorno-Karabakh."
    assert result.findings == ()


def test_a_number_is_never_given_up_for_a_term():
    source = "Les 300 soldats de Bakou."
    english = "The 300 soldiers."
    result = enforce(
        source, [aligned(source, english, {"300": "Bakou", "soldiers": "soldats"})], BAKU
    )
    assert "300" in result.text
    assert result.hits[0].outcome is TermOutcome.MISSING


def test_carried_when_there_is_no_trace_of_the_term():
    source = "Il va à Bakou."
    engine = PhraseBook(book={"Il va à Paris.": (Hypothesis("He goes to Paris.", -0.1),)})
    result = enforce(source, [Hypothesis("He goes.", -0.1)], BAKU, engine=engine)
    assert result.text == "He goes to Baku."
    assert result.hits[0].outcome is TermOutcome.CARRIED
    assert "Paris" in result.hits[0].reason


def test_missing_is_said_and_nothing_is_inserted():
    result = enforce("Il va à Bakou.", [Hypothesis("He goes.", -0.1)], BAKU)
    assert result.text == "He goes."
    assert result.hits[0].outcome is TermOutcome.MISSING
    assert "Baku" in result.findings[0].message


def test_two_occurrences_need_two_places():
    source = "Bakou parle à Bakou."
    result = enforce(source, [Hypothesis("Baku speaks.", -0.1)], BAKU)
    assert sorted(h.outcome for h in result.hits) == [TermOutcome.MISSING, TermOutcome.NATIVE]


def test_one_word_does_not_serve_two_terms():
    terms = [BAKU, Term("ville de Bakou", "city of Baku", pos="phrase")]
    result = enforce("La ville de Bakou et Bakou.", [Hypothesis("The city of Baku.", -0.1)], *terms)
    outcomes = {h.term.source: h.outcome for h in result.hits}
    assert outcomes == {"ville de Bakou": TermOutcome.NATIVE, "Bakou": TermOutcome.MISSING}


def test_an_engine_without_attention_is_repaired_by_look():
    source = "Massoud Pezeshkian parle à Paris."
    term = Term("Massoud Pezeshkian", "Masoud Pezeshkian", case=EXACT, pos="name")
    result = enforce(source, [Hypothesis("Masud Pezechkian speaks in Paris.", -0.1)], term)
    assert result.text == "Masoud Pezeshkian speaks in Paris."


def test_terms_are_given_inline_to_a_model_that_takes_them():
    class Inline(PhraseBook):
        supports_inline_terms = True

    marked = "Il va à <t> Bakou <tt> Baku </t>."
    engine = Inline(book={marked: (Hypothesis("He travels to Baku.", -0.2),)})
    result = enforce("Il va à Bakou.", [Hypothesis("He goes.", -0.1)], BAKU, engine=engine)
    assert result.text == "He travels to Baku."


@pytest.mark.parametrize(
    ("source", "english", "expected"),
    [
        ("L'Azerbaïdjan attaque.", "The Azerbaijan attacks.", "Azerbaijan attacks."),
        (
            "Il dit que l'Azerbaïdjan use.",
            "He says the Azerbaijan uses.",
            "He says Azerbaijan uses.",
        ),
        ("L'accord avec l'Azerbaïdjan.", "The Azerbaijan deal.", "The Azerbaijan deal."),
        ("L'armée de l'Azerbaïdjan.", "The Azerbaijan army.", "The Azerbaijan army."),
        ("Une ambassade en Azerbaïdjan", "A Azerbaijan embassy", "An Azerbaijan embassy"),
        ("Il vit en Azerbaïdjan.", "He lives in Azerbaijan.", "He lives in Azerbaijan."),
    ],
)
def test_the_article_before_a_place_that_the_model_wrote_is_made_right(source, english, expected):
    term = Term("Azerbaïdjan", "Azerbaijan", case=EXACT, pos="place")
    assert enforce(source, [Hypothesis(english, -0.1)], term).text == expected


def test_a_region_gets_the_article_that_english_wants():
    term = Term("Moyen-Orient", "Middle East", case=EXACT, pos="place")
    result = enforce("La paix au Moyen-Orient.", [Hypothesis("Peace in Middle East.", -0.1)], term)
    assert result.text == "Peace in the Middle East."


def test_what_is_beside_a_term_is_not_swallowed():
    source = "Le chef du Service national des frontières parle."
    term = Term("Service national des frontières", "State Border Service", case=EXACT, pos="org")
    english = "The head of the national borders speaks."
    pairs = {
        "head": "chef Service",
        "of": "du Service",
        "national": "national",
        "borders": "frontières",
        "speaks": "parle",
    }
    result = enforce(source, [aligned(source, english, pairs)], term)
    assert result.text == "The head of the State Border Service speaks."


def test_english_inside_forbidden_english_does_not_count():
    rows = [
        Term("Haut-Karabakh", "Karabakh", case=EXACT, pos="place"),
        Term("Haut-Karabakh", "Upper Karabakh", TermStatus.FORBIDDEN, case=EXACT, pos="place"),
    ]
    result = enforce("Le Haut-Karabakh.", [Hypothesis("Upper Karabakh.", -0.1)], *rows)
    assert result.text == "Karabakh."


BILL = Term("projet de loi", "bill", pos="noun")
BUDGET = Term("loi de finances", "budget act", pos="noun")


def test_a_term_given_up_for_a_longer_one_is_remarked_on():
    source = "Le projet de loi de finances est voté."
    result = enforce(source, [Hypothesis("The budget act is voted.", -0.1)], BILL, BUDGET)
    (finding,) = result.findings
    assert (finding.check, finding.severity) == ("terminology", Severity.INFO)
    assert finding.source_span.of(source) == "projet de loi"
    assert "“loi de finances”, which goes before it" in finding.message


def test_a_term_given_up_whose_english_is_there_needs_no_remark():
    source = "Le projet de loi de finances est voté."
    result = enforce(source, [Hypothesis("The budget act bill is voted.", -0.1)], BILL, BUDGET)
    assert result.findings == ()


def test_of_rows_that_contradict_the_hit_names_the_one_that_stands_there():
    bakoo = Term("Bakou", "Bakoo", case=EXACT, pos="place")
    for row in (BAKU, bakoo):
        offers = [Hypothesis(f"{row.target} attacks.", -0.1)]
        (hit,) = enforce("Bakou attaque.", offers, BAKU, bakoo).hits
        assert (hit.term.target, hit.target) == (row.target, row.target)


def test_an_admitted_form_is_a_hit_of_the_leading_row():
    admitted = Term("Bakou", "Baku City", TermStatus.ADMITTED, case=EXACT, pos="place")
    (hit,) = enforce("Bakou va.", [Hypothesis("Baku City goes.", -0.1)], BAKU, admitted).hits
    assert hit.term is BAKU
