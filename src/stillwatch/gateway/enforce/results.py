"""What batches have cost: read from replies as they pass, and put in place of what is reserved."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from typing import Any

from stillwatch.gateway.batches import kinds
from stillwatch.gateway.batches.inflate import Inflater
from stillwatch.gateway.batches.lines import Lines, Room
from stillwatch.gateway.batches.reading import Reader, batch_objects
from stillwatch.gateway.dialects.base import inside
from stillwatch.gateway.enforce.ledger import Ledger
from stillwatch.gateway.limits.gcra import Receipt
from stillwatch.gateway.tap.codings import decoded

_MOST = 4 << 20  # bytes of a reply that tells of batches
_OVER = ("completed", "failed", "expired", "cancelled", "ended")
Settle = Callable[[Sequence[Receipt], float], None]
"""Puts tokens in place of what was reserved."""


class Told:
    """A reply that tells of one batch or several."""

    def __init__(self, ledger: Ledger, settle: Settle) -> None:
        self._ledger, self._settle = ledger, settle
        self._raw, self._status = b"", 0
        self._coding: str | None = None

    def reply(self, status: int, kind: str, coding: str | None) -> None:
        """See `Sees.reply`."""
        self._status, self._coding = status, coding

    def chunk(self, data: bytes) -> None:
        """See `Sees.chunk`."""
        if len(self._raw) <= _MOST:
            self._raw += data

    @property
    def status(self) -> int:
        """Of the reply; 0: none came."""
        return self._status

    def batches(self) -> list[dict[str, Any]]:
        """Return what the reply tells of."""
        if self._status not in (200, 201):
            return []
        return batch_objects(decoded(self._raw, self._coding, _MOST) or b"")

    async def end(self, how: str) -> None:
        """Note where results are, and settle batches that are over and had none."""
        found = self.batches() if how == "done" else []
        if found:
            await asyncio.to_thread(self._note, found)

    def _note(self, found: list[dict[str, Any]]) -> None:
        for one in found:
            if not self._ledger.has(one["id"]):
                continue
            if isinstance(file := one.get("output_file_id"), str):
                self._ledger.output(file, one["id"])
            cost = _cost(one)
            if cost is not None:
                self._settle(self._ledger.take(one["id"]), cost)


class Fetched:
    """Results as they pass.

    Parameters
    ----------
    batch
        Whose they are.
    """

    def __init__(self, ledger: Ledger, settle: Settle, batch: str) -> None:
        self._ledger, self._settle, self._batch = ledger, settle, batch
        self._reader, self._lines = Reader(False), Lines(Room())
        self._inflater: Inflater | None = None
        self._tokens = 0
        self._whole = False
        """Whether all of it could be read so far."""

    def reply(self, status: int, kind: str, coding: str | None) -> None:
        """See `Sees.reply`. A part of the results settles nothing."""
        if status == 200:
            try:
                self._inflater, self._whole = Inflater(coding), True
            except ValueError:
                return

    def chunk(self, data: bytes) -> None:
        """See `Sees.chunk`."""
        if not self._whole or self._inflater is None:
            return
        try:
            for piece in self._inflater.feed(data):
                self._count(self._lines.feed(piece))
        except ValueError:
            self._whole = False

    async def end(self, how: str) -> None:
        """Settle, if all results have passed."""
        self._count(self._lines.rest())
        if how == "done" and self._whole and not self._lines.skipped:
            receipts = await asyncio.to_thread(self._ledger.take, self._batch)
            self._settle(receipts, float(self._tokens))

    def _count(self, pieces: list[bytes]) -> None:
        for raw in pieces:
            result = self._reader.result(raw)
            if result is None or result.status != 200:
                continue  # what failed has cost nothing
            used = self._reader.tokens(result.body or {})
            if used is None:
                self._whole = False  # what is reserved stands
            else:
                self._tokens += used


async def seeing(
    ledger: Ledger, settle: Settle, kind: str, target: str
) -> Told | Fetched | None:  # fmt: skip
    """Return what sees the reply to a request about batches; null where nothing is to be learnt.

    Parameters
    ----------
    ledger, settle
        What is reserved, and what puts it right.
    kind, target
        Of the request.
    """
    try:
        if kind in (kinds.STATE, kinds.INLINE_STATE):
            return Told(ledger, settle)
        if kind in kinds.FETCHED:
            name = kinds.named_in(target)
            batch: str | None = name
            if kind == kinds.CONTENT:
                batch = await asyncio.to_thread(ledger.batch_of, name)
            if batch is not None and await asyncio.to_thread(ledger.has, batch):
                return Fetched(ledger, settle, batch)
    except sqlite3.Error:
        return None
    return None


def _cost(batch: dict[str, Any]) -> float | None:
    """Return the tokens that a batch has cost; null where only its results tell."""
    if (batch.get("status") or batch.get("processing_status")) not in _OVER:
        return None
    told = [inside(batch, "usage", name) for name in ("input_tokens", "output_tokens")]
    if all(type(number) is int and number >= 0 for number in told) and sum(told):
        return float(sum(told))
    none = "output_file_id" in batch and batch["output_file_id"] is None
    return 0.0 if none or inside(batch, "request_counts", "succeeded") == 0 else None
