"""Decisions of a store, as a gateway asks for them; and which kind of file it was given."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from stillwatch.decisions.changes import Changes, Feed
from stillwatch.decisions.feed import JsonlFeed
from stillwatch.decisions.store import Store

_SQLITE = b"SQLite format 3\0"


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


def feed_of(path: Path) -> Feed:
    """Return the feed of a file: a store that policy and people write, or JSON lines.

    Raises
    ------
    InputError
        It is a store that cannot be used.
    """
    try:
        with path.open("rb") as file:
            store = file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        store = False  # said when it is read
    if not store:
        return JsonlFeed(path)
    from stillwatch.decisions.sqlite import SqliteStore

    return StoreFeed(SqliteStore(path, read_only=True))
