"""The report over a run: one set of facts, three pages that agree."""

import json
from pathlib import Path

import pytest
from lxml import etree
from markdown_it import MarkdownIt

from bilingual.errors import OutputError
from bilingual.formats.report import Findings
from bilingual.model.quality import Finding, Severity
from bilingual.pipeline.export import export
from tests.builders import REMOVED_EMAIL, Row, a_long_review, a_report, a_review


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("output")
    reviews = [a_review(), a_long_review(9)]
    files = [export(reviews[0], ("md", "jsonl"), folder, "pont")]
    files += [export(reviews[1], ("md",), folder, "archive")]
    a_report(reviews, folder, [[path.name for path in own] for own in files])
    return folder


def test_writes_three_pages(folder):
    assert {path.name for path in folder.glob("report.*")} == {
        "report.html",
        "report.json",
        "report.md",
    }


def test_totals_are_the_sums_over_the_documents(folder):
    facts = json.loads((folder / "report.json").read_text())
    for key in ("sentences", "words"):
        assert facts["totals"][key] == sum(d[key] for d in facts["documents"])
    for key in ("terms", "findings", "states"):
        for name, total in facts["totals"][key].items():
            assert total == sum(d[key][name] for d in facts["documents"]), (key, name)
    assert facts["totals"]["sentences"] == 17 + 9
    assert facts["totals"]["terms"]["total"] == facts["totals"]["terms"]["missing"] + 9
    assert sum(facts["totals"]["findings"].values()) == len(facts["findings"]) == 6


def test_each_document_lists_its_own_files(folder):
    documents = json.loads((folder / "report.json").read_text())["documents"]
    assert documents[0]["files"] == ["pont.fr-en.jsonl", "pont.fr-en.md"]
    assert documents[1]["files"] == ["archive.fr-en.md"]


def test_no_score_goes_without_its_signature(folder):
    facts = json.loads((folder / "report.json").read_text())
    for name in ("report.md", "report.html"):
        text = (folder / name).read_text().replace("\\", "")
        for document in facts["documents"]:
            for score in document["scores"]:
                assert score["signature"] in text


@pytest.mark.parametrize("name", ["report.md", "report.html"])
def test_pages_tell_findings_terms_and_removals(folder, name):
    text = (folder / name).read_text()
    if name.endswith("md"):
        text = MarkdownIt("commonmark").enable("table").render(text)
    shown = "".join(map(str, etree.HTML(text).itertext()))
    assert "“n’a pas confirmé” is negated" in shown
    assert "River Agency" in shown
    assert "sign-in form of the page" in shown
    assert "No reference was given" in shown


def test_no_page_shows_an_address_of_a_removed_block(folder):
    for path in folder.glob("report.*"):
        assert REMOVED_EMAIL not in path.read_text()
        assert "nina.exemple" not in path.read_text()


def test_html_loads_nothing_and_runs_nothing(folder):
    root = etree.HTML((folder / "report.html").read_text())
    assert not root.xpath("//script | //img | //link | //iframe | //@src | //@onclick")
    policy = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'"]


def test_html_escapes_what_texts_hold(tmp_path):
    hostile = '<script>alert("x")</script>{{ 7 * 7 }}'
    finding = Finding("numbers", Severity.MAJOR, hostile, suggestion=hostile)
    review = a_review([Row(hostile, hostile, findings=(finding,))], title=hostile, path=hostile)
    a_report([review], tmp_path)
    root = etree.HTML((tmp_path / "report.html").read_text())
    assert not root.xpath("//script")
    assert hostile in [cell.text for cell in root.iter("span")]


def test_same_run_same_bytes(tmp_path):
    pages = []
    for name in ("a", "b"):
        paths = a_report([a_review()], tmp_path / name)
        pages.append([path.read_bytes() for path in paths])
    assert pages[0] == pages[1]


def test_a_run_of_nothing_has_a_report(tmp_path):
    paths = a_report([], tmp_path)
    assert all(path.stat().st_size for path in paths)


def test_a_file_name_that_is_not_utf_8_stops_no_export(tmp_path):
    review = a_review(path="caf\udce9.txt")
    export(review, ("docx", "md", "jsonl"), tmp_path, "caf")
    paths = a_report([review], tmp_path)
    assert all(b"caf.txt" in path.read_bytes() for path in paths)


def test_findings_come_back_in_order_also_from_disk(monkeypatch):
    monkeypatch.setattr("bilingual.formats.report._IN_MEMORY", 2000)
    findings = Findings()
    given = [{"row": row, "message": f"« l’été » \ud800 {row}"} for row in range(100)]
    findings.add(given[:60])
    assert list(findings) == given[:60]
    findings.add(given[60:])
    assert [list(findings), list(findings)] == [given, given]
    assert len(findings) == 100
    findings.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full is Linux's")
def test_a_full_disk_is_told(monkeypatch):
    findings = Findings()
    with Path("/dev/full").open("w+b", buffering=0) as full:
        findings.close()
        monkeypatch.setattr(findings, "_lines", full)
        with pytest.raises(OutputError, match="TMPDIR"):
            findings.add([{"row": 1}])


def test_no_text_passes_for_the_place_of_the_findings(tmp_path):
    found = Finding("numbers", Severity.MAJOR, "lost", suggestion="@findings@")
    row = Row("@findings@", "@findings@", findings=(found,))
    a_report([a_review([row], findings=())], tmp_path, [["@findings@.docx"]])
    facts = json.loads((tmp_path / "report.json").read_text())
    assert [finding["suggestion"] for finding in facts["findings"]] == ["@findings@"]
    assert facts["files"] == ["@findings@.docx"]
