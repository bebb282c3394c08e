"""The translation memory: what it finds, what it refuses, what survives."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.errors import MemoryStoreError
from bilingual.memory.entry import Entry
from bilingual.memory.schema import VERSION
from bilingual.memory.store import MemoryStore

BRIDGE = Entry(
    "Le pont rouvre lundi.", "The bridge reopens on Monday.", "pont", "a1",
    "Bonne nouvelle.", "Les bus suivront.", "Ada", "2024-05-14", "edited",
)  # fmt: skip


@pytest.fixture
def memory(tmp_path):
    with MemoryStore(tmp_path / "memory.sqlite") as store:
        yield store


def test_an_approved_sentence_is_recalled(memory):
    memory.add([BRIDGE])
    found = memory.recall("Le pont rouvre lundi.", "", "")
    assert found is not None
    assert (found.target, found.kind, found.author, found.date) == (
        "The bridge reopens on Monday.", "exact", "Ada", "2024-05-14",
    )  # fmt: skip


def test_the_entry_with_the_same_neighbours_comes_first(memory):
    other = replace(
        BRIDGE, target="The deck reopens on Monday.", document="jeu", before="Une carte.",
        after="", date="2024-06-01",
    )  # fmt: skip
    memory.add([BRIDGE, other])
    found = memory.recall(BRIDGE.source, "Bonne nouvelle.", "Les bus suivront.")
    assert found is not None
    assert (found.kind, found.target) == ("context", BRIDGE.target)
    newest = memory.recall(BRIDGE.source, "Tout autre.", "")
    assert newest is not None
    assert (newest.kind, newest.target) == ("exact", other.target)


def test_typography_makes_no_difference_but_words_and_case_do(memory):
    memory.add([Entry("L’été « bleu » : 6\u00a0000 cas.", "The “blue” summer: 6,000 cases.")])
    assert memory.recall('L\'été "bleu" : 6 000 cas.', "", "") is not None
    assert memory.recall('l\'été "bleu" : 6 000 cas.', "", "") is None
    assert memory.recall('L\'ete "bleu" : 6 000 cas.', "", "") is None


def test_the_same_entries_again_change_nothing(memory):
    entries = [BRIDGE, Entry("Bonjour.", "Hello.")]
    assert memory.add(entries).new == 2
    again = memory.add(entries)
    assert (again.new, again.changed, again.known) == (0, 0, 2)
    assert list(memory.entries()) == [entries[1], entries[0]]


def test_a_later_review_of_the_sentence_replaces_its_english(memory):
    memory.add([BRIDGE])
    later = replace(BRIDGE, target="The bridge will reopen on Monday.", date="2024-05-20")
    assert memory.add([later]).changed == 1
    assert memory.add([BRIDGE]).known == 1, "the older review does not come back"
    assert [e.target for e in memory.entries()] == [later.target]


def test_no_mail_address_enters(memory):
    added = memory.add(
        [Entry("Écrire à n.exemple@courriel.example", "Write to us"), Entry("x", "a (at) b.org"),
         Entry("vide", " ")]
    )  # fmt: skip
    assert (added.new, added.refused) == (0, 3)
    assert memory.add([Entry("seul \ud83c", "lone surrogate")]).refused == 1


def test_a_caption_with_another_photographer_is_no_match_to_reuse(memory):
    memory.add([Entry("Le pont vu du quai, mercredi. Photo Luc Témoin", "… Photo Luc Témoin")])
    text = "Le pont vu du quai, mercredi. Photo Ève Regard"
    assert memory.recall(text, "", "") is None
    (match,) = memory.search(text)
    assert match.score == 100.0
    assert not match.same_names
    assert not match.reusable


def test_figures_are_compared_apart(memory):
    memory.add([Entry("Le pont a coûté 3,5 millions.", "The bridge cost 3.5 million.")])
    (match,) = memory.search("Le pont a coûté 4,5 millions.")
    assert (match.kind, match.same_figures, match.same_names) == ("fuzzy", False, True)
    (match,) = memory.search("Le pont a coûté 3,5 milliards.")
    assert match.same_figures


def test_search_puts_the_likest_first_and_leaves_out_the_rest(memory):
    memory.add(
        [Entry(f, "x") for f in (
            "La mairie ferme le pont ce soir.", "La mairie ferme le pont demain soir.",
            "Aucun rapport avec cela.",
        )]
    )  # fmt: skip
    found = memory.search("La mairie ferme le pont ce soir.")
    assert [(m.kind, m.entry.source) for m in found] == [
        ("exact", "La mairie ferme le pont ce soir."),
        ("fuzzy", "La mairie ferme le pont demain soir."),
    ]


@given(st.lists(st.tuples(st.text(max_size=40), st.text(max_size=40)), max_size=12))
@settings(max_examples=40, deadline=None)
def test_whatever_is_stored_is_found_again_and_storing_is_idempotent(pairs):
    entries = [
        Entry(fr, en) for fr, en in pairs if not any("\ud800" <= c <= "\udfff" for c in fr + en)
    ]
    with MemoryStore(Path(":memory:")) as store:
        first = store.add(entries)
        assert store.add(entries).new == 0
        assert first.new == len(list(store.entries()))
        for entry in store.entries():
            assert store.exact(entry.source) is not None


def test_figures_about_the_memory(memory):
    memory.add([BRIDGE, replace(BRIDGE, document="b", target="Other."), Entry("Un.", "One.")])
    stats = memory.stats()
    assert (stats.entries, stats.sentences, stats.contested, stats.documents) == (3, 2, 1, 2)
    assert stats.authors == (("Ada", 2), ("", 1))


def test_pruning_removes_what_meets_all_conditions(memory):
    old = replace(BRIDGE, document="alt", date="2020-01-01")
    memory.add([BRIDGE, old])
    assert memory.prune(before="2021-01-01", author="Bo") == 0
    assert memory.prune(doubles=True, dry_run=True) == 1
    assert memory.prune(doubles=True) == 1
    assert list(memory.entries()) == [BRIDGE]
    assert memory.search("Le pont rouvre lundi.")[0].entry == BRIDGE


def test_another_programs_file_is_refused(tmp_path):
    text = tmp_path / "text.sqlite"
    text.write_text("I am no database, I am a letter of some length." * 40)
    with pytest.raises(MemoryStoreError, match="no translation memory"):
        MemoryStore(text)
    foreign = tmp_path / "foreign.sqlite"
    with sqlite3.connect(foreign) as db:
        db.execute("CREATE TABLE t (x)")
    db.close()
    with pytest.raises(MemoryStoreError, match="another program's"):
        MemoryStore(foreign)


def test_a_memory_of_a_newer_version_is_refused(tmp_path):
    path = tmp_path / "m.sqlite"
    MemoryStore(path).close()
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA user_version = {VERSION + 1}")
    db.close()
    with pytest.raises(MemoryStoreError, match="newer version"):
        MemoryStore(path)


def test_a_memory_of_the_first_version_is_brought_up_to_date(tmp_path):
    from bilingual.memory import schema

    path = tmp_path / "m.sqlite"
    db = sqlite3.connect(path)
    for statement in schema._MIGRATIONS[0]:
        db.execute(statement)
    db.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    db.execute("PRAGMA user_version = 1")
    db.execute(
        "INSERT INTO unit (identity, source, target, key) VALUES ('i', 'Un.', 'One.', 'Un.')"
    )
    db.commit()
    db.close()
    with MemoryStore(path) as store:
        assert [m.entry.target for m in store.search("Un.")] == ["One."]


def test_a_memory_that_must_exist_is_not_made(tmp_path):
    with pytest.raises(MemoryStoreError, match="there is no memory"):
        MemoryStore(tmp_path / "none.sqlite", create=False)


WRITER = """
import sys
from pathlib import Path
from bilingual.memory.entry import Entry
from bilingual.memory.store import MemoryStore
def entries():
    for i in range(int(sys.argv[3])):
        if i == 100: print("going", flush=True)
        yield Entry(f"Phrase {sys.argv[2]} {i}.", f"Sentence {i}.")
with MemoryStore(Path(sys.argv[1])) as store:
    for _ in range(int(sys.argv[4])):
        store.add(entries())
"""


def writer(path: Path, name: str, count: int, times: int = 1) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), name, str(count), str(times)],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def test_two_processes_write_at_the_same_time(tmp_path):
    path = tmp_path / "m.sqlite"
    both = [writer(path, name, 300, 5) for name in "ab"]
    for process in both:
        process.communicate(timeout=60)
        assert process.returncode == 0
    with MemoryStore(path) as store:
        assert store.stats().entries == 600


def test_a_killed_import_leaves_the_memory_as_it_was(tmp_path):
    path = tmp_path / "m.sqlite"
    with MemoryStore(path) as store:
        store.add([BRIDGE])
    process = writer(path, "k", 10_000_000)
    assert process.stdout is not None
    assert process.stdout.readline() == "going\n"
    time.sleep(0.5)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    with MemoryStore(path) as store:
        assert list(store.entries()) == [BRIDGE]
        assert store.search(BRIDGE.source)
        assert store.add([Entry("Un.", "One.")]).new == 1
    db = sqlite3.connect(path)
    assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    db.close()
