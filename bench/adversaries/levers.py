"""What an attacker may turn, and the space that a strategy searches."""

from __future__ import annotations

import math
from abc import ABC
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

import numpy as np


@dataclass(frozen=True)
class Levers:
    """One way to run a campaign. The defaults are the naive one."""

    rate: float = 12.0
    """Exchanges a day of a typical account, cover included, before the world's factor."""
    load_sd: float = 0.1
    """Standard deviation, over accounts, of the log of their rate."""
    instructions: int = 1
    """Wordings around items; 0: none."""
    cover: float = 0.0
    """Share of each account's exchanges that is ordinary."""
    samples: int = 1
    """Times that each item is asked."""
    repeats: float = 0.0
    """Share of requests that ask anew what was asked before."""
    start_days: float = 0.5
    """Days over which accounts begin."""
    shift_days: float = 0.0
    """Days for which an account harvests before it rests for good; 0: to the end."""
    sleep_days: float = 0.0
    """Days of ordinary use before an account begins to harvest."""
    one_shot: float = 0.95
    """Share of conversations of one turn."""
    depth: float = 0.2
    """Strength of the daily rhythm: 0 even, 1 as people have it."""
    day_shape: float = 15.0
    """Gamma shape of the variation from day to day; high: every day alike."""
    gap_shape: float = 1.0
    """Gamma shape of gaps between conversations; low: in bursts."""
    personas: bool = False
    """Whether each account has tasks, settings, hours and a tone of its own."""
    disguise: bool = False
    """Whether each account has the system prompt and settings of an invented firm's program."""
    homes: bool = False
    """One residential address an account, or rented prefixes shared by several."""
    per_network: float = 12.0
    """Accounts to a rented prefix."""
    per_card: float = 6.0
    """Accounts to a payment instrument."""
    aged: float = 0.0
    """Share of accounts bought that were opened long before."""
    firms: int = 0
    """Invented organisations of which accounts are, each with a mail domain; 0: none."""
    declared: float = 1.0
    """Share of a firm's accounts that declare it; the others have its mail domain alone."""
    campaigns: int = 1
    """Parts into which the campaign is cut, each with its own queue, tasks, wording and moment."""
    decoys: float = 0.0
    """Share of the accounts that harvest nothing and only move what others are compared to."""
    answers: str = ""
    """Where harvest questions stand: empty, in the customer's words; `bare` or `object`, in the
    answer of an invented call, as they are or as a value in JSON."""
    topics: int = 3
    """Kinds of task in a queue."""


class Range(NamedTuple):
    """Real values, drawn uniformly or uniformly in the logarithm."""

    low: float
    high: float
    log: bool = False

    def draw(self, rng: np.random.Generator) -> float:
        """Draw one value, rounded to three figures so that a setting can be written down."""
        if self.log:
            value = math.exp(rng.uniform(math.log(self.low), math.log(self.high)))
        else:
            value = float(rng.uniform(self.low, self.high))
        return float(f"{value:.3g}")


class Choice(NamedTuple):
    """Values of which one is drawn, all alike."""

    values: Sequence[Any]

    def draw(self, rng: np.random.Generator) -> Any:
        """Draw one value."""
        return self.values[int(rng.integers(len(self.values)))]


Space = Mapping[str, Range | Choice]


class Strategy(ABC):
    """A way to evade: which levers it turns, between what; its file begins with its claim."""

    name: ClassVar[str]
    idea: ClassVar[str]
    """What the attacker does, in words for the page."""
    space: ClassVar[Space]
    """Fields of `Levers` that are searched."""
    fixed: ClassVar[Mapping[str, Any]] = {}
    """Fields of `Levers` that belong to the idea and are not searched."""

    def draw(self, rng: np.random.Generator) -> dict[str, Any]:
        """Draw one setting of the space."""
        return {name: among.draw(rng) for name, among in self.space.items()}

    def levers(self, setting: Mapping[str, Any]) -> Levers:
        """Levers at a setting of the space."""
        return Levers(**(dict(self.fixed) | dict(setting)))
