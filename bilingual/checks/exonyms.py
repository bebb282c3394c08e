"""English names of places and bodies whose French name is another: data/exonyms.fr-en.tsv."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from bilingual.checks.words import fold, in_capitals


def has_exonym(french: str, target: str) -> bool:
    """Say whether the English has one of the known English names of a French name."""
    forms = exonyms().get(fold(french), ())
    if in_capitals(target):
        forms += tuple(form.upper() for form in forms)
    return any(_begins_word(form, target) for form in forms)


def _begins_word(form: str, text: str) -> bool:
    """Say whether `form` stands in the text at the beginning of a word.

    By hand: a pattern for each name took a tenth of a second of every run to compile.
    """
    at = text.find(form)
    while at > 0 and (text[at - 1].isalnum() or text[at - 1] == "_"):
        at = text.find(form, at + 1)
    return at >= 0


@lru_cache(maxsize=1)
def english_exonyms() -> frozenset[str]:
    """Return the words of the English names in the table, folded."""
    return frozenset(
        fold(part) for forms in exonyms().values() for form in forms for part in form.split()
    )


@lru_cache(maxsize=1)
def exonyms() -> dict[str, tuple[str, ...]]:
    """Return folded French name -> English names, from the data file."""
    return {fold(row[0]): tuple(row[1].split("|")) for row in _rows()}


@lru_cache(maxsize=1)
def french_names() -> tuple[str, ...]:
    """Return the French names of the table as they are written."""
    return tuple(row[0] for row in _rows())


def _rows() -> list[list[str]]:
    """Return the rows of the data file: French name, English names."""
    table = files("bilingual").joinpath("data", "exonyms.fr-en.tsv").read_text(encoding="utf-8")
    lines = (line for line in table.splitlines() if line and not line.startswith("#"))
    return [line.split("\t") for line in lines]
