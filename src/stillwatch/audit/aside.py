"""Groups that are no campaign: looked at closely, watched no more, or raised and withdrawn.

Nobody is named with them. But who reviews an audit has to see that members of a group do not act
independently though nothing says that it is a harvest, what stood higher before it ended or changed
its ways, and whom a live run would have named.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc

from stillwatch.audit.describe import findings, observables, sliced, stamp
from stillwatch.audit.facts import facts
from stillwatch.audit.figures import Scene
from stillwatch.audit.guarantee import borne_out
from stillwatch.audit.population import Store
from stillwatch.audit.rounding import finite
from stillwatch.audit.sharing import pairs
from stillwatch.audit.taken import basis, moved, rows, targets
from stillwatch.audit.told import HOUR_US
from stillwatch.audit.units import Names, people_of
from stillwatch.audit.unnamed import Looks
from stillwatch.contract.results import Campaign
from stillwatch.contract.verdicts import digest_of
from stillwatch.detect.campaigns.track import Aside, Gone, Tracked
from stillwatch.detect.engine import Engine
from stillwatch.store.links import Links

SHOWN = 10
"""Groups told."""


def aside(
    engine: Engine, store: Store, names: Names, end: int, looks: Looks, secret: bytes = b""
) -> list[dict[str, Any]]:
    """Tell of groups set aside of late, or watched at some time, the likeliest harvest first.

    Parameters
    ----------
    engine
        After its last evaluation.
    store
        The feature rows.
    names
        Account key to (account, end user).
    end
        Hour after the last exchange of the log.
    looks
        What was seen of groups that were watched.
    secret
        Key of the pseudonyms, under which the keys of observables are, too.
    """
    told = [group for group in engine.tracker.left_aside() if group.told]
    if not told:
        return []
    scene, graded = Scene.of(engine, store), moved(store, engine.population.keys)
    paired = pairs(engine, store)
    return [
        _told(group, scene, store, graded, paired, names, end, looks, secret)
        for group in told[:SHOWN]
    ]


def _told(
    group: Aside, scene: Scene, store: Store, graded: npt.NDArray[np.float64], paired: Links,
    names: Names, end: int, looks: Looks, secret: bytes,
) -> dict[str, Any]:  # fmt: skip
    engine, view, members = scene.engine, scene.view, group.members
    keys = engine.population.keys[members]
    taken = rows(store, keys)
    harvest = taken.filter(pc.greater(taken["slice"], 0))
    ground = basis(harvest, engine.settings.seed)
    accounts, users = people_of(names, keys)
    units = _units(keys, names)
    digest = digest_of((unit["account"], unit["end_user"]) for unit in units)
    found = findings(view, engine.detectors, members, group.formed)
    measured = scene.effects(members, group.own_ratio)
    until = None if group.until is None else stamp(min(group.until, end) * HOUR_US)
    # how often odds were right was measured of those at the end of a log
    met = None
    if until is None:
        met = borne_out(group.odds, measured, engine.accounts(view.accounts))
    return {
        "group": f"g-{digest[:12]}",  # the same for as long as its members are
        "accounts": accounts,
        "end_users": users,
        "units": units,
        "members": len(members),
        "severity": "none",
        "log_e": finite(group.log_e),
        "log_odds_harvest": round(group.odds, 3),
        **({} if met is None else {"calibration": msgspec.to_builtins(met)}),
        **looks.told(group, engine.tracker.gone, engine.settings, engine.accounts(view.accounts)),
        "looked_at": stamp(min(group.hour, end) * HOUR_US),
        "watched_until": until,
        "first_seen": stamp(int(pc.min(harvest["time"]).as_py() or 0)),
        "last_seen": stamp(int(pc.max(harvest["time"]).as_py() or 0)),
        "exchanges": int(view.accounts.n[members].sum()),
        "targets": msgspec.to_builtins(targets(harvest, sliced(engine, view, members, graded))),
        "observables": msgspec.to_builtins(observables(view, members, store, secret)),
        "facts": msgspec.to_builtins(facts(scene, members, measured, paired)),
        "reasons": [finding.statement for _, _, finding in found],
        "exchange_ids": list(ground.ids),
        "exchange_count": ground.count,
        "exchange_digest": ground.digest,
    }


def _units(keys: npt.NDArray[np.uint64], names: Names) -> list[dict[str, str | None]]:
    """Return who is behind the keys of a group, in order."""
    who = sorted((names[int(key)] for key in keys), key=lambda unit: (unit[0], unit[1] or ""))
    return [{"account": account, "end_user": user} for account, user in who]


def gone(engine: Engine, names: Names, end: int) -> list[dict[str, Any]]:
    """Tell of campaigns that a live run would have raised and that are none any more, by time.

    Parameters
    ----------
    engine
        After its last evaluation.
    names
        Account key to (account, end user).
    end
        Hour after the last exchange of the log, after which its last evaluation may lie.
    """
    told = []
    for one in engine.tracker.gone:
        best = _at_best(one, engine.tracker.aside)
        keys = engine.population.keys[one.members]
        accounts, users = people_of(names, keys)
        told.append(
            {
                "campaign": one.id,
                "raised_at": stamp(one.detected * HOUR_US),
                "until": stamp(min(one.until, end) * HOUR_US),
                "at_end": one.until >= end,
                "into": one.into,
                "accounts": accounts,
                "end_users": users,
                "units": _units(keys, names),
                "members": len(one.members),
                "highest_log_odds_harvest": round(one.best, 3),
                "last_log_odds_harvest": finite(one.last) if np.isfinite(one.last) else None,
                "last_seen": _last_seen(engine, one.members),
                "highest_at": None if best is None else stamp(min(best.hour, end) * HOUR_US),
                "highest_log_e": None if best is None else finite(best.log_e),
                "formed_by": None if best is None else best.formed,
            }
        )
    return told


def left(
    engine: Engine, told: Sequence[tuple[Tracked, Campaign]], names: Names
) -> list[dict[str, Any]]:
    """Tell who was named as a member of a campaign that is told, and is a member of none.

    Parameters
    ----------
    engine
        After its last evaluation.
    told
        Campaigns that are told (`audit.describe.campaigns`).
    names
        Account key to (account, end user).

    Returns
    -------
    `{account, end_user, campaign, since}`, by account; `since`: when a live run would have named
    it, in that campaign or, of several, the one that it had joined last by then. Not who is left
    out because others repeat what it asks: that is said of it elsewhere.
    """
    members = {(m.account, m.end_user) for _, campaign in told for m in campaign.members}
    copied = {unit for tracked, _ in told for unit in tracked.copied}
    found = []
    for unit, hour in engine.tracker.named.items():
        account, user = names[int(engine.population.keys[unit])]
        by = [
            (tracked.joined[unit], tracked.id)
            for tracked, _ in told
            if tracked.joined.get(unit, hour + 1) <= hour
        ]
        if by and unit not in copied and (account, user) not in members:
            since = stamp(hour * HOUR_US)
            found.append(
                {"account": account, "end_user": user, "campaign": max(by)[1], "since": since}
            )
    return sorted(found, key=lambda r: (r["account"], r["end_user"] or ""))


def _last_seen(engine: Engine, members: npt.NDArray[np.int64]) -> str | None:
    """Return when any of these accounts last sent what reads like a harvest; None: not known."""
    if engine.view is None:
        return None
    offset = engine.view.accounts.values["offset"][members]
    return stamp(int(np.nanmax(offset)) * HOUR_US) if np.isfinite(offset).any() else None


def _at_best(one: Gone, groups: list[Aside]) -> Aside | None:
    """Return a withdrawn campaign as it stood when its odds were highest; None: not remembered."""
    found = (g for g in groups if (g.until, g.odds) == (one.until, one.best))
    return next((g for g in found if np.isin(g.members, one.members).any()), None)
