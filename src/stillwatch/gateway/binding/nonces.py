"""Nonces of the server (RFC 9449, section 9): made of the time under a key, so none are kept."""

from __future__ import annotations

import hmac
import time
from collections.abc import Callable

from stillwatch.gateway.binding.jwk import encoded
from stillwatch.gateway.binding.proof import same


class Nonces:
    """Makes nonces and knows them again; all gateways that share a secret make the same.

    Parameters
    ----------
    secret
        32 bytes or more.
    seconds
        How long one is given out. It counts for as long again.
    clock
        Seconds since 1970.
    """

    def __init__(
        self, secret: bytes, seconds: float, clock: Callable[[], float] = time.time
    ) -> None:
        self._secret = hmac.digest(secret, b"dpop nonces", "sha256")
        self._seconds, self._clock = seconds, clock

    def now(self) -> str:
        """Return the nonce that is given out."""
        return self._of(self._slot())

    def fresh(self, nonce: str) -> bool:
        """Whether a nonce counts."""
        slot = self._slot()
        # one clock of several machines may be a little ahead
        return any([same(nonce, self._of(one)) for one in (slot, slot - 1, slot + 1)])

    def _slot(self) -> int:
        return int(self._clock() // self._seconds)

    def _of(self, slot: int) -> str:
        return encoded(hmac.digest(self._secret, str(slot).encode(), "sha256")[:18])
