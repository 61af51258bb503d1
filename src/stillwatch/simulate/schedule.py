"""When conversations begin: a Gamma renewal process a stream, in time warped by its rhythm.

A stream's intensity at an hour is its rate × weekly rhythm × the day's own factor (Gamma,
mean 1) × the part of the hour for which it is active. Gaps are Gamma with mean 1 in the
integral of that intensity, so bursts and rhythm are independent of each other.
One day is drawn at a time; a stream carries only the gap that it is in.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from stillwatch.simulate.rhythm import HOURS
from stillwatch.simulate.stream import Stream

Floats = npt.NDArray[np.float64]
_SLICE = 20_000  # streams worked on together, which bounds the arrays


class Starts(NamedTuple):
    """Begins of conversations, in time order."""

    stream: npt.NDArray[np.int64]
    """Index of the stream."""
    time: Floats
    """Seconds since the world's begin."""


def mean_turns(stream: Stream) -> float:
    """Return the mean number of turns of a stream's conversations."""
    style = stream.style
    return style.one_shot + (1 - style.one_shot) * style.turns


class Schedule:
    """Draws the begins of conversations of all streams, day after day."""

    def __init__(self, streams: list[Stream], rhythms: Floats, seed: list[int]) -> None:
        self._rate = np.array([s.rate / mean_turns(s) for s in streams]).reshape(-1)
        self._start = np.array([s.start for s in streams], float)
        self._end = np.array([s.end for s in streams], float)
        self._shape = np.array([s.gap_shape for s in streams], float)
        self._day_shape = np.array([s.day_shape for s in streams], float)
        self._rhythm = np.array([s.rhythm for s in streams], np.int64)
        self._rhythms = rhythms
        self._rng = np.random.default_rng(seed)
        self._left = self._rng.exponential(size=len(streams))

    def day(self, day: int) -> Starts:
        """Draw the conversations that begin on a day (days must be asked for in order)."""
        found = [self._slice(day, at) for at in range(0, len(self._rate), _SLICE)]
        stream = np.concatenate([f.stream for f in found] or [np.empty(0, np.int64)])
        time = np.concatenate([f.time for f in found] or [np.empty(0)])
        order = np.argsort(time, kind="stable")
        return Starts(stream[order], time[order])

    def _slice(self, day: int, at: int) -> Starts:
        part = slice(at, min(at + _SLICE, len(self._rate)))
        begin = day * 86_400.0
        live = (self._start[part] < begin + 86_400) & (self._end[part] > begin)
        rows = np.flatnonzero(live) + at
        cumulative = self._intensity(day, rows)
        total = cumulative[:, -1]
        row, place = self._renewals(rows, total)
        # invert the piecewise linear integral: hour by comparison, then within the hour
        hour = (cumulative[row] <= place[:, None]).sum(1).clip(1, 24) - 1
        low, high = cumulative[row, hour], cumulative[row, hour + 1]
        within = (place - low) / np.maximum(high - low, 1e-12)
        time = begin + (hour + within.clip(0, 1)) * 3600.0
        stream = rows[row]
        keep = (time >= self._start[stream]) & (time < self._end[stream])
        return Starts(stream[keep], time[keep])

    def _intensity(self, day: int, rows: npt.NDArray[np.int64]) -> Floats:
        """Integral of the intensity from midnight to each hour: shape (rows, 25)."""
        shape = self._day_shape[rows]
        factor = self._rng.gamma(shape) / shape
        hours = np.arange(24)
        week = self._rhythms[self._rhythm[rows]][:, (day * 24 + hours) % HOURS]
        begin = day * 86_400.0 + hours * 3600.0
        active = np.minimum(self._end[rows, None], begin + 3600) - np.maximum(
            self._start[rows, None], begin
        )
        weight = week * active.clip(0, 3600) / 3600 * (self._rate[rows] * factor / 24)[:, None]
        return np.concatenate([np.zeros((len(rows), 1)), np.cumsum(weight, axis=1)], axis=1)

    def _renewals(
        self, rows: npt.NDArray[np.int64], total: Floats
    ) -> tuple[npt.NDArray[np.int64], Floats]:
        """Places of renewals in [0, total) as (row, place); keeps what is left of each gap."""
        left = self._left[rows]
        found_row, found_place = [], []
        open_rows = np.flatnonzero(left < total)
        while len(open_rows):
            want = ((total - left)[open_rows] * 1.3 + 4).astype(np.int64)
            row = np.repeat(open_rows, want)
            shape = self._shape[rows[row]]
            gaps = self._rng.gamma(shape) / shape
            # running sum within each row, beginning at the row's first renewal
            first = np.cumsum(want) - want
            running = np.cumsum(gaps)
            before = np.repeat(running[first] - gaps[first], want)
            after = running - before + left[row]
            place = after - gaps
            inside = place < total[row]
            found_row.append(row[inside])
            found_place.append(place[inside])
            left[open_rows] = self._next(after, place, total[row], first, want)
            open_rows = open_rows[left[open_rows] < total[open_rows]]
        self._left[rows] = left - total
        if not found_row:
            return np.empty(0, np.int64), np.empty(0)
        return np.concatenate(found_row), np.concatenate(found_place)

    @staticmethod
    def _next(
        after: Floats,
        place: Floats,
        total: Floats,
        first: npt.NDArray[np.int64],
        want: npt.NDArray[np.int64],
    ) -> Floats:
        """Return, for each row, the first renewal that is not inside (or the last one drawn)."""
        inside = np.add.reduceat((place < total).astype(np.int64), first)
        last = first + want - 1
        following = place[np.minimum(first + inside, last)]
        out: Floats = np.where(inside < want, following, after[last])
        return out
