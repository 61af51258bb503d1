"""Accounts that are set up like the programs of small firms do not look like harvesters."""

from __future__ import annotations

from typing import Any, ClassVar

from adversaries.levers import Choice, Range, Space, Strategy


class Mimicry(Strategy):
    """System prompt and settings of an invented firm's program on each account."""

    name = "mimicry"
    idea = "system prompt and settings of an invented firm's program on each account"
    fixed: ClassVar[dict[str, Any]] = {"disguise": True}
    space: ClassVar[Space] = {
        "instructions": Choice((0, 1, 120)),
        "rate": Range(4, 30, log=True),
        "aged": Choice((0.0, 0.5, 1.0)),
        "homes": Choice((False, True)),
        "load_sd": Range(0.1, 1.2),
        "depth": Range(0.2, 1.5),
        "one_shot": Range(0.5, 0.95),
    }
