"""Decoys that look like harvesters one by one move what the others are ranked against."""

from __future__ import annotations

from typing import ClassVar

from adversaries.levers import Choice, Range, Space, Strategy


class Poisoning(Strategy):
    """Accounts that harvest nothing make harvest-like traffic look usual."""

    name = "poisoning"
    idea = "accounts that harvest nothing make harvest-like traffic look usual"
    space: ClassVar[Space] = {
        "decoys": Range(0.2, 0.7),
        "rate": Range(4, 30, log=True),
        "homes": Choice((False, True)),
        "aged": Choice((0.0, 1.0)),
        "instructions": Choice((0, 1, 120)),
    }
