"""Numbers read alike in French and English."""

from collections import Counter
from decimal import Decimal

import pytest

from bilingual.text.numbers import NumberKind, find

SAME = [
    ("6 000 soldats", "6,000 soldiers"),
    ("6\u202f000 soldats", "6,000 soldiers"),
    ("6\u00a0000 soldats", "6,000 soldiers"),
    ("6.000 soldats", "6,000 soldiers"),
    ("4400 kilomètres", "4,400 kilometers"),
    ("3,5 %", "3.5%"),
    ("69%", "69 percent"),
    ("dix pour cent", "ten percent"),
    ("1,2 milliard d’euros", "€1.2 billion"),
    ("2,3 milliards d’euros", "€2.3bn"),
    ("2 718 milliards", "2.718 trillion"),
    ("500 millions d’euros", "a 500-million-euro tranche"),
    ("deux millions et demi", "two and a half million"),
    ("un million", "a million"),
    ("un demi-million", "half a million"),
    ("17h30", "5:30 p.m."),
    ("à 17 h", "at 5 p.m."),
    ("vers 14 h 30", "around 2:30 p.m."),
    ("à 8 heures", "at 8 a.m."),
    ("850 k€", "850k euros"),
    ("2 M€", "€2m"),
    ("2 M de dollars", "USD 2m"),
    ("2 Md€", "2bn euros"),
    ("2,5 Mds d'euros", "€2.5 billion"),
    ("2 M", "2 M"),
    ("24 heures", "24 hours"),
    ("9 h", "9 o'clock"),
    ("12 h 30", "12:30 p.m."),
    ("8 heures du soir", "8 in the evening"),
    ("2 h du matin", "2 at night"),
    ("le 31/12/2025", "on 12/31/2025"),
    ("le 31/12/25", "on December 31, 2025"),
    ("le 2025-12-31", "on 31 December 2025"),
    ("du CO₂", "CO2"),
    ("le XXᵉ siècle", "the 20th century"),
    ("le 13 décembre 2016", "on December 13, 2016"),
    ("le 1er janvier", "on January 1"),
    ("le 12/03/2024", "on 12 March 2024"),
    ("du 3 au 5 mai", "May 3-5"),
    ("en septembre 2024", "in September 2024"),
    ("le 7-Octobre", "October 7"),
    ("les années 1990", "the 1990s"),
    ("les années 90", "the '90s"),
    ("le XXe siècle", "the 20th century"),
    ("la dix-septième fois", "the 17th time"),
    ("quatre-vingt-dix-sept", "ninety-seven"),
    ("quatre-vingts", "80"),
    ("soixante et onze", "71"),
    ("mille neuf cent quatre-vingt-quatre", "1984"),
    ("trois mille deux cents", "three thousand two hundred"),
    ("une vingtaine de soldats", "20 soldiers"),
    ("neuf mois", "nine months"),
    ("un modèle flambant neuf", "a brand new model"),
    ("entre 2016 et 2020", "between 2016 and 2020"),
    ("2016-2020", "2016-2020"),
    ("l’exercice Aras-2025", "the Aras-2025 exercise"),
    ("moins 12 degrés", "minus 12 degrees"),
    ("au moins 1 400 maisons", "at least 1,400 houses"),
    ("-12 degrés", "-12 degrees"),
    ("10 900 km2", "10,900 square kilometers"),
    ("En 2020 300 soldats", "In 2020, 300 soldiers"),
    ("un homme, une femme", "one man, one woman"),
    ("toute la vie", "a whole life"),
]


def atoms(text, lang):
    return Counter(atom for number in find(text, lang) for atom in number.atoms)


@pytest.mark.parametrize(("french", "english"), SAME)
def test_the_same_numbers_are_read_in_both_languages(french, english):
    assert atoms(french, "fr") == atoms(english, "en")


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("6 000 soldats", "600 soldiers"),
        ("3,5 %", "35%"),
        ("un milliard", "a million"),
        ("17h30", "5:30 a.m."),
        ("le 13 décembre", "on December 12"),
        ("le 13 décembre", "on November 13"),
        ("un billion", "a billion"),
    ],
)
def test_different_numbers_are_told_apart(french, english):
    assert atoms(french, "fr") != atoms(english, "en")


def test_a_number_knows_its_place_kind_and_value():
    text = "Quelque 69\u202f% des voix"
    (number,) = find(text, "fr-FR")
    assert number.span.of(text) == number.text == "69\u202f%"
    assert (number.kind, number.value) == (NumberKind.PERCENT, Decimal(69))


def test_numbers_inside_addresses_are_left_alone():
    assert find("https://example.org/2024/05/12 et contact7@example.org", "fr") == ()


def test_offsets_count_in_the_decomposed_original():
    text = "L'arme\u0301e a tire\u0301 12 missiles"
    (number,) = find(text, "fr")
    assert number.span.of(text) == "12"


@pytest.mark.parametrize("french", ["deux fois", "les deux pays", "une dizaine de morts"])
def test_what_english_may_say_without_a_number_is_marked(french):
    assert [number.approximate for number in find(french, "fr")] == [True]
