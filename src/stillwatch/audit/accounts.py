"""The tables of an audit: all accounts, and end users judged apart, flagged or not, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from msgspec.structs import replace

from stillwatch.audit.figures import Scene
from stillwatch.audit.handed import Handed
from stillwatch.audit.leads import Lead, leads
from stillwatch.audit.lone import lone
from stillwatch.audit.new_tools import Offers
from stillwatch.audit.rounding import stamp
from stillwatch.audit.standing import Crowd
from stillwatch.contract import records
from stillwatch.contract.results import SEVERITIES, Campaign
from stillwatch.contract.settings import Settings
from stillwatch.contract.tables import ACCOUNTS, END_USERS
from stillwatch.detect.accounts.state import ALL
from stillwatch.detect.accounts.statistics import LEAST
from stillwatch.detect.campaigns.track import Tracked
from stillwatch.detect.engine import Engine
from stillwatch.report.wording import shorten, uncapital
from stillwatch.store.links import Links

REASONED = 500
"""Accounts outside campaigns that are given reasons, those first that look most like a harvest."""


def table(
    engine: Engine,
    told: list[tuple[Tracked, Campaign]],
    names: Mapping[int, tuple[str, str | None]],
    licences: Mapping[str, str],
    handed: Handed,
    offered: Mapping[int, Offers],
    held: Links,
    shared: Mapping[str, list[dict[str, Any]]],
) -> tuple[pa.Table, pa.Table, list[Campaign]]:
    """Return accounts, end users judged apart, and the campaigns with who is tied to them.

    Cards and keys tie that `held` knows, where two accounts share one; those that each account
    shares with a few are in `shared`.

    One row each, sorted by name; columns: `ACCOUNTS` and `END_USERS`. Where a reseller's end users
    were judged apart, its row counts them, and is flagged only when nearly all of them are
    (`whole`): who acts on it acts on the customers of others too.
    """
    units = _units(engine, told, held)
    by_name: dict[str, list[int]] = {}
    users: dict[int, str | None] = {}
    for position, key in enumerate(engine.population.keys):
        name, users[position] = names[int(key)]
        by_name.setdefault(name, []).append(position)
    ordered = sorted(by_name)
    formed = _formed(engine, [by_name[name] for name in ordered])
    rows = [
        _row(name, by_name[name], units, users, licences.get(name))
        | _goes_on(handed, _keys(engine, by_name[name]))
        | _tools(offered, [key for key in _keys(engine, by_name[name]) if names[key][1] is None])
        | {"groups": groups, "shares": shared.get(name, [])}
        for name, groups in zip(ordered, formed, strict=True)
    ]
    tied: dict[str, list[records.Lead]] = {}
    firm = (lead for lead in units.leads.values() if lead.firm)
    for lead in sorted(firm, key=lambda lead: -len(lead.shared)):
        account, user = names[int(engine.population.keys[lead.unit])]
        row = records.Lead(
            account=account, end_user=user, statement=lead.shares,
            types=tuple(value.kind for value in lead.shared),
            outside=tuple(value.outside for value in lead.shared),
        )  # fmt: skip
        tied.setdefault(lead.campaign, []).append(row)
    campaigns = [
        replace(
            one, leads=tuple(tied.get(one.id, ())),
            goes_on=handed.among(engine.population.keys[tracked.members].tolist()),
        )
        for tracked, one in told
    ]  # fmt: skip
    people = _people(engine, units, by_name, users, licences, offered)
    return pa.Table.from_pylist(rows, schema=ACCOUNTS), people, campaigns


def _people(
    engine: Engine,
    units: _Units,
    by_name: Mapping[str, list[int]],
    users: Mapping[int, str | None],
    licences: Mapping[str, str],
    offered: Mapping[int, Offers],
) -> pa.Table:
    """Return one row an end user that was judged apart: `END_USERS`, as an account's are."""
    places: dict[tuple[str, str], list[int]] = {}
    for name, positions in by_name.items():
        for position in positions:
            if (user := users[position]) is not None:
                places.setdefault((name, user), []).append(position)
    ordered = sorted(places)
    formed = _formed(engine, [places[pair] for pair in ordered])
    rows = [
        _row(name, places[name, user], units, users, licences.get(name))
        | _tools(offered, _keys(engine, places[name, user]))
        | {"end_user": user, "groups": groups}
        for (name, user), groups in zip(ordered, formed, strict=True)
    ]
    kept = [{name: row[name] for name in END_USERS.names} for row in rows]
    return pa.Table.from_pylist(kept, schema=END_USERS)


