"""Splitting loses nothing, whatever the text."""

from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.model.document import Block, BlockKind, Document, Source
from bilingual.pipeline.segment import segment
from bilingual.segmenters import pysbd
from bilingual.segmenters.lines import LineSegmenter
from bilingual.segmenters.pysbd import PysbdSegmenter

PYSBD = PysbdSegmenter()
ENGLISH = PysbdSegmenter("en")
MARKS = """
    M. Mme. MM. Dr Le La Il Elle Paris l'Iran l’Iran art. 5 p. 12 n° 4 XIXe s. av. J.-C. etc. ... …
    [...] (sic !) « » “ ” " ' ? ! ? ! . , ; : — – - 3,5 % 6\u202f000 17h30 https://ex.org/?q=1
    a@b.fr @nom #mot ∯ ☉ ȸ ...... e\u0301te\u0301 \u200b \u00a0 \u202f \t U.S. eBay
"""
PIECES = st.sampled_from(MARKS.split(" "))
COPY = st.lists(PIECES | st.text(max_size=8), max_size=40).map(" ".join)
WORDS = ["Le", "ministre", "est", "parti", "hier", "à", "Paris", "sans", "un", "mot", "de", "plus"]
SENTENCES = st.tuples(
    st.sampled_from(["Le", "La", "Un", "Il", "Elle", "Selon", "« Oui », selon"]),
    st.lists(st.sampled_from(WORDS[1:]), min_size=2, max_size=12),
    st.sampled_from([".", " !", " ?", "…"]),
).map(lambda parts: f"{parts[0]} {' '.join(parts[1])}{parts[2]}")


@given(COPY | st.text(max_size=300))
@settings(max_examples=300, deadline=None)
def test_spans_cover_everything_but_white_space(text):
    for segmenter in (PYSBD, ENGLISH, LineSegmenter()):
        reached = 0
        for span in segmenter.spans(text):
            assert not text[reached : span.start].strip()
            assert span.of(text) == span.of(text).strip() != ""
            reached = span.end
        assert not text[reached:].strip()


@given(st.lists(COPY, min_size=1, max_size=4))
@settings(max_examples=50, deadline=None)
def test_a_segmentation_rebuilds_its_document(texts):
    blocks = tuple(Block(f"l{i}", BlockKind.PARAGRAPH, text, i + 1) for i, text in enumerate(texts))
    document = Document(Source("x.txt", "text/plain", ""), "fr", "x", blocks)
    segments = segment(document, PYSBD).segments
    for block in blocks:
        own = [s.text for s in segments if s.block_id == block.id]
        assert "".join("".join(own).split()) == "".join(block.text.split())


@given(SENTENCES)
@settings(max_examples=100, deadline=None)
def test_a_sentence_by_itself_is_one_sentence(sentence):
    assert [span.of(sentence) for span in PYSBD.spans(sentence)] == [sentence]


@given(st.lists(SENTENCES, min_size=1, max_size=8))
@settings(max_examples=100, deadline=None)
def test_joined_sentences_come_apart_again(sentences):
    text = " ".join(sentences)
    assert [span.of(text) for span in PYSBD.spans(text)] == sentences


@given(COPY)
@settings(max_examples=200, deadline=None)
def test_the_kind_of_apostrophe_and_space_does_not_matter(text):
    typographic = text.translate({ord("'"): "’", ord(" "): "\u00a0"})
    assert PYSBD.spans(typographic) == PYSBD.spans(text.replace("’", "'"))


@given(COPY)
@settings(max_examples=100, deadline=None)
def test_decomposed_accents_do_not_matter(text):
    composed = unicodedata.normalize("NFC", text)
    decomposed = unicodedata.normalize("NFD", text)
    assert [unicodedata.normalize("NFC", s.of(decomposed)) for s in PYSBD.spans(decomposed)] == [
        s.of(composed) for s in PYSBD.spans(composed)
    ]


BARE = st.lists(
    st.sampled_from("a i ii M Mme St vs J-C 1 3e l' d’ « » – - , ; : % € Le la oui".split(" ")),
    min_size=1,
    max_size=9,
).map(" ".join)


@given(st.tuples(BARE, st.sampled_from([".", "!", "?", "…", "", " "])).map("".join))
@settings(max_examples=300)
def test_what_is_not_shown_to_pysbd_pysbd_would_not_cut(text):
    bare = text.strip(" ")
    if bare and pysbd._ONE_SENTENCE.fullmatch(bare):
        for lang in ("fr", "en"):
            assert pysbd._segmenter(lang).processor(text).process() == [bare]
