"""Lines to another process that are never waited for: what does not fit is dropped and counted."""

from __future__ import annotations

import os
import select
import time
from contextlib import suppress


class Telling:
    """Writes lines to a pipe. Lines are whole or not there at all.

    Parameters
    ----------
    to
        File descriptor of the pipe; it no longer blocks.
    """

    def __init__(self, to: int) -> None:
        os.set_blocking(to, False)
        self._to, self._rest = to, b""
        self.dropped = 0
        """Lines that the pipe had no room for."""

    def tell(self, line: bytes) -> None:
        """Write a line, or drop it while the pipe is full."""
        self._write()
        if self._rest:
            self.dropped += 1
            return
        self._rest = line + b"\n"
        if not self._write():
            self._rest = b""
            self.dropped += 1

    def insist(self, line: bytes, seconds: float) -> None:
        """Write a line that must not be missed, waiting so long at most: blocks."""
        self._rest += line + b"\n"
        end = time.monotonic() + seconds
        with suppress(OSError):
            while self._rest and (left := end - time.monotonic()) > 0:
                select.select((), (self._to,), (), left)
                self._write()

    def _write(self) -> int:
        """Write what is left of a line; return how many bytes went."""
        try:
            sent = os.write(self._to, self._rest) if self._rest else 0
        except BlockingIOError:
            return 0
        except OSError:  # nobody reads any more
            sent = len(self._rest)
        self._rest = self._rest[sent:]
        return sent
