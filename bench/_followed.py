"""E-processes in the long run: independent people of lasting habits, and simulated campaigns."""

from __future__ import annotations

from typing import Any

import numpy as np

from stillwatch.detect.accounts.daily import Daily
from stillwatch.detect.campaigns.follow import DAY, Followed
from stillwatch.detect.stats import evalues, ranks
from stillwatch.detect.stats.eprocess import looks
from stillwatch.simulate.run import build
from stillwatch.simulate.schedule import Schedule, mean_turns
from stillwatch.simulate.world import World, named

SIZE, DAYS, NAMED = 700, 24, 9
"""Accounts, days, and the day after which groups are fixed."""
SCENARIOS = ("plain", "weeks", "drift", "holiday", "launch", "viral")
HABITS = ("anybody", "office", "busy", "steady", "moody")
"""What members of a group have in common, though nobody knows of another."""
SIZES = (5, 15, 40)
SHARES = (0.0, 0.01, 0.05, 0.1)
"""Of a campaign's reference, that are of the same campaign."""
REFERENCE = 500
"""Accounts of a campaign's reference."""
Floats = np.ndarray


def requests(scenario: str, rng: np.random.Generator) -> tuple[Floats, dict[str, np.ndarray]]:
    """Draw requests a day of independent people, shape (SIZE, DAYS), and who has which habit.

    Each has a level, a scatter from day to day, moods that last, a rest at the weekend, and a
    response of its own to what happens to everybody; some come late, some leave.
    """
    day = np.arange(DAYS)
    rate, scatter = np.exp(rng.normal(1.0, 1.1, SIZE)), np.exp(rng.uniform(-1, 3, SIZE))
    office, lasting = rng.uniform(size=SIZE) < 0.3, rng.uniform(0, 0.8, SIZE)
    restless = rng.uniform(0, 0.7, SIZE)
    log = np.zeros((SIZE, DAYS))
    for d in range(1, DAYS):
        fresh = rng.normal(size=SIZE) * restless * np.sqrt(1 - lasting**2)
        log[:, d] = lasting * log[:, d - 1] + fresh
    own = rng.normal(1.0, 0.4, SIZE)
    if scenario != "plain":
        rest = np.where(office, np.log(0.12), rng.normal(0, 0.3, SIZE))
        log += np.where(day % 7 >= 5, rest[:, None], 0.0)
    match scenario:
        case "drift":
            log += 0.05 * own[:, None] * day
        case "holiday":
            log += np.where(np.isin(day, (15, 16)), np.where(office, -2.0, -0.7 * own)[:, None], 0)
        case "launch":
            log += np.where(day >= 13, 0.7 * own[:, None] * 0.9 ** np.maximum(day - 13, 0), 0)
        case "viral":
            taken = rng.uniform(size=SIZE) < 0.3
            wave = 1.6 * 0.75 ** np.maximum(day - 14, 0) * (day >= 14)
            log += np.where(taken, own, 0.0)[:, None] * wave
    begin = np.where(rng.uniform(size=SIZE) < 0.25, rng.uniform(0, DAYS, SIZE), -1)
    end = np.where(rng.uniform(size=SIZE) < 0.3, begin + 2 + rng.exponential(9, SIZE), 2 * DAYS)
    there = (day >= begin[:, None]) & (day < end[:, None])
    gamma = rng.gamma(scatter[:, None], 1 / scatter[:, None], (SIZE, DAYS))
    busy, moody = rate > np.quantile(rate, 0.75), (lasting > 0.5) & (restless > 0.4)
    habits = {"anybody": np.ones(SIZE, bool), "office": office, "busy": busy,
              "steady": scatter > 6, "moody": moody}  # fmt: skip
    return rng.poisson(rate[:, None] * np.exp(log) * gamma * there), habits


def _moves(rng: np.random.Generator, made: Floats, at_once: bool) -> np.ndarray:
    """Hour at which each account moves to a model that comes out on day 11: shape (SIZE,).

    Once it is out people come round to it in a time of their own, or nearly all on its first day,
    on a day on which they send something.
    """
    out = 11 + rng.exponential(rng.choice([1.0, 8.0, 60.0], SIZE))
    out = np.where(at_once & (rng.uniform(size=SIZE) < 0.8), 11, np.floor(out)).astype(np.int64)
    for _ in range(DAYS):
        silent = (out < DAYS) & (made[np.arange(SIZE), np.minimum(out, DAYS - 1)] == 0)
        out[silent] += 1
    return np.where(out < DAYS, out * DAY + rng.integers(0, DAY, SIZE), -1)


def innocent(scenario: str, seed: int) -> list[dict[str, Any]]:
    """Follow groups of independent people, one a habit, of a drawn size.

    The e-process bets on news. Beside it, what the levels of the same days would have said: each
    day's e-value multiplied, the best look, and the looks combined by weight.
    """
    rng = np.random.default_rng([seed, SCENARIOS.index(scenario)])
    made, habits = requests(scenario, rng)
    keys = np.sort(rng.integers(2**63, size=SIZE, dtype=np.uint64))
    totals = made.cumsum(axis=1).astype(float)
    seen = totals[:, NAMED - 1] > 3
    groups, names = [], []
    for habit in HABITS:
        pool = np.flatnonzero(habits[habit] & seen)
        members = rng.choice(pool, min(int(rng.choice(SIZES)), len(pool)), replace=False)
        groups.append(Followed.name(members, seen, keys, NAMED * DAY))
        names.append(habit)
    values = _follow(groups, totals, _moves(rng, made, scenario == "launch"), keys)
    out = []
    for group, habit, (level, _) in zip(groups, names, values, strict=True):
        out.append({
            "scenario": scenario, "seed": seed, "habit": habit, "members": len(group.members),
            "news": group.process.highest, "end": group.process.log_e,
            "levels multiplied": float(np.cumsum(level).max()), "best look": float(level.max()),
            "looks": float(looks(level)[-1]),
        })  # fmt: skip
    return out


