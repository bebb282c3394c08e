"""Reads the texts that `bilingual align` lays side by side: two files, or two folders by name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bilingual import registry
from bilingual.aligners.sides import frenchness
from bilingual.config import Settings
from bilingual.errors import InputError
from bilingual.model.segment import Segment, Segmentation
from bilingual.pipeline.clean import clean
from bilingual.pipeline.ingest import ingest
from bilingual.pipeline.score_files import read_lines, segmentation_of_lines
from bilingual.pipeline.segment import segment
from bilingual.text.redact import redact

_LANGUAGE = re.compile(r"[._-](?:fr|en|fra|eng|french|english|français|anglais)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pair:
    """A French text and its English, as sentences."""

    name: str
    """Stem for the files to write."""
    english_path: str
    segmentation: Segmentation
    """Of the French."""
    segments: tuple[Segment | None, ...]
    """The French sentences in order; None is a blank line (`--lines`)."""
    english: tuple[str, ...]
    """The English sentences in order; empty is a blank line."""
    removed: tuple[str, ...] = ()
    """English lines that cleaning took out, without private data."""
    swapped: bool = False
    """The English file was given first."""

    @property
    def one_language(self) -> bool:
        """Whether both texts look French, or both English."""
        return frenchness(self.french) * frenchness(self.english) > 0

    @property
    def french(self) -> tuple[str, ...]:
        """The French sentences, blank lines included."""
        return tuple("" if segment is None else segment.text for segment in self.segments)


def read_pair(french: str, english: str, *, lines: bool, settings: Settings) -> Pair:
    """Return two files as sentences; the French one is found out from its words.

    Args:
        french: a file of any format that `translate` reads.
        english: likewise; the other order works too.
        lines: both hold one sentence a line; otherwise they are read, cleaned and segmented like
            any article.
        settings: cleaning and segmentation in force.

    Raises:
        InputError: a file that cannot be read, or with nothing in it.
    """
    pair = _read(french, english, lines=lines, settings=settings)
    if frenchness(pair.french) < 0 < frenchness(pair.english):
        return replace(_read(english, french, lines=lines, settings=settings), swapped=True)
    return pair


def _read(french: str, english: str, *, lines: bool, settings: Settings) -> Pair:
    """Return two files as sentences, the first as French."""
    name = _name(french)
    if lines:
        rows = read_lines(Path(french), keep_end=True)
        targets = read_lines(Path(english), keep_end=True)
        segmentation = segmentation_of_lines(rows, french)
        found = iter(segmentation.segments)
        segments = tuple(next(found) if row else None for row in rows)
        return Pair(name, english, segmentation, segments, tuple(targets))
    segmentation = _segmented(french, "fr", settings)
    other = _segmented(english, "en", settings)
    return Pair(
        name,
        english,
        segmentation,
        segmentation.segments,
        tuple(segment.text for segment in other.segments),
        tuple(redact(edit.before.text) for edit in other.document.edits if edit.after is None),
    )


def _segmented(path: str, lang: str, settings: Settings) -> Segmentation:
    """Return one article, cleaned and segmented."""
    documents = clean(
        ingest([path], lang), keep=settings.keep, drop=settings.drop, rules=settings.rules
    )
    make = registry.load("segmenters", settings.segmenter)
    return segment(documents[0], make(lang) if settings.segmenter == "pysbd" else make())


def paths_by_name(french: Path, english: Path) -> tuple[list[tuple[str, str]], list[str]]:
    """Return (French, English) paths, and the paths that have no partner.

    Two files are a pair whatever their names. In two folders files pair by name, suffix and
    language left out: `talks.fr.docx` goes with `talks.en.txt`, `talks_en.md` or `talks.txt`.

    Raises:
        InputError: not there, a file with a folder, two files of one name, or no pair at all.
    """
    for path in (french, english):
        if not path.exists():
            raise InputError(path, "there is no such file or folder; check the name")
    if french.is_file() and english.is_file():
        return [(str(french), str(english))], []
    if french.is_file() or english.is_file():
        folder = english if french.is_file() else french
        raise InputError(folder, "a folder pairs only with a folder; give two files or two folders")
    sides = [_by_name(folder) for folder in (french, english)]
    common = sorted(sides[0].keys() & sides[1].keys())
    if not common:
        raise InputError(
            english,
            f"no file in it has the name of one in {french}; pairs are found by name without "
            "suffix and language, such as talks.fr.txt and talks.en.docx",
        )
    lonely = [side[name] for side in sides for name in sorted(side.keys() - set(common))]
    return [(sides[0][name], sides[1][name]) for name in common], lonely


def _by_name(folder: Path) -> dict[str, str]:
    """Return name -> path of the files in a folder that can be read."""
    suffixes = {suffix for suffix in _suffixes() if suffix}
    found: dict[str, str] = {}
    for path in sorted(folder.iterdir()):
        known = path.suffix.lower() in suffixes or path.suffix.lower() in (".fr", ".en")
        if not path.is_file() or path.name.startswith((".", "~$")) or not known:
            continue
        name = _name(str(path)).casefold()
        if name == "readme":
            continue
        if name in found:
            raise InputError(
                path, f"has the same name as {found[name]} but for suffix or language; rename one"
            )
        found[name] = str(path)
    return found


def _suffixes() -> Sequence[str]:
    """Return the suffixes that the readers know."""
    readers = [registry.load("readers", name) for name in registry.names("readers")]
    return [suffix for reader in readers for suffix in reader.suffixes]


def _name(path: str) -> str:
    """Return the stem without its language: `talks.fr.txt`, `talks_fr.docx` -> `talks`."""
    stem = "stdin" if path == "-" else unicodedata.normalize("NFC", Path(path).stem)
    return _LANGUAGE.sub("", stem) or stem
