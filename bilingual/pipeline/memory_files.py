"""The translation memory in and out as TMX 1.4b; importing what was exported changes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from bilingual import __version__
from bilingual.errors import InputError
from bilingual.formats.tmx import TmxUnit, read_tmx, write_tmx
from bilingual.memory.entry import Entry
from bilingual.memory.store import Added, Memory

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


def from_tmx(data: bytes, path: Path) -> list[Entry]:
    """Return the French-English pairs of a TMX file, without those nobody has reviewed.

    `bilingual translate --to tmx` writes machine output as well and marks it as such; the memory
    holds what people approved.

    Raises:
        InputError: not TMX, or hostile XML.
    """
    units = read_tmx(data, str(path))
    return [_entry(unit, path) for unit in units if unit.prop(_PROPS["state"]) not in _UNREAD]


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


def import_files(paths: Iterable[Path], memory: Memory) -> Added:
    """Add the pairs of TMX files, all of them or none.

    Raises:
        InputError: a file that is not TMX; nothing was added then.
        MemoryStoreError: the memory cannot be written.
    """
    entries: list[Entry] = []
    for path in paths:
        try:
            data = path.read_bytes()
        except OSError as error:
            raise InputError(path, f"cannot be read: {error.strerror}; check the name") from error
        entries += from_tmx(data, path)
    return memory.add(entries)
