"""Joins reviews and the translation memory: what enters, and where the memory lies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bilingual.config import Config
from bilingual.memory.entry import Entry
from bilingual.memory.store import Memory
from bilingual.model.ports import Recall
from bilingual.model.revision import ReviewOutcome, Verdict

DEFAULT = Path(".bilingual") / "memory.sqlite"
"""Beside `bilingual.toml`, or in the current folder."""


def memory_path(config: Config) -> Path | None:
    """Return where approved sentences go, whether it exists or not; None for `none`."""
    given = config.settings.memory
    if given == "none":
        return None
    return Path(given) if given else config.folder / DEFAULT


def approved(outcome: ReviewOutcome) -> Iterator[Entry]:
    """Yield what people stand behind: edited or approved, no comment open.

    Left out are sentences taken out, copied, converted or in conflict, and those approved in an
    earlier review and only passed through this one.
    """
    facts = next((f.facts for f in outcome.files if f.facts), {})
    glossary = facts.get("glossary", "").replace("none", "")
    sources = [unit.source for unit in outcome.dispatch.units]
    position = {unit.id: i for i, unit in enumerate(outcome.dispatch.units)}
    for unit in outcome.units:
        original = unit.original
        passed = unit.verdict is Verdict.APPROVED and original.state in ("reviewed", "final")
        kept = unit.verdict in (Verdict.EDITED, Verdict.APPROVED) and not passed
        translated = original.origin not in ("copied", "converted")
        paired = unit.target and unit.source.strip() and translated
        if not unit.settled or not kept or not paired:
            continue
        first, last = position[original.id], position[(original, *unit.joined)[-1].id]
        yield Entry(
            source=unit.source,
            target=unit.target,
            document=outcome.dispatch.name,
            segment=original.id,
            before=sources[first - 1] if first else "",
            after=sources[last + 1] if last + 1 < len(sources) else "",
            author=", ".join(dict.fromkeys(v.author for v in unit.versions if v.author)),
            date=max((v.date for v in unit.versions), default=""),
            origin=unit.verdict.value,
            glossary=glossary,
        )


_PORT: type[Recall] = Memory
"""The memory is what `translate` asks (checked by the type checker)."""
