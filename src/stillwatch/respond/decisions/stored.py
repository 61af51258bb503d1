"""Stores by their name: a file, or the address of a server; and as feeds of gateways."""

from __future__ import annotations

import stat
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from stillwatch.core.errors import InputError, UsageError, shown
from stillwatch.respond.decisions._address import address_of, is_address
from stillwatch.respond.decisions.changes import Changes, Feed
from stillwatch.respond.decisions.feed import JsonlFeed
from stillwatch.respond.decisions.store import Store

if TYPE_CHECKING:
    from stillwatch.respond.decisions.postgres import PostgresStore

_SQLITE = b"SQLite format 3\0"
_SMALLEST = 512  # bytes of a database
LOOK_S = 1.0
"""Seconds after which a server is asked even if it has not told of a change."""


def store_of(where: str | Path, *, read_only: bool = False) -> Store:
    """Open a store.

    Parameters
    ----------
    where
        A file, or `postgresql://USER@HOST/DATABASE`.
    read_only
        Nothing is ever written; it must be there.

    Raises
    ------
    UsageError, InputError
        It cannot be used.
    """
    if is_address(str(where)):
        return _postgres(str(where), read_only)
    from stillwatch.respond.decisions.sqlite import SqliteStore

    return SqliteStore(Path(where), read_only=read_only)


def feed_of(where: str | Path) -> Feed:
    """Return the feed of a store that policy and people write, or of a file of JSON lines.

    A server need not answer yet, and a file need not be there.

    Raises
    ------
    UsageError
        It is no address.
    """
    if is_address(str(where)):
        address_of(str(where))
        return ServerFeed(str(where))
    return FileFeed(Path(where))


def is_store(where: str | Path) -> bool:
    """Whether it is a store, on a server or in a file, and not lines of another program.

    A file that cannot be read is none, and that is said when it is read.
    """
    if is_address(str(where)):
        return True
    path = Path(where)
    try:
        of = path.stat()
    except OSError:
        return False
    return stat.S_ISREG(of.st_mode) and _is_sqlite(path, of.st_size)


def _is_sqlite(path: Path, size: int) -> bool:
    """Whether a file is SQLite's.

    SQLite alone may open one that is: when a process closes any handle of a file, the system drops
    all locks that it holds there (https://sqlite.org/howtocorrupt.html, section 2.2). A feed that
    has lost its lock has its write-ahead log taken away by the next writer, and never hears of a
    change again.
    """
    import sqlite3

    try:
        if size < _SMALLEST:  # no database yet, or none
            return path.read_bytes().startswith(_SQLITE)
        uri = f"{path.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True, timeout=0.0)) as db:
            db.execute("PRAGMA application_id").fetchone()
    except sqlite3.DatabaseError as error:
        # what else is wrong, whoever reads it says
        return error.sqlite_errorcode != sqlite3.SQLITE_NOTADB
    except OSError:
        return False
    return True


class StoreFeed:
    """A store as a feed.

    Parameters
    ----------
    store
        Opened to be read.
    clock
        Seconds since 1970.
    """

    def __init__(self, store: Store, clock: Callable[[], float] = time.time) -> None:
        self._store, self._clock = store, clock

    def changes(self, since: int) -> Changes | None:
        """See `Feed.changes`. Raises `InputError` where the store cannot be read."""
        # who asks for all, or of another's revision, is answered whole
        if since and since == self._store.revision():
            return None
        return self._store.changes(since, self._clock())

    def close(self) -> None:
        """See `Feed.close`."""
        self._store.close()


class FileFeed:
    """A file as a feed, whichever kind it is: told by its content, and again when it is another.

    Parameters
    ----------
    path
        A store, or JSON lines. It may be missing, and a backup may take its place.
    clock
        Seconds since 1970.
    """

    def __init__(self, path: Path, clock: Callable[[], float] = time.time) -> None:
        self._path, self._clock = path, clock
        self._store: StoreFeed | None = None
        self._lines = JsonlFeed(path)
        self._open: tuple[int, int] | None = None  # device and inode of the store
        self._told = False  # whether all that stands in it was told

    def changes(self, since: int) -> Changes | None:
        """See `Feed.changes`. Raises `InputError` where the file is missing or cannot be read."""
        try:
            of = self._path.stat()
        except OSError as error:
            why, remedy = (error.strerror or "cannot be read").lower(), ""
            if isinstance(error, FileNotFoundError):
                remedy = f"make a store with: stillwatch decisions prepare {shown(self._path)}"
            raise InputError(why, path=shown(self._path), remedy=remedy) from None
        if not stat.S_ISREG(of.st_mode):  # a pipe would be waited for without end
            raise InputError("not a file", path=shown(self._path))
        if self._store is None or self._open != (of.st_dev, of.st_ino):
            self.close()
            if not is_store(self._path):
                return self._lines.changes(since)
            self._store = StoreFeed(store_of(self._path, read_only=True), self._clock)
            self._open, self._lines = (of.st_dev, of.st_ino), JsonlFeed(self._path)
        # another file has another history, whatever its revision
        found = self._store.changes(since if self._told else 0)
        self._told = True
        return found

    def close(self) -> None:
        """See `Feed.close`."""
        store, self._store, self._told = self._store, None, False
        if store is not None:
            store.close()


class ServerFeed:
    """A store on a server as a feed: asked when it tells of a change, and else once a second.

    It is opened when it is first asked, and stays usable whatever becomes of the server.

    Parameters
    ----------
    url
        Address of the server.
    clock
        Seconds since 1970.
    """

    def __init__(self, url: str, clock: Callable[[], float] = time.time) -> None:
        self._url, self._clock = url, clock
        self._store: PostgresStore | None = None
        self._looked = float("-inf")

    def changes(self, since: int) -> Changes | None:
        """See `Feed.changes`. Raises `InputError` where the server does not answer."""
        if self._store is None:
            self._store = _postgres(self._url, True)
        late = time.monotonic() - self._looked >= LOOK_S
        if since and not late and not self._store.stirred():
            return None
        found = StoreFeed(self._store, self._clock).changes(since)
        self._looked = time.monotonic()
        return found

    def close(self) -> None:
        """See `Feed.close`."""
        if self._store is not None:
            self._store.close()


def _postgres(url: str, read_only: bool) -> PostgresStore:
    try:
        from stillwatch.respond.decisions.postgres import PostgresStore
    except ModuleNotFoundError as error:
        raise UsageError(
            f"decisions on a server need {error.name}: install it with "
            "pip install 'stillwatch[postgres]'"
        ) from None
    return PostgresStore(url, read_only=read_only)
