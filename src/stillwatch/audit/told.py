"""What an audit told of campaigns, in the form in which a state remembers it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec
import numpy as np
import numpy.typing as npt

from stillwatch.audit.describe import stamp
from stillwatch.contract.records import Day
from stillwatch.contract.results import SEVERITIES, Campaign
from stillwatch.detect.campaigns.track import Tracked

HOUR_US = 3_600_000_000

PAST = 1_000
"""Campaigns that are remembered after their last day has left the window."""

RAISED = SEVERITIES.index("likely")


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A campaign as an audit told it."""

    id: str
    severity: str
    first_seen: str
    last_seen: str
    detected_at: str
    exchanges_at_detection: int
    accounts: tuple[str, ...]
    timeline: tuple[Day, ...]
    units: tuple[int, ...]
    """Keys of its members."""
    started: int
    detected: int | None
    """Hours as in `Tracked`."""
    tested: bool
    joined: dict[int, int]
    """Key of a member to the hour at which it first belonged to the campaign once raised."""

    @property
    def raised(self) -> bool:
        """Whether it stood at `likely` or above."""
        return SEVERITIES.index(self.severity) >= RAISED


class Past(msgspec.Struct, frozen=True, kw_only=True):
    """A campaign whose days have left the window."""

    id: str
    severity: str
    first_seen: str
    last_seen: str
    detected_at: str
    accounts: int


class Results(msgspec.Struct, frozen=True, kw_only=True):
    """What one audit told."""

    number: int
    """Runs of the state by then."""
    end: int
    """Hour after its last exchange."""
    told: tuple[Told, ...]
    past: tuple[Past, ...]
    named: dict[int, int] = {}
    """Key of each account that was ever named to the hour at which it first was."""


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """The latest results, and those of the run before: so that a repeated audit says the same."""

    now: Results
    before: Results | None


def results(
    number: int, end: int, told: Iterable[tuple[Tracked, Campaign]],
    keys: npt.NDArray[np.uint64], earlier: Results | None, since: int | None,
    named: Mapping[int, int],
) -> Results:  # fmt: skip
    """Return what is remembered of an audit.

    Parameters
    ----------
    number, end
        As in `Results`.
    told
        Campaigns as tracked and as described.
    keys
        Shape (A,): account keys.
    earlier
        The results before.
    since
        First day that is judged; null: nothing was left out.
    named
        Account to the hour at which it was first named.
    """
    now = tuple(_told(tracked, campaign, keys) for tracked, campaign in told)
    left = () if earlier is None else _left(earlier, {c.id for c in now}, since)
    past = () if earlier is None else earlier.past
    return Results(
        number=number, end=end, told=now, past=(*past, *left)[-PAST:],
        named={int(keys[account]): hour for account, hour in sorted(named.items())},
    )  # fmt: skip


def _told(tracked: Tracked, campaign: Campaign, keys: npt.NDArray[np.uint64]) -> Told:
    shared = {name: getattr(campaign, name) for name in (
        "id", "severity", "first_seen", "last_seen", "detected_at", "exchanges_at_detection",
        "accounts", "timeline",
    )}  # fmt: skip
    return Told(
        units=tuple(int(k) for k in keys[tracked.members]),
        started=tracked.started,
        detected=tracked.detected,
        tested=tracked.tested,
        joined={int(keys[unit]): hour for unit, hour in sorted(tracked.joined.items())},
        **shared,
    )


def _left(earlier: Results, now: set[str], since: int | None) -> list[Past]:
    """Campaigns that are not found any more because their days have left the window."""
    if since is None:
        return []
    first = stamp(since * 24 * HOUR_US)
    return [
        Past(id=t.id, severity=t.severity, first_seen=t.first_seen, last_seen=t.last_seen,
             detected_at=t.detected_at, accounts=len(t.accounts))
        for t in earlier.told
        if t.id not in now and t.raised and t.last_seen < first
    ]  # fmt: skip
