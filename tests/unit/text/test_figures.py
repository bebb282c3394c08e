"""Figures of French in English notation, and what only looks like a figure."""

from __future__ import annotations

import pytest

from bilingual.text.figures import english
from bilingual.text.numbers import find


@pytest.mark.parametrize(
    ("french", "wanted"),
    [
        ("3,5 %", "3.5%"),
        ("3,5\u00a0%", "3.5%"),
        ("3,5\u202f%", "3.5%"),
        ("12 %", "12%"),
        ("1,234", "1.234"),
        ("12.500", "12,500"),
        ("10 200 000", "10,200,000"),
        ("10\u202f200\u202f000", "10,200,000"),
        ("10\u00a0200,50 €", "10,200.50 €"),
        ("1.234,5", "1,234.5"),
        ("−3,5 %", "−3.5%"),
        ("+10 200 000", "+10,200,000"),
        ("10 000-12 000", "10,000-12,000"),
        ("3,5-4,2 %", "3.5-4.2%"),
        ("1 000, 2 000", "1,000, 2,000"),
        ("(0,500)", "(0.500)"),
        ("12,5/20", "12.5/20"),
    ],
)
def test_figures_get_english_notation(french, wanted):
    assert english(french) == wanted
    values = [number.atoms for number in find(french, "fr")]
    assert [number.atoms for number in find(wanted, "en")] == values


@pytest.mark.parametrize(
    "text",
    [
        "31/12/2025",
        "31.12.2025",
        "2025-12-31",
        "20:30",
        "14.30",
        "2-1",
        "2-1, 6-3",
        "2025",
        "2024-2025",
        "2024 2025",
        "1.2.3",
        "1.234.5",
        "192.168.100.200",
        "01 23 45 67 89",
        "06.12.34.56.78",
        "+33 1 23 45 67 89",
        "+33 800 123 456",
        "0 800 123 456",
        "514 555-1234",
        "1 800 555 1234",
        "10:30,11:30",
        "5,12,23",
        "0.500",
        "1,234,567",
        "1,234.5",
        "20%",
        "***",
        "",
    ],
)
def test_what_is_no_french_figure_stays(text):
    assert english(text) == text
