"""Texts become padded arrays of pieces."""

from __future__ import annotations

import pytest
import sentencepiece

from bilingual.engines.packages import resolve
from training.batches import make_batch, sampled_pieces

TEXT = "Le ministre azerbaïdjanais est arrivé mardi à Bakou avec 2 340 soldats."
PAIR = (TEXT, "The Azerbaijani minister arrived in Baku on Tuesday with 2,340 soldiers.")


@pytest.fixture(scope="module")
def tokens() -> sentencepiece.SentencePieceProcessor:
    return sentencepiece.SentencePieceProcessor(
        model_proto=resolve("embedded").read("sentencepiece.model")
    )


def test_a_source_is_cut_at_random_and_says_the_same(
    tokens: sentencepiece.SentencePieceProcessor,
) -> None:
    cuts = [sampled_pieces(tokens, TEXT) for _ in range(20)]
    assert len({tuple(cut["ids"]) for cut in cuts}) > 10
    assert {tokens.decode(list(cut["ids"])) for cut in cuts} == {tokens.decode(tokens.encode(TEXT))}
    for cut in cuts:
        assert len(cut["offsets"]) == len(cut["ids"])
        assert cut["offsets"][-1][1] == len(TEXT)


def test_what_grows_too_wide_is_cut_as_it_will_be_read(
    tokens: sentencepiece.SentencePieceProcessor,
) -> None:
    plain = make_batch(tokens, [PAIR])
    widest = int(plain.mask.sum())
    for _ in range(10):
        narrow = make_batch(tokens, [PAIR], widest, sampled=[True])
        assert int(narrow.mask.sum()) <= widest
        assert narrow.target_out.tolist() == plain.target_out.tolist()  # not left out
