"""Groups too small to stand out, each with a queue and wording of its own."""

from __future__ import annotations

from typing import ClassVar

from adversaries.levers import Choice, Range, Space, Strategy


class SmallCampaigns(Strategy):
    """Many small campaigns in place of one."""

    name = "small_campaigns"
    idea = "many small campaigns in place of one"
    space: ClassVar[Space] = {
        "campaigns": Choice((6, 12, 20, 34)),
        "start_days": Range(0.5, 6),
        "rate": Range(4, 30, log=True),
        "per_card": Choice((1.0, 3.0)),
        "homes": Choice((False, True)),
        "instructions": Choice((0, 1, 30)),
    }
