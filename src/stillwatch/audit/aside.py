"""Groups that are no campaign: looked at closely and not watched, or raised and withdrawn.

Nobody is named with them. But who reviews an audit has to see that members of a group do not act
independently though nothing says that it is a harvest, and whom a live run would have named.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from stillwatch.audit.describe import findings, stamp
from stillwatch.audit.rounding import finite
from stillwatch.audit.units import Names, people_of
from stillwatch.engine import Engine

SHOWN, SAID = 10, 3
"""Groups told, and sentences said of each."""

PLAIN = 6.9
"""Least log e-value of a group that is told: a thousand, since many groups are looked at."""


def aside(engine: Engine, names: Names) -> list[dict[str, Any]]:
    """Tell of groups set aside of late (`Tracker.aside`), the likeliest to be a harvest first.

    Parameters
    ----------
    engine
        After its last evaluation.
    names
        Account key to (account, end user).
    """
    view = engine.view
    assert view is not None
    told: list[dict[str, Any]] = []
    for group in engine.tracker.left_aside():
        if group.log_e < PLAIN:
            continue
        accounts, users = people_of(names, engine.population.keys[group.members])
        found = findings(view, engine.detectors, group.members, group.formed)
        units = sorted(
            (names[int(key)] for key in engine.population.keys[group.members]),
            key=lambda unit: (unit[0], unit[1] or ""),
        )
        told.append(
            {
                "group": _name(units),
                "accounts": accounts,
                "end_users": users,
                "units": [{"account": account, "end_user": user} for account, user in units],
                "members": len(group.members),
                "severity": "none",
                "log_e": finite(group.log_e),
                "log_odds_harvest": round(group.odds, 3),
                "looked_at": stamp(group.hour * 3_600_000_000),
                "exchanges": int(view.accounts.n[group.members].sum()),
                "reasons": [finding.statement for _, _, finding in found[:SAID]],
            }
        )
    return told[:SHOWN]


def _name(units: Sequence[tuple[str, str | None]]) -> str:
    """Return the id of a group: the same for as long as its members are."""
    text = "\n".join(f"{account}\t{user or ''}" for account, user in units)
    return "g-" + hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=6).hexdigest()


def gone(engine: Engine, names: Names) -> list[dict[str, Any]]:
    """Tell of campaigns that a live run would have raised and that are none any more, by time.

    Parameters
    ----------
    engine
        After its last evaluation.
    names
        Account key to (account, end user).
    """
    told = []
    for one in engine.tracker.gone:
        accounts, users = people_of(names, engine.population.keys[one.members])
        told.append(
            {
                "campaign": one.id,
                "raised_at": stamp(one.detected * 3_600_000_000),
                "until": stamp(one.until * 3_600_000_000),
                "into": one.into,
                "accounts": accounts,
                "end_users": users,
                "members": len(one.members),
                "highest_log_odds_harvest": round(one.best, 3),
            }
        )
    return told
