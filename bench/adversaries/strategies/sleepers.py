"""Accounts that were customers for days have an age and a history."""

from __future__ import annotations

from typing import ClassVar

from adversaries.levers import Choice, Range, Space, Strategy


class Sleepers(Strategy):
    """Accounts opened early and used like anyone before they harvest."""

    name = "sleepers"
    idea = "accounts opened early and used like anyone before they harvest"
    space: ClassVar[Space] = {
        "sleep_days": Range(2, 7),
        "rate": Range(4, 40, log=True),
        "aged": Choice((0.0, 1.0)),
        "cover": Range(0.0, 0.5),
        "homes": Choice((False, True)),
        "instructions": Choice((0, 1, 120)),
    }
