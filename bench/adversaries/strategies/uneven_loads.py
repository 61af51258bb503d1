"""Heavy-tailed loads look like those of people."""

from __future__ import annotations

from typing import ClassVar

from adversaries.levers import Choice, Range, Space, Strategy


class UnevenLoads(Strategy):
    """Loads, days and gaps as uneven as those of people."""

    name = "uneven_loads"
    idea = "loads, days and gaps as uneven as those of people"
    space: ClassVar[Space] = {
        "load_sd": Range(0.6, 2.0),
        "day_shape": Range(0.3, 4, log=True),
        "gap_shape": Range(0.1, 0.6, log=True),
        "depth": Range(0.6, 2.0),
        "rate": Range(4, 20, log=True),
        "homes": Choice((False, True)),
        "instructions": Choice((0, 1, 120)),
    }
