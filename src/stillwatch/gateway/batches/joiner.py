"""Reads frames of batches: keeps requests until their results come, and gives lines of both."""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from stillwatch.gateway.batches import kinds
from stillwatch.gateway.batches.lines import Room
from stillwatch.gateway.batches.reading import Reader
from stillwatch.gateway.batches.store import NAME, Store
from stillwatch.gateway.batches.streams import Context, Fetched, Sent, State, Stream
from stillwatch.gateway.settings import Tap as Settings
from stillwatch.gateway.tap.frames import Frame, Head

_AT_ONCE = 1000  # lines that are written at a time of a batch whose time is over
_APART = 5.0

_STREAMS: dict[str, type[Stream]] = {
    kinds.UPLOAD: Sent, kinds.INLINE: Sent, kinds.CREATE: State, kinds.STATE: State,
    kinds.CONTENT: Fetched, kinds.RESULTS: Fetched,
}  # fmt: skip


class Joiner:
    """Takes frames, gives lines. Nothing is counted as logged before `settle` says so.

    Parameters
    ----------
    settings
        Folder, whether text is kept, how long and how much is kept waiting.
    clock
        Seconds since 1970.
    """

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.time) -> None:
        assert settings.out is not None
        self._path = Path(settings.out) / NAME
        self._most, self._wait = settings.batch_mb << 20, settings.batch_hours * 3600
        self._reader, self._room, self._clock = Reader(settings.text), Room(), clock
        self._store: Store | None = None
        self._open: dict[str, Stream] = {}
        self._looked = 0.0
        self.counts = Counter[str]()
        """Lines `batch_alone`: a reply without its request, or the reverse; requests
        `batch_beyond` the room; streams `batch_torn` or `batch_unread`."""

    def take(self, frame: Frame) -> bytes | None:
        """Take a frame; return the lines that are whole with it."""
        try:
            if frame.head is not None:
                self._open[frame.id] = self._stream(frame.head)
            stream = self._open.get(frame.id)
            if stream is None:
                return None
            if frame.end is not None:
                del self._open[frame.id]
            return b"".join(stream.take(frame)) or None
        except sqlite3.Error:
            self.counts["batch_store"] += 1
            self._settle(False)
            return None

    def due(self) -> bytes | None:
        """Return lines of requests whose results were not fetched in time; call this often."""
        now = self._clock()
        if now - self._looked < _APART or (self._store is None and not self._path.exists()):
            return None
        try:
            store = self._opened()
            store.begin()
            batch = store.overdue(now)
            if batch is None:
                self._looked = now
                store.expire(now)
                return None
            made = []
            waiting = store.waiting(batch, _AT_ONCE) if batch.source is not None else []
            for asked in waiting:
                store.take(batch, asked.custom)
                line = self._reader.line(batch.name, batch.head, asked.custom, asked.packed, None)
                made += [line] if line is not None else []
            self.counts["batch_alone"] += len(made)
            if len(waiting) < _AT_ONCE:
                store.shut(batch.name, now)
            return b"".join(made) or None
        except sqlite3.Error:
            self.counts["batch_store"] += 1
            self._looked = now
            self._settle(False)
            return None

    def settle(self, written: bool) -> None:
        """Keep what was noted since, if its lines are written; else it is as if it had not come."""
        try:
            self._settle(written)
        except sqlite3.Error:
            self.counts["batch_store"] += 1

    def close(self) -> None:
        """Close the store."""
        if self._store is not None:
            self._store.close()

    def _settle(self, written: bool) -> None:
        if self._store is not None:
            self._store.end(written)

    def _stream(self, head: Head) -> Stream:
        of = (self._reader, self._room, self.counts, self._clock, self._wait)
        return _STREAMS[head.dialect](head, Context(self._opened(), *of))

    def _opened(self) -> Store:
        if self._store is None:
            self._store = Store(self._path, self._most)
        return self._store
