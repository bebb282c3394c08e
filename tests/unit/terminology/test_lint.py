"""Each rule of the lint, by a file that breaks it and one that does not."""

from __future__ import annotations

import json

import pytest

from bilingual.errors import GlossaryError
from bilingual.terminology.glossary import load
from bilingual.terminology.lint import RULES, contradictions, lint
from bilingual.terminology.lint_report import as_github, as_json, as_sarif, as_text

CLEAN = (
    "source,target,status,pos\nBakou,Baku,,place\nHamas,,keep,org\nun\N{NO-BREAK SPACE}an,year,,\n"
)


def check(tmp_path, text, corpus=(), name="g.csv"):
    path = tmp_path / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return lint([path], corpus)


@pytest.mark.parametrize(
    ("code", "text", "line", "column"),
    [
        ("encoding", "source,target\nBakou,Baku\nArménie,Armenia\n".encode("cp1252"), 3, 1),
        ("encoding", "source,target\nBakou,Baku\n".encode("utf-16"), 1, 1),
        ("quoting", 'source,target\n"Bakou"x,Baku\n', 2, 1),
        ("column", "source,traget\nBakou,Baku\n", 1, 1),
        ("column", "source,target,statuss\nBakou,Baku,\n", 1, 1),
        ("row", "source,target\n,Baku\n", 2, 1),
        ("row", "source,target\nBakou,\n", 2, 7),
        ("row", "source,target,status\nBakou,Baku,perferred\n", 2, 12),
        ("row", "source,target,pos\nBakou,Baku,town\n", 2, 12),
        ("row", "source,target,case\nBakou,Baku,any\n", 2, 12),
        ("row", "source,target\nBakou,Baku,x\n", 2, 1),
        ("row", "source,target,status\nBakou,Baku,keep\n", 2, 7),
        ("row", "source,target\nministre {town},minister\n", 2, 1),
        ("row", "source,target\nministre {place},minister\n", 2, 7 + len("ministre {p")),
        ("row", "source,target\n{place},{place}\n", 2, 1),
        ("row", "source,target\nministre {demonym,minister\n", 2, 1),
        ("row", "source,target\nministre demonym},minister\n", 2, 1),
        ("row", "source,target\nministre {Demonym},{Demonym} minister\n", 2, 1),
        ("control", "source,target\nBakou,Ba\0ku\n", 2, 7),
        ("context", "source,target,context\nFrance,France,!\n", 2, 15),
        ("context", "source,target,context\nFrance,France,ville|<\n", 2, 15),
        ("context", "source,target,context\nFrance,France,!>|ville\n", 2, 15),
        ("empty", "", 1, 1),
        ("empty", "source,target\n", 1, 1),
        ("duplicate", "source,target\nBakou,Baku\nBakou,Baku\n", 3, 1),
        ("conflict", "source,target\nBakou,Baku\nBakou,Bakou City\n", 3, 7),
        (
            "forbidden-preferred",
            "source,target,status\nBakou,Baku,\nBakou,Baku,forbidden\n",
            3,
            7,
        ),
        ("shadow", "source,target,pos\nturc,Turkish,demonym\nturque,Turkic,noun\n", 2, 1),
        ("shadow", "source,target,forms,pos\nturc,Turkish,,adj\nottoman,Ottoman,turc,adj\n", 3, 17),
        ("same", "source,target\nHamas,Hamas\n", 2, 7),
        ("spaces", "source,target\n Bakou,Baku\n", 2, 1),
        ("spaces", "source,target\nBakou,Ba  ku\n", 2, 7),
        ("look-alike", "source,target\nB\N{CYRILLIC SMALL LETTER A}kou,Baku\n", 2, 1),
        ("untranslated", "source,target\ngénéral,général de corps\n", 2, 9),
    ],
)
def test_a_rule_is_reported_at_its_place(tmp_path, code, text, line, column):
    issues = check(tmp_path, text)
    assert code in [issue.code for issue in issues], issues
    found = next(issue for issue in issues if issue.code == code)
    assert found.line == line
    if not (code == "row" and "{place},minister" in str(text)):
        assert found.column == column


def test_a_sound_file_has_no_problems(tmp_path):
    assert check(tmp_path, CLEAN.replace("\N{NO-BREAK SPACE}", " ")) == []


