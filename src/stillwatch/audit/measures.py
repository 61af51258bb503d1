"""Statistics of one account in plain words, and how those of others lie."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from stillwatch.audit.figures import Scene
from stillwatch.audit.rounding import stamp
from stillwatch.audit.telling import many, since, times
from stillwatch.detect.detectors._words import counted, percent

Floats = npt.NDArray[np.float64]

SPREAD, PRIOR = 0.7, 6.0
"""Prior of the members' spread of scores, and the members that it is worth."""


class Words(NamedTuple):
    """How a statistic of an account is told."""

    natural: str
    """Name in `Scene.natural`."""
    show: Callable[[float], str]
    said: str
    """`{here}`: its figure."""
    turned: bool = False
    """Whether the figure is large where the statistic is small."""


WORDS: dict[str, Words] = {
    "harvest_share": Words("share", percent, "{here} of its {n} read like a harvest"),
    "load": Words("load", many, "Its number of harvest-like requests a day is {here}"),
    "one_shot": Words(
        "one_shot", percent, "{here} of its {slice} begin anew, from nothing it had asked before"
    ),
    "repeats": Words("repeats", percent, "{here} of its {n} repeat one that it had made before"),
    "overlap": Words(
        "overlap", percent, "{here} of its {n} had been made by another account (not counting "
        "tasks for tools that several accounts run)",
    ),
    "rhythm": Words(
        "day_hours", many, "Its requests fall into {here} of the 24 hours of the day", turned=True
    ),
    "length": Words("length", many, "Its {slice} are {here} characters long on average"),
    "output": Words(
        "output", many, "The replies to its {slice} are {here} tokens long on average, hidden "
        "reasoning included",
    ),
    "age": Words("age", since, "It was first seen {here} after the day on which it signed up"),
    "breadth": Words(
        "breadth", times, "The content of its {slice} is {here} times as varied as that of the "
        "usual account",
    ),
    "spacing": Words(
        "per_hour", times, "In an hour in which it is active, it sends {here} requests",
        turned=True,
    ),
}  # fmt: skip
"""Statistics of membership that can be told in plain units."""


class Half(NamedTuple):
    """The middle half of some accounts."""

    low: float
    high: float
    least: float
    """A tenth lie below."""
    most: float
    """A tenth lie above."""
    words: str
    ends: tuple[str, str]
    """As they are shown."""

    @classmethod
    def of(cls, values: Floats, show: Callable[[float], str]) -> Half:
        """Take the quantiles of known values."""
        least, low, high, most = (float(q) for q in np.quantile(values, (0.1, 0.25, 0.75, 0.9)))
        ends = show(low), show(high)
        words = ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"
        return cls(low, high, least, most, words, ends)

    def holds(self, value: float, shown: str) -> bool:
        """Whether a value, as it is shown, lies within."""
        return self.low <= value <= self.high or shown in self.ends

    def gap(self, value: float) -> float:
        """How far a value lies outside."""
        return max(self.low - value, value - self.high, 0.0)

    def nearly(self, value: float, shown: str) -> bool:
        """Whether it lies within, or less than a tenth of the accounts lie beyond it."""
        return self.least <= value <= self.most or shown in self.ends


class Spread(NamedTuple):
    """Normal scores of a statistic: sums over members, and how others lie."""

    size: int
    total: float
    squares: float
    mean: float
    sd: float

    def weight(self, score: float) -> float:
        """Log ratio of the densities of a member's score, among the other members and others."""
        count, total = self.size - 1, self.total - score
        square = self.squares - score**2 - total**2 / count + PRIOR * SPREAD**2
        sd = float(np.sqrt(max(square, 1e-6) / (count - 1 + PRIOR)))
        inside = -0.5 * ((score - total / count) / sd) ** 2 - float(np.log(sd))
        return inside + 0.5 * ((score - self.mean) / self.sd) ** 2 + float(np.log(self.sd))


def textless(scene: Scene, unit: int) -> bool:
    """Whether no request of an account has text that could be read: what it asks is not known."""
    accounts = scene.view.accounts
    return not accounts.n_slice[unit] and bool(np.isnan(accounts.values["harvest_share"][unit]))


def counts(scene: Scene, unit: int) -> dict[str, str]:
    """Say how many requests shares of an account are of, by the names that `WORDS` have.

    Of an exchange without text, as of an agent's step, nobody knows whether it reads like a
    harvest or repeats another: shares are of those that could be read.
    """
    accounts = scene.view.accounts
    n, read = int(accounts.n[unit]), int(scene.read[unit])
    return {
        "n": counted(read, "request") + " with text" * (read < n),
        "slice": counted(int(accounts.n_slice[unit]), "harvest-like request"),
    }


def amount(scene: Scene, unit: int) -> str:
    """Say how much an account sent, how much of it reads like a harvest, and from when to when."""
    accounts = scene.view.accounts
    n, part = int(accounts.n[unit]), int(accounts.n_slice[unit])
    if textless(scene, unit):
        return f"Of its {counted(n, 'request')} none has text that could be read"
    said = (
        f"Of its {counts(scene, unit)['n']}, {part:,} read{'s' if part == 1 else ''} like a harvest"
    )
    onset, offset = (float(scene.natural[name][unit]) for name in ("onset", "offset"))
    if part and np.isfinite(onset + offset):
        days = [stamp(int(hour * 3_600_000_000))[:10] for hour in (onset, offset)]
        said += f", on {days[0]}" if days[0] == days[1] else f", from {days[0]} to {days[1]}"
    return said
