"""The review queue: what a person should look at today, most valuable first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from stillwatch.report.base import Section
from stillwatch.report.campaign import CampaignView, calibrated, stood
from stillwatch.report.model import Report
from stillwatch.report.values import listing, real, whole
from stillwatch.report.wording import odds, plural, reviewed, shorten

LONGEST = 40
"""Items in the queue."""

PAID = {"payment": "that one card pays for", "holder": "with one key"}
"""What is looked at where accounts share a means of payment, or the key that proves who sends."""

FACTS, SHARED, READ = 3, 8, 12
"""Facts of either side, shared values and exchanges that are told of a group."""


class Review(Section):
    """Campaigns at `watch`, groups below it, accounts: to be looked at and not acted on."""

    name: ClassVar[str] = "review"
    order: ClassVar[int] = 70
    title: ClassVar[str] = "Review queue"
    short: ClassVar[str] = "Review queue"

    def context(self, report: Report) -> dict[str, Any]:
        """Return the queue and how many are left out of it."""
        items = queue(report)
        groups = sum(item["kind"] in ("campaign", "group") for item in items)
        watching = report.severities().get("watch", 0)
        named = any(item["kind"] == "campaign" or item["group"] for item in items)
        return {
            "items": items, "named": named, "groups": groups, "watching": watching,
            "longest": LONGEST, "shown": SHARED,
            "alone": _alone(sum(item["kind"] == "account" for item in items), len(items)),
            "tied": any(item["kind"] == "leads" for item in items),
            "paid": any(item["kind"] == "shared" for item in items),
        }  # fmt: skip


def _alone(accounts: int, items: int) -> str:
    """Say how seldom single accounts of the queue turn out to be of a campaign; empty if none."""
    if not accounts:
        return ""
    one = accounts == 1
    place = (
        ("is" if one else "are") + " all there is"
        if accounts == items
        else ("ends" if one else "end") + " the list"
    )
    return (
        f"{plural(accounts, 'account')} looked at alone {place}"
        + (
            ""
            if one
            else ", first those that share something with one another and not only within one "
            "declared organisation, then by exchanges"
        )
        + ": of such, in simulated traffic where that was known, one in five was of a campaign "
        "where there were any, where of all accounts that send harvest-like requests and are in no "
        "campaign one in twelve was; the list may well hold none."
    )


def queue(report: Report) -> list[dict[str, Any]]:
    """Return the queue as given, or else watch-level accounts, strongest first."""
    given = report.summary.get("review")
    if isinstance(given, list):
        rows: list[Mapping[str, Any]] = [r for r in given if isinstance(r, Mapping)]
    else:
        rows = list(report.watched())
    letters = {c.id: c.letter for c in report.campaigns}
    held = {c.id for c in report.campaigns if c.held}
    watched = {c.id: _judged(c) for c in report.campaigns if not c.raised}
    groups = {g.id: g for g in report.groups}
    return [
        {
            **_what(r),
            "group": _told(groups.get(str(r.get("group") or "")), report),
            "letter": letters.get(str(r.get("campaign") or r.get("leads_of") or "")),
            "held": str(r.get("campaign") or "") in held,
            "judged": [] if r.get("account") else watched.get(str(r.get("campaign") or ""), []),
            "severity": str(r.get("severity") or "watch"),
            "log_e": real(r.get("log_e")),
            "exchanges": r.get("exchanges"),
            "reasons": [report.redactor.line(str(x)) for x in _words(r.get("reasons"))],
        }
        for r in rows[:LONGEST]
    ]


def _judged(campaign: CampaignView) -> list[str]:
    """Say what keeps a campaign at `watch`: a plain fact, or its odds."""
    if campaign.held:
        return [campaign.why_held]
    if campaign.log_odds is None:
        return []
    met = f"; {campaign.borne_out}" if campaign.borne_out else ""
    return [f"The odds of a harvest are {campaign.odds}{met}."]


def _what(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is to be looked at: one account, a campaign, or a group that is none."""
    if row.get("account") or row.get("campaign"):
        kind = "account" if row.get("account") else "campaign"
        return {"what": str(row[kind]), "kind": kind, "accounts": [], "odds": None, "met": ""}
    accounts, users = listing(row.get("accounts")), listing(row.get("end_users"))
    size = whole(row.get("members")) or len(users) or len(accounts)
    who = plural(size, "account")
    if row.get("leads_of"):
        many = plural(size, "account")
        what = f"{many} tied to {shorten(str(row['leads_of']), 32)}"
        return {"what": what, "kind": "leads", "accounts": [str(n) for n in users or accounts],
                "odds": None, "met": ""}  # fmt: skip
    if row.get("shared"):
        by = PAID.get(str(row["shared"]), "that share what hardly anybody has")
        return {"what": f"{who} {by}", "kind": "shared", "accounts": [str(n) for n in accounts],
                "odds": None, "met": ""}  # fmt: skip
    if users:
        who = plural(size, "end user") if size == len(users) else f"{size:,}, mostly end users"
    return {
        "what": f"A group of {who}" if size else "–",
        "kind": "group",
        "accounts": [str(name) for name in (users or accounts)],
        "odds": odds(real(row["log_odds_harvest"])) if "log_odds_harvest" in row else None,
        "met": calibrated(row),
        "stood": stood(row),
    }


def _told(group: CampaignView | None, report: Report) -> dict[str, Any] | None:
    """Return what is known of a group beyond what acts together."""
    if group is None:
        return None
    return {
        "id": group.id,
        "aims": group.aims,
        "first": group.first,
        "last": group.last,
        "sides": [
            (heading, rows[:FACTS])
            for heading, side in (("For a harvest", "for"), ("Against one", "against"))
            if (rows := group.facts(side))
        ],
        "observables": group.observables,
        "exchanges": [str(name) for name in listing(group.raw.get("exchange_ids"))][:READ],
        "reviews": [
            report.redactor.line(reviewed(review.line))
            for review in report.reviews
            if review.last and review.campaign == group.id
        ],
    }


def _words(value: Any) -> list[Any]:
    if isinstance(value, str):
        return [value]
    return list(value) if isinstance(value, list | tuple) else []
