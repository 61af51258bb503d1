"""Running sums over accounts, fed in the order of event time.

The state at hour t depends on exchanges before t alone. Two views of an account are kept: all
of its exchanges, and the slice that reads like a harvest, so that cover traffic does not
dilute what is measured. What the first exchanges of a slice asked about is kept apart, for the
accounts whose slice has grown beyond them.
"""
# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from stillwatch.core.jit import kernel

ALL, HARVEST = 0, 1
"""The two views: every exchange, and the exchanges of harvest slices."""

N_SLICES = 10
FIXED = (
    "n", "n_text", "output_tokens", "style_sq", "topic_sq", "own", "other", "crowd", "own_tools",
)  # fmt: skip
"""Summed columns that every activity batch has, before its signals and styles."""

EARLY = 10
"""Harvest-slice exchanges that are an account's first ones, and those of the hour that reaches
as many: within an hour rows have no order in time, so that no hour is divided."""

ROOM = 64
"""Accounts whose first exchanges have room from the start; the room doubles when it is full."""

Floats = npt.NDArray[np.float32]


@dataclass
class State:
    """Running sums for `len(accounts)` accounts.

    Parameters
    ----------
    accounts
        Shape (A,): account keys, sorted.
    columns
        Names of the summed columns, `FIXED` first.
    """

    accounts: npt.NDArray[np.uint64]
    columns: tuple[str, ...]

    def __post_init__(self) -> None:
        size = len(self.accounts)
        self.index = {name: i for i, name in enumerate(self.columns)}
        self.sums = np.zeros((2, size, len(self.columns)), dtype=np.float32)
        """Shape (2, A, columns): sums for each view."""
        self.hours = np.zeros((2, size, 24), dtype=np.float32)
        """Shape (2, A, 24): exchanges by hour of the day, UTC."""
        self.slices = np.zeros((size, N_SLICES), dtype=np.float32)
        """Shape (A, 10): exchanges by kind of content."""
        self.first = np.full((2, size), np.iinfo(np.int32).max, dtype=np.int32)
        """Shape (2, A): hour of the first exchange."""
        self.last = np.full((2, size), -1, dtype=np.int32)
        """Shape (2, A): hour of the last exchange."""
        self.active = np.zeros((2, size), dtype=np.float32)
        """Shape (2, A): number of hours with at least one exchange."""
        self.today = np.zeros(size, dtype=np.float32)
        self.day = np.full(size, -1, dtype=np.int32)
        self.day_count = np.zeros(size, dtype=np.float32)
        """Shape (A,): days with harvest-slice exchanges, closed days only."""
        self.day_squares = np.zeros(size, dtype=np.float32)
        """Shape (A,): sum of squared daily counts of the harvest slice, closed days only."""
        self.content = np.array(
            [0, *(i for name, i in self.index.items() if name.startswith(("style_", "topic_")))]
        )
        """Shape (k,): the columns that `early` holds: `n`, styles, topics, their squares."""
        self.early = np.zeros((ROOM, len(self.content)), dtype=np.float32)
        """Shape (room, k): the slice's sums as they stood after its first exchanges."""
        self.early_row = np.full(size, -1, dtype=np.int32)
        """Shape (A,): an account's row of `early`; -1: its slice has not outgrown them."""
        self.early_used = 0
        """Rows of `early` in use."""

    def add(self, batch: pa.RecordBatch) -> None:
        """Add a batch of the activity relation; epochs must not go backwards."""
        rows = np.searchsorted(self.accounts, _column(batch, "account", np.uint64))
        rows = rows.astype(np.int64, copy=False)
        values = np.column_stack([_column(batch, name, np.float32) for name in self.columns])
        kinds, epochs = _column(batch, "slice", np.int64), _column(batch, "epoch", np.int32)
        done = 0
        while True:
            done, self.early_used = _accumulate(
                done, rows, kinds, epochs, values, self.sums, self.hours, self.slices,
                self.first, self.last, self.active, self.today, self.day, self.day_count,
                self.day_squares, self.content, self.early, self.early_row, self.early_used,
            )  # fmt: skip
            if done == len(rows):
                return
            self.early = np.concatenate([self.early, np.zeros_like(self.early)])

    def grow(self, accounts: npt.NDArray[np.uint64]) -> None:
        """Make room for accounts that were not known: `accounts`, sorted, holds the old ones."""
        old, at = self.__dict__.copy(), np.searchsorted(accounts, self.accounts)
        self.accounts = accounts
        self.__post_init__()
        for name in ("sums", "hours", "first", "last", "active"):
            getattr(self, name)[:, at] = old[name]
        for name in ("slices", "today", "day", "day_count", "day_squares", "early_row"):
            getattr(self, name)[at] = old[name]
        self.early, self.early_used = old["early"], old["early_used"]

    def column(self, view: int, name: str) -> npt.NDArray[np.float64]:
        """Shape (A,): one summed column of a view; zeros if the log does not have it."""
        if name not in self.index:
            return np.zeros(len(self.accounts))
        return np.asarray(self.sums[view, :, self.index[name]], dtype=np.float64)

    def matrix(self, view: int, prefix: str) -> npt.NDArray[np.float64]:
        """Shape (A, k): the summed columns whose name starts with `prefix`."""
        picked = [i for name, i in self.index.items() if name.startswith(prefix)]
        return np.asarray(self.sums[view][:, picked], dtype=np.float64)


def _column(batch: pa.RecordBatch, name: str, dtype: Any) -> npt.NDArray[Any]:
    values = batch.column(name).fill_null(0).to_numpy(zero_copy_only=False)
    return np.asarray(values, dtype=dtype)


@kernel
def _accumulate(
    done, rows, kinds, epochs, values, sums, hours, slices, first, last, active,
    today, day, day_count, day_squares, content, early, early_row, early_used,
):  # fmt: skip
    """Add rows from `done` on; return where it stopped, for want of room, and rows in use."""
    for r in range(done, len(rows)):
        a, kind, epoch, n = rows[r], kinds[r], epochs[r], values[r, 0]
        if kind != 0 and early_row[a] < 0 and epoch > last[1, a] and sums[1, a, 0] >= EARLY:
            if early_used == len(early):
                return r, early_used
            for k in range(len(content)):
                early[early_used, k] = sums[1, a, content[k]]
            early_row[a] = early_used
            early_used += 1
        for view in range(2):
            if view == 1 and kind == 0:
                continue
            for c in range(values.shape[1]):
                sums[view, a, c] += values[r, c]
            hours[view, a, epoch % 24] += n
            if epoch < first[view, a]:
                first[view, a] = epoch
            if epoch > last[view, a]:
                last[view, a] = epoch
                active[view, a] += 1
        slices[a, kind] += n
        if kind != 0:
            if day[a] != epoch // 24:
                if today[a] > 0:
                    day_count[a] += 1
                    day_squares[a] += today[a] * today[a]
                day[a] = epoch // 24
                today[a] = 0
            today[a] += n
    return len(rows), early_used
