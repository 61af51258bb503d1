"""What is outstanding: requests of batches until their results are fetched. One SQLite file.

Several appenders share it. It holds no API keys, and prompts only where the log holds them, too.
All that is in it has an end: `until` stands in each table.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from stillwatch.core.sqlitewal import write_ahead
from stillwatch.gateway.batches.reading import Asked, packed_head, read_head
from stillwatch.gateway.tap.frames import Head

NAME = ".batches.sqlite"
REMEMBERED = 45 * 86_400.0
"""Seconds that a batch is remembered once it is logged: results may be fetched for a month."""
_VERSION = 1
_SHARE = 4  # an account may take a quarter
_TABLES = """
CREATE TABLE sources (id INTEGER PRIMARY KEY, name TEXT UNIQUE, account TEXT, bytes INTEGER,
                      until REAL);
CREATE TABLE lines (source INTEGER, custom BLOB, asked BLOB, UNIQUE (source, custom));
CREATE TABLE batches (name TEXT PRIMARY KEY, source TEXT, head BLOB, until REAL, open INTEGER);
CREATE TABLE outputs (file TEXT PRIMARY KEY, batch TEXT, until REAL);
CREATE TABLE done (batch TEXT, custom BLOB, PRIMARY KEY (batch, custom)) WITHOUT ROWID;
CREATE INDEX sources_until ON sources (until);
CREATE INDEX sources_account ON sources (account);
CREATE INDEX batches_until ON batches (open, until);
CREATE INDEX batches_source ON batches (source);
CREATE INDEX outputs_until ON outputs (until);
"""


class Batch(NamedTuple):
    """A batch that was created."""

    name: str
    head: Head
    open: bool
    """Whether results are still waited for; else all of it was logged."""
    source: int | None
    """Where its requests are; null: they are not known."""


class Store:
    """Keeps requests, within a bound.

    Parameters
    ----------
    path
        Made if missing; one that cannot be read is put aside.
    bytes
        What all requests may take.

    Raises
    ------
    sqlite3.Error
        It cannot be opened.
    """

    def __init__(self, path: Path, bytes: int) -> None:
        self._most = bytes
        try:
            self._db = _opened(path)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            path.replace(path.with_name(f"{NAME}-unreadable"))
            for suffix in ("-wal", "-shm"):
                path.with_name(path.name + suffix).unlink(missing_ok=True)
            self._db = _opened(path)

    def begin(self) -> None:
        """Begin what is done wholly or not at all; others wait meanwhile."""
        if not self._db.in_transaction:
            self._db.execute("BEGIN IMMEDIATE")

    def end(self, keep: bool) -> None:
        """End it."""
        if self._db.in_transaction:
            self._db.execute("COMMIT" if keep else "ROLLBACK")

    def close(self) -> None:
        """Close the file."""
        with suppress(sqlite3.Error):
            self._db.close()

    def source(self, account: str, until: float) -> int:
        """Begin a source of requests, which has no name yet; return its number."""
        made = self._db.execute(
            "INSERT INTO sources (account, bytes, until) VALUES (?, 0, ?)", (account, until)
        )
        assert made.lastrowid is not None
        return made.lastrowid

    def add(self, source: int, account: str, asked: list[Asked]) -> int:
        """Add requests to a source; return how many there was room for."""
        one = "SELECT coalesce(sum(bytes), 0) FROM sources"
        (all_of,) = self._db.execute(one).fetchone()
        (own,) = self._db.execute(f"{one} WHERE account = ?", (account,)).fetchone()
        room = min(self._most - all_of, self._most // _SHARE - own)
        fits, size = [], 0
        for custom, packed in asked:
            size += len(packed) + 64
            if size > room:
                break
            fits.append((source, custom, packed))
        self._db.executemany("INSERT OR IGNORE INTO lines VALUES (?, ?, ?)", fits)
        taken = sum(len(packed) + 64 for _, _, packed in fits)
        self._db.execute("UPDATE sources SET bytes = bytes + ? WHERE id = ?", (taken, source))
        return len(fits)

    def name(self, source: int, name: str) -> None:
        """Give a source the name that the API gave the file or batch."""
        self._db.execute("UPDATE OR REPLACE sources SET name = ? WHERE id = ?", (name, source))

    def drop(self, source: int) -> None:
        """Forget a source."""
        self._db.execute("DELETE FROM lines WHERE source = ?", (source,))
        self._db.execute("DELETE FROM sources WHERE id = ?", (source,))

    def create(self, batch: str, source: str, head: Head, until: float) -> None:
        """Note a batch, unless it is known."""
        self._db.execute(
            "INSERT OR IGNORE INTO batches VALUES (?, ?, ?, ?, 1)",
            (batch, source, packed_head(head), until),
        )

    def output(self, file: str, batch: str, until: float) -> None:
        """Note that a batch's results are in a file."""
        self._db.execute("INSERT OR IGNORE INTO outputs VALUES (?, ?, ?)", (file, batch, until))

    def output_of(self, file: str) -> str | None:
        """Return the batch whose results are in a file; null: none that is known."""
        found = self._db.execute("SELECT batch FROM outputs WHERE file = ?", (file,)).fetchone()
        return None if found is None else str(found[0])

    def batch(self, name: str) -> Batch | None:
        """Return a batch."""
        found = self._db.execute(
            "SELECT b.head, b.open, s.id FROM batches b LEFT JOIN sources s ON s.name = b.source "
            "WHERE b.name = ?", (name,),
        ).fetchone()  # fmt: skip
        if found is None:
            return None
        head, is_open, source = found
        return Batch(name, read_head(head), bool(is_open), source)

    def take(self, batch: Batch, custom: bytes) -> tuple[bool, bytes | None]:
        """Mark a request as logged; return whether it was not before, and what is known of it."""
        made = self._db.execute("INSERT OR IGNORE INTO done VALUES (?, ?)", (batch.name, custom))
        if not made.rowcount or batch.source is None:
            return bool(made.rowcount), None
        found = self._db.execute(
            "SELECT asked FROM lines WHERE source = ? AND custom = ?", (batch.source, custom)
        ).fetchone()
        return True, None if found is None else found[0]

    def overdue(self, now: float) -> Batch | None:
        """Return a batch whose time is over."""
        found = self._db.execute(
            "SELECT name FROM batches WHERE open = 1 AND until <= ? ORDER BY until LIMIT 1", (now,)
        ).fetchone()
        return None if found is None else self.batch(found[0])

    def waiting(self, batch: Batch, most: int) -> list[Asked]:
        """Return requests of a batch that are not logged, at most so many."""
        found = self._db.execute(
            "SELECT custom, asked FROM lines l WHERE source = ? AND NOT EXISTS "
            "(SELECT 1 FROM done WHERE batch = ? AND custom = l.custom) LIMIT ?",
            (batch.source, batch.name, most),
        )
        return [Asked(custom, packed) for custom, packed in found]

    def shut(self, batch: str, now: float) -> None:
        """Note that all of a batch was logged, or none of it ever ran."""
        self._db.execute(
            "UPDATE batches SET open = 0, until = ? WHERE name = ?", (now + REMEMBERED, batch)
        )
        self._db.execute("DELETE FROM done WHERE batch = ?", (batch,))

    def expire(self, now: float) -> None:
        """Forget what is over, as far as nothing waits for it."""
        self._db.execute("DELETE FROM batches WHERE open = 0 AND until <= ?", (now,))
        self._db.execute("DELETE FROM outputs WHERE until <= ?", (now,))
        over = self._db.execute(
            "SELECT id FROM sources s WHERE until <= ? AND NOT EXISTS "
            "(SELECT 1 FROM batches WHERE source = s.name AND open = 1) LIMIT 100", (now,),
        ).fetchall()  # fmt: skip
        for (source,) in over:
            self.drop(source)


def _opened(path: Path, tries: int = 5) -> sqlite3.Connection:
    try:
        return _made(path)
    except sqlite3.OperationalError:  # another appender makes it at this moment
        if tries <= 1:
            raise
        time.sleep(0.2)
        return _opened(path, tries - 1)


def _made(path: Path) -> sqlite3.Connection:
    path.touch(mode=0o600, exist_ok=True)
    db = sqlite3.connect(path, timeout=10.0, isolation_level=None)
    try:
        write_ahead(db, 10.0)
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("BEGIN IMMEDIATE")
        (version,) = db.execute("PRAGMA user_version").fetchone()
        if version == 0:
            for statement in _TABLES.split(";"):
                db.execute(statement)
            db.execute(f"PRAGMA user_version = {_VERSION}")
        elif version != _VERSION:
            raise sqlite3.DatabaseError(f"version {version}")
        db.execute("COMMIT")
    except BaseException:
        db.close()
        raise
    return db
