"""Content codings of a stream undone piece by piece, so that a bomb is never held whole."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

_PIECE = 1 << 20
_MOST = 4 << 30  # bytes of one stream
_MEMBERS = 100_000  # of one stream: blocks of 64 KiB make two thirds of it
_WINDOW = 16 << 10  # bytes that are given at a time: each member copies what stands behind it


class Inflater:
    """Undoes gzip or deflate; what has no coding passes.

    Parameters
    ----------
    coding
        `content-encoding`.

    Raises
    ------
    ValueError
        It is another coding.

    Examples
    --------
    >>> import gzip
    >>> b"".join(Inflater("gzip").feed(gzip.compress(b"a") + gzip.compress(b"b")))
    b'ab'
    """

    def __init__(self, coding: str | None) -> None:
        name = (coding or "identity").strip().lower()
        bits = {"identity": 0, "gzip": 31, "x-gzip": 31, "deflate": 15}.get(name)
        if bits is None:
            raise ValueError("a coding that is not read")
        self._bits, self._left, self._members = bits, _MOST, 1
        self._stream = zlib.decompressobj(bits) if bits else None

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Take what came; yield pieces of at most a megabyte, or what came where it has no coding.

        Raises
        ------
        ValueError
            It is damaged, or too much.
        """
        if self._stream is None:
            yield data
            return
        view = memoryview(data)
        for at in range(0, len(data), _WINDOW):
            yield from self._inflated(bytes(view[at : at + _WINDOW]))

    def _inflated(self, data: bytes) -> Iterator[bytes]:
        assert self._stream is not None
        more = True
        while more:
            if self._stream.eof:  # gzip may have several members
                self._stream = zlib.decompressobj(self._bits)
                self._members += 1
            try:
                piece = self._stream.decompress(data, _PIECE)
            except zlib.error:
                raise ValueError("damaged") from None
            self._left -= len(piece)
            if self._left < 0 or self._members > _MEMBERS:
                raise ValueError("too much")
            if piece:
                yield piece
            data = self._stream.unconsumed_tail or self._stream.unused_data
            more = bool(data) or len(piece) == _PIECE  # it may hold what did not fit
