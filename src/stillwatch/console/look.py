"""What is seen of the gateway, its decisions and the latest audit at one moment."""

from __future__ import annotations

from typing import NamedTuple

from stillwatch.console.found import Found
from stillwatch.console.numbers import Numbers
from stillwatch.respond.decisions.changes import Switch


class Look(NamedTuple):
    """What was seen at a moment."""

    at: float
    """Seconds since 1970."""
    numbers: Numbers = Numbers()
    switch: Switch | None = None
    """The kill switch; null: there are no decisions, or they cannot be read."""
    store_problem: str | None = None
    """Why decisions cannot be read."""
    found: Found = Found()
