"""Search of a strategy's space: random settings, successive halving, the best kept.

Successive halving (Jamieson & Talwalkar, AISTATS 2016): many settings get one world each, the
better part of them more worlds, and so on. Two things are wanted at once, much harvest and little
cost, so settings are ordered by the layers of the Pareto front that they lie in.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any, NamedTuple

import numpy as np

from adversaries.levers import Strategy
from adversaries.prices import cost
from adversaries.trial import Outcome

Setting = Mapping[str, Any]
Run = Callable[[Strategy, Setting, int], Outcome]
"""Runs a strategy at a setting with a seed."""


class Base(NamedTuple):
    """The naive campaign if nobody were watching: what all figures are relative to."""

    items: float
    usd: float
    """US$ for 1,000 items."""

    @classmethod
    def of(cls, outcomes: Sequence[Outcome], end: str = "usd") -> Base:
        """Return the mean over worlds, at one end of the price list."""
        items = fmean(o.items for o in outcomes)
        usd = fmean(cost(o.open, end) for o in outcomes)
        return cls(items, 1_000 * usd / items)


class Point(NamedTuple):
    """What a setting gave in one world, or in the mean of several."""

    kept: float
    """Items kept, as a share of what the naive campaign would take unwatched."""
    ratio: float
    """US$ for 1,000 items kept, over the naive campaign's unwatched; infinite: none kept."""


def point(outcome: Outcome, base: Base, end: str = "usd") -> Point:
    """Place one outcome."""
    usd = cost(outcome.stopped, end)
    price = 1_000 * usd / outcome.kept / base.usd if outcome.kept else math.inf
    return Point(outcome.kept / base.items, price)


def mean(points: Sequence[Point]) -> Point:
    """Average places: costs are averaged as costs, weighed by what was kept."""
    kept = fmean(p.kept for p in points)
    spent = [p.kept * p.ratio for p in points if p.kept]
    return Point(kept, sum(spent) / (kept * len(points)) if kept else math.inf)


def front(points: Sequence[Point]) -> list[int]:
    """Return the numbers of the points that none other beats in both, cheapest first."""
    order = sorted(range(len(points)), key=lambda i: (points[i].ratio, -points[i].kept))
    out: list[int] = []
    for i in order:
        if math.isfinite(points[i].ratio) and (not out or points[i].kept > points[out[-1]].kept):
            out.append(i)
    return out


def ranked(points: Sequence[Point]) -> list[int]:
    """Return the numbers of all points, by layers of the front; within one, most kept first."""
    left, out = list(range(len(points))), list[int]()
    while left:
        layer = [left[i] for i in front([points[j] for j in left])]
        if not layer:
            layer = left
        out += sorted(layer, key=lambda i: -points[i].kept)
        left = [i for i in left if i not in layer]
    return out


@dataclass(frozen=True)
class Plan:
    """How much is tried."""

    first: int = 9
    """Settings that are drawn."""
    seeds: tuple[int, ...] = (1, 2, 3)
    """Worlds, one more each round."""
    keep: float = 1 / 3
    """Share of the settings that goes on to the next round."""
    chosen: int = 2
    """Settings of the last round that are reported on."""
    seed: int = 0
    """Of what is drawn."""


class Found(NamedTuple):
    """A setting that the search believes in, and what it gave where it was found."""

    setting: dict[str, Any]
    tuned: Point


def search(strategy: Strategy, plan: Plan, base: Base, run: Run) -> list[Found]:
    """Search a strategy's space and return the best settings, most kept first.

    Parameters
    ----------
    strategy
        What to search.
    plan
        How much is tried.
    base
        The naive campaign unwatched, in the worlds of the search.
    run
        Runs one trial.
    """
    rng = np.random.default_rng([plan.seed, *strategy.name.encode()])
    settings: list[dict[str, Any]] = []
    for _ in range(plan.first):
        drawn = strategy.draw(rng)
        if drawn not in settings:
            settings.append(drawn)
    outcomes: list[list[Outcome]] = [[] for _ in settings]
    alive = list(range(len(settings)))
    places: dict[int, Point] = {}
    for number, seed in enumerate(plan.seeds):
        if number:
            best = ranked([places[i] for i in alive])
            alive = [alive[i] for i in best[: max(plan.chosen, round(len(alive) * plan.keep))]]
        for i in alive:
            outcomes[i].append(run(strategy, settings[i], seed))
            places[i] = mean([point(o, base) for o in outcomes[i]])
    best = ranked([places[i] for i in alive])[: plan.chosen]
    return [Found(settings[alive[i]], places[alive[i]]) for i in best]
