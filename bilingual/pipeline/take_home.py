"""Writes what a review yields: editions, fresh side-by-sides, records, proposals, memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bilingual.formats.edition import write_edition
from bilingual.memory.store import Added, Memory
from bilingual.model.revision import ReviewOutcome
from bilingual.pipeline.export import export
from bilingual.pipeline.proposals import proposals, proposals_csv, proposals_md
from bilingual.pipeline.record import Record, to_json, to_md
from bilingual.pipeline.remember import approved
from bilingual.pipeline.review import edition
from bilingual.pipeline.reviewed import as_review
from bilingual.terminology.glossary import Glossary
from bilingual.workspace import atomic_write

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
) -> Home:
    """Write everything a review yields under `folder`.

    Per article: `<name>.en.<format>` the edition, `<name>.reviewed.fr-en.docx` and `.jsonl` the
    fresh side-by-side, `<name>.review.json` and `.md` the record. For all of them together:
    `glossary-proposals.csv` and `.md`.

    Raises:
        ConfigError: an unknown format of edition.
        OutputError: a file cannot be written; it is as it was before.
        MemoryStoreError: the memory cannot be used.
    """
    made: dict[Path, bytes | str] = {}
    for record in records:
        outcome = record.outcome
        name = outcome.dispatch.name
        for kind in dict.fromkeys(to):
            made[folder / f"{name}.en.{kind}"] = write_edition(edition(outcome), kind)
        made[folder / f"{name}.review.json"] = to_json(record)
        made[folder / f"{name}.review.md"] = to_md(record)
    known = {t.source: t.target for t in glossary.terms} if glossary is not None else {}
    found = proposals([(r.outcome.dispatch.name, r.outcome.units) for r in records], known)
    made[folder / "glossary-proposals.csv"] = proposals_csv(found)
    made[folder / "glossary-proposals.md"] = proposals_md(found)
    files = []
    for path, data in made.items():
        atomic_write(path, data)
        files.append(path)
    for record in records:
        review = as_review(record.outcome, (record.score,))
        stem = f"{record.outcome.dispatch.name}.reviewed"
        files += export(review, SIDE_BY_SIDES, folder, stem)
    return Home(
        tuple(files), _remember([r.outcome for r in records], memory),
        sum(bool(p.source) for p in found),
    )  # fmt: skip


def _remember(outcomes: Sequence[ReviewOutcome], path: Path | None) -> Added | None:
    """Store what was approved, all or none."""
    if path is None:
        return None
    with Memory(path) as memory:
        return memory.add(entry for outcome in outcomes for entry in approved(outcome))
