"""The splitters, where the golden file does not reach."""

from __future__ import annotations

import pytest

from bilingual.model.document import Block, BlockKind, Document, Source
from bilingual.pipeline.segment import segment
from bilingual.segmenters.lines import LineSegmenter
from bilingual.segmenters.pysbd import PysbdSegmenter

SENTENCES = [
    "Le ministre a parlé hier à Paris de la paix.",
    "« Nous sommes là depuis 2016 », a-t-il dit.",
    "MM. Dupont et Durand (sans rire !) sont partis à 17 h 30.",
]


def sentences(text, lang="fr"):
    return [span.of(text) for span in PysbdSegmenter(lang).spans(text)]


@pytest.mark.parametrize("text", ["", "   ", "\u00a0\t\u202f"])
def test_a_blank_block_has_no_sentence(text):
    assert PysbdSegmenter().spans(text) == LineSegmenter().spans(text) == []


def test_blanks_around_belong_to_no_sentence():
    assert sentences("  Il part.\u00a0  Elle reste. ") == ["Il part.", "Elle reste."]


@pytest.mark.parametrize("mark", list("∯ȸȹƪ♟☏☉☈☇☄♬&ᓴ⎋"))
def test_characters_that_pysbd_uses_for_itself_are_text_like_any_other(mark):
    text = f"Le signe {mark} est rare. Il ne gêne pas."
    assert sentences(text) == [f"Le signe {mark} est rare.", "Il ne gêne pas."]


def test_runs_of_dots_are_kept():
    assert sentences("Il attend...... Puis il part.") == ["Il attend......", "Puis il part."]


def test_a_block_of_forty_thousand_words_keeps_every_sentence():
    text = " ".join(SENTENCES * 1300)
    assert len(text.split()) > 35_000
    assert sentences(text) == SENTENCES * 1300


@pytest.mark.parametrize("piece", ["a", ".", "« ", "A. ", "? ! ", "(“", "a.b.", '" ', "1 "])
def test_a_long_run_of_one_sign_loses_nothing(piece):
    text = piece * (8_000 // len(piece))
    spans = PysbdSegmenter().spans(text)
    assert "".join(span.of(text) for span in spans).replace(" ", "") == text.replace(" ", "")


def test_english_sentences_are_found_with_english_facts():
    text = 'Mr. Smith met Gen. Lee at 5 p.m. on Dec. 5. "Go," he said. They went. It was No. 7.'
    assert sentences(text, "en-US") == [
        "Mr. Smith met Gen. Lee at 5 p.m. on Dec. 5.",
        '"Go," he said.',
        "They went.",
        "It was No. 7.",
    ]


def test_a_language_without_facts_is_refused():
    with pytest.raises(KeyError):
        PysbdSegmenter("xx")


def test_headlines_bylines_and_embeds_are_one_segment_each():
    lines = [
        (BlockKind.HEADLINE, "Où va la France ? Nulle part"),
        (BlockKind.BYLINE, "Par A. Le Gall. Avec AFP"),
        (BlockKind.EMBED, "https://exemple.org/?q=1"),
        (BlockKind.PARAGRAPH, "Il part. Elle reste."),
    ]
    blocks = tuple(
        Block(f"l{i}", kind, text, i, translatable=kind is not BlockKind.EMBED)
        for i, (kind, text) in enumerate(lines, 1)
    )
    document = Document(Source("a.txt", "text/plain", ""), "fr", "a", blocks)
    found = [s.text for s in segment(document, PysbdSegmenter()).segments]
    assert found == [*(text for _, text in lines[:3]), "Il part.", "Elle reste."]


def test_ids_survive_edits_elsewhere():
    def ids(*texts):
        blocks = tuple(Block(f"l{i}", BlockKind.PARAGRAPH, t, i) for i, t in enumerate(texts))
        document = Document(Source("a.txt", "text/plain", ""), "fr", "a", blocks)
        return {s.text: s.id for s in segment(document, PysbdSegmenter()).segments}

    before, after = ids("Il part. Elle reste."), ids("Une phrase de plus.", "Elle reste.")
    assert before["Elle reste."] == after["Elle reste."]
