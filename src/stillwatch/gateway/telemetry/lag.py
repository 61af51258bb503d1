"""How late the event loop is: what a request waits for besides the API."""

from __future__ import annotations

import asyncio

from stillwatch.gateway.telemetry.meters import Meters

_EVERY = 0.25


class Lag:
    """Looks four times a second.

    Parameters
    ----------
    meters
        Where it is counted.
    """

    def __init__(self, meters: Meters) -> None:
        self._meters, self._peak = meters, 0.0
        self._handle: asyncio.TimerHandle | None = None
        self._due = 0.0

    def start(self) -> None:
        """Begin; needs a running loop."""
        loop = asyncio.get_running_loop()
        self._due = loop.time() + _EVERY
        self._handle = loop.call_at(self._due, self._look)

    def stop(self) -> None:
        """End."""
        if self._handle is not None:
            self._handle.cancel()

    def peak(self) -> float:
        """Return the largest since the last call, in seconds."""
        peak, self._peak = self._peak, 0.0
        return peak

    def _look(self) -> None:
        late = max(0.0, asyncio.get_running_loop().time() - self._due)
        self._peak = max(self._peak, late)
        self._meters.time("loop_lag_seconds", "", late)
        self.start()
