"""The way back through a real word processor: LibreOffice Writer, driven through UNO."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree

from bilingual.formats.docx_review import read_review
from bilingual.formats.docx_review_package import W
from bilingual.formats.jsonl import JsonlWriter
from bilingual.pipeline.review import edition, review
from tests.roundtrip.desk import ARTICLE, Desk, Returned
from tests.roundtrip.ooxml import NS, dele, ins, t

PYTHON = "/usr/bin/python3"
EN = {number: r.en for number, r in enumerate(ARTICLE, 1)}

JOBS: dict[str, list[list[str]]] = {
    "resaved": [],
    "tracked": [["track"], ["replace", "mayoress", "mayor"], ["replace", "traders", "shops"]],
    "untracked": [["untrack"], ["replace", "mayoress", "mayor"]],
    "accepted": [["track"], ["replace", "mayoress", "mayor"], ["accept"]],
    "rejected": [["track"], ["replace", "mayoress", "mayor"], ["reject"]],
    "continued": [["untrack"], ["type_end", "asking for help.", " Soon."]],
    "commented": [["comment", "Is it true?", "asking for help"]],
    "approved": [["comment", "OK", "asking for help"]],
    "deleted": [["untrack"], ["delete_row", "6"]],
    "marked as deleted": [["track"], ["cut_row", "6"]],
    "moved": [["untrack"], ["move_row", "2", "6"]],
    "moved while tracking": [["track"], ["move_row", "2", "6"]],
    "merged": [["untrack"], ["merge_rows", "5", "6"]],
    "split": [["untrack"], ["split_row", "5"]],
    "everything": [
        ["untrack"], ["merge_rows", "7", "8"], ["delete_row", "6"], ["move_row", "2", "4"],
        ["track"], ["replace", "mayoress", "mayor"], ["comment", "Sure?", "6,000 vehicles"],
    ],
}  # fmt: skip


TRICKY = (
    t("The quick ") + dele("brown") + ins("red") + t(" fox"),
    t("It ") + ins(t("may ") + dele("perhaps ", "Bo"), "Ada") + t("rain today"),
    dele("Gone at the start. ") + t("Kept.") + ins(" Come at the end."),
    t("One ") + ins("and ") + ins("two ", "Bo") + t("three"),
    t("A ") + dele("b ") + dele("c ", "Bo") + t("d"),
    ins("All new."),
)
"""English cells with changes, by row; LibreOffice says what they mean."""


def _uno() -> str:
    """Return why LibreOffice cannot be driven here; empty if it can."""
    if shutil.which("soffice") is None:
        return "LibreOffice is not installed (Debian: libreoffice-writer)"
    probe = subprocess.run([PYTHON, "-c", "import uno"], capture_output=True, check=False)
    return "" if probe.returncode == 0 else "UNO is not installed (Debian: python3-uno)"


MISSING = _uno()
pytestmark = [pytest.mark.office, pytest.mark.skipif(bool(MISSING), reason=MISSING)]


@pytest.fixture(scope="module")
def saved(tmp_path_factory) -> Path:
    """Return the folder of files that LibreOffice saved, and of what was sent out."""
    folder: Path = tmp_path_factory.mktemp("libreoffice")
    desk = Desk()
    sent = folder / "pont.fr-en.docx"
    sent.write_bytes(desk.bytes())
    (folder / "pont.fr-en.jsonl").write_bytes(JsonlWriter().write(desk.article))
    jobs: list[dict[str, object]] = [
        {"open": str(sent), "save": str(folder / f"{name}.docx"), "do": steps}
        for name, steps in JOBS.items()
    ]
    tricky = Desk()
    for number, content in enumerate(TRICKY, 1):
        cell = tricky.cell(number)
        for old in cell.findall(f"{W}p"):
            cell.remove(old)
        cell.append(etree.fromstring(f"<w:p {NS}>{content}</w:p>"))
    (folder / "tricky.docx").write_bytes(tricky.bytes())
    jobs += [
        {"open": str(folder / "tricky.docx"), "save": str(folder / f"{verb}.docx"), "do": [[verb]]}
        for verb in ("accept", "reject")
    ]
    talk = Desk().comment(6, "Which help?").comment(6, "From the region.", "Bo", answers="0")
    (folder / "talk.docx").write_bytes(talk.comment(3, "Fine now", done=True).bytes())
    jobs.append({"open": str(folder / "talk.docx"), "save": str(folder / "talked.docx")})
    odt = str(folder / "pont.odt")
    tracked = str(folder / "tracked.docx")
    jobs += [
        {"open": tracked, "save": odt, "filter": "writer8"},
        {"open": odt, "save": str(folder / "through odt.docx")},
        {"open": tracked, "save": str(folder / "saved twice.docx"), "do": [["accept"]]},
    ]
    listed = folder / "jobs.json"
    listed.write_text(json.dumps(jobs), encoding="utf-8")
    script = Path(__file__).with_name("uno_desk.py")
    done = subprocess.run(
        [PYTHON, str(script), str(listed), f"roundtrip{os.getpid()}"],
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.parametrize("name", ["resaved", "through odt"])
def test_the_looks_of_our_styles_are_not_taken_for_emphasis(saved, name):
    assert [u.marks for u in bring_home(saved, name).units.values()] == [()] * len(ARTICLE)


def bring_home(folder: Path, name: str) -> Returned:
    (outcome,) = review([folder / f"{name}.docx"], against=[folder / "pont.fr-en.jsonl"])
    return Returned(outcome, Desk().article)


@pytest.mark.parametrize("name", ["resaved", "rejected"])
def test_saving_alone_changes_nothing(saved, name):
    home = bring_home(saved, name)
    assert (home.verdicts, home.notices()) == ({}, [])


@pytest.mark.parametrize("name", ["tracked", "through odt", "saved twice"])
def test_tracked_corrections_come_home(saved, name):
    home = bring_home(saved, name)
    assert home.verdicts == {4: "edited", 5: "edited"}
    assert home.target(4) == EN[4].replace("mayoress", "mayor")
    assert home.target(5) == EN[5].replace("traders", "shops")
    assert home.notices() == []


def test_the_author_of_a_tracked_correction_is_known(saved):
    unit = bring_home(saved, "tracked").units[4]
    assert [(c.kind.value, c.text, c.author) for c in unit.changes] == [
        ("deletion", "mayoress", "Lise Bureau"), ("insertion", "mayor", "Lise Bureau"),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["untracked", "accepted"])
def test_corrections_without_tracking_or_accepted_come_home(saved, name):
    home = bring_home(saved, name)
    assert home.verdicts == {4: "edited"}
    assert home.units[4].changes == ()


def test_text_typed_at_the_end_of_a_cell_comes_home(saved):
    assert bring_home(saved, "continued").target(6) == EN[6] + " Soon."


def test_comments_come_home(saved):
    (comment,) = bring_home(saved, "commented").units[6].comments
    assert (comment.author, comment.text, comment.date[:10]) == (
        "Lise Bureau", "Is it true?", "2024-05-14",
    )  # fmt: skip
    assert bring_home(saved, "approved").verdicts == {6: "approved"}


def test_comments_of_other_programs_come_home_through_it(saved):
    question, answer = bring_home(saved, "talk").units[6].comments
    assert (question.text, answer.text, answer.parent) == (
        "Which help?", "From the region.", question.id,
    )  # fmt: skip
    home = bring_home(saved, "talked")
    assert {c.text for c in home.units[6].comments} == {"Which help?", "From the region."}
    assert [c.done for c in home.units[3].comments] == [True]


@pytest.mark.parametrize("name", ["deleted", "marked as deleted"])
def test_deleted_rows_are_left_out_and_told(saved, name):
    home = bring_home(saved, name)
    assert home.verdicts == {6: "deleted"}
    assert EN[6] not in str(edition(home.outcome))


@pytest.mark.parametrize("name", ["moved", "moved while tracking"])
def test_moved_rows_go_back_to_their_place(saved, name):
    home = bring_home(saved, name)
    assert home.verdicts == {}
    assert home.kinds == {"moved"}
    assert edition(home.outcome).paragraphs[1].text == EN[2]


@pytest.mark.parametrize("name", ["merged", "split"])
def test_merged_and_split_cells_lose_nothing(saved, name):
    home = bring_home(saved, name)
    said = " ".join(home.target(n) for n in home.units if n in (5, 6))
    assert said == f"{EN[5]} {EN[6]}"
    assert "deleted" not in home.kinds


def test_all_of_it_at_once_comes_home(saved):
    home = bring_home(saved, "everything")
    assert home.verdicts == {4: "edited", 6: "deleted"}
    assert {"moved", "deleted"} <= home.kinds
    assert home.target(4) == EN[4].replace("mayoress", "mayor")
    assert [c.text for c in home.units[3].comments] == ["Sure?"]
    said = " ".join(home.target(n) for n in home.units if n in (7, 8))
    assert said == f"{EN[7]} {EN[8]}"


def test_libreoffice_understands_changes_as_we_do(saved):
    rows = read_review((saved / "tricky.docx").read_bytes(), "tricky.docx").rows[: len(TRICKY)]
    for verb, ours in (("accept", [r.after for r in rows]), ("reject", [r.before for r in rows])):
        theirs = read_review((saved / f"{verb}.docx").read_bytes(), verb).rows
        assert [r.after for r in theirs[: len(TRICKY)]] == ours


def test_what_libreoffice_keeps_of_the_hidden_anchors(saved):
    document = read_review((saved / "resaved.docx").read_bytes(), "resaved.docx")
    assert all(row.pieces[0].unit_id for row in document.rows), "bookmarks survive"
    assert len(document.sent_out) == len(ARTICLE), "the custom part survives in docx"
    odt = read_review((saved / "through odt.docx").read_bytes(), "through odt.docx")
    assert all(row.pieces[0].unit_id for row in odt.rows)
    assert odt.fingerprint == document.fingerprint
    assert odt.sent_out == {}, "the custom part is lost through odt"
