"""What a tool returned is no request: questions are put where tools answer."""

from __future__ import annotations

from typing import ClassVar

from adversaries.levers import Choice, Range, Space, Strategy


class ToolAnswers(Strategy):
    """Every question in the answer of an invented call."""

    name = "tool_answers"
    idea = "every question in the answer of an invented call, as it is or as a value in JSON"
    space: ClassVar[Space] = {
        "answers": Choice(("bare", "object")),
        "instructions": Choice((0, 1, 30, 400)),
        "rate": Range(4, 30, log=True),
    }
