"""The memory's tables and how older files become newer ones.

`PRAGMA user_version` counts the migrations done; each is one transaction, so a killed program
leaves the file before or after it, never between.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress

from bilingual.errors import MemoryStoreError

APPLICATION_ID = 0x62696C6D
"""`bilm`: marks the file as a memory of this program (PRAGMA application_id)."""

_MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """
        CREATE TABLE unit (
            id INTEGER PRIMARY KEY,
            identity TEXT NOT NULL UNIQUE,
            source TEXT NOT NULL,
            target TEXT NOT NULL,
            key TEXT NOT NULL,
            before_key TEXT NOT NULL DEFAULT '',
            after_key TEXT NOT NULL DEFAULT '',
            document TEXT NOT NULL DEFAULT '',
            segment TEXT NOT NULL DEFAULT '',
            before TEXT NOT NULL DEFAULT '',
            after TEXT NOT NULL DEFAULT '',
            author TEXT NOT NULL DEFAULT '',
            date TEXT NOT NULL DEFAULT '',
            origin TEXT NOT NULL DEFAULT '',
            glossary TEXT NOT NULL DEFAULT '',
            state TEXT NOT NULL DEFAULT 'reviewed'
        )
        """,
        "CREATE INDEX unit_key ON unit (key)",
        "CREATE INDEX unit_document ON unit (document)",
    ),
    (
        "CREATE VIRTUAL TABLE words USING fts5 (key, content='unit', content_rowid='id', "
        "tokenize='unicode61 remove_diacritics 2')",
        "INSERT INTO words (rowid, key) SELECT id, key FROM unit",
        "CREATE TRIGGER unit_added AFTER INSERT ON unit BEGIN "
        "INSERT INTO words (rowid, key) VALUES (new.id, new.key); END",
        "CREATE TRIGGER unit_gone AFTER DELETE ON unit BEGIN "
        "INSERT INTO words (words, rowid, key) VALUES ('delete', old.id, old.key); END",
        "CREATE TRIGGER unit_changed AFTER UPDATE OF key ON unit BEGIN "
        "INSERT INTO words (words, rowid, key) VALUES ('delete', old.id, old.key); "
        "INSERT INTO words (rowid, key) VALUES (new.id, new.key); END",
    ),
)

VERSION = len(_MIGRATIONS)


def migrate(connection: sqlite3.Connection, path: str) -> None:
    """Bring the file to this version.

    Raises:
        MemoryStoreError: another program's database, or one of a newer version.
    """
    version = _version(connection, path)
    if version == VERSION:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = _version(connection, path)  # another process may have been quicker
        for statements in _MIGRATIONS[version:]:
            for statement in statements:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


def _version(connection: sqlite3.Connection, path: str) -> int:
    """Return the file's version; 0 for a new file."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if tables and application != APPLICATION_ID:
        raise MemoryStoreError(f"{path}: is another program's database; choose another file")
    if version > VERSION:
        raise MemoryStoreError(
            f"{path}: was written by a newer version (format {version}, this program knows "
            f"{VERSION}); update bilingual"
        )
    return int(version)
