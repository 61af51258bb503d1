"""Campaigns that a live run would have raised and that are none at the end of the log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from stillwatch.report.base import Section
from stillwatch.report.campaign import CampaignView
from stillwatch.report.model import Report
from stillwatch.report.values import listing, real, rows_of, whole
from stillwatch.report.wording import (
    day,
    instant,
    listed,
    minute,
    neutralise,
    odds,
    plural,
    shorten,
)

Unit = tuple[str, str]
"""An account, and its end user; empty where it was judged whole."""

SHOWN, NAMED = 20, 5
"""Campaigns of the table, and accounts named of each."""


class Withdrawn(Section):
    """Whom a live run would have named and this report does not."""

    name: ClassVar[str] = "withdrawn"
    order: ClassVar[int] = 66
    title: ClassVar[str] = "Raised, and withdrawn or taken in"
    short: ClassVar[str] = "Raised before"

    def context(self, report: Report) -> dict[str, Any] | None:
        """Return the campaigns, or None where all that was raised still stands."""
        told = rows_of(report.summary.get("gone"))
        if not told:
            return None
        letters = {c.id: c.letter for c in report.campaigns}
        withdrawn = _withdrawn(report)
        rest = [row for row in told if row.get("into")]
        # those that nobody else holds come first
        rows = [*withdrawn, *rest[::-1]]
        return {
            "withdrawn": len(withdrawn),
            "rows": [_row(row, letters, report) for row in rows[:SHOWN]],
            "left": max(0, len(rows) - SHOWN),
        }


def _row(row: Mapping[str, Any], letters: Mapping[str, str], report: Report) -> dict[str, Any]:
    into = str(row.get("into") or "")
    names = _names(row)
    best = row.get("highest_log_odds_harvest")
    return {
        "id": str(row.get("campaign") or "–"),
        "raised": minute(row.get("raised_at")),
        "until": "the end of the log" if row.get("at_end") else minute(row.get("until")),
        "queued": [] if into else queued(whom(row), report),
        "into": into,
        "letter": letters.get(into),
        "odds": "–" if best is None else odds(real(best)),
        "best": day(row["highest_at"]) if instant(row.get("highest_at")) else "",
        "formed": str(row.get("formed_by") or ""),
        "count": whole(row.get("members")) or len(names),
        "names": names[:NAMED],
    }


def told(report: Report) -> str:
    """Say whom a live run would have named besides, then or until today; empty where nobody."""
    return " ".join(filter(None, (_gone(report), _fallen(report), _left(report))))


def _left(report: Report) -> str:
    """Say whom campaigns that stand have named and lost; empty where nobody."""
    by: dict[str, list[str]] = {}
    gone = {one for row in _withdrawn(report) for one in whom(row)}
    for row in rows_of(report.summary.get("left")):
        if unit(row) in gone:
            continue  # told of with its campaign
        by.setdefault(str(row.get("campaign")), []).append(" ".join(filter(None, unit(row))))
    if not by:
        return ""
    size = len({name for names in by.values() for name in names})
    said = [
        f"{shorten(neutralise(name), 26)} ({listed([shorten(who, 40) for who in names[:NAMED]])}"
        + (f" and {len(names) - NAMED:,} more)" if len(names) > NAMED else ")")
        for name, names in list(by.items())[:NAMED]
    ]
    more = [plural(len(by) - NAMED, "more campaign")] if len(by) > NAMED else []
    return (
        "A live run would also have named "
        f"{plural(size, 'account or end user', 'accounts or end users')} as members of campaigns "
        f"that have lost {'it' if size == 1 else 'them'} since: {listed([*said, *more])}."
    )


def _fallen(report: Report) -> str:
    """Say which campaigns were raised and are only watched today; empty where none."""
    rows = [campaign for campaign in report.campaigns if campaign.fell_back]
    if not rows:
        return ""
    ids = [f"{shorten(neutralise(c.id), 26)} on {day(c.fell_back)}" for c in rows[:NAMED]]
    more = [plural(len(rows) - NAMED, "more campaign")] if len(rows) > NAMED else []
    size = len({unit(member) for campaign in rows for member in campaign.members})
    return (
        f"A live run would also have raised {listed([*ids, *more])}, with "
        f"{plural(size, 'member')}{' in all' if len(rows) > 1 else ''}, which "
        f"{'has' if len(rows) == 1 else 'have'} fallen back to watch since: a policy that acts on "
        "what is raised would have acted on them until then."
    )


def _gone(report: Report) -> str:
    """Say which campaigns were raised and are none any more; empty where none."""
    rows = _withdrawn(report)
    if not rows:
        return ""
    # one group may have been raised more than once, under several ids
    members = {unit for row in rows for unit in whom(row)}
    size = max([len(members), *(whole(row.get("members")) for row in rows)])
    ids = [f"{shorten(str(row.get('campaign')), 26)} {_when(row)}" for row in rows[:NAMED]]
    more = [plural(len(rows) - NAMED, "more campaign")] if len(rows) > NAMED else []
    held = [
        f"{'all' if count == size else f'{count:,}'} of them are in {shorten(name, 26)}"
        for name, count in queued(members, report)
    ]
    return (
        f"A live run would also have raised {listed([*ids, *more])}, with "
        f"{plural(size, 'member')}{' in all' if len(rows) > 1 else ''}: a policy that acts on what "
        "is raised would have acted on them in that time"
        + (f"; {listed(held)}, which the review queue holds." if held else ".")
    )


def _when(row: Mapping[str, Any]) -> str:
    """Say when it was raised and withdrawn."""
    begins, until = instant(row.get("raised_at")), instant(row.get("until"))
    since = f"on {day(begins)}" if begins else ""
    ends = "at the end of the log" if row.get("at_end") or not until else f"on {day(until)}"
    return f"{since} and withdrawn it {ends}".strip()


def whom(row: Mapping[str, Any]) -> list[Unit]:
    """Return the last members of a campaign that is none any more: a row of `gone`."""
    units = [unit(one) for one in rows_of(row.get("units"))]
    if units or listing(row.get("end_users")):
        return units
    return [(str(name), "") for name in listing(row.get("accounts"))]


def unit(member: Mapping[str, Any]) -> Unit:
    """Return who a member is."""
    return str(member.get("account")), str(member.get("end_user") or "")


def queued(members: Iterable[Unit], report: Report) -> list[tuple[str, int]]:
    """Return which groups of the review queue hold some of these, and how many, most first."""
    held = set(members)
    counts = [(group.id, len(held & set(map(unit, group.members)))) for group in report.groups]
    return sorted(((name, n) for name, n in counts if n), key=lambda pair: -pair[1])


def raised_before(group: CampaignView, report: Report) -> list[tuple[str, int]]:
    """Return which withdrawn campaigns held members of a group, and how many, most first."""
    held = set(map(unit, group.members))
    counts = [
        (str(row.get("campaign")), len(held.intersection(whom(row)))) for row in _withdrawn(report)
    ]
    return sorted(((name, n) for name, n in counts if n), key=lambda pair: -pair[1])


def _withdrawn(report: Report) -> list[Mapping[str, Any]]:
    """Campaigns that were withdrawn, the likeliest to have been one first, then the latest."""
    rows = [row for row in rows_of(report.summary.get("gone")) if not row.get("into")]
    return sorted(rows[::-1], key=lambda row: -real(row.get("highest_log_odds_harvest")))


def _names(row: Mapping[str, Any]) -> list[str]:
    return [str(name) for name in listing(row.get("end_users")) or listing(row.get("accounts"))]
