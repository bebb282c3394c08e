"""The memory file: SQLite in WAL mode, safe with several processes and with kill -9.

Every change is one immediate transaction; a second writer waits (`busy_timeout`), readers are never
blocked. A killed program leaves the state before its transaction.
"""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from bilingual.errors import MemoryStoreError
from bilingual.memory.entry import Entry, Match
from bilingual.memory.match import similarity, take_apart
from bilingual.memory.schema import migrate
from bilingual.model.ports import Recalled
from bilingual.text.keys import comparison_key

_COLUMNS = ", ".join(f.name for f in fields(Entry))
_WAIT = 30.0
"""Seconds to wait for another process' transaction."""
_POOL = 200
"""Candidates of a fuzzy search, by shared words."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of entries offered to the memory."""

    new: int = 0
    changed: int = 0
    """Known sentences of the same article whose English or circumstances are newer now."""
    known: int = 0
    refused: int = 0
    """Left out: an e-mail address or telephone number, an empty side."""


@dataclass(frozen=True, slots=True)
class Stats:
    """Size and shape of a memory."""

    entries: int
    sentences: int
    """Different French sentences."""
    contested: int
    """French sentences with more than one English."""
    documents: int
    authors: tuple[tuple[str, int], ...]
    """(author, entries), most first."""
    oldest: str
    newest: str
    bytes: int


