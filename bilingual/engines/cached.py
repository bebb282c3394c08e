"""An engine that remembers: what was translated once with the same settings is not again.

The store is one SQLite file. A batch is committed as soon as it is finished, so an interrupted
run (kill -9 included) loses the batches in flight and the next one goes on from there. A store
that cannot be read is put aside and begun anew: it holds nothing that cannot be made again.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from bilingual.model.ports import Decoding, Engine
from bilingual.model.unit import Attention, EngineInfo, Hypothesis

_SCHEMA = """
create table if not exists facts (key text primary key, value text not null) without rowid;
create table if not exists sentences (key blob primary key, value blob not null) without rowid;
"""
_VERSION = 2
"""Of the layout of values; a store of another version is begun anew."""
COMMIT_EVERY = 64
"""Sentences after which results are made durable."""


@runtime_checkable
class Streaming(Protocol):
    """An engine that hands results over as they are finished."""

    def stream(
        self, texts: Sequence[str], decoding: Decoding
    ) -> Iterator[tuple[int, tuple[Hypothesis, ...]]]:
        """Yield (index of the text, its hypotheses) in any order, each index once."""
        ...


def stream(
    engine: Engine, texts: Sequence[str], decoding: Decoding
) -> Iterator[tuple[int, tuple[Hypothesis, ...]]]:
    """Yield results as they come where the engine streams, else all at the end."""
    if isinstance(engine, Streaming):
        yield from engine.stream(texts, decoding)
    else:
        yield from enumerate(engine.translate(texts, decoding))


class SentenceCache:
    """Key -> bytes, in a SQLite file that survives crashes and may be deleted at any time."""

    def __init__(self, path: Path) -> None:
        """Open the file, creating folder and file; a damaged one is put aside as `.damaged`.

        Where even a new file cannot be written, the cache works in memory for this run.
        """
        self.path = path
        self.pending = 0
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._base = self._connect()
        except (sqlite3.Error, OSError):
            try:
                path.replace(path.with_name(path.name + ".damaged"))
                self._base = self._connect()
            except (sqlite3.Error, OSError):
                self._base = self._connect(":memory:")

    def _connect(self, name: str | None = None) -> sqlite3.Connection:
        """Open the file, check its version and see that it can be written."""
        base = sqlite3.connect(name or self.path, timeout=30, check_same_thread=False)
        try:
            base.execute("pragma journal_mode = wal")
            base.execute("pragma synchronous = normal")
            if base.execute("pragma user_version").fetchone()[0] != _VERSION:
                base.executescript("drop table if exists facts; drop table if exists sentences;")
            base.executescript(_SCHEMA)
            base.execute(f"pragma user_version = {_VERSION}")
            base.commit()
        except sqlite3.Error:
            base.close()
            raise
        return base

    def get(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """Return the values of those keys that are known."""
        found: dict[bytes, bytes] = {}
        with suppress(sqlite3.DatabaseError):
            for key in keys:
                row = self._base.execute(
                    "select value from sentences where key = ?", (key,)
                ).fetchone()
                if row is not None:
                    found[key] = row[0]
        return found

    def put(self, key: bytes, value: bytes) -> None:
        """Store one value; durable after `commit` or `COMMIT_EVERY` values.

        A full disk or a lock costs the memory of this sentence, not the run.
        """
        with suppress(sqlite3.Error):
            self._base.execute("insert or replace into sentences values (?, ?)", (key, value))
            self.pending += 1
            if self.pending >= COMMIT_EVERY:
                self.commit()

    def commit(self) -> None:
        """Make everything stored so far durable."""
        self.pending = 0
        with suppress(sqlite3.Error):
            self._base.commit()

    def fact(self, key: str) -> str | None:
        """Return a fact stored beside the sentences."""
        with suppress(sqlite3.DatabaseError):
            row = self._base.execute("select value from facts where key = ?", (key,)).fetchone()
            return None if row is None else str(row[0])
        return None

    def put_fact(self, key: str, value: str) -> None:
        """Store a fact."""
        with suppress(sqlite3.Error):
            self._base.execute("insert or replace into facts values (?, ?)", (key, value))
        self.commit()

    def close(self) -> None:
        """Commit and close."""
        self.commit()
        self._base.close()


class CachedEngine:
    """Asks the cache first and the engine for the rest."""

    name = "cached"

    def __init__(self, engine: Engine, cache: SentenceCache) -> None:
        """Wrap an engine; its `identity` (model, device) is part of every key.

        An engine without `identity` is asked for its `info()`.
        """
        self.engine = engine
        self.cache = cache
        self.hits = 0
        self.misses = 0
        self.asked: set[str] = set()
        """Texts that the engine itself translated, because nobody had yet."""
        given = getattr(engine, "identity", None)
        self.identity: str = given if isinstance(given, str) else repr(engine.info())

    @property
    def supports_inline_terms(self) -> bool:
        """Whether the engine underneath understands inline terms."""
        return bool(getattr(self.engine, "supports_inline_terms", False))

    def open_ahead(self) -> None:
        """Let the engine open its model meanwhile, if it can and the cache has not seen it yet.

        Once it has, most sentences are known, and the model may not be needed at all.
        """
        ahead = getattr(self.engine, "open_ahead", None)
        if ahead is not None and self.cache.fact(f"info {self.identity}") is None:
            ahead()

    def info(self) -> EngineInfo:
        """Return the engine's info; from the cache, so that nothing need be opened, if known."""
        key = f"info {self.identity}"
        known = self.cache.fact(key)
        if known is not None:
            table = json.loads(known)
            table["figures"] = tuple((name, value) for name, value in table["figures"])
            return EngineInfo(**table)
        info = self.engine.info()
        self.cache.put_fact(key, json.dumps(asdict(info)))
        return info

    def translate(self, texts: Sequence[str], decoding: Decoding) -> list[tuple[Hypothesis, ...]]:
        """Return the hypotheses of each text, best first."""
        found: list[tuple[Hypothesis, ...]] = [()] * len(texts)
        for index, hypotheses in self.stream(texts, decoding):
            found[index] = hypotheses
        return found

    def stream(
        self, texts: Sequence[str], decoding: Decoding
    ) -> Iterator[tuple[int, tuple[Hypothesis, ...]]]:
        """Yield known results first, then the engine's as they are finished and stored."""
        settings = json.dumps(asdict(decoding), sort_keys=True)
        keys = [self._key("translate", settings, text) for text in texts]
        known = self.cache.get(keys)
        unknown = []
        for index, key in enumerate(keys):
            if key in known:
                self.hits += 1
                yield index, unpack(known[key])
            else:
                unknown.append(index)
        if not unknown:
            return
        self.misses += len(unknown)
        self.asked.update(texts[index] for index in unknown)
        try:
            asked = [texts[index] for index in unknown]
            for place, hypotheses in stream(self.engine, asked, decoding):
                self.cache.put(keys[unknown[place]], pack(hypotheses))
                yield unknown[place], hypotheses
        finally:
            self.cache.commit()

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """Return the mean log-probability of each pair, remembered as well."""
        keys = [self._key("score", *pair) for pair in pairs]
        known = self.cache.get(keys)
        unknown = [index for index, key in enumerate(keys) if key not in known]
        fresh = self.engine.score([pairs[index] for index in unknown]) if unknown else []
        for index, value in zip(unknown, fresh, strict=True):
            self.cache.put(keys[index], repr(value).encode())
            known[keys[index]] = repr(value).encode()
        self.cache.commit()
        return [float(known[key]) for key in keys]

    def _key(self, *parts: str) -> bytes:
        """Return the digest of the engine and everything asked of it."""
        text = "\0".join((self.identity, *parts))
        return hashlib.sha256(text.encode(errors="surrogatepass")).digest()


