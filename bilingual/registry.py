"""Finds implementations by name and loads them late.

The tables hold `module:attribute` strings, so that listing names imports nothing. Third parties add
to a kind through an entry point group `bilingual.<kind>` (for instance `bilingual.engines`).
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from bilingual.errors import ConfigError

BUILT_IN: dict[str, dict[str, str]] = {
    "readers": {
        "plaintext": "bilingual.formats.plaintext:PlainTextReader",
        "markdown": "bilingual.formats.markdown_in:MarkdownReader",
        "html": "bilingual.formats.html_in:HtmlReader",
        "docx": "bilingual.formats.docx_in:DocxReader",
    },
    "writers": {
        "docx": "bilingual.formats.docx:DocxWriter",
        "md": "bilingual.formats.markdown:MarkdownWriter",
        "html": "bilingual.formats.html:HtmlWriter",
        "jsonl": "bilingual.formats.jsonl:JsonlWriter",
        "tmx": "bilingual.formats.tmx:TmxWriter",
        "xliff": "bilingual.formats.xliff:Xliff12Writer",
        "xliff2": "bilingual.formats.xliff:Xliff21Writer",
        "epub": "bilingual.formats.epub:EpubWriter",
        "txt": "bilingual.formats.parallel_text:ParallelTextWriter",
    },
    "segmenters": {
        "pysbd": "bilingual.segmenters.pysbd:PysbdSegmenter",
        "lines": "bilingual.segmenters.lines:LineSegmenter",
    },
    "engines": {
        "argos": "bilingual.engines.argos:ArgosEngine",
        "identity": "bilingual.engines.identity:IdentityEngine",
    },
    "aligners": {
        "translated": "bilingual.aligners.translated:TranslatedAligner",
        "lexical": "bilingual.aligners.lexical:LexicalAligner",
        "gale_church": "bilingual.aligners.gale_church:GaleChurchAligner",
        "positional": "bilingual.aligners.positional:PositionalAligner",
    },
    "checks": {
        "terminology": "bilingual.checks.terminology:check",
        "numbers": "bilingual.checks.numbers:check",
        "signs": "bilingual.checks.signs:check",
        "addresses": "bilingual.checks.addresses:check",
        "names": "bilingual.checks.names:check",
        "quotes": "bilingual.checks.quotes:check",
        "negation": "bilingual.checks.negation:check",
        "untranslated": "bilingual.checks.untranslated:check",
        "spelling": "bilingual.checks.spelling:check",
        "repetition": "bilingual.checks.repetition:check",
        "omission": "bilingual.checks.omission:check",
        "length_ratio": "bilingual.checks.length_ratio:check",
    },
}
"""Kind -> name -> `module:attribute`."""
READS: dict[str, str] = {
    ".txt": "plaintext",
    ".text": "plaintext",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
}
"""Suffix -> the built-in reader that reads it, so that a run loads only the readers it needs."""


def names(kind: str) -> list[str]:
    """Return the names of a kind: the built-in ones in table order, then third parties', sorted."""
    found = list(BUILT_IN[kind])
    found += sorted({entry.name for entry in _third_parties(kind)} - set(found))
    return found


def load(kind: str, name: str) -> Any:
    """Return the implementation (a class or function) of that kind and name.

    Raises:
        ConfigError: nothing of that name; the message lists what there is.

    """
    path = BUILT_IN[kind].get(name)
    if path is not None:
        return _built_in(path)
    for entry in _third_parties(kind):
        if entry.name == name:
            return entry.load()
    raise ConfigError(kind, f"{name!r} is unknown; there is: {', '.join(names(kind))}")


@cache
def _third_parties(kind: str) -> tuple[EntryPoint, ...]:
    """Return what other packages offer; looked up once, as every installed package is asked."""
    return tuple(entry_points(group=f"bilingual.{kind}"))


@cache
def _built_in(path: str) -> Any:
    """Return what `module:attribute` names."""
    module, attribute = path.split(":")
    return getattr(import_module(module), attribute)
