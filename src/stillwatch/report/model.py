"""An audit as the report reads it: tolerant of missing keys, redacted, in display order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.compute as pc

from stillwatch.contract.results import SEVERITIES
from stillwatch.contract.verdicts import Verdict, digest, latest
from stillwatch.core.texts import encodable
from stillwatch.report.campaign import RANK, CampaignView
from stillwatch.report.privacy import Redactor
from stillwatch.report.values import mapping, real, rows_of, whole
from stillwatch.report.wording import (
    letters,
)

OFFERING, NEW_LISTS = 10, 0.4
"""Requests that offer tools, and the share of them with a list of tools that is new, above which
an account is said to keep offering new tools."""

COLOURS = 7
"""Campaigns with a colour of their own in charts; the rest are drawn together in grey."""

LEVEL_ODDS = ("likely_odds", "confirmed_odds")
"""Settings that say which log odds a level needs."""


@dataclass(frozen=True)
class Review:
    """What a person said of a campaign or group, against how it stands now."""

    campaign: str
    """Its id."""
    line: dict[str, Any]
    """The record (`stillwatch.contract.verdicts.Verdict`)."""
    view: CampaignView | None
    """The campaign, or group; None where this audit does not report it."""
    last: bool
    """Whether nothing was said of it later."""

    @property
    def changed(self) -> bool:
        """Whether the campaign has other members than those that were reviewed."""
        if self.view is None:
            return False
        raw = self.view.raw  # older verdicts hold a digest of accounts alone, also of end users
        return self.line["members"] not in (digest(raw), digest({"accounts": raw.get("accounts")}))


@dataclass(frozen=True)
class Report:
    """Everything that a section of the page may read."""

    campaigns: list[CampaignView]
    summary: Mapping[str, Any]
    accounts: pa.Table | None
    redactor: Redactor
    options: Mapping[str, Any] = field(default_factory=dict)
    reviews: list[Review] = field(default_factory=list)
    """What people said of campaigns and groups, the earliest first."""
    groups: list[CampaignView] = field(default_factory=list)
    """Groups of the review queue that are no campaign, as campaigns are seen."""

    @property
    def counts(self) -> Mapping[str, Any]:
        """Counts of `summary.json`."""
        return mapping(self.summary.get("counts"))

    @property
    def flagged(self) -> list[CampaignView]:
        """Campaigns at `likely` or above."""
        return [c for c in self.campaigns if c.raised]

    def severities(self) -> dict[str, int]:
        """Return the number of accounts at each level, from what is known best."""
        given = mapping(self.summary.get("severities"))
        if given:
            return {name: whole(given.get(name)) for name in SEVERITIES[1:]}
        if self.accounts is not None and "severity" in self.accounts.column_names:
            tally = pc.value_counts(self.accounts["severity"]).to_pylist()
            found = {row["values"]: row["counts"] for row in tally}
            return {name: found.get(name, 0) for name in SEVERITIES[1:]}
        return {
            name: sum(c.accounts for c in self.campaigns if c.severity == name)
            for name in SEVERITIES[1:]
        }

    def has(self, *names: str) -> bool:
        """Return whether the accounts table is there, with these columns."""
        return self.accounts is not None and set(names) <= set(self.accounts.column_names)

    def watched(self) -> list[dict[str, Any]]:
        """Return rows of accounts at `watch`, strongest first."""
        if self.accounts is None or not self.has("account", "severity"):
            return []
        rows = self.accounts.filter(pc.equal(self.accounts["severity"], "watch")).to_pylist()
        return sorted(rows, key=lambda r: (-real(r.get("log_e")), str(r["account"])))

    def against(self, accounts: Iterable[str]) -> dict[str, list[str]]:
        """Return what speaks against each of these accounts, where known."""
        if self.accounts is None or not self.has("account", "against"):
            return {}
        known = pa.array(sorted({a for a in accounts if encodable(a)}), pa.string())
        names = self.accounts["account"].cast(pa.string())
        rows = self.accounts.filter(pc.is_in(names, value_set=known))
        pairs = zip(rows["account"].to_pylist(), rows["against"].to_pylist(), strict=True)
        return {name: [str(words) for words in told or ()] for name, told in pairs}

    def exchanges(self, accounts: Iterable[str]) -> dict[str, int]:
        """Return how many exchanges each of these accounts sent in all, where known."""
        if self.accounts is None or not self.has("account", "exchanges"):
            return {}
        known = pa.array(sorted({a for a in accounts if encodable(a)}), pa.string())
        names = self.accounts["account"].cast(pa.string())
        rows = self.accounts.filter(pc.is_in(names, value_set=known))
        counts = zip(rows["account"].to_pylist(), rows["exchanges"].to_pylist(), strict=True)
        return {account: whole(count) for account, count in counts}


def new_tools(lists: int, requests: int) -> bool:
    """Whether so many requests that offer tools offer a list of tools that is new.

    Parameters
    ----------
    lists, requests
        Distinct lists of tools, and requests with text that offer tools.
    """
    return requests >= OFFERING and lists > NEW_LISTS * requests


def alike(campaigns: Iterable[CampaignView]) -> int | None:
    """Sum the exchanges of campaigns that read like a harvest; None where one does not tell."""
    counts = [campaign.harvest_like for campaign in campaigns]
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None


def read(audit: Mapping[str, Any]) -> Report:
    """Return the view of an audit that the sections read (keys: `stillwatch.report`)."""
    options = mapping(audit.get("options"))
    redactor = Redactor(
        show_addresses=bool(options.get("show_addresses")), show_text=bool(options.get("show_text"))
    )
    given = audit.get("campaigns") or ()
    rows = rows_of(given.get("campaigns") if isinstance(given, Mapping) else given)
    ordered = sorted(
        rows,
        key=lambda c: (
            -RANK.get(str(c.get("severity")), 0),
            -real(c.get("log_e")),
            str(c.get("id")),
        ),
    )
    summary = mapping(audit.get("summary"))
    settings = mapping(summary.get("settings"))
    bars = {name: real(settings[name]) for name in LEVEL_ODDS if name in settings}
    campaigns = [
        CampaignView(row, letters(i), f"k{i}" if i < COLOURS else "kx", redactor, bars)
        for i, row in enumerate(ordered)
    ]
    groups = _groups(summary, redactor)
    return Report(
        campaigns, summary, audit.get("accounts"), redactor, options,
        _reviews(audit.get("verdicts") or (), [*campaigns, *groups]), groups,
    )  # fmt: skip


def _groups(summary: Mapping[str, Any], redactor: Redactor) -> list[CampaignView]:
    return [
        CampaignView(
            {**row, "id": str(row["group"]), "members": row.get("units")}, "", "", redactor
        )
        for row in rows_of(summary.get("review"))
        if row.get("group")
    ]


def _reviews(given: Iterable[Verdict], campaigns: list[CampaignView]) -> list[Review]:
    views, last = {c.id: c for c in campaigns}, latest(given)
    return [
        Review(v.campaign, msgspec.to_builtins(v), views.get(v.campaign), last[v.campaign] is v)
        for v in sorted(given, key=lambda v: v.at)
    ]
