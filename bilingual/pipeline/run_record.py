"""What is kept of a run: its facts, the summary for the closing table, and its key."""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from importlib.metadata import version as installed_version
from typing import TYPE_CHECKING, Any

from bilingual import __version__
from bilingual.config import Settings
from bilingual.errors import ConfigError
from bilingual.formats.sheet import words as count_words
from bilingual.model.ports import Engine
from bilingual.model.review import GlossaryInfo, Review, RunRecord
from bilingual.model.unit import EngineInfo, OriginKind
from bilingual.workspace import Workspace, atomic_write, digest

if TYPE_CHECKING:
    from bilingual.terminology.glossary import Glossary

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
    contradictions: tuple[str, ...] = ()
    """Rows of a glossary that cannot both hold, `path:line: what`."""


def run_record(
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


def run_day(record: dict[str, Any], key: str) -> str:
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


class Counts:
    """What the closing table and the record tell, gathered review by review."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.documents: dict[str, str] = {}
        """Path -> SHA-256."""
        self.sentences = self.words = self.removed = self.from_engine = 0
        self.origins: Counter[str] = Counter()
        self.terms: Counter[str] = Counter()
        self.findings: Counter[str] = Counter()

    def add(self, review: Review, asked: Collection[str]) -> None:
        """Take in a document; `asked` holds the French that the engine translated in this run."""
        units = review.units
        self.documents[review.document.source.path] = review.document.source.sha256
        self.sentences += len(units)
        self.words += count_words(review)
        self.removed += sum(edit.after is None for edit in review.document.edits)
        self.origins.update(unit.origin.kind.value for unit in units)
        self.from_engine += sum(
            u.origin.kind is OriginKind.ENGINE and u.source in asked for u in units
        )
        self.terms.update(hit.outcome.value for unit in units for hit in unit.hits)
        self.findings.update(f.severity.value for unit in units for f in unit.findings)
        self.findings.update(f.severity.value for f in review.findings)

    def summary(
        self,
        info: EngineInfo,
        files: Sequence[str],
        seconds: float,
        contradictions: Sequence[str] = (),
    ) -> Summary:
        """Return what the closing table says.

        Args:
            info: what translated.
            files: what was written, relative to the output folder.
            seconds: that the run took.
            contradictions: of the glossary.
        """
        return Summary(
            documents=len(self.documents),
            sentences=self.sentences,
            words=self.words,
            from_engine=self.from_engine,
            from_cache=self.origins["engine"] - self.from_engine,
            from_memory=self.origins["memory"],
            terms=dict(self.terms),
            findings=dict(self.findings),
            removed=self.removed,
            model=f"{info.model} {info.version}".strip(),
            figures=dict(info.figures),
            files=tuple(files),
            seconds=round(seconds, 3),
            contradictions=tuple(contradictions),
        )


def last_record(workspace: Workspace) -> dict[str, Any]:
    """Return the record of the last finished run; empty if there is none or it is damaged."""
    try:
        record = json.loads(workspace.run_record.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}


def all_there(workspace: Workspace, record: dict[str, Any]) -> bool:
    """Say whether every file of the last run is there as it was written.

    A side-by-side that an editor has changed in place is not: it would be written anew, so the
    command line asks for `bilingual review` first.
    """
    files = record.get("files")
    return isinstance(files, dict) and all(
        digest(workspace.folder / name) == known for name, known in files.items()
    )


def remember(
    workspace: Workspace,
    key: str,
    run: RunRecord,
    documents: Mapping[str, str],
    summary: Summary,
) -> None:
    """Write the run record, last of all: its presence says that the run was finished."""
    record = {
        "key": key,
        "date": run.date,
        "run": asdict(run),
        "documents": dict(documents),
        "files": {name: digest(workspace.folder / name) for name in summary.files},
        "summary": asdict(summary),
    }
    # Unsorted: the model's card gives its figures in an order, the most telling first.
    text = json.dumps(record, ensure_ascii=False, indent=1)
    atomic_write(workspace.run_record, text + "\n")


def unchanged_run(record: dict[str, Any], started: float) -> Summary:
    """Return the summary of the recorded run, marked as unchanged."""
    table = dict(record["summary"])
    table.update(
        files=tuple(table["files"]),
        contradictions=tuple(table.get("contradictions", ())),
        from_cache=table["from_cache"] + table["from_engine"],
        from_engine=0,
        seconds=round(time.monotonic() - started, 3),
        unchanged=True,
    )
    return Summary(**table)
