"""Proofs that were used: each counts once within its time, for all who share the store.

A store of limits is exactly that: a bucket that holds one request, and is busy for the time in
which the proof would pass. So the stores of limits are used, with a place of their own.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from stillwatch.core.errors import UsageError
from stillwatch.gateway.limits.base import Limiter, StoreDown
from stillwatch.gateway.limits.gcra import Charge
from stillwatch.gateway.limits.process import ProcessLimiter
from stillwatch.gateway.settings import Replays as Settings

SETS = 65_536
"""Sets of the machine's table: a million proofs within their time, 48 MB."""
_MOST = 1_000_000  # that one process keeps


class Replays:
    """Remembers proofs.

    Parameters
    ----------
    store
        Where.
    seconds
        How long a proof would pass again.
    secret
        Key of the places in the store: no client chooses where its proofs lie.
    """

    def __init__(self, store: Limiter, seconds: float, secret: bytes) -> None:
        self._store, self._seconds, self._secret = store, seconds, secret[:64]

    async def first(self, holder: str, jti: str) -> bool:
        """Take a proof; return whether it was not taken before.

        Raises
        ------
        StoreDown
            The store does not answer, or is full.
        """
        if isinstance(self._store, ProcessLimiter) and len(self._store) >= _MOST:
            raise StoreDown("too many proofs at a time")
        named = f"{holder}\0{jti}".encode("utf-8", "surrogatepass")
        bucket = hashlib.blake2b(named, key=self._secret, digest_size=16).digest()
        grant = await self._store.take([Charge(bucket, 1.0, self._seconds, self._seconds)])
        return not grant.wait

    async def close(self) -> None:
        """Close the store."""
        await self._store.close()


def store_of(settings: Settings) -> Limiter:
    """Return where proofs are remembered.

    Raises
    ------
    InputError, UsageError
        A file or a setting is wrong.
    """
    if settings.store == "process":
        return ProcessLimiter()
    if settings.store == "machine":
        from stillwatch.gateway.limits.machine import MachineLimiter

        return MachineLimiter(Path(settings.file), SETS)
    try:
        from stillwatch.gateway.limits.valkey import ValkeyLimiter
    except ModuleNotFoundError as error:
        raise UsageError(
            f"identity.binding.replays.store: valkey needs {error.name}: install it with "
            "pip install 'stillwatch[valkey]'"
        ) from None
    return ValkeyLimiter(settings.url or "", settings.timeout_ms / 1000)
