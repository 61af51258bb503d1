"""What is told: a condition that was seen, and the alert that is made of it."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

import msgspec

Severity = Literal["critical", "warning", "info"]
State = Literal["firing", "resolved"]

KINDS = ("campaign", "breaker", "kill_switch", "tap_lost", "limits_store", "decisions_store",
         "upstream_errors", "held_back", "test")  # fmt: skip
"""What alerts are about; each is a heading of the page on watching the gateway."""

RUNBOOK = "docs/how-to/watch-the-gateway.md#{kind}"


class Condition(NamedTuple):
    """Something that is so at a look."""

    kind: str
    key: str
    """The same trouble has the same key."""
    severity: Severity
    title: str
    text: str
    facts: dict[str, Any]
    """Figures and ids; no text of clients."""
    lasts: bool = True
    """Whether it ends; what does not is told once."""
    settles: bool = False
    """Whether it is over only after a while without it."""
    also: tuple[str, ...] = ()
    """Keys of what needs no telling any more."""


class Alert(msgspec.Struct, frozen=True, kw_only=True):
    """What is sent."""

    id: str
    """Of this message; one that is sent again has the same."""
    kind: str
    key: str
    """Of the trouble: what is resolved has the key of what was firing."""
    state: State
    severity: Severity
    title: str
    text: str
    at: str
    """RFC 3339."""
    gateway: str
    facts: dict[str, Any]
    runbook: str
    version: int = 1
