"""Holders that were seen: who a key is bound to on first use, and how many an organisation has.

One SQLite file that the workers of a machine share. It is written when a holder is new, or was last
noted a while ago: not with each request. It holds no key, token or thumbprint, only keyed hashes.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from stillwatch.core.errors import InputError
from stillwatch.core.sqlitewal import write_ahead
from stillwatch.gateway.limits.base import StoreDown

NAME = ".holders.sqlite"
MOST = 1000
"""Holders of an organisation that are told apart; how many there are beyond is not known."""
_ALL = 200_000  # rows
_KEPT = 65_536  # entries that save a look at the file
_WAIT_MS = 50  # for another worker's write
_EVERY = 10.0  # seconds between two counts
_TABLES = """
CREATE TABLE IF NOT EXISTS bound (key TEXT PRIMARY KEY, holder TEXT NOT NULL, at REAL NOT NULL)
  WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS seen (org TEXT, holder TEXT, first REAL, last REAL,
  PRIMARY KEY (org, holder)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS seen_last ON seen (last);
"""


class Spread(NamedTuple):
    """How an organisation's requests spread over holders, within the window."""

    org: str
    holders: int
    """`MOST` stands for that many or more."""
    first: float
    """When the first of them was first seen, in seconds since 1970."""
    last: float


class Holders:
    """Keeps holders.

    Parameters
    ----------
    path
        Made if missing, readable by its owner alone; null: memory, of this process.
    window
        Seconds within which an organisation's holders are counted.
    clock
        Seconds since 1970.

    Raises
    ------
    InputError
        The file cannot be used.
    """

    def __init__(
        self, path: Path | None, window: float, clock: Callable[[], float] = time.time
    ) -> None:
        self._window, self._clock = window, clock
        self._bound: dict[str, str] = {}
        self._noted: dict[tuple[str, str], float] = {}
        self._counted: tuple[float, list[Spread]] = (-_EVERY, [])
        try:
            self._db = _opened(path)
        except (OSError, sqlite3.Error) as error:
            why = getattr(error, "strerror", None) or str(error)
            raise InputError(why.lower(), path=str(path)) from None

    def bind(self, key: str, holder: str) -> str:
        """Bind a key to a holder unless it is bound; return whom it is bound to.

        Parameters
        ----------
        key, holder
            Keyed hashes.

        Raises
        ------
        StoreDown
            The file does not answer.
        """
        known = self._bound.get(key)
        if known is not None:
            return known
        try:
            self._db.execute(
                "INSERT INTO bound VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                (key, holder, self._clock()),
            )
            (found,) = self._db.execute("SELECT holder FROM bound WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error as error:
            raise StoreDown(f"the file of holders: {type(error).__name__}") from None
        if len(self._bound) >= _KEPT:
            self._bound.clear()
        self._bound[key] = str(found)
        return str(found)

    def note(self, org: str, holder: str) -> None:
        """Note that an organisation used a holder. What cannot be written is noted next time."""
        now, of = self._clock(), (org, holder)
        if now < self._noted.get(of, 0.0):
            return
        if len(self._noted) >= _KEPT:
            self._noted.clear()
        self._noted[of] = now + min(self._window / 24, 600.0)
        try:
            known = self._db.execute(
                "UPDATE seen SET last = ? WHERE org = ? AND holder = ?", (now, org, holder)
            )
            if not known.rowcount:
                self._db.execute("DELETE FROM seen WHERE last < ?", (now - self._window,))
                self._db.execute(
                    "INSERT INTO seen SELECT ?, ?, ?, ? WHERE (SELECT count(*) FROM seen) < ? "
                    "AND (SELECT count(*) FROM seen WHERE org = ?) < ? ON CONFLICT DO NOTHING",
                    (org, holder, now, now, _ALL, org, MOST),
                )
        except sqlite3.Error:
            del self._noted[of]

    def spreads(self) -> list[Spread]:
        """Return organisations with their holders within the window, most first.

        Looked up every ten seconds.
        """
        now = self._clock()
        if now - self._counted[0] < _EVERY:
            return self._counted[1]
        try:
            rows = self._db.execute(
                "SELECT org, count(*), min(first), max(last) FROM seen WHERE last >= ? "
                "GROUP BY org ORDER BY 2 DESC, 1",
                (now - self._window,),
            ).fetchall()
        except sqlite3.Error:
            return self._counted[1]
        self._counted = (now, [Spread(*row) for row in rows])
        return self._counted[1]

    def close(self) -> None:
        """Close the file."""
        self._db.close()


def _opened(path: Path | None, tries: int = 5) -> sqlite3.Connection:
    if path is not None:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
    db = sqlite3.connect(path or ":memory:", timeout=2.0, isolation_level=None,
                         check_same_thread=False)  # fmt: skip
    try:
        write_ahead(db, 2.0)
        db.execute("PRAGMA synchronous = NORMAL")
        db.executescript(_TABLES)
        db.execute(f"PRAGMA busy_timeout = {_WAIT_MS}")
        return db
    except sqlite3.OperationalError:  # another worker makes it at this moment
        db.close()
        if tries <= 1:
            raise
        time.sleep(0.2)
        return _opened(path, tries - 1)