def pack(hypotheses: Sequence[Hypothesis]) -> bytes:
    """Return hypotheses as bytes; attention weights take one byte each (they have 256 levels)."""
    rows, table = bytearray(), []
    for one in hypotheses:
        entry: dict[str, Any] = {"t": one.text, "s": one.score, "d": one.detail}
        if one.attention is not None:
            entry["a"] = one.attention.source_bounds
            entry["b"] = one.attention.target_bounds
            rows += one.attention.levels
        table.append(entry)
    text = json.dumps(table, ensure_ascii=False, separators=(",", ":"))
    head = text.encode(errors="surrogatepass")
    return zlib.compress(len(head).to_bytes(4, "big") + head + bytes(rows), 1)


def unpack(data: bytes) -> tuple[Hypothesis, ...]:
    """Return the hypotheses that `pack` wrote."""
    raw = zlib.decompress(data)
    size = int.from_bytes(raw[:4], "big")
    rows, place, found = raw[4 + size :], 0, []
    for entry in json.loads(raw[4 : 4 + size].decode(errors="surrogatepass")):
        attention = None
        if "a" in entry:
            source, target = tuple(entry["a"]), tuple(entry["b"])
            size = len(source) // 2 * (len(target) // 2)
            attention = Attention(source, target, bytes(rows[place : place + size]))
            place += size
        found.append(Hypothesis(entry["t"], entry["s"], attention, entry["d"]))
    return tuple(found)
