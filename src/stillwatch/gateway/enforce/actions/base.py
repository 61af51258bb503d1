"""What an action is asked."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import NamedTuple

from stillwatch.gateway.answers import Refused
from stillwatch.gateway.enforce.asked import Asked
from stillwatch.respond.decisions.model import Decision


class Refusal(NamedTuple):
    """A request is refused."""

    decision: Decision
    """What it rests on."""
    answer: Refused


class Measure(ABC):
    """Does what decisions of one action say."""

    @abstractmethod
    async def take(self, asked: Asked, decisions: Sequence[Decision], real: bool) -> Refusal | None:
        """Refuse a request, or let it pass, changed or not.

        Parameters
        ----------
        asked
            The request.
        decisions
            Of this action, one or more, that hold.
        real
            False: find out what would be done, and leave the request as it is.
        """


class Passes(Measure):
    """Changes nothing: the mark in the log is all (`allow`, `tag`, `review`)."""

    async def take(self, asked: Asked, decisions: Sequence[Decision], real: bool) -> Refusal | None:
        """See `Measure.take`."""
        return None
