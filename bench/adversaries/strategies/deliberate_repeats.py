"""Items asked anew hide that a queue never repeats itself."""

from __future__ import annotations

from typing import ClassVar

from adversaries.levers import Choice, Range, Space, Strategy


class DeliberateRepeats(Strategy):
    """Questions asked again on purpose, as people do."""

    name = "deliberate_repeats"
    idea = "questions asked again on purpose, as people do"
    space: ClassVar[Space] = {
        "repeats": Range(0.1, 0.6),
        "rate": Range(4, 30, log=True),
        "homes": Choice((False, True)),
        "instructions": Choice((0, 1, 120)),
    }
