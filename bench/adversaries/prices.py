"""What an attack costs: counts of what was bought, times the prices of `prices.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).with_name("prices.toml")
ENDS = ("usd", "low", "high")


class Price(NamedTuple):
    """One line of the price list."""

    usd: float
    low: float
    high: float
    unit: str
    kind: str
    """`published` or `assumption`."""
    source: str


@cache
def prices() -> dict[str, Price]:
    """Return the price list, by name.

    Raises
    ------
    SystemExit
        A price is not between its ends, or is of no known kind.
    """
    raw = tomllib.loads(FILE.read_text(encoding="utf-8"))
    out = {name: Price(**row) for name, row in raw.items()}
    for name, price in out.items():
        if not 0 <= price.low <= price.usd <= price.high:
            raise SystemExit(f"{FILE.name}: {name}: expected 0 <= low <= usd <= high")
        if price.kind not in ("published", "assumption"):
            raise SystemExit(f"{FILE.name}: {name}: kind must be published or assumption")
    return out


def cost(bought: Mapping[str, float], end: str = "usd") -> float:
    """US$ for what was bought.

    Parameters
    ----------
    bought
        Name of a price to how many.
    end
        `usd` for the central prices, `low` or `high` for the ends of all ranges at once.
    """
    return sum(count * getattr(prices()[name], end) for name, count in bought.items())
