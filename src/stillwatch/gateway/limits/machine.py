"""Limits that all processes of one machine share: a table in memory, behind a lock.

The table is a file that each process maps. A bucket stands in one of the `WAYS` slots of its set;
an empty bucket's slot is free for another. The lock is the system's (`flock`), which a process that
is killed gives up; it is held for some microseconds. The clock is the machine's, the same for all.
"""

from __future__ import annotations

import fcntl
import mmap
import os
import stat
import struct
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from stillwatch.core.errors import InputError
from stillwatch.gateway.limits.base import Limiter, StoreDown
from stillwatch.gateway.limits.gcra import Charge, Grant, Receipt, State, settled, taken, wait_of

WAYS = 16
"""Slots of a set."""
SETS = 4096
"""Sets of a new table: 65,536 buckets that are not empty at a time, 3 MB."""
_SLOT = struct.Struct("<16sddd8x")  # bucket, and the fields of its `State`
_HEAD = struct.Struct("<8s36sI16x")  # mark, the machine's boot, number of sets
_MARK = b"swlimit1"
_PATIENCE = 0.005  # seconds that a lock may take: the event loop waits as long
_START = 2.0  # and when the table is opened
_BOOT = Path("/proc/sys/kernel/random/boot_id")


class MachineLimiter(Limiter):
    """Exact for all processes that name the same file.

    Parameters
    ----------
    path
        File of the table; made where there is none. Best in `/dev/shm` or `/run`.
    sets
        Sets of a table that is made.

    Raises
    ------
    InputError
        The file cannot be made, or is another's.
    """

    def __init__(self, path: Path, sets: int = SETS) -> None:
        self.missed = 0
        """Settlements that could not be written: what was reserved stands."""
        try:
            self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
            with self._locked(_START):
                self._sets = self._prepare(path, sets)
        except (OSError, StoreDown) as error:
            why = getattr(error, "strerror", None) or str(error)
            raise InputError(why.lower(), path=str(path)) from None
        self._map = mmap.mmap(self._file, _HEAD.size + self._sets * WAYS * _SLOT.size)

    def _prepare(self, path: Path, sets: int) -> int:
        """Make the table unless it is there and of this boot; return how many sets it has."""
        held = os.fstat(self._file)
        if held.st_uid != os.geteuid() or not stat.S_ISREG(held.st_mode):
            raise InputError("belongs to somebody else", path=str(path), remedy="name another")
        boot = _BOOT.read_bytes().strip() if _BOOT.exists() else b""
        head = os.pread(self._file, _HEAD.size, 0)
        if len(head) == _HEAD.size:
            mark, made, known = _HEAD.unpack(head)
            if mark != _MARK:
                raise InputError(
                    "is no table of limits", path=str(path), remedy="name a file of its own"
                )
            size = _HEAD.size + known * WAYS * _SLOT.size
            if made.rstrip(b"\0") == boot and os.fstat(self._file).st_size == size:
                return int(known)
        elif head:
            raise InputError("is no table of limits", path=str(path), remedy="remove it")
        # its moments are of another boot's clock, or it was never finished
        os.ftruncate(self._file, 0)
        os.ftruncate(self._file, _HEAD.size + sets * WAYS * _SLOT.size)
        os.pwrite(self._file, _HEAD.pack(_MARK, boot, sets), 0)
        return sets

    async def take(self, charges: Sequence[Charge]) -> Grant:
        """See `Limiter.take`. Raises `StoreDown` also where no slot is free."""
        return self.take_now(charges)

    def take_now(self, charges: Sequence[Charge]) -> Grant:
        """See `Limiter.take`."""
        with self._locked(_PATIENCE):
            now = time.monotonic()
            found: list[tuple[int, State | None]] = []
            for charge in charges:  # a slot for each before any is written: all of them, or none
                found.append(self._find(charge.bucket, now, {at for at, _ in found}))
            waits = [wait_of(s, c, now) for (_, s), c in zip(found, charges, strict=True)]
            longest = max(waits, default=0.0)
            if longest > 0:
                return Grant((), longest, waits.index(longest))
            receipts = []
            for (at, state), charge in zip(found, charges, strict=True):
                after, receipt = taken(state, charge, now)
                self._write(at, charge.bucket, after)
                receipts.append(receipt)
            return Grant(tuple(receipts))

    def settle(self, receipts: Sequence[Receipt], units: float) -> None:
        """See `Limiter.settle`."""
        try:
            with self._locked(_PATIENCE):
                now = time.monotonic()
                for receipt in receipts:
                    bucket = receipt.charge.bucket
                    at, state = self._find(bucket, now)
                    after = settled(state, receipt, units, now)
                    if after is not None:
                        self._write(at, bucket, after)
        except StoreDown:
            self.missed += 1

    async def close(self) -> None:
        """Let go of the table."""
        self._map.close()
        os.close(self._file)

    @contextmanager
    def _locked(self, patience: float) -> Iterator[None]:
        end = time.monotonic() + patience
        while True:
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= end:
                    raise StoreDown("another process holds the table of limits") from None
                time.sleep(0)
        try:
            yield
        finally:
            fcntl.flock(self._file, fcntl.LOCK_UN)

    def _find(
        self, bucket: bytes, now: float, used: Collection[int] = ()
    ) -> tuple[int, State | None]:
        """Return where a bucket stands, or could, and what it holds; `used` is not looked at."""
        first = int.from_bytes(bucket[:8], "little") % self._sets * WAYS
        free = -1
        for way in range(WAYS):
            at = _HEAD.size + (first + way) * _SLOT.size
            if at in used:
                continue
            held, *state = _SLOT.unpack_from(self._map, at)
            if held == bucket:
                return at, State(*state)
            if free < 0 and state[0] <= now:
                free = at
        if free < 0:
            raise StoreDown("the table of limits is full")
        return free, None

    def _write(self, at: int, bucket: bytes, state: State) -> None:
        _SLOT.pack_into(self._map, at, bucket, *state)
