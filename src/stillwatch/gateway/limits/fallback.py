"""What holds while a store of limits does not answer: the operator's rule."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Literal

from stillwatch.gateway.limits.base import Limiter, StoreDown
from stillwatch.gateway.limits.gcra import Charge, Grant, Receipt
from stillwatch.gateway.limits.process import ProcessLimiter
from stillwatch.gateway.notes import Notes

Rule = Literal["open", "closed", "local"]
PAUSE = 1.0
"""Seconds for which a store that failed is not asked: each request would wait for it."""
_CLOSED = Grant((), PAUSE, closed=True)
_OPEN = Grant()


class Fallback(Limiter):
    """Asks a store; by a rule while that is down or slow, counted and said.

    Parameters
    ----------
    store
        May be down.
    rule
        `open`: nothing is limited. `closed`: requests that a limit is on are refused. `local`:
        each process limits by itself.
    counts, notes
        Take how often (`limits_down`), and why.
    """

    def __init__(
        self, store: Limiter, rule: Rule, counts: Counter[str], notes: Notes,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:  # fmt: skip
        self._store, self._rule, self._counts, self._notes = store, rule, counts, notes
        self._local, self._clock = ProcessLimiter(clock), clock
        self._again = float("-inf")

    async def take(self, charges: Sequence[Charge]) -> Grant:
        """See `Limiter.take`; never raises."""
        if self._clock() >= self._again:
            try:
                return await self._store.take(charges)
            except StoreDown as error:
                self._again = self._clock() + PAUSE
                self._notes.say("limits", f"limits: {error}; meanwhile: {self._rule}")
        self._counts["limits_down"] += 1
        if self._rule != "local":
            return _OPEN if self._rule == "open" else _CLOSED
        grant = await self._local.take(charges)
        receipts = tuple(r._replace(local=True) for r in grant.receipts)
        return grant._replace(receipts=receipts)

    def settle(self, receipts: Sequence[Receipt], units: float) -> None:
        """See `Limiter.settle`: each where it was taken."""
        for place, local in ((self._store, False), (self._local, True)):
            if of := [r for r in receipts if r.local is local]:
                place.settle(of, units)

    async def close(self) -> None:
        """Close the store."""
        await self._store.close()
