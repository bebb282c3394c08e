"""Writes what a review yields: editions, fresh side-by-sides, records, proposals, memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bilingual.errors import OutputError
from bilingual.formats.edition import write_edition
from bilingual.memory.store import Added, Memory
from bilingual.model.revision import ReviewOutcome
from bilingual.pipeline.dispatch import REVIEWED
from bilingual.pipeline.export import render
from bilingual.pipeline.proposals import proposals, proposals_csv, proposals_md
from bilingual.pipeline.record import Record, to_json, to_md
from bilingual.pipeline.remember import approved
from bilingual.pipeline.review import edition
from bilingual.terminology.glossary import Glossary
from bilingual.workspace import Ledger, Workspace

SIDE_BY_SIDES = ("docx", "jsonl")
"""Formats of the fresh side-by-side; the JSONL is what its next review is compared with."""


@dataclass(frozen=True, slots=True)
class Home:
    """What a review came to."""

    files: tuple[Path, ...]
    """Written, in order."""
    remembered: Added | None
    """What the memory made of it; None without a memory."""
    proposed: int
    """Rows in the glossary proposals."""


def take_home(
    records: Sequence[Record],
    folder: Path,
    *,
    to: Sequence[str] = ("docx",),
    memory: Path | None = None,
    glossary: Glossary | None = None,
    overwrite: bool = False,
) -> Home:
    """Write everything a review yields under `folder`.

    Per article: `<name>.en.<format>` the edition, `<name>.reviewed.fr-en.docx` and `.jsonl` the
    fresh side-by-side, `<name>.review.json` and `.md` the record. For all of them together:
    `glossary-proposals.csv` and `.md`.

    Raises:
        ConfigError: an unknown format of edition.
        OutputError: a file cannot be written, or was edited since it was written here; everything
            is as it was before.
        MemoryStoreError: the memory cannot be used.
    """
    made: dict[Path, bytes] = {}
    for record in records:
        made |= _files(record, folder, to)
    known = glossary.preferred if glossary is not None else {}
    found = proposals([(r.outcome.dispatch.name, r.outcome.units) for r in records], known)
    made[folder / "glossary-proposals.csv"] = proposals_csv(found).encode()
    made[folder / "glossary-proposals.md"] = proposals_md(found).encode()
    _write(made, Workspace(folder), overwrite=overwrite)
    return Home(
        tuple(made), _remember([r.outcome for r in records], memory),
        sum(bool(p.source) for p in found),
    )  # fmt: skip


def _files(record: Record, folder: Path, to: Sequence[str]) -> dict[Path, bytes]:
    """Return path -> bytes of what one article yields."""
    outcome, name = record.outcome, record.outcome.dispatch.name
    made = {
        folder / f"{name}.en.{kind}": write_edition(edition(outcome), kind)
        for kind in dict.fromkeys(to)
    }
    made[folder / f"{name}.review.json"] = to_json(record).encode()
    made[folder / f"{name}.review.md"] = to_md(record).encode()
    return made | dict(render(record.review, SIDE_BY_SIDES, folder, f"{name}{REVIEWED}"))


def _write(made: dict[Path, bytes], workspace: Workspace, *, overwrite: bool) -> None:
    """Write the files, unless people have edited one of them since it was written here."""
    with workspace.locked():
        ledger = Ledger(workspace)
        edited = [path for path, data in made.items() if ledger.edited(path, data)]
        if edited and not overwrite:
            raise OutputError(
                f"{', '.join(map(str, edited))}: edited since it was written, so nothing was "
                "written; choose another folder with -o, or write over it with --overwrite"
            )
        for path, data in made.items():
            ledger.write(path, data)


def _remember(outcomes: Sequence[ReviewOutcome], path: Path | None) -> Added | None:
    """Store what was approved, all or none."""
    if path is None:
        return None
    with Memory(path) as memory:
        return memory.add(entry for outcome in outcomes for entry in approved(outcome))
