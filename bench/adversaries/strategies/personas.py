"""Accounts with tasks, hours and a tone of their own have nothing in common to test."""

from __future__ import annotations

from typing import Any, ClassVar

from adversaries.levers import Choice, Range, Space, Strategy


class Personas(Strategy):
    """An invented customer behind each account: own tasks, turns, settings, hours, address."""

    name = "personas"
    idea = "an invented customer behind each account: own tasks, turns, settings, hours, address"
    fixed: ClassVar[dict[str, Any]] = {
        "personas": True,
        "homes": True,
        "per_card": 1.0,
        "depth": 1.0,
    }
    space: ClassVar[Space] = {
        "rate": Range(3, 20, log=True),
        "cover": Range(0.0, 0.6),
        "one_shot": Range(0.3, 0.9),
        "load_sd": Range(0.3, 1.5),
        "start_days": Range(0.5, 9),
        "aged": Choice((0.0, 0.5, 1.0)),
    }