@pytest.mark.parametrize("name", ["g.yml", "g.YAML", "g.json", "g.xlsx", "g.tbx"])
def test_what_is_no_table_by_its_name_is_told_so(tmp_path, name):
    (issue,) = check(tmp_path, "terms:\n  - Bakou: Baku\n", name=name)
    assert (issue.code, issue.line) == ("format", 1)
    assert "a table in a text file" in issue.message
    with pytest.raises(GlossaryError, match="a table in a text file, not"):
        load([tmp_path / name])


@pytest.mark.parametrize("name", ["g.csv", "g.tsv", "g.txt", "g"])
def test_tables_may_have_other_names(tmp_path, name):
    assert check(tmp_path, "source,target\nBakou,Baku\n", name=name) == []


def test_contexts_with_words_are_sound(tmp_path):
    text = "source,target,context\nFrance,Frances,!>Aa\nBakou,Baku,ville|<port|!mer\n"
    assert check(tmp_path, text) == []


def test_wrong_column_names_say_the_nearest_known_one(tmp_path):
    (issue, *_) = check(tmp_path, "source,traget\nBakou,Baku\n")
    assert "did you mean 'target'?" in issue.message


def test_terms_that_a_corpus_lacks_are_noted(tmp_path):
    issues = check(tmp_path, "source,target\nBakou,Baku\nParis ville,Paris\n", ["à Bakou"])
    assert [(i.code, i.line) for i in issues] == [("unused", 3)]


def test_a_term_that_only_fills_a_slot_is_used(tmp_path):
    text = "source,target,pos\nazéri,Azerbaijani,demonym\nchef {demonym},{demonym} chief,title\n"
    assert check(tmp_path, text, ["un chef azéri"]) == []


def test_rows_with_different_contexts_do_not_clash(tmp_path):
    text = "source,target,context\nFrance,France,!>Aa\nFrance,Frances,>Aa\n"
    assert [i.code for i in check(tmp_path, text)] == ["same"]


def test_text_is_path_line_column_severity_code_message(tmp_path):
    issues = check(tmp_path, "source,target\n Bakou,Baku\n")
    assert as_text(issues) == (
        f"{tmp_path}/g.csv:2:1: warning[spaces]: source ' Bakou' has stray blanks; "
        "`glossary format` mends it\n"
    )


def test_github_annotations_escape_what_commands_need(tmp_path):
    issues = check(tmp_path, "source,target\n,50 %\n", name="a,b.csv")
    line = as_github(issues).splitlines()[0]
    assert line.startswith("::error file=")
    assert "a%2Cb.csv,line=2,col=1,title=row::" in line


def test_json_has_the_same_facts(tmp_path):
    (row,) = json.loads(as_json(check(tmp_path, "source,target\nHamas,Hamas\n")))
    assert (row["line"], row["column"], row["severity"], row["code"]) == (2, 7, "warning", "same")


def test_sarif_results_point_to_rules_of_the_driver(tmp_path):
    log = json.loads(as_sarif(check(tmp_path, "source,target\nHamas,Hamas\n"), "1.0"))
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert log["version"] == "2.1.0"
    assert [rule["id"] for rule in rules] == list(RULES)
    (result,) = run["results"]
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == "same"
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 2, "startColumn": 7}


def of_files(tmp_path, *texts):
    paths = [tmp_path / f"{number}.csv" for number, _ in enumerate(texts)]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(f"source,target,status,context\n{text}", encoding="utf-8")
    return [told.removeprefix(f"{tmp_path}/") for told in contradictions(load(paths))]


def test_rows_of_one_file_that_cannot_both_hold_are_contradictions(tmp_path):
    text = "Bakou,Baku,,\nBakou,Bakoo,,\npont,bridge,,\npont,bridge,forbidden,\n"
    first, second = of_files(tmp_path, text)
    assert first.startswith("0.csv:3: 'Bakou' is 'Baku' at ")
    assert second.startswith("0.csv:5: 'bridge' is forbidden and wanted")


def test_a_second_file_other_english_and_contexts_are_no_contradictions(tmp_path):
    house = "Bakou,Baku,,\npont,bridge,,\npont,span,admitted,\npont,viaduct,forbidden,\n"
    assert of_files(tmp_path, f"{house}Bakou,Bakoo,,!ville\n", "Bakou,Bakoo,,\n") == []
