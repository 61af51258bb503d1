"""The account table of an audit: every account, flagged or not, and why."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from stillwatch.audit.describe import stamp
from stillwatch.campaigns.track import Tracked
from stillwatch.engine import Engine
from stillwatch.results import SEVERITIES, Campaign
from stillwatch.settings import Settings
from stillwatch.stats import ranks

SCHEMA = pa.schema(
    [
        ("account", pa.string()),
        ("exchanges", pa.int64()),
        ("log_e", pa.float64()),
        ("p_value", pa.float64()),
        ("flagged", pa.bool_()),
        ("severity", pa.string()),
        ("campaign", pa.string()),
        ("campaigns", pa.list_(pa.string())),
        ("reasons", pa.list_(pa.string())),
        ("first_flagged_at", pa.string()),
        ("end_users", pa.int64()),
        ("end_users_flagged", pa.int64()),
    ]
)

WORDS = {
    "harvest_share": ("Its share of harvest-like requests", True),
    "harvest": ("How much it reads like public harvest corpora", True),
    "elicitation": ("Its asking for reasoning or gradings in trainable form", True),
    "one_shot": ("Its share of stand-alone requests among the harvest-like", True),
    "load": ("Its daily rate of harvest-like requests", True),
    "rhythm": ("How evenly it is active through day and night", False),
    "repeats": ("How rarely it repeats a question", False),
}
"""Statistic: words, and whether a high rank speaks for a harvest."""


REASONED = 500
"""Accounts outside campaigns that are given reasons, those first that look most like a harvest."""


def table(
    engine: Engine,
    told: list[tuple[Tracked, Campaign]],
    names: Mapping[int, tuple[str, str | None]],
    licences: Mapping[str, str],
) -> pa.Table:
    """Return one row an account, sorted by name. Columns: `SCHEMA`.

    Where a reseller's end users were judged apart, its row counts them, and is flagged only
    when most of them are.
    """
    units = _units(engine, told)
    by_name: dict[str, list[int]] = {}
    for position, key in enumerate(engine.population.keys):
        by_name.setdefault(names[int(key)][0], []).append(position)
    apart = {p for p in range(len(units.n)) if names[int(engine.population.keys[p])][1] is not None}
    rows = [_row(name, by_name[name], units, apart, licences.get(name)) for name in sorted(by_name)]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


class _Units:
    """What the engine says of each judged unit."""

    def __init__(self, size: int) -> None:
        self.severity = np.zeros(size, dtype=np.int64)
        self.log_e = np.zeros(size)
        self.p_value = np.ones(size)
        self.n = np.zeros(size)
        self.exempt = np.zeros(size, dtype=bool)
        self.campaigns: dict[int, list[str]] = {}
        self.since: dict[int, int] = {}
        self.reasons: dict[int, list[str]] = {}


def level_of(severity: str, log_lr: float, settings: Settings) -> int:
    """Level of an account, as an index into `SEVERITIES`, from its campaign's and its own evidence.

    An account that was drawn into a `confirmed` campaign is not confirmed with it.
    """
    level = SEVERITIES.index(severity)
    if log_lr < settings.confirmed_log_lr:
        return min(level, SEVERITIES.index("likely"))
    return level


def _units(engine: Engine, told: list[tuple[Tracked, Campaign]]) -> _Units:
    view = engine.view
    assert view is not None
    units = _Units(len(view.accounts.n))
    units.n = view.accounts.n
    units.exempt = engine.population.exempt
    reference = view.accounts.seen & ~engine.population.exempt
    reference[engine.tracker.members()] = False
    place = ranks.ranks_within(
        np.where(view.accounts.seen, view.suspicion, np.nan),
        ranks.strata(view.accounts.n), reference, engine.ties,
    )  # fmt: skip
    units.p_value = np.where(np.isfinite(place), 1.0 - place, 1.0)
    # e = p^(-1/2) / 2 is an e-value whenever p is a p-value (Vovk & Wang 2021)
    units.log_e = np.log(0.5) - 0.5 * np.log(np.clip(units.p_value, 1e-9, 1.0))
    for tracked, campaign in told:
        for position, ratio in zip(tracked.members, tracked.latest.log_lr, strict=True):
            unit = int(position)
            units.campaigns.setdefault(unit, []).append(campaign.id)
            own = level_of(campaign.severity, float(ratio), engine.settings)
            units.severity[unit] = max(units.severity[unit], own)
            units.log_e[unit] = max(units.log_e[unit], float(ratio))
            if unit in tracked.joined:
                units.since.setdefault(unit, tracked.joined[unit])
            units.reasons[unit] = _reasons(engine, unit)
    for unit in np.lexsort((np.arange(len(units.n)), -units.log_e))[:REASONED].tolist():
        units.reasons.setdefault(unit, _reasons(engine, unit))
    return units


def _reasons(engine: Engine, unit: int) -> list[str]:
    """Most telling statistics of an account, in words."""
    assert engine.view is not None
    found = []
    for name, (words, high) in WORDS.items():
        rank = engine.view.accounts.ranks.get(name, np.array([]))
        if unit < len(rank) and np.isfinite(rank[unit]):
            place = rank[unit] if high else 1 - rank[unit]
            if place > 0.8:
                above = f"{min(place, 0.99):.0%}"  # never more than all of them
                found.append((place, f"{words} is above {above} of accounts of like activity"))
    return [text for _, text in sorted(found, reverse=True)[:4]]


def _row(
    name: str, positions: list[int], units: _Units, apart: set[int], licence: str | None
) -> dict[str, object]:
    # what a licence covers is not judged: its units tell of the account only where it has no other
    judged = [p for p in positions if not units.exempt[p]] or positions
    severity = units.severity[judged]
    users = severity[[p in apart for p in judged]]
    # an account that was judged whole has one unit; a reseller has many
    strongest = int(severity.max()) if len(judged) == 1 else int(np.median(severity))
    best = max(judged, key=lambda p: (units.severity[p], units.log_e[p]))
    ids = sorted({c for p in positions for c in units.campaigns.get(p, ())})
    since = [units.since[p] for p in positions if p in units.since]
    reasons = units.reasons.get(best, [])
    if licence:
        reasons = [licence, *reasons]
    flagged = strongest >= SEVERITIES.index("likely")
    return {
        "account": name,
        "exchanges": int(units.n[positions].sum()),
        "log_e": round(float(units.log_e[best]), 4),
        "p_value": round(float(units.p_value[best]), 6),
        "flagged": flagged,
        "severity": SEVERITIES[strongest],
        "campaign": units.campaigns.get(best, [None])[0],
        "campaigns": ids,
        "reasons": reasons,
        "first_flagged_at": stamp(min(since) * 3_600_000_000) if since and flagged else None,
        "end_users": len(users),
        "end_users_flagged": int((users >= SEVERITIES.index("likely")).sum()),
    }
