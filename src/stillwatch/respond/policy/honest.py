"""A replay beside the truth of a simulation: honest users' share, and harvest by the hour."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from stillwatch.respond.policy.facts import FELT
from stillwatch.respond.policy.replay import Replay, Touch
from stillwatch.respond.policy.traffic import Passed, Unit
from stillwatch.score.truth import Truth
from stillwatch.score.truth import Unit as TrueUnit

HOUR = 3600.0


class Population(NamedTuple):
    """What becomes of one population of the truth."""

    name: str
    units: int
    """Accounts and end users."""
    touched: int
    """Those whom a decision from `throttle` on is about."""
    requests: int | None = None
    """Null where no log is given."""
    refused: int | None = None
    altered: int | None = None


def population(truth: Truth, account: str, end_user: str | None) -> str:
    """Return who they are: `harvest`, `licensed`, a benign population, or `not in the truth`."""
    found = truth.units.get(TrueUnit(account, end_user)) or truth.units.get(TrueUnit(account))
    if found is None:
        return "not in the truth"
    if found.licensed:
        return "licensed"
    return "harvest" if found.campaign is not None else found.population


def populations(truth: Truth, touches: Iterable[Touch], passed: Passed | None) -> list[Population]:
    """Return what becomes of each population, sorted by name."""
    felt = {(t.account, t.end_user) for t in touches if t.action >= FELT}
    names: dict[str, list[int]] = {}
    for unit in truth.units:
        row = names.setdefault(population(truth, *unit), [0, 0, 0, 0, 0])
        row[0] += 1
        row[1] += (unit.account, unit.end_user) in felt or (unit.account, None) in felt
    known = {unit.account for unit in truth.units}
    for account, user in felt:
        if account not in known:
            row = names.setdefault(population(truth, account, user), [0, 0, 0, 0, 0])
            row[0], row[1] = row[0] + 1, row[1] + 1
    if passed is None:
        return [Population(name, *names[name][:2]) for name in sorted(names)]
    for (account, user), counts in passed.units.items():
        row = names.setdefault(population(truth, account, user), [0, 0, 0, 0, 0])
        row[2] += counts.requests
        row[3] += counts.refused
        row[4] += counts.altered
    for (account, user), number in passed.rest.items():
        names.setdefault(population(truth, account, user), [0, 0, 0, 0, 0])[2] += number
    return [Population(name, *names[name]) for name in sorted(names)]


def harvesters(truth: Truth) -> set[Unit]:
    """Return whose requests are harvest."""
    return {
        (unit.account, unit.end_user)
        for unit, row in truth.units.items()
        if row.campaign is not None and not row.licensed
    }


def estimate(truth: Truth, replay: Replay) -> list[dict[str, Any]]:
    """Return harvest and what is prevented of it by the hour, from the truth alone.

    The harvest of an hour is taken to lie evenly on a campaign's accounts; those under one budget
    get what it allows, those under one each as much each, those that are blocked or challenged
    nothing.
    """
    members: dict[str, set[Unit]] = {}
    for unit, row in truth.units.items():
        if row.campaign is not None and not row.licensed:
            members.setdefault(row.campaign, set()).add((unit.account, unit.end_user))
    asked: dict[int, float] = {}
    stopped: dict[int, float] = {}
    by_unit: dict[Unit, list[Touch]] = {}
    for touch in replay.touches:
        if touch.action >= FELT:
            by_unit.setdefault((touch.account, touch.end_user), []).append(touch)
    for name, campaign in truth.campaigns.items():
        units = members.get(name, set())
        for hour, taken in campaign.taken:
            asked[hour] = asked.get(hour, 0) + taken
            each = taken / max(len(units), 1)
            left = _stopped(units, by_unit, hour * HOUR, each)
            stopped[hour] = stopped.get(hour, 0) + left
    return [
        {"hour": hour, "harvest": asked[hour], "prevented": round(stopped[hour], 1)}
        for hour in sorted(asked)
    ]


def _stopped(
    units: Iterable[Unit], by_unit: dict[Unit, list[Touch]], at: float, each: float
) -> float:
    total = 0.0
    shared: dict[tuple[str, str], tuple[float, float]] = {}
    for unit in units:
        held = [t for t in by_unit.get(unit, ()) if t.since <= at]
        if any(t.action > FELT and t.action.name in ("CHALLENGE", "BLOCK") for t in held):
            total += each
            continue
        rates = [(t, t.limits.requests_per_minute * 60) for t in held
                 if t.limits is not None and t.limits.requests_per_minute]  # fmt: skip
        if not rates:
            continue
        touch, allowed = min(rates, key=lambda pair: (pair[1], pair[0].rule))
        if touch.whole:
            asked, _ = shared.get((touch.campaign, touch.rule), (0.0, 0.0))
            shared[touch.campaign, touch.rule] = asked + each, allowed
        else:
            total += max(each - allowed, 0.0)
    return total + sum(max(asked - allowed, 0.0) for asked, allowed in shared.values())
