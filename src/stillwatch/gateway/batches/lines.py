"""Streams cut into requests or results, in bounded memory: lines, or the objects of an array."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod

MOST = 16 << 20
"""Bytes of a line or an object that is read; a longer one is passed over."""
_ROOM = 256 << 20

_OUTSIDE = re.compile(rb'["{}\[\]]')
# possessive: nothing is kept to go back to, however long the string
_INSIDE = re.compile(rb'(?:[^"\\]++|\\.)*+', re.DOTALL)


class Room:
    """What all streams together may hold of lines that are not whole yet.

    Parameters
    ----------
    bytes
        Its size.
    """

    def __init__(self, bytes: int = _ROOM) -> None:
        self.left = bytes


class Pieces(ABC):
    """Cuts a stream.

    Parameters
    ----------
    room
        Shared with others; what is beyond it is passed over.
    """

    def __init__(self, room: Room) -> None:
        self._room = room
        self._held: list[bytes] = []
        self._size = 0
        self._skips = False
        self.skipped = 0
        """Pieces that were too long."""

    @abstractmethod
    def feed(self, data: bytes) -> list[bytes]:
        """Take what came; return the pieces that are whole."""

    def rest(self) -> list[bytes]:
        """Return what is left at the end, and give the room free."""
        return self._finished(b"")

    def _hold(self, data: bytes) -> None:
        if self._skips:
            return
        if self._size + len(data) > MOST or len(data) > self._room.left:
            self._drop()
            self._skips = True
            self.skipped += 1
            return
        if data:
            self._held.append(data)
            self._size += len(data)
            self._room.left -= len(data)

    def _finished(self, last: bytes) -> list[bytes]:
        if not self._skips and self._size + len(last) > MOST:
            self._skips = True
            self.skipped += 1
        skips, self._skips = self._skips, False
        whole = b"" if skips else b"".join((*self._held, last))
        self._drop()
        return [whole] if whole else []

    def _drop(self) -> None:
        self._room.left += self._size
        self._held, self._size = [], 0


class Lines(Pieces):
    r"""Cuts JSON lines.

    Examples
    --------
    >>> lines = Lines(Room())
    >>> lines.feed(b"{}\n{"), lines.feed(b"1}\r\n\n{2"), lines.rest()
    ([b'{}'], [b'{1}\r'], [b'{2'])
    """

    def feed(self, data: bytes) -> list[bytes]:
        """See `Pieces.feed`."""
        first, *others = data.split(b"\n")
        if not others:
            self._hold(first)
            return []
        made = self._finished(first)
        made += [line for line in others[:-1] if line and len(line) <= MOST]
        self._hold(others[-1])
        return made


class Items(Pieces):
    """Cuts the objects out of arrays in one object, of which nothing else is kept.

    Examples
    --------
    >>> items = Items(Room())
    >>> items.feed(b'{"requests": [{"a": "}"}, {"b"'), items.feed(b': [{}]}]}'), items.rest()
    ([b'{"a": "}"}'], [b'{"b": [{}]}'], [])
    """

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._depth = 0
        self._quoted = self._escaped = False

    def feed(self, data: bytes) -> list[bytes]:
        """See `Pieces.feed`."""
        return [piece for piece, inside in self.segments(data) if inside]

    def segments(self, data: bytes) -> list[tuple[bytes, bool]]:
        """Take what came; return the objects that are whole, and what stands between them.

        Returns
        -------
        list
            Pieces in order, and whether each is an object.
        """
        made: list[tuple[bytes, bool]] = []
        start, at, out = 0, 0, 0
        if self._escaped and data:
            self._escaped, at = False, 1
        while at < len(data):
            if self._quoted:
                found = _INSIDE.match(data, at)
                assert found is not None
                at = found.end()
                if at < len(data):
                    self._quoted = data[at] != 0x22
                    self._escaped = self._quoted  # a backslash that ends what came
                    at += 1
                continue
            found = _OUTSIDE.search(data, at)
            if found is None:
                break
            at, sign = found.end(), data[found.start()]
            if sign == 0x22:
                self._quoted = True
            elif sign in b"{[":
                self._depth += 1
                if self._depth == 3:
                    start = found.start()
                    made.append((data[out:start], False))
            else:
                self._depth = max(0, self._depth - 1)
                if self._depth == 2:
                    made += [(piece, True) for piece in self._finished(data[start:at])]
                    start = out = at
        if self._depth > 2:
            self._hold(data[start:])
        else:
            made.append((data[out:], False))
        return [one for one in made if one[0]]

    def rest(self) -> list[bytes]:
        """See `Pieces.rest`: what is not whole is nothing."""
        self._drop()
        return []
