"""Any mixture of edits comes home, whatever anchors are left."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.pipeline.review import edition
from tests.roundtrip.desk import ARTICLE, Desk, bring_home

DONE = st.sampled_from(("nothing", "typed", "tracked", "deleted", "crossed out", "approved"))
ROWS = range(1, len(ARTICLE) + 1)


@given(
    st.tuples(*(DONE for _ in ROWS)),
    st.lists(st.tuples(st.sampled_from(ROWS), st.sampled_from(ROWS)), max_size=2),
    st.sampled_from(("both", "controls", "bookmarks", "none")),
)
@settings(max_examples=60, deadline=None)
def test_every_row_comes_home_as_it_was_left(done, moves, survivors):
    if set(done) <= {"deleted"}:
        return
    desk = Desk()
    expected = {}
    for number, what in zip(ROWS, done, strict=True):
        english = ARTICLE[number - 1].en
        word = english.split()[-1]
        if what == "typed":
            desk.type_over(number, word, "INDEED")
        elif what == "tracked":
            desk.track(number, word, "INDEED")
        elif what == "crossed out":
            desk.mark_row(number, "del")
        elif what == "approved":
            desk.remark(number, "OK")
        changed = english.replace(word, "INDEED")
        verdict, text = {
            "nothing": ("untouched", english),
            "typed": ("edited", changed),
            "tracked": ("edited", english[: -len(word)] + "INDEED"),
            "approved": ("approved", english),
        }.get(what, ("deleted", ""))
        expected[number] = (verdict, text)
    for number, below in moves:
        if number != below:
            desk.move_row(number, below)
    for number, what in zip(ROWS, done, strict=True):
        if what == "deleted":
            desk.delete_row(number)
    desk.lose_anchors(survivors)
    with tempfile.TemporaryDirectory() as folder:
        home = bring_home(Path(folder), desk)
    found = {n: (u.verdict.value, u.target) for n, u in home.units.items()}
    assert found == expected
    assert home.kinds <= {"moved", "deleted"}
    published = " ".join(p.text for p in edition(home.outcome).paragraphs)
    assert published == " ".join(text for _, text in expected.values() if text)
