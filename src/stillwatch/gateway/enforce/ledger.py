"""What is reserved for batches until their results come: hours or days, over restarts.

Workers share it where it is a file. It holds names of batches and of budgets (hashes), nothing
else, and forgets all in time.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from stillwatch.gateway.limits.gcra import Receipt

NAME = ".reserved.sqlite"
LASTS_S = 30 * 86_400.0
"""Seconds that a reservation is remembered; by then it has run out in any budget."""
_TABLES = """
CREATE TABLE IF NOT EXISTS reserved (batch TEXT PRIMARY KEY, receipts BLOB, until REAL);
CREATE TABLE IF NOT EXISTS outputs (file TEXT PRIMARY KEY, batch TEXT, until REAL);
"""
_decode = msgspec.msgpack.Decoder(list[Receipt]).decode


class Ledger:
    """Keeps receipts by batch. Opened at its first use; its calls take a disk's time.

    Parameters
    ----------
    folder
        Where its file is; null: it is kept in memory, for this process.
    clock
        Seconds since 1970.
    """

    def __init__(self, folder: Path | None, clock: Callable[[], float] = time.time) -> None:
        self._folder, self._clock = folder, clock
        self._lock = threading.Lock()
        self._db: sqlite3.Connection | None = None

    def keep(self, batch: str, receipts: tuple[Receipt, ...]) -> None:
        """Remember what is reserved for a batch."""
        row = (batch, msgspec.msgpack.encode(receipts), self._clock() + LASTS_S)
        with self._lock, self._opened() as db:
            db.execute("INSERT OR IGNORE INTO reserved VALUES (?, ?, ?)", row)
            for table in ("reserved", "outputs"):
                db.execute(f"DELETE FROM {table} WHERE until < ?", (self._clock(),))

    def output(self, file: str, batch: str) -> None:
        """Note which file holds the results of a batch that something is reserved for."""
        with self._lock, self._opened() as db:
            db.execute(
                "INSERT OR IGNORE INTO outputs SELECT ?, batch, until FROM reserved"
                " WHERE batch = ?", (file, batch),
            )  # fmt: skip

    def batch_of(self, file: str) -> str | None:
        """Return the batch whose results a file holds, if something is reserved for it."""
        return self._one("SELECT batch FROM outputs WHERE file = ?", file)

    def has(self, batch: str) -> bool:
        """Whether something is reserved for a batch."""
        return self._one("SELECT batch FROM reserved WHERE batch = ?", batch) is not None

    def take(self, batch: str) -> tuple[Receipt, ...]:
        """Return what is reserved for a batch, and forget it: whoever takes it settles it."""
        with self._lock, self._opened() as db:
            rows = db.execute(
                "DELETE FROM reserved WHERE batch = ? RETURNING receipts", (batch,)
            ).fetchall()
            db.execute("DELETE FROM outputs WHERE batch = ?", (batch,))
        return tuple(_decode(rows[0][0])) if rows else ()

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            if self._db is not None:
                self._db.close()
                self._db = None

    def _one(self, query: str, value: str) -> str | None:
        if self._db is None and (self._folder is None or not (self._folder / NAME).exists()):
            return None
        with self._lock, self._opened() as db:
            found = db.execute(query, (value,)).fetchone()
        return None if found is None else str(found[0])

    def _opened(self) -> sqlite3.Connection:
        if self._db is None:
            where = ":memory:"
            if self._folder is not None:
                self._folder.mkdir(parents=True, exist_ok=True)
                path = self._folder / NAME
                path.touch(mode=0o600, exist_ok=True)
                where = str(path)
            self._db = sqlite3.connect(where, timeout=5.0, check_same_thread=False)
            self._db.executescript(_TABLES)
        return self._db
