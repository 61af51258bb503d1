"""What goes with a request through LiteLLM: what was decided about it, and what is reserved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Self

from stillwatch.gateway.enforce.asked import Mark
from stillwatch.gateway.limits.gcra import Receipt

NAME = "stillwatch"
"""Under which it stands in a request's metadata."""
_HOLDERS = ("litellm_metadata", "metadata")


class Ticket(dict[str, Any]):
    """Stands in LiteLLM's metadata of a request, which its loggers may write as JSON.

    A client cannot forge one: what comes as JSON is a plain dictionary. Copies are the same
    ticket, so that what is reserved is settled once.

    Parameters
    ----------
    marks
        Decisions that the request fell under.
    """

    def __init__(self, marks: Sequence[Mark] = ()) -> None:
        super().__init__(
            decisions=[{"id": m.id, "action": m.action, "done": m.done} for m in marks]
        )
        self.marks = tuple(marks)
        self.receipts: tuple[Receipt, ...] = ()
        """Tokens that are reserved."""

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: Any) -> Self:
        return self

    @property
    def refused(self) -> bool:
        """Whether the request was refused."""
        return any(mark.done and mark.refused for mark in self.marks)

    def take(self) -> tuple[Receipt, ...]:
        """Return what is reserved, and forget it: whoever takes it settles it."""
        receipts, self.receipts = self.receipts, ()
        return receipts


def holder_of(data: Mapping[str, Any]) -> str:
    """Return the name of LiteLLM's own metadata in a request.

    >>> holder_of({"metadata": {}}), holder_of({"metadata": {}, "litellm_metadata": {}})
    ('metadata', 'litellm_metadata')
    """
    return _HOLDERS[0] if _HOLDERS[0] in data else _HOLDERS[1]


def ticket_of(data: Mapping[str, Any]) -> Ticket | None:
    """Return the ticket in a request, or in the parameters that a logger gets; null: none."""
    for name in _HOLDERS:
        held = data.get(name)
        found = held.get(NAME) if isinstance(held, dict) else None
        if isinstance(found, Ticket):
            return found
    return None
