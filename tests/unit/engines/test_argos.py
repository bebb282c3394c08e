"""The Argos engine on the embedded model."""

from __future__ import annotations

import hashlib
import json
import shutil

import pytest

from bilingual.engines.argos import BATCH, PIECES, ArgosEngine, actual_device
from bilingual.engines.packages import embedded, resolve
from bilingual.errors import ModelError
from bilingual.model.ports import Decoding

FRENCH = "Le ministre de la Défense s’est rendu à Bakou mercredi soir."


@pytest.fixture(scope="module")
def engine() -> ArgosEngine:
    return ArgosEngine("embedded", device="cpu")


@pytest.fixture
def unpacked(tmp_path):
    """The embedded package as a folder."""
    package = embedded()
    assert package is not None
    assert package.archive is not None
    package.archive.unpack(tmp_path / "p")
    return tmp_path / "p"


def test_device_and_compute_type_are_those_in_use(engine):
    info = engine.info()
    assert info.device == "cpu"
    assert info.compute_type.startswith("int8")
    assert info.sha256 == resolve("embedded").sha256


def test_a_folder_translates_like_the_archive_it_came_from(engine, unpacked):
    theirs = ArgosEngine(str(unpacked), device="cpu").translate([FRENCH], Decoding(hypotheses=3))
    assert theirs == engine.translate([FRENCH], Decoding(hypotheses=3))


def test_the_number_of_threads_changes_nothing(engine):
    texts = [f"{FRENCH[:-1]} {number}." for number in range(40)]
    single = ArgosEngine("embedded", threads=1, device="cpu").translate(texts, Decoding())
    ours = engine.translate(texts, Decoding())
    assert [found[0].text for found in single] == [found[0].text for found in ours]


def test_the_score_of_a_hypothesis_is_its_mean_log_probability(engine):
    best = engine.translate([FRENCH], Decoding())[0][0]
    assert best.score == pytest.approx(engine.score([(FRENCH, best.text)])[0], abs=0.02)


def test_attention_finds_a_copied_name(engine):
    best = engine.translate([FRENCH], Decoding(attention=True))[0][0]
    attention = best.attention
    assert attention is not None
    at = best.text.index("Bak")
    row = next(i for i, span in enumerate(attention.target) if span.start == at)
    weights = attention.weights[row]
    place = attention.source[weights.index(max(weights))]
    assert place.of(FRENCH) in "Bakou"


def test_a_sentence_longer_than_the_model_takes_is_split_and_nothing_dropped(engine):
    text = "; ".join(f"le ministre {number} s’est rendu à Bakou" for number in range(60)) + "."
    best = engine.translate([text], Decoding(attention=True))[0][0]
    assert best.detail.startswith("split into")
    assert best.attention is not None
    read = {place for span in best.attention.source for place in range(span.start, span.end)}
    assert all(place in read for place, sign in enumerate(text) if not sign.isspace())
    assert len(best.text) > 0.4 * len(text)


def test_stream_yields_each_index_once(engine):
    texts = [f"{FRENCH} {number}" for number in range(70)]
    assert sorted(index for index, _ in engine.stream(texts, Decoding(beam=1))) == list(range(70))


def test_long_sentences_go_in_smaller_batches(engine):
    texts = [f"{FRENCH} {FRENCH} {number}" for number in range(60)] + ["Oui."] * 60
    _, subwords = engine._open()
    batches = list(engine._batches(texts, subwords))
    assert sorted(part.text_index for batch in batches for part, _ in batch) == list(range(120))
    padded = [len(batch) * max(len(pieces) for _, pieces in batch) for batch in batches]
    assert max(padded) <= PIECES
    assert max(map(len, batches)) == BATCH


def test_a_model_opened_ahead_is_the_one_that_translates():
    ahead = ArgosEngine("embedded", device="cpu")
    ahead.open_ahead()
    opened = ahead._open()
    ahead.info()
    assert ahead._open() is opened


def test_weights_are_unpacked_once_and_not_kept(monkeypatch):
    package = resolve("embedded")
    read, names = type(package).read, []

    def noted(package, name):
        names.append(name)
        return read(package, name)

    monkeypatch.setattr(type(package), "read", noted)
    digest = package.sha256
    assert hashlib.sha256(package.take("model/model.bin")).hexdigest() == digest
    assert names == ["model/model.bin"]
    package.take("model/model.bin")
    assert names == ["model/model.bin"] * 2


def test_a_damaged_model_says_what_to_do(unpacked):
    (unpacked / "model/model.bin").write_bytes(b"\0" * 100)
    with pytest.raises(ModelError, match="CTranslate2 cannot open the model"):
        ArgosEngine(str(unpacked), device="cpu").info()


def test_max_tokens_of_the_card_is_kept_to(unpacked):
    (unpacked / "model_card.json").write_text(json.dumps({"max_tokens": 12}))
    best = ArgosEngine(str(unpacked), device="cpu").translate([FRENCH], Decoding())[0][0]
    assert best.detail.startswith("split into")


def test_cuda_without_cuda_is_an_error_and_auto_is_not():
    ctranslate2 = pytest.importorskip("ctranslate2")
    if ctranslate2.get_cuda_device_count():
        pytest.skip("this machine has CUDA")
    assert actual_device("auto") == "cpu"
    with pytest.raises(ModelError, match="--device cpu"):
        actual_device("cuda")


def test_choosing_a_package_does_not_open_it(unpacked):
    shutil.rmtree(unpacked / "model")
    (unpacked / "model").mkdir()
    for name in ("config.json", "model.bin"):
        (unpacked / "model" / name).write_bytes(b"")
    ArgosEngine(str(unpacked))


def test_inline_terms_need_the_card_and_the_marks_in_the_vocabulary(engine, unpacked):
    assert ArgosEngine(str(unpacked), device="cpu").supports_inline_terms is (
        engine.supports_inline_terms
    )
    (unpacked / "model_card.json").write_text(json.dumps({"inline_terms": True}))
    promised = ArgosEngine(str(unpacked), device="cpu")
    marks = all(promised._open()[1].knows(mark) for mark in ("<t>", "<tt>", "</t>"))
    assert promised.supports_inline_terms is marks
    (unpacked / "model_card.json").write_text("{}")
    assert ArgosEngine(str(unpacked), device="cpu").supports_inline_terms is False
