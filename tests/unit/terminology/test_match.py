"""What counts as an occurrence of a term in French."""

from __future__ import annotations

import pytest

from bilingual.model.term import Term, TermCase, TermStatus
from bilingual.terminology.glossary import Glossary

EXACT, FREE = TermCase.EXACT, TermCase.FREE


def glossary(*terms):
    return Glossary.of([list(terms)])


def found(text, *terms):
    return [(m.span.of(text), m.targets[0]) for m in glossary(*terms).match(text)]


AZERBAIJAN = Term("Azerbaïdjan", "Azerbaijan", case=EXACT, pos="place")
AZERI = Term("azéri", "Azerbaijani", pos="demonym")
FOREIGN_MINISTER = Term(
    "ministre {demonym} des Affaires étrangères", "{demonym} foreign minister", pos="title"
)


@pytest.mark.parametrize(
    "text",
    [
        "de l'Azerbaïdjan",
        "de l’Azerbaïdjan",
        "jusqu’en Azerbaïdjan.",
        "« Azerbaïdjan »",
        "en\u00a0Azerbaïdjan\u202f!",
        "l'Azerbai\u0308djan",
        "l'Azer\u00adbaïdjan",
        "Azerbaïdjan-là",
        "qu'Azerbaïdjan",
    ],
)
def test_a_name_is_found_whatever_is_written_around_it(text):
    (match,) = glossary(AZERBAIJAN).match(text)
    assert match.targets == ("Azerbaijan",)
    assert match.span.of(text).replace("\u00ad", "").startswith("Azerba")


@pytest.mark.parametrize(
    "text", ["Azerbaïdjanais", "azerbaïdjan", "Azerbaïdjan-Sud", "xAzerbaïdjan"]
)
def test_a_name_is_not_found_inside_another_word_or_in_another_case(text):
    assert found(text, AZERBAIJAN) == []


def test_offsets_are_those_of_the_original_text_even_when_it_is_decomposed():
    text = "E\u0301rivan  et l'Azerbai\u0308djan"
    (match,) = glossary(AZERBAIJAN).match(text)
    assert match.span.of(text) == "Azerbai\u0308djan"


def test_case_tells_names_apart():
    irna = Term("Irna", "IRNA", case=EXACT, pos="org")
    assert found("IRNA et Irna", irna) == [("Irna", "IRNA")]


def test_capitals_may_lack_their_accents_but_small_letters_may_not():
    state = Term("État juif", "Jewish state", case=FREE, pos="phrase")
    side = Term("côté", "side", pos="noun")
    assert found("l'Etat juif", state) == [("Etat juif", "Jewish state")]
    assert found("la cote", side) == []


@pytest.mark.parametrize(
    "form", ["azéri", "azérie", "azéris", "azéries", "Azéris", "AZÉRIS", "AZERIS"]
)
def test_adjectives_are_found_in_every_gender_number_and_case(form):
    assert found(f"les {form} hier", AZERI) == [(form, "Azerbaijani")]


@pytest.mark.parametrize(
    ("source", "form"),
    [
        ("général", "généraux"),
        ("drapeau", "drapeaux"),
        ("travail", "travaux"),
        ("traducteur", "traductrices"),
        ("turc", "turques"),
        ("européen", "européennes"),
        ("exercice naval", "exercices navals"),
        ("chef de cabinet", "chefs de cabinet"),
    ],
)
def test_french_inflection(source, form):
    term = Term(source, "x", pos="title")
    assert [text for text, _ in found(f"des {form}.", term)] == [form]


def test_listed_forms_count_as_the_source():
    karabakh = Term(
        "Haut-Karabakh", "Nagorno-Karabakh", forms=("Haut-Karabagh",), case=EXACT, pos="place"
    )
    assert found("au Haut‑Karabagh", karabakh) == [("Haut‑Karabagh", "Nagorno-Karabakh")]


def test_the_longest_match_wins_and_says_what_it_covers():
    ministry = Term("ministère de la Défense", "Defense Ministry", case=FREE, pos="org")
    head = Term("directeur du ministère de la Défense", "head of the Defense Ministry", pos="title")
    text = "le directeur du ministère de la Défense"
    (match,) = glossary(ministry, head).match(text)
    assert match.term is head
    assert [inner.term for inner in match.nested] == [ministry]


