"""Strings together what `bilingual align` does: aligner, reviews, files, memory."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bilingual import __version__, registry
from bilingual.aligners.kinds import CHECK
from bilingual.config import Config, Settings
from bilingual.errors import OutputError
from bilingual.memory.entry import Entry
from bilingual.memory.store import Added, Memory
from bilingual.model.ports import Aligner, Engine
from bilingual.model.review import Review, RunRecord
from bilingual.pipeline.export import export, render
from bilingual.pipeline.guards import findings
from bilingual.pipeline.inputs import find_glossary
from bilingual.pipeline.laid import HUMAN, Laid
from bilingual.pipeline.score import score
from bilingual.workspace import Ledger, Workspace

REMEMBERED = 0.95
"""Confidence from which a pair enters the memory unseen by anybody; its figures must agree too."""


def make_aligner(name: str, config: Config) -> Aligner:
    """Return the aligner of that name with what its constructor asks for.

    An aligner may take `engine` (the engine in force) and `terms` (the glossary's).

    Raises:
        ConfigError: no aligner of that name.
        ModelError: it needs an engine and there is no usable model.
    """
    make = registry.load("aligners", name)
    wanted = inspect.signature(make).parameters
    given: dict[str, Any] = {}
    if "engine" in wanted:
        given["engine"] = _engine(config.settings)
    if "terms" in wanted:
        glossary = find_glossary(config)
        given["terms"] = glossary.terms if glossary is not None else ()
    aligner: Aligner = make(**given)
    return aligner


def _engine(settings: Settings) -> Engine:
    """Return the engine in force, its model not yet opened."""
    make = registry.load("engines", settings.engine)
    made: Engine = make(settings.model, threads=settings.threads, device=settings.device)
    return made


def reviewed(laid: Laid, aligner: str, day: str, checks: Sequence[str]) -> Review:
    """Return the laid texts as a review: checked, without scores of an engine.

    Args:
        laid: the texts.
        aligner: its name, for the record.
        day: ISO day for the record.
        checks: names of checks in force, as in `score`.
    """
    record = RunRecord(
        day, __version__, HUMAN, None, (("aligner", aligner), ("english", laid.pair.english_path))
    )
    review = score(laid.bitext, record, checks=checks)
    return Review(review.bitext, (), review.findings, record, tuple(_remarks(laid)))


def _remarks(laid: Laid) -> Iterator[str]:
    """Yield sentences for the last page."""
    low = sum(bead.score < CHECK for bead in laid.beads)
    yield (
        f"An existing translation was laid beside its source sentence by sentence: "
        f"{len(laid.beads)} pairs, {low} to check, {len(laid.moved)} moved."
    )
    if laid.pair.removed:
        lines = "; ".join(f"“{line}”" for line in laid.pair.removed)
        yield f"Taken out of the English by cleaning: {lines}."


def write(
    reviews: Sequence[tuple[str, Review]], to: Sequence[str], folder: Path, *, overwrite: bool
) -> list[Path]:
    """Write the exports of (stem, review) pairs as `translate` does; return their paths.

    What was handed out is kept beside them, so that `bilingual review` can compare.

    Raises:
        OutputError: a file that somebody has edited since; nothing is written then.
    """
    workspace = Workspace(folder)
    made = [(render(review, to, folder, stem), stem, review) for stem, review in reviews]
    with workspace.locked():
        ledger = Ledger(workspace)
        edited = [path for files, _, _ in made for path, data in files if ledger.edited(path, data)]
        if edited and not overwrite:
            raise OutputError(
                f"{', '.join(map(str, edited))}: edited since it was written, so left as it is; "
                "take the corrections home with `bilingual review`, or write over with --overwrite"
            )
        for files, stem, review in made:
            for path, data in files:
                ledger.write(path, data)
            export(review, ["jsonl"], workspace.units, stem)
    return [path for files, _, _ in made for path, _ in files]


def check_outputs(to: Sequence[str], memory: Path | None) -> None:
    """Refuse what could not be written in the end, before anything takes time.

    Raises:
        ConfigError: a format that the registry does not know.
        MemoryStoreError: the file there is no memory.
    """
    for name in to:
        registry.load("writers", name)
    if memory is not None and memory.exists():
        Memory(memory).close()


def remember(laid: Sequence[Laid], path: Path, day: str) -> Added:
    """Add the sure pairs to a translation memory; none of texts in one and the same language."""
    with Memory(path) as memory:
        return memory.add(
            entry for one in laid if not one.pair.one_language for entry in sure_entries(one, day)
        )


def sure_entries(laid: Laid, day: str) -> Iterator[Entry]:
    """Yield the pairs that are sure enough to be reused, with their neighbours."""
    rows = [(laid.source(bead), laid.target(bead), bead) for bead in laid.beads]
    told = [row for row in rows if row[0]]
    for number, (french, english, bead) in enumerate(told):
        if english and bead.score >= REMEMBERED and not findings("numbers", french, english):
            first = laid.pair.segments[bead.source[0]]
            yield Entry(
                source=french,
                target=english,
                document=laid.pair.name,
                segment=first.id if first is not None else "",
                before=told[number - 1][0] if number else "",
                after=told[number + 1][0] if number + 1 < len(told) else "",
                date=day,
                origin="aligned",
                state="translated",
            )
