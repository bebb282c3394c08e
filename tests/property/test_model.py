"""The nouns keep their promises whatever goes in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.model.bead import Bead, check_partition
from bilingual.model.document import Block, BlockKind, Document, Edit, Source
from bilingual.model.segment import Segment, Segmentation, segment_ids
from bilingual.model.span import Span

SOURCE = Source("a.txt", "text/plain", "0" * 64)


def document(texts: list[str]) -> Document:
    blocks = tuple(Block(f"b{i}", BlockKind.PARAGRAPH, text, i + 1) for i, text in enumerate(texts))
    return Document(SOURCE, "fr", "a", blocks)


@given(st.lists(st.tuples(st.text(max_size=9), st.sampled_from(["stay", "go", "change"]))))
def test_undoing_the_edits_gives_back_what_was_read(plan: list[tuple[str, str]]):
    read = document([text for text, _ in plan])
    left, edits = [], []
    for index, (block, (_, fate)) in enumerate(zip(read.blocks, plan, strict=True)):
        if fate == "stay":
            left.append(block)
        elif fate == "go":
            edits.append(Edit("rule", "reason", index, block))
        else:
            after = Block(block.id, BlockKind.CAPTION, block.text, block.line)
            left.append(after)
            edits.append(Edit("rule", "reason", index, block, after))
    cleaned = Document(SOURCE, "fr", "a", tuple(left), tuple(edits))
    assert cleaned.restored() == read


@given(st.lists(st.text(max_size=5)), st.integers(0, 5), st.text(max_size=5))
def test_a_sentence_keeps_its_id_when_others_change(texts: list[str], at: int, new: str):
    changed = [*texts]
    changed.insert(min(at, len(texts)), f"{new} as nowhere else")
    kept = segment_ids(changed)
    kept.pop(min(at, len(texts)))
    assert kept == segment_ids(texts)
    assert len(set(kept)) == len(kept)


def test_a_segmentation_that_leaves_text_out_cannot_be_made():
    read = document(["Un. Deux."])
    first = Segment("s1", "b0", Span(0, 3), "Un.")
    with pytest.raises(ValueError, match="not covered"):
        Segmentation(read, (first,))
    with pytest.raises(ValueError, match="not a substring"):
        Segmentation(read, (Segment("s1", "b0", Span(0, 3), "Xn."),))
    second = Segment("s2", "b0", Span(4, 9), "Deux.")
    with pytest.raises(ValueError, match="leaves text out"):
        Segmentation(read, (second, first))
    assert Segmentation(read, (first, second)).segments == (first, second)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(any)))
def test_beads_that_partition_both_sides_are_taken_and_others_refused(
    sizes: list[tuple[int, int]],
):
    beads, i, j = [], 0, 0
    for n, m in sizes:
        beads.append(Bead(tuple(range(i, i + n)), tuple(range(j, j + m)), 1.0))
        i, j = i + n, j + m
    check_partition(tuple(beads), i, j)
    with pytest.raises(ValueError, match="partition"):
        check_partition(tuple(beads), i + 1, j)


def test_a_span_never_runs_backwards():
    with pytest.raises(ValueError, match="not a span"):
        Span(3, 2)
