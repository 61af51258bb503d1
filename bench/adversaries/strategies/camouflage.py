"""Ordinary requests dilute whatever is measured over a whole account."""

from __future__ import annotations

from typing import ClassVar

from adversaries.levers import Choice, Range, Space, Strategy


class Camouflage(Strategy):
    """Ordinary requests among the harvest, at the daily rate of a customer."""

    name = "camouflage"
    idea = "ordinary requests among the harvest, at the daily rate of a customer"
    space: ClassVar[Space] = {
        "cover": Range(0.3, 0.92),
        "rate": Range(4, 30, log=True),
        "homes": Choice((False, True)),
        "instructions": Choice((0, 1, 60)),
    }
