"""`bilingual align` from files to beads, side-by-sides and memory, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

FRENCH = """Le ministre en visite à Erevan

Le ministre des Affaires étrangères s'est rendu vendredi à Erevan. Il y a rencontré le président. \
« Nous avançons », a-t-il déclaré.

Les deux pays ont signé 12 accords. Le prix du pain a doublé en trois ans dans les villes.
"""
ENGLISH = """Minister visits Yerevan

The foreign minister travelled to Yerevan on Friday and met the president there. \
"We are making progress," he said.

The two countries signed 12 agreements.
"""
KEYS = ["source_indices", "target_indices", "source", "target", "kind", "confidence"]


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "visit.fr.txt").write_text(FRENCH, encoding="utf-8")
    (tmp_path / "visit.en.txt").write_text(ENGLISH, encoding="utf-8")
    return tmp_path


def beads(text: str) -> list[tuple[list[int], list[int]]]:
    records = [json.loads(line) for line in text.splitlines()]
    assert all(list(record) == KEYS for record in records)
    return [(record["source_indices"], record["target_indices"]) for record in records]


def test_articles_are_segmented_and_aligned(files: Path, bilingual: Run) -> None:
    names = ["visit.fr.txt", "visit.en.txt", "--aligner", "lexical"]
    result = bilingual("align", *names, "--format", "jsonl")
    assert result.code == 0
    assert beads(result.out) == [([0], [0]), ([1, 2], [1]), ([3], [2]), ([4], [3]), ([5], [])]
    assert "visit: 3 pair, 1 merge, 1 omission" in result.err


def test_english_first_mirrors_the_result(files: Path, bilingual: Run) -> None:
    options = ["--aligner", "lexical", "--format", "jsonl"]
    there = beads(bilingual("align", "visit.fr.txt", "visit.en.txt", *options).out)
    back = beads(bilingual("align", "visit.en.txt", "visit.fr.txt", *options).out)
    assert [(target, source) for source, target in back] == there


def test_english_first_still_exports_french_as_french(files: Path, bilingual: Run) -> None:
    options = ["--aligner", "lexical", "--to", "tmx,md", "--memory", "m.sqlite", "-o"]
    there = bilingual("align", "visit.fr.txt", "visit.en.txt", *options, "there")
    back = bilingual("align", "visit.en.txt", "visit.fr.txt", *options, "back")
    assert "the first file is English" in back.err
    assert "the first file is English" not in there.err
    assert "0 new, 0 changed" in back.err, "the memory knows these very pairs"
    rows = [
        (files / folder / "visit.fr-en.md").read_text("utf-8").partition("| ¶ |")[2]
        for folder in ("there", "back")
    ]
    assert rows[0] == rows[1]
    tmx = (files / "back" / "visit.fr-en.tmx").read_text("utf-8")
    assert '<tuv xml:lang="fr">Le ministre en visite' in "".join(
        line.strip().removeprefix("<seg>") for line in tmx.splitlines()
    )


def test_two_texts_of_one_language_are_doubted_and_teach_nothing(
    files: Path, bilingual: Run
) -> None:
    options = ["--aligner", "lexical", "--memory", "m.sqlite", "--format", "jsonl"]
    result = bilingual("align", "visit.fr.txt", "visit.fr.txt", *options)
    assert beads(result.out) == [([n], [n]) for n in range(6)]
    assert "both texts look like one language" in result.err
    assert "Memory: 0 new" in result.err


def test_lines_keep_their_numbers_blank_ones_included(tmp_path: Path, bilingual: Run) -> None:
    (tmp_path / "a.fr").write_text("Bonjour le monde.\n\nIl y a 12 ministres.\n\n\n", "utf-8")
    (tmp_path / "a.en").write_text("Hello world.\nThere are 12 ministers.\n\n", "utf-8")
    result = bilingual(
        "align", "a.fr", "a.en", "--lines", "--format", "jsonl", "--aligner", "lexical"
    )
    found = beads(result.out)
    assert sorted(i for source, _ in found for i in source) == [0, 1, 2, 3, 4]
    assert sorted(j for _, target in found for j in target) == [0, 1, 2]
    assert ([0], [0]) in found
    assert ([2], [1]) in found
    assert ([1], []) in found
    assert "a: 2 pair; 0 to check" in result.err, "blank lines are no omissions"


@pytest.mark.parametrize("aligner", ["translated", "lexical", "gale_church", "positional"])
def test_every_aligner_runs_from_the_command_line(
    files: Path, bilingual: Run, aligner: str
) -> None:
    result = bilingual(
        "align", "visit.fr.txt", "visit.en.txt", "--aligner", aligner, "--engine", "identity",
        "--format", "jsonl", "-q",
    )  # fmt: skip
    assert result.code == 0
    assert result.err == ""
    assert sorted(i for source, _ in beads(result.out) for i in source) == [0, 1, 2, 3, 4, 5]


def test_the_text_form_names_kinds(files: Path, bilingual: Run) -> None:
    result = bilingual("align", "visit.fr.txt", "visit.en.txt", "--aligner", "lexical")
    assert "2-1" in result.out
    assert "merge" in result.out
    assert "omission" in result.out


def test_folders_pair_by_name_and_say_who_is_alone(files: Path, bilingual: Run) -> None:
    for folder, suffix in (("fr", "fr"), ("en", "en")):
        (files / folder).mkdir()
        text = (files / f"visit.{suffix}.txt").read_text(encoding="utf-8")
        (files / folder / f"visit.{suffix}.txt").write_text(text, encoding="utf-8")
    (files / "fr" / "alone.txt").write_text("Personne ne m'a traduit.", encoding="utf-8")
    result = bilingual("align", "fr", "en", "--aligner", "lexical", "--to", "md,tmx", "-o", "out")
    assert result.code == 0
    assert "left out: fr/alone.txt" in result.err
    assert sorted(path.name for path in (files / "out").glob("visit*")) == [
        "visit.fr-en.md",
        "visit.fr-en.tmx",
    ]


@pytest.mark.parametrize("name", ["docx", "md", "html", "tmx", "xliff", "jsonl", "epub", "txt"])
def test_the_same_texts_give_the_same_bytes(
    files: Path, bilingual: Run, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1760000000")
    made = []
    for folder in ("one", "two"):
        options = ["--aligner", "lexical", "--to", name, "-o", folder]
        assert bilingual("align", "visit.fr.txt", "visit.en.txt", *options).code == 0
        made.append([path.read_bytes() for path in sorted((files / folder).glob("visit*"))])
    assert made[0] == made[1]
    assert len(made[0]) == 1


def test_sure_pairs_enter_the_memory(files: Path, bilingual: Run) -> None:
    options = ["--aligner", "lexical", "--memory", "memory.sqlite"]
    result = bilingual("align", "visit.fr.txt", "visit.en.txt", *options)
    assert "Memory: " in result.err
    found = bilingual(
        "memory", "--memory", "memory.sqlite", "search", "Les deux pays ont signé 12 accords."
    )
    assert "The two countries signed 12 agreements." in found.out


def test_no_memory_takes_figures_that_disagree_or_private_neighbours(
    files: Path, bilingual: Run
) -> None:
    french = "Le prix du pain a doublé.\nÉcrivez à jean@exemple.fr !\nIl y a 12 accords signés.\n"
    english = "The price of bread doubled.\nWrite to jean@exemple.fr!\n{} agreements are signed.\n"
    (files / "a.fr").write_text(french, "utf-8")
    (files / "a.en").write_text(english.format(13), "utf-8")
    options = ["--lines", "--aligner", "positional", "--memory", "m.sqlite"]
    assert "Memory: 1 new" in bilingual("align", "a.fr", "a.en", *options).err
    (files / "a.en").write_text(english.format(12), "utf-8")
    assert "Memory: 1 new" in bilingual("align", "a.fr", "a.en", *options).err
    exported = bilingual("memory", "--memory", "m.sqlite", "export").out
    assert "12 agreements" in exported
    assert "jean" not in exported
    assert b"jean" not in (files / "m.sqlite").read_bytes()


def test_a_folder_without_formats_is_refused(files: Path, bilingual: Run) -> None:
    result = bilingual("align", "visit.fr.txt", "visit.en.txt", "-o", "out")
    assert result.code == 2
    assert "-o says where --to writes" in result.err


def test_the_memory_named_none_is_none(files: Path, bilingual: Run) -> None:
    options = ["--aligner", "lexical", "--memory", "none"]
    assert bilingual("align", "visit.fr.txt", "visit.en.txt", *options).code == 0
    assert not (files / "none").exists()


def test_sides_of_unequal_length_are_never_surely_parallel(files: Path, bilingual: Run) -> None:
    options = ["--aligner", "positional", "--memory", "m.sqlite"]
    result = bilingual("align", "visit.fr.txt", "visit.en.txt", *options)
    assert "Memory: 0 new" in result.err
    assert "6 to check" in result.err


def test_additions_are_not_checked_against_nothing(files: Path, bilingual: Run) -> None:
    (files / "visit.en.txt").write_text(
        ENGLISH + '\nMr Smith said: "We never sold 3,000 tons in 1999."\n', "utf-8"
    )
    options = ["--aligner", "lexical", "--to", "md", "-o", "out"]
    assert bilingual("align", "visit.fr.txt", "visit.en.txt", *options).code == 0
    made = (files / "out" / "visit.fr-en.md").read_text("utf-8")
    assert "Addition: the French has nothing for this" in made
    assert "is not in the French" not in made
    assert "as the existing translation has it" in made


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ["visit.fr.txt", "visit.en.txt", "--to", "md", "--memory", "visit.fr.txt"],
            "visit.fr.txt: is no translation memory",
        ),
        (["visit.fr.txt", "none.txt"], "none.txt: there is no such file or folder"),
        (["visit.fr.txt", "empty.txt", "--lines"], "empty.txt: is empty"),
        (["visit.fr.txt", "latin.txt", "--lines"], "latin.txt:1: not UTF-8"),
        (["visit.fr.txt", "."], "a folder pairs only with a folder"),
        (["visit.fr.txt", "visit.en.txt", "--aligner", "magic"], "'magic' is unknown"),
        (
            ["visit.fr.txt", "visit.en.txt", "--to", "pdf", "--aligner", "lexical"],
            "'pdf' is unknown",
        ),
    ],
)
def test_bad_input_is_said_in_one_line(
    files: Path, bilingual: Run, arguments: list[str], told: str
) -> None:
    (files / "empty.txt").write_text("\n\n", encoding="utf-8")
    (files / "latin.txt").write_bytes("Été".encode("latin-1"))
    result = bilingual("align", *arguments)
    assert result.code == 2
    assert told in result.err
    assert len(result.err.strip().splitlines()) == 1


def test_a_side_by_side_comes_home_through_review(files: Path, bilingual: Run) -> None:
    options = ["--aligner", "lexical", "--to", "docx", "-o", "out"]
    assert bilingual("align", "visit.fr.txt", "visit.en.txt", *options).code == 0
    home = bilingual("review", "out/visit.fr-en.docx", "--against", "out", "--all-read")
    assert home.code == 0
    assert "4 approved" in home.out, "three pairs and a merge; the omission stays open"
    found = bilingual("memory", "search", "Les deux pays ont signé 12 accords.")
    assert "The two countries signed 12 agreements." in found.out
