"""JSON Lines: keys, order and places are a contract with other programs."""

import json
from typing import Any

import pytest

from bilingual.formats.jsonl import JsonlWriter
from bilingual.model.span import Span
from tests.builders import NEWS, Row, a_review

KEYS = [
    *("id", "kind", "line", "start", "end", "source", "target", "state", "origin", "score"),
    *("terms", "findings"),
]


def records(*rows: Row) -> list[dict[str, Any]]:
    data = JsonlWriter().write(a_review(rows or NEWS))
    return [json.loads(line) for line in data.decode().splitlines()]


def test_each_line_is_one_unit_with_the_keys_in_order():
    found = records()
    assert len(found) == len(NEWS)
    assert all(list(record) == KEYS for record in found)


def test_a_record_tells_the_unit():
    record = records()[5]
    assert record["kind"] == "paragraph"
    assert record["state"] == "needs review"
    assert record["origin"] == "engine"
    assert record["score"] == -1.37
    assert record["terms"] == [
        {
            "source": "Agence du fleuve",
            "target": "River Agency",
            "source_span": [2, 18],
            "target_span": None,
            "outcome": "missing",
        }
    ]
    assert [finding["severity"] for finding in record["findings"]] == ["critical", "major"]


def test_start_and_end_find_the_sentence_in_its_line():
    review = a_review()
    lines = {block.line: block.text for block in review.document.blocks}
    for record in records():
        assert lines[record["line"]][record["start"] : record["end"]] == record["source"]


def test_offsets_count_in_the_line_on_which_the_sentence_starts():
    first, second = records(Row("Un.\nDeux", "One. Two"), Row("trois.", "three.", starts=False))
    assert (first["line"], first["start"], first["end"]) == (1, 0, 8)
    assert (second["line"], second["start"], second["end"]) == (2, 5, 11)


def test_spans_of_terms_lie_in_the_texts():
    for record in records():
        for term in record["terms"]:
            assert Span(*term["source_span"]).of(record["source"]) == term["source"]
            if term["target_span"]:
                assert Span(*term["target_span"]).of(record["target"]) == term["target"]


@pytest.mark.parametrize("odd", ["\u2028", "\x85", "\x0b", "\x1c", "\ud800", "\n", "🌉", '"\\'])
def test_odd_characters_stay_within_their_line_and_come_back(odd):
    text = f"Before{odd}after."
    data = JsonlWriter().write(a_review([Row("Avant.", text)]))
    assert len(data.decode().splitlines()) == 1
    assert json.loads(data)["target"] == text
