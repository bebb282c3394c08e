"""The translation memory in and out as TMX 1.4b; importing what was exported changes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bilingual import __version__
from bilingual.errors import InputError
from bilingual.formats.tmx import TmxUnit, read_tmx, write_tmx
from bilingual.memory.entry import Entry

_PROPS = {
    "document": "x-document",
    "segment": "x-segment",
    "before": "x-context-pre",
    "after": "x-context-post",
    "origin": "x-origin",
    "glossary": "x-glossary",
    "state": "x-state",
}
"""Field of an entry -> TMX property; OmegaT and others keep properties they do not know."""
_UNREAD = frozenset({"new", "translated", "needs review"})
"""States of machine output that nobody has approved."""


def to_tmx(entries: Iterable[Entry], *, target_lang: str = "en-US") -> bytes:
    """Return the entries as TMX; the header's date is that of the newest entry."""
    listed = list(entries)
    newest = max((entry.date for entry in listed), default="")
    units = (_unit(entry) for entry in listed)
    return write_tmx(units, target_lang=target_lang, version=__version__, date=newest)


def _unit(entry: Entry) -> TmxUnit:
    props = ((kind, str(getattr(entry, name))) for name, kind in _PROPS.items())
    return TmxUnit(
        source=entry.source,
        target=entry.target,
        created=entry.date,
        creator=entry.author,
        changed=entry.date,
        changer=entry.author,
        props=tuple((kind, value) for kind, value in props if value),
    )


@dataclass(frozen=True, slots=True)
class Pairs:
    """What TMX files hold for the memory."""

    entries: tuple[Entry, ...]
    unread: int = 0
    """Pairs left out because nobody has approved them."""


def from_tmx(data: bytes, path: Path) -> Pairs:
    """Return the French-English pairs of a TMX file, without those nobody has approved.

    `bilingual translate --to tmx` writes machine output as well and marks it as such; the memory
    holds what people approved.

    Raises:
        InputError: not TMX, or hostile XML.
    """
    units = read_tmx(data, str(path))
    read = [unit for unit in units if unit.prop(_PROPS["state"]) not in _UNREAD]
    return Pairs(tuple(_entry(unit, path) for unit in read), len(units) - len(read))


def _entry(unit: TmxUnit, path: Path) -> Entry:
    """Return the entry; a file that does not say where a pair comes from is its origin."""
    fields = {name: unit.prop(kind) for name, kind in _PROPS.items() if unit.prop(kind)}
    fields.setdefault("origin", path.name)
    return Entry(
        source=unit.source,
        target=unit.target,
        author=unit.changer or unit.creator,
        date=unit.changed or unit.created,
        **fields,
    )


def read_files(paths: Iterable[Path]) -> Pairs:
    """Return the pairs of several TMX files.

    Raises:
        InputError: a file that cannot be read or is not TMX.
    """
    entries: list[Entry] = []
    unread = 0
    for path in paths:
        try:
            data = path.read_bytes()
        except OSError as error:
            raise InputError(path, f"cannot be read: {error.strerror}; check the name") from error
        found = from_tmx(data, path)
        entries += found.entries
        unread += found.unread
    return Pairs(tuple(entries), unread)
