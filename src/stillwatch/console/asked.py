"""What programs ask to be changed, as JSON."""

from __future__ import annotations

from typing import Annotated

import msgspec

from stillwatch.decisions.by_hand import LONGEST

Said = Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST, pattern=r"\S")]
"""A name or a reason: something is said, and not too much."""


class End(msgspec.Struct, forbid_unknown_fields=True):
    """Which decisions end, by one of `id`, `campaign` and `rule`; who ends them, and why."""

    by: Said
    because: Said
    id: str | None = None
    campaign: str | None = None
    rule: str | None = None


class Turn(msgspec.Struct, forbid_unknown_fields=True):
    """How the kill switch is turned, by whom, and why."""

    enforcing: bool
    by: Said
    because: Said
