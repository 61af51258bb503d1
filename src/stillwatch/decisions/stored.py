"""Decisions of a store, as a gateway asks for them; and which kind of file it was given."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from stillwatch.decisions.feed import Changes, Feed, JsonlFeed
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
        self._revision: int | None = None

    def changes(self, since: int) -> Changes | None:
        """See `Feed.changes`. Raises `InputError` where the store cannot be read."""
        if since == self._revision == self._store.revision():
            return None
        found = self._store.changes(0 if self._revision is None else since, self._clock())
        touched = {one.campaign for one in (*found.joined, *found.left)}
        members = list(found.joined)
        if not found.whole:
            # of a campaign that changed, all who are in it now
            members = [one for name in sorted(touched) for one in self._store.members(name)]
            if touched - {one.campaign for one in members}:  # one has lost everybody
                found = self._store.changes(0, self._clock())
                members = list(found.joined)
        self._revision = found.revision
        return Changes(
            found.revision, found.decisions, found.ended, members,
            not found.switch.enforcing, found.whole,
        )  # fmt: skip


def feed_of(path: Path) -> Feed:
    """Return the feed of a file: a store that policy and people write, or JSON lines.

    Raises
    ------
    InputError
        It is a store that cannot be used.
    """
    if not is_store(path):
        return JsonlFeed(path)
    from stillwatch.decisions.sqlite import SqliteStore

    return StoreFeed(SqliteStore(path, read_only=True))


def is_store(path: Path) -> bool:
    """Whether a file is a store; one that cannot be read is none, and that is said when it is."""
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False
