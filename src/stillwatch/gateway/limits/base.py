"""What a store of limits does, whatever its reach."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence

from stillwatch.gateway.limits.gcra import Charge, Grant, Receipt


class Limiter(ABC):
    """Takes charges and settles them. Used from one event loop."""

    @abstractmethod
    async def take(self, charges: Sequence[Charge]) -> Grant:
        """Take all of some charges, or none of them.

        Parameters
        ----------
        charges
            At most one of each bucket.

        Raises
        ------
        StoreDown
            The store does not answer.
        """

    @abstractmethod
    def settle(self, receipts: Sequence[Receipt], units: float) -> None:
        """Put the true cost in place of what was taken. Never waits, and never raises.

        Parameters
        ----------
        receipts
            Of charges of one request, all in the same unit.
        units
            What it truly cost.
        """

    async def close(self) -> None:  # noqa: B027 - most have nothing to close
        """Finish what waits to be written."""


class StoreDown(Exception):
    """The store does not answer in time; its message is for the operator."""
