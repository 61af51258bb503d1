"""A request that is passed on as it comes, seen on its way in both directions."""

from __future__ import annotations

import time
from collections.abc import AsyncIterable, AsyncIterator

from stillwatch.gateway.tap.frames import End, Frame, Head
from stillwatch.gateway.tap.tap import SHIP, Tap, Watch


class PassingWatch(Watch):
    """Takes the request's body in parts, too.

    What does not fit tears that direction alone: where an upload is torn, its reply still tells
    which file it made.
    """

    __slots__ = ("_parts", "_torn_body")

    def __init__(self, tap: Tap, head: Head) -> None:
        super().__init__(tap, tap.new_id(), head, b"")
        self._parts: list[bytes] = []
        self._torn_body = False

    async def seen(self, parts: AsyncIterable[bytes]) -> AsyncIterator[bytes]:
        """Yield a body's parts as they come, and take them."""
        async for part in parts:
            if not self._torn_body:
                self._parts.append(part)
                self._size += len(part)
                if self._size >= SHIP:
                    self._ship(None)
            yield part

    def end(self, how: str, status: int | None = None) -> None:
        """See `Watch.end`."""
        seconds = time.perf_counter() - self._start
        end = End(how, status, seconds, self._torn or self._torn_body)
        whole = self._ship(end)
        if whole and not end.torn:
            return
        sent = whole
        if not whole:
            bare = Frame(self._id, None, b"", self._reply, b"", End(how, status, seconds, True))
            sent = self._shipped and self._tap.write(bare, self._pipe)
        self._tap.count("torn" if sent else "dropped")

    def _ship(self, end: End | None) -> bool:
        body, data = b"".join(self._parts), b"".join(self._data)
        self._parts, self._data, self._size = [], [], 0
        frame = Frame(self._id, self._head, body, self._reply, data, end)
        if self._tap.write(frame, self._pipe):
            self._shipped, self._head = True, None
            return True
        self._torn_body |= bool(body)
        self._torn |= bool(data)
        return False
