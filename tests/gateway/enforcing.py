"""Decisions and a feed for the tests of enforcement."""

from __future__ import annotations

import hashlib
import time
from typing import Any

from stillwatch.respond.decisions.changes import Changes, Switch
from stillwatch.respond.decisions.model import Action, Decision, Membership, Scope

from .running import Running, until

START = time.time() - 3600
FOR_EVER = START + 366 * 86_400


def decided(
    action: Action, value: str, kind: Any = "account", within: str | None = None, **changes: Any
) -> Decision:
    """A decision that holds."""
    made: dict[str, Any] = {
        "id": named(action, kind, value), "scope": Scope(kind, value, within),
        "action": action, "reason": "a secret reason", "rule": "a secret rule", "start": START,
        "expires": FOR_EVER, "simulated": False, "campaign": "c-secret",
    }  # fmt: skip
    return Decision(**made | changes)


def named(action: Action, kind: str, value: str) -> str:
    """The id of such a decision."""
    said = f"{action.name}-{kind}-{value}"
    return "d-" + hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:16]


class Fixed:
    """A feed that tests write to."""

    def __init__(self) -> None:
        self.now = Changes(1, True)

    def changes(self, since: int) -> Changes | None:
        return self.now if self.now.revision > since else None

    def close(self) -> None:
        pass

    def tell(
        self, gateway: Running, *decisions: Decision, members: tuple[Membership, ...] = (),
        paused: bool = False,
    ) -> None:  # fmt: skip
        """Have a gateway know these decisions, and no others."""
        self.now = Changes(
            self.now.revision + 1, True, decisions, joined=members, switch=Switch(not paused)
        )
        assert gateway.enforcer is not None
        known = gateway.enforcer._known
        until(lambda: known._revision == self.now.revision)
