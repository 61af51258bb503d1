"""What an audit concludes: evidence, members, campaigns (frozen, serialisable).

A record has the fields that `campaigns.json` has. Those with a default may be missing there: an
older release did not write them.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import msgspec

from stillwatch.contract.records import (
    AtDetection,
    CampaignGuarantee,
    Day,
    GoesOn,
    Lead,
    Model,
    Outlier,
    Part,
    Related,
    Target,
    Tie,
)

UNCLEAR = "unclear"
"""Target that is told in place of `refusals` where nothing bears out that these are asked for."""


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """What one detector found about one campaign."""

    detector: str
    """Name of the detector's file."""
    family: str = ""
    """`infrastructure`, `content` or `behaviour`: independent families make `confirmed`."""
    statement: str = ""
    """One plain sentence that a lawyer can read."""
    log_e: float = 0.0
    """Natural logarithm of the e-value."""
    values: dict[str, Any] = {}
    """Figures that the sentence rests on."""
    exchange_ids: tuple[str, ...] = ()
    """At most 100 of the exchanges it rests on."""
    exchange_count: int = 0
    """How many it rests on."""
    exchange_digest: str = ""
    """SHA-256 over all their ids, sorted, newline separated (hex)."""


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """Something that weighs for or against a harvest, beside a legitimate common cause."""

    name: str
    """Its name."""
    speaks: str
    """`for` or `against` a harvest; `neither`: how it lies beside legitimate groups."""
    statement: str
    """One plain sentence: the members, other accounts, groups with a legitimate common cause."""
    weight: float
    """Its part of the log odds of a harvest, beyond those of a typical benign group."""
    values: dict[str, Any]
    """Figures that the sentence rests on."""


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """One account (or one end user of a reseller) in a campaign."""

    account: str
    """Its account."""
    end_user: str | None = None
    """End user of the account; None: the account itself."""
    since: str = ""
    """RFC 3339: first exchange that counts."""
    until: str = ""
    """RFC 3339: last exchange that counts."""
    log_e: float = 0.0
    """The member's own evidence, with the member left out of what it is compared to."""
    reasons: tuple[str, ...] = ()
    """What speaks for an end user; those of an account are in `accounts.parquet`."""
    against: tuple[str, ...] = ()
    """What speaks against an end user; those of an account are in `accounts.parquet`."""


class SharedObservable(msgspec.Struct, frozen=True, kw_only=True):
    """A value that members share."""

    type: str
    """Type of the observable."""
    value: str
    """Its value."""
    members: int
    """Members that share it."""
    outside: int
    """Accounts outside the campaign that share it too."""
    outside_named: int = 0
    """Those among them that are in other campaigns at `likely` or above."""
    digest: str = ""
    """Of a template: 16 hexadecimal digits that are the same at every firm; else empty."""


def harvest(parts: Collection[object]) -> str:
    """Say what raised accounts are consistent with: of parts, it may be several operators' work."""
    return "one or several coordinated harvests" if parts else "one coordinated harvest"


class Campaign(msgspec.Struct, frozen=True, kw_only=True):
    """A group of accounts consistent with one coordinated harvest."""

    id: str
    """The same across runs on the same input, and while the campaign lives."""
    status: str = "active"
    """`active` or `ended`."""
    accounts: tuple[str, ...]
    """Member accounts."""
    members: tuple[Member, ...] = ()
    """Members: accounts, or end users of a reseller."""
    first_seen: str = ""
    """RFC 3339: its first harvest-like exchange."""
    last_seen: str = ""
    """RFC 3339: its latest harvest-like exchange."""
    detected_at: str = ""
    """RFC 3339: when a live run would have raised it; of one at `watch`: when it was formed."""
    exchanges: int = 0
    """Exchanges of the members in all."""
    exchanges_at_detection: int = 0
    """Those before `detected_at`."""
    at_detection: AtDetection | None = None
    """Who it was when it was raised; None: it was not raised, or the days of then are not kept."""
    harvest_like: int | None = None
    """Those of the exchanges that read like a harvest; None: not known of earlier days."""
    output_tokens: int = 0
    """Tokens of the replies to the members."""
    log_e: float = 0.0
    """Natural logarithm of the campaign's e-value."""
    severity: str
    """`watch`, `likely` or `confirmed`."""
    guarantee: CampaignGuarantee = CampaignGuarantee()
    """What is controlled and what is only measured."""
    targets: tuple[Target, ...] = ()
    """Capabilities that it aims at, most first."""
    models: tuple[Model, ...] = ()
    """Models that it asks, most first."""
    observables: tuple[SharedObservable, ...] = ()
    """Values that members share, the most telling first."""
    evidence: tuple[Evidence, ...] = ()
    """What detectors found, strongest first."""
    facts: tuple[Fact, ...] = ()
    """What speaks for a harvest, and for a legitimate common cause, weightiest first."""
    timeline: tuple[Day, ...] = ()
    """What the members sent on each UTC day."""
    apart: tuple[Outlier, ...] = ()
    """Members that may be one customer that was drawn in."""
    leads: tuple[Lead, ...] = ()
    """Who is in no campaign and shares a means of payment, a key, a range of addresses or a build
    of a client that few but the members have."""
    began_at: str | None = None
    """When the members' harvest-like requests rose above what they had sent before, by what came
    before it was raised. Where nothing rose, when one in twenty of those had begun who began by
    then: one of them may have asked something of the kind long before."""
    ties: tuple[Tie, ...] = ()
    """What members share with one another, the most telling type of observable first."""
    parts: tuple[Part, ...] = ()
    """What it falls into, if that may be several operators; else empty."""
    related: tuple[Related, ...] = ()
    """Other campaigns that may be the same operator's."""
    goes_on: GoesOn = GoesOn()
    """Exchanges of members that go on with a conversation, and with whose."""


SEVERITIES = ("none", "watch", "likely", "confirmed")
"""Levels of evidence, weakest first."""
