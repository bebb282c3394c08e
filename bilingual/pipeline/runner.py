"""A whole run: a folder of articles in, side-by-sides and a report out.

The stages are strung together here and nowhere else. A run is resumable: what the engine did is
kept sentence by sentence (`CachedEngine`), files are written whole, and a run in which nothing
changed since the last one is recognised by its key and does nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Any

from bilingual import __version__, registry
from bilingual.config import Config, Settings
from bilingual.engines.cached import CachedEngine, SentenceCache
from bilingual.errors import ConfigError, InputError, OutputError
from bilingual.formats.sheet import words as count_words
from bilingual.model.document import Document
from bilingual.model.ports import Decoding, Engine, Recall
from bilingual.model.review import GlossaryInfo, Review, RunRecord
from bilingual.model.unit import OriginKind
from bilingual.pipeline.align import side_by_side
from bilingual.pipeline.clean import clean
from bilingual.pipeline.export import export, render, report
from bilingual.pipeline.ingest import ingest, stems
from bilingual.pipeline.inline import carry_marks
from bilingual.pipeline.score import score
from bilingual.pipeline.segment import segment
from bilingual.pipeline.translate import translate
from bilingual.terminology.glossary import Glossary
from bilingual.terminology.glossary import load as load_glossary
from bilingual.workspace import Ledger, Workspace, atomic_write, digest

Progress = Callable[[str, int, int], None]
"""Gets (stage, done, in all)."""

_NOT_IN_THE_TEXT = {"output", "to", "threads", "memory", "fail_on", "glossary", "model"}
"""Settings that do not change a sentence, or that the record names otherwise."""
_LIBRARIES = ("ctranslate2", "pysbd", "python-docx", "sacrebleu", "sentencepiece")


@dataclass(frozen=True, slots=True)
class Summary:
    """What the closing table says of a run."""

    documents: int
    sentences: int
    words: int
    """French words translated or taken over, embeds left out."""
    from_engine: int
    """Sentences that the engine translated in this run."""
    from_cache: int
    """Sentences that an earlier run had translated."""
    from_memory: int
    """Sentences that people had approved."""
    terms: dict[str, int]
    """Outcome -> occurrences."""
    findings: dict[str, int]
    """Severity -> findings."""
    removed: int
    """Blocks that cleaning took out."""
    model: str
    figures: dict[str, str]
    """How good the model is, from its card."""
    files: tuple[str, ...]
    """Written, relative to the output folder."""
    seconds: float
    unchanged: bool = False
    """Nothing had changed since the last run, so nothing was done."""


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
    settings = config.settings
    workspace = Workspace(Path(settings.output))
    documents = ingest(paths)
    names = stems(documents)
    english = _references(references, names)
    glossary = find_glossary(config)
    engine = _engine(settings)
    with workspace.locked():
        memory_path = find_memory(config)
        key = _key(documents, settings, engine, glossary, english, memory_path)
        record = _last_record(workspace)
        if not fresh and record.get("key") == key and _all_there(workspace, record):
            return _unchanged(record, started)
        # Not before: nine tenths of the time of a run in which nothing has changed.
        documents = clean(documents, keep=settings.keep, drop=settings.drop, rules=settings.rules)
        cache = _cache(workspace, fresh)
        try:
            cached = CachedEngine(engine, cache)
            reviews = _reviews(
                documents,
                cached,
                glossary,
                english,
                names,
                config,
                memory_path,
                _day(record, key),
                tell,
            )
            files = _write(reviews, names, settings, workspace, overwrite, tell)
            summary = _summary(reviews, files, cached, workspace, time.monotonic() - started)
        finally:
            cache.close()
        _remember(workspace, key, reviews, files, summary)
    return summary


def find_glossary(config: Config) -> Glossary | None:
    """Return the glossaries in force as one, the first with the highest priority.

    `--glossary none` turns them off. Without any given, `glossaries/*.fr-en.csv` beside
    `bilingual.toml` (or here) count, in the order of their names; else the one that is shipped.
    """
    given = config.settings.glossary
    if given == ("none",):
        return None
    if given:
        from_file = config.origins["glossary"].partition(":")[0].endswith(".toml")
        base = config.folder if from_file else Path()
        return load_glossary([base / name for name in given])
    paths = sorted((config.folder / "glossaries").glob("*.fr-en.csv"))
    return load_glossary(paths or shipped_glossaries())


def shipped_glossaries() -> list[Path]:
    """Return the glossaries that come with the package."""
    package = Path(__file__).parents[1]
    folders = [package / "data" / "glossaries", package.parent / "glossaries"]
    return [path for folder in folders for path in sorted(folder.glob("*.fr-en.csv"))][:1]


def find_memory(config: Config) -> Path | None:
    """Return the translation memory in force, None if there is none.

    Raises:
        ConfigError: one was named that is not there.
    """
    given = config.settings.memory
    if given == "none":
        return None
    if given:
        if not Path(given).is_file():
            raise ConfigError(given, "no such translation memory; bilingual review makes one")
        return Path(given)
    path = config.folder / ".bilingual" / "memory.sqlite"
    return path if path.is_file() else None


def _engine(settings: Settings) -> Engine:
    """Return the engine in force, its model not yet opened."""
    make = registry.load("engines", settings.engine)
    if settings.engine == "argos":
        engine: Engine = make(settings.model, threads=settings.threads, device=settings.device)
    else:
        engine = make()
    return engine


def _cache(workspace: Workspace, fresh: bool) -> SentenceCache:
    """Return the store of translated sentences, emptied first if `fresh`."""
    path = workspace.state / "sentences.sqlite"
    if fresh:
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
    return SentenceCache(path)


def _references(path: Path | None, names: Sequence[str]) -> dict[str, list[str]]:
    """Return stem -> lines of its human translation.

    A folder holds `<stem>.txt`, `<stem>.en.txt` or `<stem>.en`; documents without one are not
    scored against any.

    Raises:
        InputError: not there, not text, or a single file for several documents.
    """
    if path is None:
        return {}
    if path.is_dir():
        found: dict[str, list[str]] = {}
        for name in names:
            tried = (path / f"{name}{suffix}" for suffix in (".en.txt", ".en", ".txt"))
            there = next((one for one in tried if one.is_file()), None)
            if there is not None:
                found[name] = _lines(there)
        if not found:
            raise InputError(path, f"holds no reference; wanted for instance {names[0]}.en.txt")
        return found
    if len(names) > 1:
        raise InputError(
            path, f"one reference for {len(names)} documents; give a folder with <stem>.en.txt each"
        )
    return {names[0]: _lines(path)}


def _lines(path: Path) -> list[str]:
    """Return the non-blank lines of a text file."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(path, "is not UTF-8 text; save it as UTF-8") from error
    except OSError as error:
        raise InputError(path, f"cannot be read: {error.strerror}") from error
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        raise InputError(path, "is empty; a reference has one sentence a line, or plain text")
    return lines


