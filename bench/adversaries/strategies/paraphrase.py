"""No two requests share wording, so that templates say nothing."""

from __future__ import annotations

from typing import ClassVar

from adversaries.levers import Choice, Range, Space, Strategy


class Paraphrase(Strategy):
    """Every item in other words, or with no instruction at all."""

    name = "paraphrase"
    idea = "every item in other words, or with no instruction at all"
    space: ClassVar[Space] = {
        "instructions": Choice((0, 30, 120, 400, 1500)),
        "topics": Choice((1, 2, 3, 5, 8)),
        "rate": Range(4, 30, log=True),
        "homes": Choice((False, True)),
    }
