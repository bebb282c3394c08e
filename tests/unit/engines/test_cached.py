"""What was translated once is remembered, whatever happens to the process or the file."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time

import pytest

from bilingual.engines.argos import ArgosEngine
from bilingual.engines.cached import CachedEngine, SentenceCache, pack, unpack
from bilingual.model.ports import Decoding
from bilingual.model.span import Span
from bilingual.model.unit import Attention, Hypothesis
from tests.unit.pipeline.scripted import ScriptedEngine


def english(text: str, decoding: Decoding) -> str:
    return f"{text} in English, beam {decoding.beam}"


def test_a_known_sentence_is_not_asked_again_and_another_setting_is(tmp_path):
    engine = ScriptedEngine(english)
    cached = CachedEngine(engine, SentenceCache(tmp_path / "c"))
    cached.translate(["Un."], Decoding())
    assert cached.translate(["Un.", "Deux."], Decoding())[0][0].text == "Un. in English, beam 4"
    assert cached.translate(["Un."], Decoding(beam=2))[0][0].text == "Un. in English, beam 2"
    assert engine.asked == ["Un.", "Deux.", "Un."]
    assert (cached.hits, cached.misses) == (1, 3)


def test_another_model_shares_nothing(tmp_path):
    one, other = ScriptedEngine(english), ScriptedEngine(english)
    other.identity = "scripted 2"
    CachedEngine(one, SentenceCache(tmp_path / "c")).translate(["Un."], Decoding())
    CachedEngine(other, SentenceCache(tmp_path / "c")).translate(["Un."], Decoding())
    assert other.asked == ["Un."]


def test_what_is_packed_comes_back_equal():
    attention = Attention.of((Span(0, 2), Span(3, 3)), (Span(0, 5),), ((1 / 255, 254 / 255),))
    whole = (Hypothesis("Baku é😀", -0.123456789, attention, "why"), Hypothesis("\ud800", 0.0))
    assert unpack(pack(whole)) == whole


def test_attention_of_the_real_engine_comes_back_equal(tmp_path):
    engine = ArgosEngine("embedded", device="cpu")
    settings = Decoding(hypotheses=2, attention=True)
    texts = ["Le ministre s’est rendu à Bakou.", ""]
    fresh = engine.translate(texts, settings)
    cache = SentenceCache(tmp_path / "c")
    assert CachedEngine(engine, cache).translate(texts, settings) == fresh
    assert CachedEngine(engine, cache).translate(texts, settings) == fresh


def test_info_is_known_without_opening_the_model(tmp_path):
    first = ArgosEngine("embedded", device="cpu")
    info = CachedEngine(first, SentenceCache(tmp_path / "c")).info()
    second = ArgosEngine("embedded", device="cpu")
    assert CachedEngine(second, SentenceCache(tmp_path / "c")).info() == info
    assert second._opened is None


def test_the_model_is_opened_ahead_only_where_it_is_new(tmp_path):
    class Opening(ScriptedEngine):
        opened = 0

        def open_ahead(self) -> None:
            self.opened += 1

    engine = Opening(english)
    cached = CachedEngine(engine, SentenceCache(tmp_path / "c"))
    cached.open_ahead()
    assert engine.opened == 1
    cached.info()
    cached.open_ahead()
    assert engine.opened == 1


@pytest.mark.parametrize("content", [b"no database", b"SQLite format 3\0" + b"x" * 5000, b""])
def test_a_damaged_file_is_begun_anew(tmp_path, content):
    path = tmp_path / "c"
    path.write_bytes(content)
    cached = CachedEngine(ScriptedEngine(english), SentenceCache(path))
    assert cached.translate(["Un."], Decoding())
    assert cached.translate(["Un."], Decoding())
    assert cached.hits == 1


def test_a_database_cut_off_in_the_middle_costs_time_not_the_run(tmp_path):
    path = tmp_path / "c"
    cache = SentenceCache(path)
    CachedEngine(ScriptedEngine(english), cache).translate(
        [f"{n} {'x' * 200}" for n in range(500)], Decoding()
    )
    cache.close()
    path.write_bytes(path.read_bytes()[:20000])
    cached = CachedEngine(ScriptedEngine(english), SentenceCache(path))
    found = cached.translate([f"{n} {'x' * 200}" for n in range(500)], Decoding())
    assert all(one[0].text.endswith("beam 4") for one in found)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_still_translates(tmp_path):
    tmp_path.chmod(0o500)
    cached = CachedEngine(ScriptedEngine(english), SentenceCache(tmp_path / "x" / "c"))
    assert cached.translate(["Un."], Decoding())


def test_a_file_in_the_way_of_the_folder_still_translates(tmp_path):
    (tmp_path / "x").write_text("")
    cached = CachedEngine(ScriptedEngine(english), SentenceCache(tmp_path / "x" / "c"))
    assert cached.translate(["Un."], Decoding())


def test_kill_9_loses_at_most_the_sentences_in_flight(tmp_path):
    script = textwrap.dedent("""
        import sys, time
        from pathlib import Path
        from bilingual.engines.cached import CachedEngine, SentenceCache
        from bilingual.model.ports import Decoding
        from bilingual.model.unit import Hypothesis

        class Slow:
            identity = "slow"
            def stream(self, texts, decoding):
                for index, text in enumerate(texts):
                    if index == 200:
                        print("ready", flush=True)
                        time.sleep(60)
                    yield index, (Hypothesis(text, -1.0),)

        engine = CachedEngine(Slow(), SentenceCache(Path(sys.argv[1])))
        engine.translate([str(number) for number in range(300)], Decoding())
    """)
    path = tmp_path / "c"
    with subprocess.Popen(
        [sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        process.send_signal(signal.SIGKILL)
        process.wait()
    time.sleep(0.01)
    engine = ScriptedEngine(english)
    engine.identity = "slow"
    cached = CachedEngine(engine, SentenceCache(path))
    cached.translate([str(number) for number in range(300)], Decoding())
    assert cached.hits >= 192
    assert cached.misses <= 108
