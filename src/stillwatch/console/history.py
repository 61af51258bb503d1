"""The last minutes: a ring of samples of what only grows."""

from __future__ import annotations

import itertools
from collections import deque
from typing import NamedTuple

from stillwatch.console.numbers import Numbers

MINUTES = 15
BAR = 15.0
"""Seconds that one bar of the picture stands for."""
BARS = int(MINUTES * 60 / BAR)


class Sample(NamedTuple):
    """Counts at a moment."""

    at: float
    """Seconds since 1970."""
    requests: int
    errors: int
    refused: int
    would_refuse: int
    lost: int


class Bar(NamedTuple):
    """What happened within `BAR` seconds."""

    at: float
    """Seconds since 1970 at which it begins."""
    requests: int = 0
    errors: int = 0
    refused: int = 0
    would_refuse: int = 0
    lost: int = 0


class History:
    """Keeps samples of the last `MINUTES`."""

    def __init__(self) -> None:
        self._samples: deque[Sample] = deque()

    def add(self, at: float, numbers: Numbers) -> None:
        """Take a sample; a clock that goes back begins anew."""
        if self._samples and at < self._samples[-1].at:
            self._samples.clear()
        self._samples.append(
            Sample(at, numbers.requests, numbers.errors, numbers.refused, numbers.would_refuse,
                   numbers.lost)
        )  # fmt: skip
        while self._samples[0].at < at - (MINUTES + 1) * 60:
            self._samples.popleft()

    def since(self, seconds: float) -> tuple[Sample, Sample] | None:
        """Return the newest sample that is so old, or the oldest there is, and the newest."""
        if len(self._samples) < 2:
            return None
        last = self._samples[-1]
        old = [one for one in self._samples if one.at <= last.at - seconds]
        return (old[-1] if old else self._samples[0]), last

    def bars(self, now: float) -> list[Bar]:
        """Return `BARS` bars, the oldest first; the last one is not over yet."""
        first = (now // BAR - BARS + 1) * BAR
        sums = [[0] * 5 for _ in range(BARS)]
        samples = list(self._samples)
        for old, new in itertools.pairwise(samples):
            place = int((new.at - first) // BAR)
            if 0 <= place < BARS:
                for number, (a, b) in enumerate(zip(old[1:], new[1:], strict=True)):
                    sums[place][number] += max(0, b - a)
        return [Bar(first + n * BAR, *of) for n, of in enumerate(sums)]
