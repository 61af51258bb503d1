"""Several samples an item, dealt to different accounts, look like popular questions."""

from __future__ import annotations

from typing import ClassVar

from adversaries.levers import Choice, Range, Space, Strategy


class KSamples(Strategy):
    """K answers an item, from different accounts."""

    name = "k_samples"
    idea = "k answers an item, from different accounts"
    space: ClassVar[Space] = {
        "samples": Choice((2, 3, 4, 8)),
        "rate": Range(4, 30, log=True),
        "homes": Choice((False, True)),
        "instructions": Choice((0, 1, 120)),
    }
