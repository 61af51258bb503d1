"""Notes for the operator: each kind once a minute at most, and never what clients sent."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

APART = 60.0
"""Seconds between two notes of one kind."""


class Notes:
    """Says things that may happen a thousand times a second.

    Parameters
    ----------
    say
        Takes a note, one line.
    clock
        Seconds.
    """

    def __init__(
        self, say: Callable[[str], None], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._say, self._clock = say, clock
        self._said: dict[str, float] = {}

    def say(self, kind: str, note: str) -> None:
        """Say a note, unless one of its kind was said just now."""
        now = self._clock()
        if now - self._said.get(kind, -APART) >= APART:
            self._said[kind] = now
            self._say(note)


def place_of(error: BaseException) -> str:
    """Return what was raised and where, without its message, which may hold what a client sent."""
    at = error.__traceback__
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    if at is None:
        return type(error).__name__
    file = Path(at.tb_frame.f_code.co_filename).name
    return f"{type(error).__name__} in {file}, line {at.tb_lineno}"