def _reviews(
    documents: Sequence[Document],
    engine: CachedEngine,
    glossary: Glossary | None,
    english: dict[str, list[str]],
    names: Sequence[str],
    config: Config,
    memory_path: Path | None,
    day: str,
    tell: Progress,
) -> list[Review]:
    """Return the documents translated, laid side by side, checked and scored."""
    settings = config.settings
    segmenter = registry.load("segmenters", settings.segmenter)()
    segmentations = [segment(document, segmenter) for document in documents]
    recall, close = _recall(memory_path)
    try:
        translations = translate(
            segmentations,
            engine,
            glossary=glossary,
            recall=recall,
            decoding=Decoding(beam=settings.beam),
            progress=lambda done, total: tell("translate", done, total),
        )
        translations = carry_marks(translations, engine)
    finally:
        close()
    record = _run_record(day, engine, glossary, settings)
    reviews = []
    for done, (name, translation) in enumerate(zip(names, translations, strict=True), 1):
        reviews.append(
            score(
                side_by_side(translation),
                record,
                glossary=glossary,
                references=english.get(name),
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


def _run_record(
    day: str, engine: Engine, glossary: Glossary | None, settings: Settings
) -> RunRecord:
    """Return the facts that every export carries."""
    info = None
    if glossary is not None:
        info = GlossaryInfo(glossary.name, glossary.sha256, len(glossary.terms))
    default = Settings()
    changed = [
        (f.name, _shown(getattr(settings, f.name)))
        for f in fields(Settings)
        if f.name not in _NOT_IN_THE_TEXT and getattr(settings, f.name) != getattr(default, f.name)
    ]
    libraries = tuple((name, installed_version(name)) for name in _LIBRARIES)
    return RunRecord(day, __version__, engine.info(), info, tuple(sorted(changed)), libraries)


def _shown(value: Any) -> str:
    """Return a setting's value as one string."""
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _write(
    reviews: Sequence[Review],
    names: Sequence[str],
    settings: Settings,
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
    for done, (name, review) in enumerate(zip(names, reviews, strict=True), 1):
        files = render(review, settings.to, workspace.folder, name)
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


def _summary(
    reviews: Sequence[Review],
    files: Sequence[Path],
    engine: CachedEngine,
    workspace: Workspace,
    seconds: float,
) -> Summary:
    """Count what the closing table shows."""
    units = [unit for review in reviews for unit in review.units]
    origins = Counter(unit.origin.kind.value for unit in units)
    severities = Counter(f.severity.value for unit in units for f in unit.findings)
    severities.update(f.severity.value for review in reviews for f in review.findings)
    info = engine.info()
    from_engine = sum(
        u.origin.kind is OriginKind.ENGINE and u.source in engine.asked for u in units
    )
    return Summary(
        documents=len(reviews),
        sentences=len(units),
        words=sum(count_words(review) for review in reviews),
        from_engine=from_engine,
        from_cache=origins["engine"] - from_engine,
        from_memory=origins["memory"],
        terms=dict(Counter(hit.outcome.value for unit in units for hit in unit.hits)),
        findings=dict(severities),
        removed=sum(edit.after is None for review in reviews for edit in review.document.edits),
        model=f"{info.model} {info.version}".strip(),
        figures=dict(info.figures),
        files=tuple(str(path.relative_to(workspace.folder)) for path in files),
        seconds=round(seconds, 3),
    )


def _key(
    documents: Sequence[Document],
    settings: Settings,
    engine: Engine,
    glossary: Glossary | None,
    english: dict[str, list[str]],
    memory: Path | None,
) -> str:
    """Return the digest of everything that decides the outputs."""
    decisive = {
        name: value
        for name, value in asdict(settings).items()
        if name not in {"output", "threads", "fail_on", "memory", "glossary"}
    }
    material = {
        "version": __version__,
        "documents": [asdict(document.source) for document in documents],
        "settings": decisive,
        "engine": getattr(engine, "identity", settings.engine),
        "glossary": glossary.sha256 if glossary is not None else "",
        "references": english,
        "memory": _stamp(memory),
        "date": os.environ.get("SOURCE_DATE_EPOCH", ""),
    }
    return hashlib.sha256(json.dumps(material, sort_keys=True).encode()).hexdigest()


def _stamp(memory: Path | None) -> list[str]:
    """Return size and time of the memory's files, which change with each write."""
    if memory is None:
        return []
    parts = [memory, memory.with_name(memory.name + "-wal")]
    stats = [path.stat() for path in parts if path.is_file()]
    return [f"{one.st_size} {one.st_mtime_ns}" for one in stats if one.st_size]


def _day(record: dict[str, Any], key: str) -> str:
    """Return the ISO day of the run: the recorded one while nothing changed, else today (UTC)."""
    if record.get("key") == key and isinstance(record.get("date"), str):
        return str(record["date"])
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch:
        try:
            return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
        except (ValueError, OverflowError, OSError):
            raise ConfigError(
                "environment SOURCE_DATE_EPOCH", f"must be seconds since 1970, not {epoch!r}"
            ) from None
    return datetime.now(UTC).date().isoformat()


def _last_record(workspace: Workspace) -> dict[str, Any]:
    """Return the record of the last finished run; empty if there is none or it is damaged."""
    try:
        record = json.loads(workspace.run_record.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}


def _all_there(workspace: Workspace, record: dict[str, Any]) -> bool:
    """Say whether every file of the last run is there as it was written.

    A side-by-side that an editor has changed in place is not: it would be written anew, so the
    command line asks for `bilingual review` first.
    """
    files = record.get("files")
    return isinstance(files, dict) and all(
        digest(workspace.folder / name) == known for name, known in files.items()
    )


def _remember(
    workspace: Workspace,
    key: str,
    reviews: Sequence[Review],
    files: Sequence[Path],
    summary: Summary,
) -> None:
    """Write the run record, last of all: its presence says that the run was finished."""
    record = {
        "key": key,
        "date": reviews[0].run.date,
        "run": asdict(reviews[0].run),
        "documents": {
            review.document.source.path: review.document.source.sha256 for review in reviews
        },
        "files": {str(path.relative_to(workspace.folder)): digest(path) for path in files},
        "summary": asdict(summary),
    }
    text = json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True)
    atomic_write(workspace.run_record, text + "\n")


def _unchanged(record: dict[str, Any], started: float) -> Summary:
    """Return the summary of the recorded run, marked as unchanged."""
    table = dict(record["summary"])
    table.update(
        files=tuple(table["files"]),
        from_cache=table["from_cache"] + table["from_engine"],
        from_engine=0,
        seconds=round(time.monotonic() - started, 3),
        unchanged=True,
    )
    return Summary(**table)
