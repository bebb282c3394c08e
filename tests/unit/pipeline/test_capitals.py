"""Lines in capitals become running text before anybody translates them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.checks.words import fold
from bilingual.pipeline.capitals import RunningText

RUNNING = RunningText(["Bakou", "CGRI", "Premier ministre"])


@pytest.mark.parametrize(
    ("line", "running"),
    [
        ("LE CGRI MENACE BAKOU", "Le CGRI menace Bakou"),
        ("SÉISME EN TURQUIE : AU MOINS 12 MORTS", "Séisme en Turquie : au moins 12 morts"),
        ("SEISME EN TURQUIE : AU MOINS 12 MORTS", "Séisme en Turquie : au moins 12 morts"),
        ("« NON AU PROJET DE LOI »", "« Non au projet de loi »"),
        ("LA SNCF EN GRÈVE. L'UE S'INQUIÈTE", "La SNCF en grève. L'UE s'inquiète"),
        ("LE ROYAUME-UNI FRAPPE LE YÉMEN", "Le Royaume-Uni frappe le Yémen"),
        ("LES ÉTATS-UNIS FRAPPENT LE YÉMEN", "Les États-Unis frappent le Yémen"),
    ],
)
def test_a_line_in_capitals_becomes_running_text(line: str, running: str) -> None:
    assert RUNNING.of(line) == running


@pytest.mark.parametrize(
    "text",
    ["Une phrase avec la SNCF et la RATP.", "AFP", "BAKOU", "© REUTERS", "12 %", "", "I.R.A."],
)
def test_other_text_stays_as_it_is(text: str) -> None:
    assert RUNNING.of(text) == text


@given(st.text(max_size=60).map(str.upper))
def test_every_place_stays_the_same(text: str) -> None:
    running = RUNNING.of(text)
    assert len(running) == len(text)
    assert fold(running) == fold(text)
