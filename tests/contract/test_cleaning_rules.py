"""What every cleaning rule keeps to, and what the guide says about them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bilingual.cleaners import RULES
from bilingual.model.document import Block, BlockKind

GUIDE = Path(__file__).parents[2] / "docs" / "cleaning.md"
LINES = [
    "Rechercher",
    "Jour 12",
    "Un accord en vue",
    "Il est parti hier.",
    "Se connecter",
    "Paul Morel",
]
BLOCKS = [Block(f"l{i}", BlockKind.PARAGRAPH, line, i) for i, line in enumerate(LINES)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_judges_only_what_is_left_and_gives_reasons(rule):
    for gone in (frozenset(), frozenset({0, 4}), frozenset(range(len(BLOCKS)))):
        found = rule.judge(BLOCKS, gone, frozenset())
        assert set(found) <= set(range(len(BLOCKS))) - gone
        assert all(reason and "@" not in reason for reason in found.values())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_has_nothing_to_say_about_an_empty_page(rule):
    assert rule.judge([], frozenset(), frozenset()) == {}


def test_the_guide_lists_the_rules_in_their_order():
    rows = re.findall(r"^\| `([\w-]+)` \|", GUIDE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert rows == [rule.name for rule in RULES]
