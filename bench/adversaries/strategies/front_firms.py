"""Accounts that are declared as firms' own are asked about and limited, and named no higher."""

from __future__ import annotations

from typing import Any, ClassVar

from adversaries.levers import Choice, Range, Space, Strategy


class FrontFirms(Strategy):
    """Every account is declared as one invented firm's, or as one of a few firms'."""

    name = "front_firms"
    idea = "every account declared as one invented firm's, or one of a few, each with its domain"
    fixed: ClassVar[dict[str, Any]] = {"per_card": 1.0}
    space: ClassVar[Space] = {
        "firms": Choice((1, 2, 3, 6)),
        "declared": Choice((0.5, 0.8, 1.0)),
        "rate": Range(4, 60, log=True),
        "instructions": Choice((0, 1, 120)),
        "homes": Choice((False, True)),
        "disguise": Choice((False, True)),
        "start_days": Range(0.5, 6),
    }