class Memory:
    """An open memory. Implements `ports.Recall`; a context manager."""

    def __init__(self, path: Path, *, create: bool = True) -> None:
        """Open the memory at `path`.

        Raises:
            MemoryStoreError: no such file (unless `create`), not a memory, locked, newer version.
        """
        self.path = path
        if not create and not path.is_file():
            raise MemoryStoreError(f"{path}: there is no memory; `bilingual review` makes one")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
            self._db.execute(f"PRAGMA busy_timeout = {int(_WAIT * 1000)}")
            _use_write_ahead_log(self._db)
            self._db.execute("PRAGMA synchronous = NORMAL")
            migrate(self._db, str(path))
        except (sqlite3.Error, OSError) as error:
            raise self._refusal(error) from error

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the memory at `path`, which must exist.

        Raises:
            MemoryStoreError: no such file, not a memory, locked, newer version.
        """
        return cls(path, create=False)

    def _refusal(self, error: Exception) -> MemoryStoreError:
        text = str(error)
        if "not a database" in text:
            return MemoryStoreError(f"{self.path}: is no translation memory; choose another file")
        if "locked" in text or "busy" in text:
            return MemoryStoreError(
                f"{self.path}: another program has been writing for {_WAIT:.0f} s; try again"
            )
        return MemoryStoreError(f"{self.path}: cannot be used ({text}); check folder and disk")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self.close()

    def close(self) -> None:
        """Close the file; SQLite folds the write-ahead log into it."""
        self._db.close()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """Run one all-or-nothing change; errors of SQLite become ours."""
        try:
            self._db.execute("BEGIN IMMEDIATE")
            yield self._db
            self._db.execute("COMMIT")
        except BaseException as error:
            with suppress(sqlite3.Error):
                self._db.execute("ROLLBACK")
            if isinstance(error, sqlite3.Error):
                raise self._refusal(error) from error
            raise

    def add(self, entries: Iterable[Entry]) -> Added:
        """Store entries, all or none. The same entries again change nothing.

        An entry older than the one it would replace is counted as known and left out.
        """
        new = changed = known = refused = 0
        with self._transaction() as db:
            for entry in (offered.discreet for offered in entries):
                if entry.private or not entry.storable:
                    refused += 1
                    continue
                identity = entry.identity
                old = db.execute(
                    f"SELECT {_COLUMNS} FROM unit WHERE identity = ?", (identity,)
                ).fetchone()
                if old is not None and (Entry(*old) == entry or Entry(*old).date > entry.date):
                    known += 1
                    continue
                _write(db, entry, identity)
                new, changed = new + (old is None), changed + (old is not None)
        return Added(new, changed, known, refused)

    def recall(self, source: str, before: str, after: str) -> Recalled | None:
        """Return the approved English of exactly this sentence; one with its neighbours first."""
        match = self.exact(source, before, after)
        if match is None:
            return None
        entry = match.entry
        return Recalled(entry.target, match.kind, entry.author, entry.date, entry.document)

    def exact(self, source: str, before: str = "", after: str = "") -> Match | None:
        """Return the best entry with this very source.

        Neighbours that agree come first, then the newest; a sentence whose neighbours nobody knows
        is never a context match.
        """
        key, around = comparison_key(source), (comparison_key(before), comparison_key(after))
        rows = self._rows(
            f"SELECT {_COLUMNS}, before_key, after_key FROM unit WHERE key = ? "
            "ORDER BY date DESC, id DESC", (key,),
        )  # fmt: skip
        found = [(Entry(*row[:-2]), (row[-2], row[-1])) for row in rows]
        if not found:
            return None
        for entry, neighbours in found:
            if neighbours == around and any(around):
                return Match(entry, "context", 100.0, True, True)
        return Match(found[0][0], "exact", 100.0, True, True)

    def search(self, text: str, *, limit: int = 5, threshold: float = 70.0) -> list[Match]:
        """Return entries like `text`, best first: exact, then by names, figures and words.

        Args:
            text: French.
            limit: at most this many.
            threshold: lowest similarity of the words, 0..100.

        """
        key = comparison_key(text)
        parts = take_apart(key)
        found = []
        for entry, other in self._pool(key):
            if other == key:
                found.append(Match(entry, "exact", 100.0, True, True))
                continue
            apart = take_apart(other)
            score = similarity(parts, apart)
            if score >= threshold:
                names, figures = apart.names == parts.names, apart.figures == parts.figures
                found.append(Match(entry, "fuzzy", score, names, figures))
        found.sort(key=lambda m: (
            m.kind != "exact", -(m.same_names + m.same_figures), -m.score, m.entry.target,
        ))  # fmt: skip
        return found[:limit]

    def _pool(self, key: str) -> list[tuple[Entry, str]]:
        """Return entries of similar length that share words with `key`, most words first."""
        words = sorted(set(re.findall(r"\w+", key.casefold())), key=len, reverse=True)[:24]
        if not words:
            return []
        query = " OR ".join(f'"{word}"' for word in words)
        low, high = len(key) * 0.5, len(key) * 2 + 10
        columns = ", ".join(f"unit.{f.name}" for f in fields(Entry))
        rows = self._rows(
            f"SELECT {columns}, unit.key FROM words JOIN unit ON unit.id = words.rowid "
            "WHERE words MATCH ? AND length(unit.key) BETWEEN ? AND ? ORDER BY rank LIMIT ?",
            (query, low, high, _POOL),
        )
        return [(Entry(*row[:-1]), row[-1]) for row in rows]

    def entries(self, document: str | None = None) -> Iterator[Entry]:
        """Yield the entries in a fixed order (document, then order of arrival)."""
        where, values = ("", ()) if document is None else ("WHERE document = ?", (document,))
        for row in self._rows(f"SELECT {_COLUMNS} FROM unit {where} ORDER BY document, id", values):
            yield Entry(*row)

    def stats(self) -> Stats:
        """Return figures about the memory."""
        (counts,) = self._rows(
            "SELECT count(*), count(DISTINCT key), count(DISTINCT nullif(document, '')), "
            "ifnull(min(nullif(date, '')), ''), ifnull(max(date), '') FROM unit"
        )
        (contested,) = self._rows(
            "SELECT count(*) FROM (SELECT key FROM unit GROUP BY key "
            "HAVING count(DISTINCT target) > 1)"
        )
        authors = self._rows(
            "SELECT author, count(*) FROM unit GROUP BY author ORDER BY count(*) DESC, author"
        )
        (size,) = self._rows(
            "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
        )
        return Stats(
            entries=counts[0], sentences=counts[1], contested=contested[0], documents=counts[2],
            authors=tuple((str(a), int(n)) for a, n in authors), oldest=counts[3],
            newest=counts[4], bytes=size[0],
        )  # fmt: skip

    def prune(
        self, *, before: str = "", document: str = "", author: str = "", doubles: bool = False,
        dry_run: bool = False,
    ) -> int:  # fmt: skip
        """Remove the entries that meet all the given conditions; return how many.

        Args:
            before: last changed before this ISO day.
            document: of this article.
            author: by this author.
            doubles: with the same French and English as a newer entry.
            dry_run: only count.

        """
        conditions, values = [], []
        for condition, value in (("date < ?", before), ("document = ?", document),
                                 ("author = ?", author)):  # fmt: skip
            if value:
                conditions.append(condition)
                values.append(value)
        if doubles:
            conditions.append(
                "EXISTS (SELECT 1 FROM unit AS other WHERE other.key = unit.key AND "
                "other.target = unit.target AND (other.date, other.id) > (unit.date, unit.id))"
            )
        if not conditions:
            return 0
        where = " AND ".join(conditions)
        with self._transaction() as db:
            ids = [row[0] for row in db.execute(f"SELECT id FROM unit WHERE {where}", values)]
            if not dry_run:
                db.executemany("DELETE FROM unit WHERE id = ?", ((i,) for i in ids))
        return len(ids)

    def _rows(self, query: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._db.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise self._refusal(error) from error


def _write(db: sqlite3.Connection, entry: Entry, identity: str) -> None:
    """Insert an entry or replace the one with its identity."""
    values = (
        *astuple(entry), identity, comparison_key(entry.source), comparison_key(entry.before),
        comparison_key(entry.after),
    )  # fmt: skip
    names = f"{_COLUMNS}, identity, key, before_key, after_key"
    marks = ", ".join("?" * len(values))
    updates = ", ".join(f"{name} = excluded.{name}" for name in names.split(", "))
    db.execute(
        f"INSERT INTO unit ({names}) VALUES ({marks}) ON CONFLICT (identity) DO UPDATE SET "
        f"{updates}", values,
    )  # fmt: skip


def _use_write_ahead_log(database: sqlite3.Connection) -> None:
    """Switch the journal; SQLite refuses at once, without waiting, while another does so."""
    until = time.monotonic() + _WAIT
    while True:
        try:
            database.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
        time.sleep(0.02)
