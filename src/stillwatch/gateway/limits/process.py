"""Limits in the memory of this process."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from stillwatch.gateway.limits.base import Limiter
from stillwatch.gateway.limits.gcra import (
    Charge,
    Grant,
    Receipt,
    State,
    settled,
    taken,
    wait_of,
)

_SWEEP = 1024  # charges between two looks for buckets that are empty


class ProcessLimiter(Limiter):
    """Exact for one process; forgotten when it ends.

    Parameters
    ----------
    clock
        Seconds; never goes back.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._buckets: dict[bytes, State] = {}
        self._until_sweep = _SWEEP

    async def take(self, charges: Sequence[Charge]) -> Grant:
        """See `Limiter.take`."""
        return self.take_now(charges)

    def take_now(self, charges: Sequence[Charge]) -> Grant:
        """See `Limiter.take`."""
        now, buckets = self._clock(), self._buckets
        waits = [wait_of(buckets.get(charge.bucket), charge, now) for charge in charges]
        longest = max(waits, default=0.0)
        if longest > 0:
            return Grant((), longest, waits.index(longest))
        receipts = []
        for charge in charges:
            state, receipt = taken(buckets.get(charge.bucket), charge, now)
            buckets[charge.bucket] = state
            receipts.append(receipt)
        self._sweep(now)
        return Grant(tuple(receipts))

    def settle(self, receipts: Sequence[Receipt], units: float) -> None:
        """See `Limiter.settle`."""
        now = self._clock()
        for receipt in receipts:
            bucket = receipt.charge.bucket
            state = settled(self._buckets.get(bucket), receipt, units, now)
            if state is not None:
                self._buckets[bucket] = state

    def __len__(self) -> int:
        """How many buckets are kept."""
        return len(self._buckets)

    def _sweep(self, now: float) -> None:
        self._until_sweep -= 1
        if self._until_sweep > 0:
            return
        for bucket in [b for b, state in self._buckets.items() if state.busy_until <= now]:
            del self._buckets[bucket]
        self._until_sweep = max(_SWEEP, len(self._buckets))  # so that its cost stays constant
