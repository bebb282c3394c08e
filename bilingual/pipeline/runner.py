"""A whole run: a folder of articles in, side-by-sides and a report out.

The stages are strung together here and nowhere else. Documents go through them in batches and are
let go once written, so that the memory of an archive grows with its text and findings only; while
a batch is checked and written the next one is translated. A run
is resumable: what the engine did is kept sentence by sentence (`CachedEngine`), files are written
whole, and a run in which nothing changed since the last one is recognised by its key and does
nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from functools import cache as once
from itertools import chain
from pathlib import Path
from threading import Event

from bilingual import registry
from bilingual.config import Config
from bilingual.engines.cached import CachedEngine, SentenceCache
from bilingual.errors import OutputError
from bilingual.formats.report import RunFacts
from bilingual.model.document import Document
from bilingual.model.ports import Decoding, Recall, Segmenter
from bilingual.model.review import Review, RunRecord
from bilingual.model.segment import Segmentation
from bilingual.model.unit import EngineInfo, Translation
from bilingual.pipeline.ahead import ahead
from bilingual.pipeline.align import side_by_side
from bilingual.pipeline.clean import clean
from bilingual.pipeline.export import export, render, report
from bilingual.pipeline.inline import carry_marks
from bilingual.pipeline.inputs import Inputs, gather
from bilingual.pipeline.run_record import (
    Counts,
    Summary,
    all_there,
    last_record,
    remember,
    run_day,
    run_record,
    unchanged_run,
)
from bilingual.pipeline.score import score
from bilingual.pipeline.segment import segment
from bilingual.pipeline.translate import translate
from bilingual.workspace import Ledger, Workspace

Progress = Callable[[str, int, int], None]
"""Gets (stage, done, in all)."""

BATCH = 1024
"""Sentences, at least, that are translated together: enough to fill the engine's batches with
sentences of like length."""


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
        with closing(_cache(workspace, fresh)) as cache, RunFacts() as facts:
            engine = CachedEngine(inputs.engine, cache)
            engine.open_ahead()
            day = run_day(last, key)
            # Asked for late: the model must be open to say on what it runs.
            record = once(lambda: run_record(day, engine, inputs.glossary, inputs.settings))
            handout = _Handout(workspace, inputs.settings.to, overwrite, facts)
            with closing(_reviews(inputs, engine, record, tell)) as reviews:
                for done, (stem, review) in enumerate(reviews, 1):
                    handout.write(stem, review, engine.asked)
                    tell("write", done, len(inputs.stems))
            summary = handout.close(engine.info(), started, _contradictions(inputs))
            remember(workspace, key, record(), handout.counts.documents, summary)
    return summary


def _contradictions(inputs: Inputs) -> list[str]:
    """Return what in the glossary contradicts itself."""
    if inputs.glossary is None:
        return []
    from bilingual.terminology.lint import contradictions

    return contradictions(inputs.glossary)


def _cache(workspace: Workspace, fresh: bool) -> SentenceCache:
    """Return the store of translated sentences, emptied first if `fresh`."""
    path = workspace.state / "sentences.sqlite"
    if fresh:
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
    return SentenceCache(path)


def _reviews(
    inputs: Inputs, engine: CachedEngine, record: Callable[[], RunRecord], tell: Progress
) -> Generator[tuple[str, Review], None, None]:
    """Yield stem and review of each document: translated, laid side by side, checked, scored."""
    checked = 0
    with closing(ahead(lambda stop: _translations(inputs, engine, tell, stop))) as batches:
        for stem, translation in chain.from_iterable(batches):
            yield (
                stem,
                score(
                    side_by_side(translation),
                    record(),
                    glossary=inputs.glossary,
                    references=inputs.references.get(stem),
                    checks=inputs.settings.checks,
                ),
            )
            checked += 1
            tell("check", checked, len(inputs.stems))


def _translations(
    inputs: Inputs, engine: CachedEngine, tell: Progress, stop: Event
) -> Generator[list[tuple[str, Translation]], None, None]:
    """Yield stems and translations of each batch, until `stop` is set.

    That ends even a batch (by `_StoppedError`); what is translated until then is in the cache.
    """
    settings = inputs.settings
    # Not before it is known that something changed: cleaning and splitting take nine tenths of
    # the time of a run in which nothing has.
    documents = clean(
        inputs.documents, keep=settings.keep, drop=settings.drop, rules=settings.rules
    )
    segmenter = registry.load("segmenters", settings.segmenter)()
    sentences = reached = 0
    with _recall(inputs.memory) as recall:
        for stems, segmentations in _batches(inputs.stems, documents, segmenter):
            here = sum(len(one.segments) for one in segmentations)
            reached += len(stems)
            total = (sentences + here) * len(documents) // reached  # the rest is an estimate

            def translated(done: int, _: int, before: int = sentences, total: int = total) -> None:
                if stop.is_set():
                    raise _StoppedError
                tell("translate", before + done, total)

            translations = translate(
                segmentations,
                engine,
                glossary=inputs.glossary,
                recall=recall,
                decoding=Decoding(beam=settings.beam),
                progress=translated,
            )
            sentences += here
            yield list(zip(stems, carry_marks(translations, engine), strict=True))


class _StoppedError(Exception):
    """Nobody waits for the translation any more."""


def _batches(
    stems: Sequence[str], documents: Sequence[Document], segmenter: Segmenter
) -> Iterator[tuple[list[str], list[Segmentation]]]:
    """Yield stems and segmentations of documents that hold `BATCH` sentences together."""
    names: list[str] = []
    batch: list[Segmentation] = []
    size = 0
    for stem, document in zip(stems, documents, strict=True):
        names.append(stem)
        batch.append(segment(document, segmenter))
        size += len(batch[-1].segments)
        if size >= BATCH:
            yield names, batch
            names, batch, size = [], [], 0
    if batch:
        yield names, batch


def _recall(path: Path | None) -> AbstractContextManager[Recall | None]:
    """Return what opens the memory at `path` for reading, or nothing where there is none."""
    if path is None:
        return nullcontext()
    from bilingual.memory.store import Memory

    return Memory(path, create=False)


class _Handout:
    """Writes what editors open, document by document, and the report over all of them."""

    def __init__(
        self, workspace: Workspace, to: Sequence[str], overwrite: bool, facts: RunFacts
    ) -> None:
        """Choose place and formats; `overwrite`: also files that somebody has edited since."""
        self.workspace = workspace
        self.to = to
        self.overwrite = overwrite
        self.counts = Counts()
        self._ledger = Ledger(workspace)
        self._facts = facts
        self._files: list[str] = []
        self._edited: list[Path] = []

    def write(self, stem: str, review: Review, asked: Collection[str]) -> None:
        """Write the exports of a document and its units as handed out; then it can be let go.

        Args:
            stem: of the file names.
            review: what to write.
            asked: the French that the engine translated in this run.
        """
        made = render(review, self.to, self.workspace.folder, stem)
        theirs = [path for path, data in made if self._ledger.edited(path, data)]
        if theirs and not self.overwrite:
            self._edited += theirs
        else:
            for path, data in made:
                self._ledger.write(path, data)
            export(review, ["jsonl"], self.workspace.units, stem)
        names = [path.name for path, _ in made]
        self._files += names
        self._facts.add(review, names)
        self.counts.add(review, asked)

    def close(self, info: EngineInfo, started: float, contradictions: Sequence[str]) -> Summary:
        """Write the report and return what the closing table says.

        Args:
            info: what translated.
            started: when the run began, by `time.monotonic`.
            contradictions: of the glossary.

        Raises:
            OutputError: files that somebody has edited were left as they are; all others are
                written.
        """
        if self._edited:
            raise OutputError(
                f"{', '.join(map(str, self._edited))}: edited since it was written, so left as it "
                "is; take the corrections home with `bilingual review`, or write over them with "
                "--overwrite"
            )
        pages = report(self._facts, self.workspace.folder, self._files)
        for page in pages:
            self._ledger.note(page)
        files = self._files + [path.name for path in pages]
        seconds = time.monotonic() - started
        return self.counts.summary(info, files, seconds, contradictions)
