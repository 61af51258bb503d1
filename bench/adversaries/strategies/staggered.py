"""Accounts that come and go one after another have no common start or stop."""

from __future__ import annotations

from typing import ClassVar

from adversaries.levers import Choice, Range, Space, Strategy


class Staggered(Strategy):
    """Accounts begin over the whole time, and each works for some days only."""

    name = "staggered"
    idea = "accounts begin over the whole time, and each works for some days only"
    space: ClassVar[Space] = {
        "start_days": Range(3, 10),
        "shift_days": Range(1, 6),
        "rate": Range(4, 40, log=True),
        "aged": Choice((0.0, 0.5, 1.0)),
        "homes": Choice((False, True)),
        "instructions": Choice((0, 1, 120)),
    }
