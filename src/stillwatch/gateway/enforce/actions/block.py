"""Block: refused."""

from __future__ import annotations

from collections.abc import Sequence

from stillwatch.gateway.enforce.actions.base import Measure, Refusal
from stillwatch.gateway.enforce.asked import Asked
from stillwatch.gateway.enforce.tell import Teller
from stillwatch.respond.decisions.model import Decision


class Block(Measure):
    """Refuses with 403; clients do not try again."""

    def __init__(self, teller: Teller) -> None:
        self._teller = teller

    async def take(self, asked: Asked, decisions: Sequence[Decision], real: bool) -> Refusal | None:
        """See `Measure.take`."""
        first = decisions[0]
        said = "Access to this API is blocked."
        return Refusal(first, self._teller.refusal("blocked", said, first, asked.account))
