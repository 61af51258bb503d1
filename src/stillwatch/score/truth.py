"""The truth file that `stillwatch simulate` writes beside its log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from stillwatch.core.errors import InputError, shown
from stillwatch.score.words import counted

LICENSED_POPULATIONS = frozenset({"licensed", "licensed_data_customer"})
"""Populations that may train on outputs: they are reported apart."""


class Unit(NamedTuple):
    """What is judged: an account, or one of its end users."""

    account: str
    end_user: str | None = None


@dataclass(frozen=True)
class TrueUnit:
    """One row of the truth's accounts."""

    population: str
    """Population that drew its behaviour."""
    campaign: str | None
    """Campaign that it belongs to; None: benign."""
    licensed: bool
    """May train on outputs: neither a hit nor a false positive."""


@dataclass(frozen=True)
class TrueCampaign:
    """One campaign as it was simulated."""

    id: str
    kind: str
    """Scenario, such as `shared_template`."""
    start: datetime | None
    """First harvest exchange; None: not told."""
    end: datetime | None
    """Last harvest exchange; None: not told."""
    taken: tuple[tuple[int, int], ...]
    """`(hours since 1970, harvest exchanges in that hour)`; cover traffic is not counted."""


@dataclass(frozen=True)
class Truth:
    """Who belongs to what."""

    units: dict[Unit, TrueUnit]
    campaigns: dict[str, TrueCampaign]
    seed: int | None = None
    world: str | None = None
    notes: tuple[str, ...] = ()
    """What in the file does not add up."""


class _Account(msgspec.Struct):
    account: str
    population: str
    end_user: str | None = None
    campaign: str | None = None
    licensed: bool = False


class _Campaign(msgspec.Struct):
    campaign: str
    kind: str
    start: datetime
    end: datetime
    accounts: int | None = None
    taken: list[tuple[int, int]] = []


class _File(msgspec.Struct):
    version: int
    accounts: list[_Account]
    campaigns: list[_Campaign]
    seed: int | None = None
    world: str | None = None
    populations: dict[str, Any] = {}


def read_truth(path: Path) -> Truth:
    """Read a truth file.

    Parameters
    ----------
    path
        `truth.json`, or the folder that `stillwatch simulate` wrote it to.

    Raises
    ------
    InputError
        The file is absent, is not a truth file of version 1, or contradicts itself.
    """
    file = path / "truth.json" if path.is_dir() else path
    remedy = (
        "give the folder that `stillwatch simulate` wrote, its truth.json, or labels as CSV "
        "(columns account and campaign)"
    )
    try:
        raw = msgspec.json.decode(file.read_bytes(), type=_File)
    except OSError as error:
        raise InputError(
            error.strerror or "cannot be read", path=shown(file), remedy=remedy
        ) from error
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(f"not a truth file: {error}", path=shown(file), remedy=remedy) from error
    if raw.version != 1:
        raise InputError(f"truth of version {raw.version}; this release reads 1", path=shown(file))
    return Truth(
        units=_units(raw, shown(file)),
        campaigns=_campaigns(raw, shown(file)),
        seed=raw.seed,
        world=raw.world,
        notes=_contradictions(raw),
    )


def _units(raw: _File, path: str) -> dict[Unit, TrueUnit]:
    known = {row.campaign for row in raw.campaigns}
    units: dict[Unit, TrueUnit] = {}
    for row in raw.accounts:
        unit = Unit(row.account, row.end_user)
        if row.campaign is not None and row.campaign not in known:
            reason = f"account {row.account} belongs to {row.campaign}, which is not described"
            raise InputError(reason, path=path)
        if unit in units:
            raise InputError(f"account {row.account} is described twice", path=path)
        licensed = row.licensed or row.population in LICENSED_POPULATIONS
        units[unit] = TrueUnit(row.population, row.campaign, licensed)
    return units


def _campaigns(raw: _File, path: str) -> dict[str, TrueCampaign]:
    campaigns: dict[str, TrueCampaign] = {}
    for row in raw.campaigns:
        if row.campaign in campaigns:
            raise InputError(f"campaign {row.campaign} is described twice", path=path)
        if any(count < 0 for _, count in row.taken):
            raise InputError(f"campaign {row.campaign} took a negative count", path=path)
        start, end = _utc(row.start), _utc(row.end)
        taken = tuple(sorted(row.taken))
        campaigns[row.campaign] = TrueCampaign(row.campaign, row.kind, start, end, taken)
    return campaigns


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC)
    except OverflowError:  # the first or last hours of the calendar
        return moment.replace(tzinfo=UTC)


def _contradictions(raw: _File) -> tuple[str, ...]:
    rows: dict[str, int] = {}
    for account in raw.accounts:
        if account.campaign is not None:
            rows[account.campaign] = rows.get(account.campaign, 0) + 1
    return tuple(
        f"campaign {c.campaign}: the truth promises {counted(c.accounts, 'account')} "
        f"and lists {rows.get(c.campaign, 0)}"
        for c in raw.campaigns
        if c.accounts is not None and c.accounts != rows.get(c.campaign, 0)
    )