def _follow(
    groups: list[Followed], totals: Floats, moved: np.ndarray, keys: np.ndarray
) -> list[tuple[Floats, Floats]]:
    """Close day after day.

    Returns
    -------
    For each group, look by look, log e-values of its levels, and the highest that its e-process has
    reached.
    """
    daily, levels = Daily(len(keys)), [list[tuple[float, float]]() for _ in groups]
    for number in range(1, totals.shape[1] + 1):
        total = totals[:, number - 1]
        daily.close(total)
        for group, held in zip(groups, levels, strict=True):
            known = np.where(moved < number * DAY, moved, -1)
            group.close(daily, known, keys, number * DAY)
            if number * DAY > group.since:
                held.append((_level(total, group, number), group.process.highest))
    return [tuple(np.array(held).T) for held in levels]


def _level(total: Floats, group: Followed, number: int) -> float:
    """Return the log e-value of how members' requests so far pile up in the reference's."""
    pool = np.concatenate([group.members, group.reference])
    members = np.arange(len(pool)) < len(group.members)
    ties = np.random.default_rng(number).uniform(size=len(pool))
    held = np.log1p(total[pool])
    place = ranks.ranks_within(held, np.zeros(len(pool), np.int64), ~members, ties)[members]
    return float(evalues.concentration(np.zeros(len(place), np.int64), place, 1)[0])


def guilty(seed: int) -> list[dict[str, Any]]:
    """Follow the campaigns of a simulated world, by its requests alone.

    Thirty accounts of each are named after a third of its time. The reference of ordinary accounts
    holds none of the campaign, or `SHARES` of other accounts of it.
    """
    world = named(World(name="mixed", seed=seed, accounts=2_000, campaign_accounts=720,
                        sources="report"))  # fmt: skip
    cast, campaigns, _ = build(world)
    schedule = Schedule(cast.streams, cast.rhythms.table(), [world.seed, 0x5C])
    actor = np.array([s.actor for s in cast.streams])
    turns = np.array([mean_turns(s) for s in cast.streams])
    rng, size = np.random.default_rng([seed, 5]), len(cast.actors)
    days = np.zeros((size, world.days))
    for day in range(world.days):
        stream = schedule.day(day).stream
        sent = 1 + rng.poisson(np.maximum(turns[stream] - 1, 0))
        days[:, day] = np.bincount(actor[stream], weights=sent, minlength=size)
    moved = _adopted(days, actor, np.array([s.adopts for s in cast.streams]))
    totals, keys = days.cumsum(axis=1), np.sort(rng.integers(2**63, size=size, dtype=np.uint64))
    of = np.array([a.campaign or "" for a in cast.actors])
    out = []
    for campaign in campaigns:
        begin, end = max(campaign.start, 0) / 86_400, min(campaign.end / 86_400, world.days)
        fixed = max(int(begin + (end - begin) / 3), 8)
        every = np.flatnonzero((of == campaign.id) & (totals[:, fixed - 1] > 3))
        if len(every) < 40 or fixed >= world.days - 2:
            continue
        members, hidden = every[:30], every[30:]
        clean = rng.permutation(np.flatnonzero((of == "") & (totals[:, fixed - 1] > 1)))
        whole = min(len(hidden) * 10, REFERENCE)
        row = {"kind": campaign.kind, "seed": seed, "reference": whole,
               "days": world.days - fixed, "days_left": round(end - fixed, 1)}  # fmt: skip
        for share in SHARES:
            some = round(share * whole)
            able = np.zeros(size, bool)
            able[hidden[:some]] = able[clean[: whole - some]] = True
            group = Followed.name(members, able, keys, fixed * DAY)
            path = _follow([group], totals, moved, keys)[0][1]
            # what is known while it still runs, apart from what its end tells
            row[f"{share:.2f}"] = {
                "running": float(path[max(int(end) - fixed - 1, 0)]), "end": float(path[-1]),
            }  # fmt: skip
        out.append(row)
    return out


def _adopted(days: Floats, actor: np.ndarray, adopts: np.ndarray) -> np.ndarray:
    """Hour at which each account of a simulated world is first seen with the new model; or -1."""
    when = np.full(len(days), np.inf)
    np.minimum.at(when, actor, adopts / 3600)
    day = np.arange(days.shape[1])
    after = (days > 0) & (day * DAY >= np.floor(when / DAY)[:, None] * DAY)
    first = np.where(after.any(axis=1), after.argmax(axis=1), -1)
    return np.where(first >= 0, np.maximum(first * DAY, np.nan_to_num(when, posinf=0)), -1).astype(
        np.int64)  # fmt: skip
