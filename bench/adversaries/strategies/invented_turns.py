"""Who asks one thing after another holds no conversation: every request claims one."""

from __future__ import annotations

from typing import ClassVar

from adversaries.levers import Choice, Range, Space, Strategy


class InventedTurns(Strategy):
    """Before every question a greeting and its reply that were never sent."""

    name = "invented_turns"
    idea = "before every question an earlier turn (a greeting, a reply) that was never held"
    space: ClassVar[Space] = {
        "answers": Choice(("turn",)),
        "instructions": Choice((0, 1, 30, 400)),
        "rate": Range(4, 30, log=True),
    }
