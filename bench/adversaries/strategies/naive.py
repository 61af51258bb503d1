"""One instruction, rented servers, even loads: the campaign that others are priced against."""

from __future__ import annotations

from typing import ClassVar

from adversaries.levers import Choice, Space, Strategy


class Naive(Strategy):
    """No evasion at all."""

    name = "naive"
    idea = "no evasion at all"
    space: ClassVar[Space] = {
        "rate": Choice((12.0,)),
    }
