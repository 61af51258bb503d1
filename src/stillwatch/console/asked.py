"""What programs ask to be changed, as JSON."""

from __future__ import annotations

from typing import Annotated

import msgspec

from stillwatch.respond.decisions.by_hand import LONGEST, NAMED

Said = Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST, pattern=r"\S")]
"""A reason: something is said, and not too much."""
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST, pattern=NAMED)]
"""Who does something."""


class End(msgspec.Struct, forbid_unknown_fields=True):
    """Which decisions end, by one of `id`, `campaign` and `rule`; who ends them, and why."""

    by: Name
    because: Said
    id: str | None = None
    campaign: str | None = None
    rule: str | None = None


class Turn(msgspec.Struct, forbid_unknown_fields=True):
    """How the kill switch is turned, by whom, and why."""

    enforcing: bool
    by: Name
    because: Said
