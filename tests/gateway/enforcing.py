"""Decisions and a feed for the tests of enforcement."""

from __future__ import annotations

from typing import Any

from stillwatch.decisions.feed import Changes
from stillwatch.decisions.model import Action, Decision, Membership, Scope

from .running import Running, until

FOR_EVER = 4e9


def decided(
    action: Action, value: str, kind: Any = "account", within: str | None = None, **changes: Any
) -> Decision:
    """A decision that holds."""
    made: dict[str, Any] = {
        "id": f"d-{action.name}-{kind}-{len(value)}", "scope": Scope(kind, value, within),
        "action": action, "reason": "a secret reason", "rule": "a secret rule", "start": 0.0,
        "expires": FOR_EVER, "simulated": False, "campaign": "c-secret",
    }  # fmt: skip
    return Decision(**made | changes)


class Fixed:
    """A feed that tests write to."""

    def __init__(self) -> None:
        self.now = Changes(1, (), whole=True)

    def changes(self, since: int) -> Changes | None:
        return self.now if self.now.revision > since else None

    def tell(
        self, gateway: Running, *decisions: Decision, members: tuple[Membership, ...] = (),
        paused: bool = False,
    ) -> None:  # fmt: skip
        """Have a gateway know these decisions, and no others."""
        self.now = Changes(self.now.revision + 1, decisions, (), members, paused, True)
        assert gateway.enforcer is not None
        known = gateway.enforcer._known
        until(lambda: known._revision == self.now.revision)
