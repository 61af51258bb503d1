"""SQLite files that several processes make and open at once."""

from __future__ import annotations

import sqlite3
import time

AGAIN_S = 0.02


def write_ahead(db: sqlite3.Connection, patience: float) -> None:
    """Let a file's journal be write-ahead, however many open it at this moment.

    SQLite's own timeout is not kept there: it says `locked` at once, lest two that change the
    journal wait for each other (https://sqlite.org/wal.html, "Sometimes Queries Return
    SQLITE_BUSY In WAL Mode").

    Parameters
    ----------
    db
        A connection in no transaction.
    patience
        Seconds to try for.

    Raises
    ------
    sqlite3.OperationalError
        Another process holds the file for longer, or it cannot be written.
    """
    until = time.monotonic() + patience
    while True:
        try:
            db.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(AGAIN_S)
