"""A whole run: a folder of articles in, side-by-sides and a report out.

The stages are strung together here and nowhere else. A run is resumable: what the engine did is
kept sentence by sentence (`CachedEngine`), files are written whole, and a run in which nothing
changed since the last one is recognised by its key and does nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bilingual import registry
from bilingual.config import Config
from bilingual.engines.cached import CachedEngine, SentenceCache
from bilingual.errors import OutputError
from bilingual.model.ports import Decoding, Recall
from bilingual.model.review import Review, RunRecord
from bilingual.pipeline.align import side_by_side
from bilingual.pipeline.clean import clean
from bilingual.pipeline.export import export, render, report
from bilingual.pipeline.inline import carry_marks
from bilingual.pipeline.inputs import Inputs, gather
from bilingual.pipeline.run_record import (
    Summary,
    all_there,
    last_record,
    remember,
    run_day,
    run_record,
    summary_of,
    unchanged_run,
)
from bilingual.pipeline.score import score
from bilingual.pipeline.segment import segment
from bilingual.pipeline.translate import translate
from bilingual.workspace import Ledger, Workspace

Progress = Callable[[str, int, int], None]
"""Gets (stage, done, in all)."""


def run(
    paths: Sequence[str],
    config: Config,
    *,
    references: Path | None = None,
    fresh: bool = False,
    overwrite: bool = False,
    progress: Progress | None = None,
) -> Summary:
    """Translate the articles at `paths` and write everything; return what the closing table says.

    Args:
        paths: files, folders, `-`.
        config: settings in force.
        references: a human translation (one document) or a folder of them, by stem.
        fresh: translate anew, whatever earlier runs left.
        overwrite: also write over files that somebody has edited since.
        progress: told after each sentence and document.

    Raises:
        BilingualError: something the user can mend; what was written before is untouched.
    """
    started = time.monotonic()
    tell = progress or (lambda stage, done, total: None)
    workspace = Workspace(Path(config.settings.output))
    inputs = gather(paths, config, references)
    with workspace.locked():
        key = inputs.key()
        last = last_record(workspace)
        if not fresh and last.get("key") == key and all_there(workspace, last):
            return unchanged_run(last, started)
        cache = _cache(workspace, fresh)
        try:
            engine = CachedEngine(inputs.engine, cache)
            facts = run_record(run_day(last, key), engine, inputs.glossary, inputs.settings)
            reviews = _reviews(inputs, engine, facts, tell)
            files = _write(reviews, inputs, workspace, overwrite, tell)
            summary = summary_of(reviews, files, engine, workspace, time.monotonic() - started)
        finally:
            cache.close()
        remember(workspace, key, reviews, files, summary)
    return summary


def _cache(workspace: Workspace, fresh: bool) -> SentenceCache:
    """Return the store of translated sentences, emptied first if `fresh`."""
    path = workspace.state / "sentences.sqlite"
    if fresh:
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
    return SentenceCache(path)


def _reviews(
    inputs: Inputs, engine: CachedEngine, facts: RunRecord, tell: Progress
) -> list[Review]:
    """Return the documents translated, laid side by side, checked and scored."""
    settings = inputs.settings
    # Not before it is known that something changed: cleaning and splitting take nine tenths of
    # the time of a run in which nothing has.
    documents = clean(
        inputs.documents, keep=settings.keep, drop=settings.drop, rules=settings.rules
    )
    segmenter = registry.load("segmenters", settings.segmenter)()
    segmentations = [segment(document, segmenter) for document in documents]
    recall, close = _recall(inputs.memory)
    try:
        translations = translate(
            segmentations,
            engine,
            glossary=inputs.glossary,
            recall=recall,
            decoding=Decoding(beam=settings.beam),
            progress=lambda done, total: tell("translate", done, total),
        )
        translations = carry_marks(translations, engine)
    finally:
        close()
    reviews = []
    for done, (stem, translation) in enumerate(zip(inputs.stems, translations, strict=True), 1):
        reviews.append(
            score(
                side_by_side(translation),
                facts,
                glossary=inputs.glossary,
                references=inputs.references.get(stem),
                checks=settings.checks,
            )
        )
        tell("check", done, len(translations))
    return reviews


def _recall(path: Path | None) -> tuple[Recall | None, Callable[[], None]]:
    """Return what recalls approved sentences, and how to close it."""
    if path is None:
        return None, lambda: None
    from bilingual.memory.store import Memory

    memory = Memory(path, create=False)
    return memory, memory.close


def _write(
    reviews: Sequence[Review],
    inputs: Inputs,
    workspace: Workspace,
    overwrite: bool,
    tell: Progress,
) -> list[Path]:
    """Write the exports, the units as handed out, and the report; return what editors open.

    Raises:
        OutputError: files that somebody has edited were left as they are; all others are written.
    """
    ledger = Ledger(workspace)
    written: list[Path] = []
    edited: list[Path] = []
    for done, (name, review) in enumerate(zip(inputs.stems, reviews, strict=True), 1):
        files = render(review, inputs.settings.to, workspace.folder, name)
        theirs = [] if overwrite else [path for path, data in files if ledger.edited(path, data)]
        edited += theirs
        if not theirs:
            for path, data in files:
                ledger.write(path, data)
            export(review, ["jsonl"], workspace.units, name)
        written += [path for path, _ in files]
        tell("write", done, len(reviews))
    if edited:
        raise OutputError(
            f"{', '.join(map(str, edited))}: edited since it was written, so left as it is; take "
            "the corrections home with `bilingual review`, or write over them with --overwrite"
        )
    return written + report(reviews, workspace.folder, files=[path.name for path in written])