def test_a_term_that_a_longer_one_overlaps_in_part_is_told():
    bill = Term("projet de loi", "bill", pos="noun")
    budget = Term("loi de finances", "budget act", pos="noun")
    text = "Le\u00a0projet de loi de finances"
    (match,) = glossary(bill, budget).match(text)
    assert (match.term, match.nested) == (budget, ())
    assert [other.term for other in match.overlapped] == [bill]
    assert [other.span.of(text) for other in match.overlapped] == ["projet de loi"]
    first, second = glossary(bill, budget).match("un projet de loi, une loi de finances")
    assert first.overlapped == second.overlapped == ()


def test_a_slot_takes_any_term_of_its_class_and_gives_it_in_english():
    text = "Le ministre azéri des Affaires étrangères"
    (match,) = glossary(FOREIGN_MINISTER, AZERI).match(text)
    assert match.targets == ("Azerbaijani foreign minister",)
    assert match.span.of(text) == "ministre azéri des Affaires étrangères"
    assert [slot.span.of(text) for slot in match.slots] == ["azéri"]


def test_a_pattern_whose_slot_stays_empty_is_not_found():
    assert found("le ministre des Affaires étrangères", FOREIGN_MINISTER, AZERI) == []


def test_a_plural_pattern_is_a_plural():
    (match,) = glossary(FOREIGN_MINISTER, AZERI).match(
        "les ministres azéris des Affaires étrangères"
    )
    assert match.plural


@pytest.mark.parametrize(
    ("context", "text", "expected"),
    [
        ("!>Aa", "France Gall chante", 0),
        ("!>Aa", "la France chante", 1),
        ("!Gall", "Gall chante en France", 0),
        ("pays|république", "ce pays, la France", 1),
        ("pays|république", "la France", 0),
        ("<la", "la France", 1),
        ("<la", "France", 0),
        ("!<Anatole", "Anatole France", 0),
    ],
)
def test_context_tells_homographs_apart(context, text, expected):
    term = Term("France", "France", case=EXACT, pos="place", context=context)
    assert len(found(text, term)) == expected


def test_admitted_and_forbidden_english_belong_to_the_preferred_row():
    rows = [
        Term("cessez-le-feu", "ceasefire", pos="noun"),
        Term("cessez-le-feu", "truce", TermStatus.ADMITTED, pos="noun"),
        Term("cessez-le-feu", "cease the fire", TermStatus.FORBIDDEN, pos="noun"),
    ]
    (match,) = glossary(*rows).match("un cessez-le-feu")
    assert match.targets == ("ceasefire", "truce")
    assert match.forbidden == ("cease the fire",)


def test_the_first_glossary_has_priority():
    house = [Term("Bakou", "Baku", case=EXACT, pos="place")]
    other = [Term("Bakou", "Bakou", case=EXACT, pos="place"), AZERBAIJAN]
    (baku, country) = Glossary.of([house, other]).match("Bakou, Azerbaïdjan")
    assert (baku.targets, country.targets) == (("Baku",), ("Azerbaijan",))


FULL = Term(
    "Corps des Gardiens de la Révolution islamique",
    "Islamic Revolutionary Guard Corps",
    case=EXACT,
    pos="org",
    acronym="IRGC",
)
ACRONYM = Term("CGRI", "IRGC", case=EXACT, pos="acronym")


def policy(*texts, headlines=()):
    matches = glossary(FULL, ACRONYM).match_document(texts, headlines)
    return [[m.targets[0] for m in row] for row in matches]


BOTH = "Islamic Revolutionary Guard Corps (IRGC)"


def test_an_organisation_gets_its_full_name_with_acronym_first_and_the_acronym_afterwards():
    assert policy(
        "Le CGRI mène.", "Rien.", "Le Corps des Gardiens de la Révolution islamique."
    ) == [
        [BOTH],
        [],
        ["IRGC"],
    ]


def test_the_gloss_of_the_french_is_kept_as_it_is():
    assert policy("Le Corps des Gardiens de la Révolution islamique (CGRI).", "Le CGRI.") == [
        ["Islamic Revolutionary Guard Corps", "IRGC"],
        ["IRGC"],
    ]


def test_an_organisation_named_once_gets_its_full_name():
    assert policy("Le CGRI mène.") == [["Islamic Revolutionary Guard Corps"]]


def test_a_headline_may_have_the_acronym_alone():
    assert policy(
        "Le CGRI attaque", "Le CGRI mène.", "Le CGRI.", headlines=(True, False, False)
    ) == [
        ["IRGC"],
        [BOTH],
        ["IRGC"],
    ]
