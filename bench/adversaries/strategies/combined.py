"""All levers at once, as far as the money goes."""

from __future__ import annotations

from typing import Any, ClassVar

from adversaries.levers import Choice, Range, Space, Strategy


class Combined(Strategy):
    """Every lever that another strategy turns, together."""

    name = "combined"
    idea = "all of these together"
    fixed: ClassVar[dict[str, Any]] = {"homes": True, "per_card": 1.0}
    space: ClassVar[Space] = {
        "personas": Choice((False, True)),
        "disguise": Choice((False, True)),
        "firms": Choice((0, 0, 2, 6)),
        "declared": Choice((0.5, 1.0)),
        "answers": Choice(("", "", "turn", "object")),
        "samples": Choice((1, 1, 2, 4)),
        "rate": Range(3, 40, log=True),
        "cover": Range(0.0, 0.9),
        "load_sd": Range(0.2, 1.6),
        "day_shape": Range(0.3, 8, log=True),
        "gap_shape": Range(0.1, 1.0, log=True),
        "depth": Range(0.5, 1.8),
        "one_shot": Range(0.3, 0.95),
        "repeats": Range(0.0, 0.3),
        "start_days": Range(1, 9),
        "shift_days": Choice((0.0, 0.0, 3.0)),
        "sleep_days": Choice((0.0, 0.0, 3.0)),
        "aged": Choice((0.0, 0.5, 1.0)),
        "campaigns": Choice((1, 1, 6, 20)),
        "decoys": Choice((0.0, 0.0, 0.3)),
        "instructions": Choice((0, 30, 400)),
        "topics": Choice((2, 5, 8)),
    }