def _formed(engine: Engine, places: list[list[int]]) -> list[int]:
    """Count the groups that the last evaluation formed around any unit of each account.

    Parameters
    ----------
    places
        Units of each account or end user, by their number; others do not count.
    """
    assert engine.view is not None
    cohorts = engine.view.cohorts
    of = np.full(len(engine.population.keys), -1, dtype=np.int64)
    for number, held in enumerate(places):
        of[held] = number
    pairs = np.unique(of[cohorts.account] * max(len(cohorts), 1) + cohorts.cohort)
    pairs = pairs[pairs >= 0]
    counts = np.bincount(pairs // max(len(cohorts), 1), minlength=len(places))
    return [int(count) for count in counts]


class _Units:
    """What the engine says of each judged unit."""

    def __init__(self, size: int) -> None:
        self.severity = np.zeros(size, dtype=np.int64)
        self.log_e = np.zeros(size)
        self.p_value = np.ones(size)
        self.n = np.zeros(size)
        self.like = np.zeros(size)
        """Exchanges that read like a harvest."""
        self.text = np.zeros(size)
        """Exchanges that carry text of a request that could be read."""
        self.exempt = np.zeros(size, dtype=bool)
        self.campaigns: dict[int, list[str]] = {}
        self.since: dict[int, int] = {}
        self.named: Mapping[int, int] = {}
        """Hour at which units were first named, whether they still are or not."""
        self.reasons: dict[int, list[str]] = {}
        self.against: dict[int, list[str]] = {}
        self.leads: dict[int, Lead] = {}
        """Units of no campaign that share what sets a campaign's members apart."""


def level_of(severity: str, log_lr: float, settings: Settings, *, apart: bool = False) -> int:
    """Level of an account, as an index into `SEVERITIES`, from its campaign's and its own evidence.

    An account that was drawn into a `confirmed` campaign is not confirmed with it, nor is one that
    may be a customer's of its own (`apart`).
    """
    level = SEVERITIES.index(severity)
    if apart or log_lr < settings.confirmed_log_lr:
        return min(level, SEVERITIES.index("likely"))
    return level


def whole(levels: npt.NDArray[np.int64]) -> int:
    """Level of an account with n units, itself or its end users: nine in ten stand there or above.

    Parameters
    ----------
    levels
        Shape (n,), n > 0: indices into `SEVERITIES`.
    """
    return int(np.sort(levels)[len(levels) // 10])


def _units(engine: Engine, told: list[tuple[Tracked, Campaign]], held: Links) -> _Units:
    view = engine.view
    assert view is not None
    units = _Units(len(view.accounts.n))
    units.n, units.like = view.accounts.n, view.accounts.n_slice
    units.text = engine.state.column(ALL, "n_text")
    units.exempt = engine.population.exempt
    scene = Scene.of(engine)
    place = scene.alone
    units.p_value = np.where(np.isfinite(place), 1.0 - place, 1.0)
    # e = p^(-1/2) / 2 is an e-value whenever p is a p-value (Vovk & Wang 2021)
    units.log_e = np.log(0.5) - 0.5 * np.log(np.clip(units.p_value, 1e-9, 1.0))
    crowds = []
    for tracked, campaign in told:
        crowd = Crowd(scene, tracked.members, tracked.latest.log_lr)
        # of what a plain fact explains nobody needs to look for more
        if campaign.severity != "watch" or not tracked.latest.excuse:
            crowds.append((campaign.id, crowd))
        for number, ratio in enumerate(tracked.latest.log_lr):
            unit = int(tracked.members[number])
            units.campaigns.setdefault(unit, []).append(campaign.id)
            single = unit in tracked.apart
            own = level_of(campaign.severity, float(ratio), engine.settings, apart=single)
            units.severity[unit] = max(units.severity[unit], own)
            units.log_e[unit] = max(units.log_e[unit], float(ratio))
            if unit in tracked.joined:
                units.since.setdefault(unit, tracked.joined[unit])
            if unit not in units.reasons:  # the strongest campaign's
                units.reasons[unit], units.against[unit] = crowd.told(number)
    # who is left out because others repeat it is not said to have been named
    copied = {unit for tracked, _ in told for unit in tracked.copied}
    units.named = {u: hour for u, hour in engine.tracker.named.items() if u not in copied}
    for tracked, _ in told:
        for unit, words in tracked.copied.items():
            units.severity[unit] = max(units.severity[unit], SEVERITIES.index("watch"))
            speaks, against = units.reasons.get(unit), units.against.get(unit)
            if speaks is None or against is None:
                speaks, against = lone(scene, unit)
            units.reasons[unit], units.against[unit] = speaks, [words, *against]
    for unit in np.lexsort((np.arange(len(units.n)), -units.log_e))[:REASONED].tolist():
        if unit not in units.reasons:
            units.reasons[unit], units.against[unit] = lone(scene, unit)
    free = (units.severity == 0) & ~units.exempt
    free[list(units.campaigns)] = False
    watched = frozenset(c.id for _, c in told if c.severity == "watch")
    units.leads = leads(crowds, free, watched, held)
    for unit, lead in units.leads.items():
        if unit not in units.reasons:
            units.reasons[unit], units.against[unit] = lone(scene, unit)
        units.reasons[unit] = [lead.words, *units.reasons[unit]]
    return units


def _row(
    name: str,
    positions: list[int],
    units: _Units,
    users: Mapping[int, str | None],
    licence: str | None,
) -> dict[str, object]:
    # what a licence covers is not judged: its units tell of the account only where it has no other
    judged = [p for p in positions if not units.exempt[p]] or positions
    severity = units.severity[judged]
    apart = severity[[users[p] is not None for p in judged]]
    strongest = whole(severity)
    # an end user with a request or two that read like a harvest cannot be measured
    best = max(judged, key=lambda p: (units.severity[p], units.like[p] >= LEAST, units.log_e[p]))
    ids = sorted({c for p in positions for c in units.campaigns.get(p, ())})
    flagged = strongest >= SEVERITIES.index("likely")
    # of a reseller that is not flagged as a whole nobody was named but end users
    told = [units.named, units.since] if flagged else [units.named] if len(judged) == 1 else []
    since = [hours[p] for hours in told for p in positions if p in hours]
    reasons, against = units.reasons.get(best, []), units.against.get(best, [])
    if len(judged) > 1:
        enough = bool(units.like[best] >= LEAST)
        reasons, against = (_of_user(users[best], some, enough) for some in (reasons, against))
    if licence:
        reasons = [licence, *reasons]
    return {
        "account": name,
        "exchanges": int(units.n[positions].sum()),
        "harvest_like": int(units.like[positions].sum()),
        "with_text": int(units.text[positions].sum()),
        "log_e": round(float(units.log_e[best]), 4),
        "p_value": round(float(units.p_value[best]), 6),
        "flagged": flagged,
        "severity": SEVERITIES[strongest],
        "campaign": units.campaigns.get(best, [None])[0],
        "campaigns": ids,
        "reasons": reasons,
        "against": against,
        "first_flagged_at": stamp(min(since) * 3_600_000_000) if since else None,
        "end_users": len(apart),
        "end_users_flagged": int((apart >= SEVERITIES.index("likely")).sum()),
    }


def _goes_on(handed: Handed, keys: list[int]) -> dict[str, int]:
    found = handed.of(keys)
    return {"goes_on": found["exchanges"], "goes_on_from_others": found["from_others"]}


def _keys(engine: Engine, positions: list[int]) -> list[int]:
    keys: list[int] = engine.population.keys[positions].tolist()
    return keys


def _tools(offered: Mapping[int, Offers], keys: list[int]) -> dict[str, int]:
    """Tell what one unit offers; of what is not judged nothing is known."""
    one = next((offered[key] for key in keys if key in offered), Offers(0, 0, 0))
    return {"tool_requests": one.requests, "tool_lists": one.lists}


def _of_user(user: str | None, said: list[str], enough: bool) -> list[str]:
    """Say of which end user something is said: of the one that looks most like a harvest.

    Exchanges that name no end user are judged together, like one user more. Those with `enough`
    harvest-like requests (`LEAST`) come before others, whatever these look like.
    """
    who = f"Its end user {shorten(user, 60)}" if user else "Its traffic that names no end user"
    among = "of them" if user else "of all that it passes on"
    if enough:
        among = f"of those with {LEAST} harvest-like requests or more"
    whose = [
        f", which looks most like a harvest {among}" if not i else "" for i in range(len(said))
    ]
    return [f"{who}{most}: {uncapital(words)}" for most, words in zip(whose, said, strict=True)]
