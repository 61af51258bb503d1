"""What an audit concludes: evidence, members, campaigns (frozen, serialisable).

Field names follow the output contract (`campaigns.json`) exactly.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import msgspec

UNCLEAR = "unclear"
"""Target that is told in place of `refusals` where nothing bears out that these are asked for."""


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """What one detector found about one campaign."""

    detector: str
    """Name of the detector's file."""
    family: str
    """`infrastructure`, `content` or `behaviour`: independent families make `confirmed`."""
    statement: str
    """One plain sentence that a lawyer can read."""
    log_e: float
    """Natural logarithm of the e-value."""
    values: dict[str, Any]
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
    end_user: str | None = None
    since: str
    """RFC 3339: first exchange that counts."""
    until: str
    """RFC 3339: last exchange that counts."""
    log_e: float
    """The member's own evidence, with the member left out of what it is compared to."""
    reasons: tuple[str, ...] = ()
    """What speaks for an end user; those of an account are in `accounts.parquet`."""
    against: tuple[str, ...] = ()
    """What speaks against an end user; those of an account are in `accounts.parquet`."""


class SharedObservable(msgspec.Struct, frozen=True, kw_only=True):
    """A value that members share."""

    type: str
    value: str
    members: int
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
    status: str
    """`active` or `ended`."""
    accounts: tuple[str, ...]
    members: tuple[Member, ...]
    first_seen: str
    last_seen: str
    detected_at: str
    exchanges: int
    exchanges_at_detection: int
    at_detection: dict[str, int] | None = None
    """`{members, begun, left}` of the moment at which it was raised: of its members, those who
    belonged to it then, and those who had sent anything by then; and who belonged to it then and
    is no member. None: it was not raised, or the days of then are not kept."""
    harvest_like: int | None = None
    """Those of the exchanges that read like a harvest; None: not known of earlier days."""
    output_tokens: int
    log_e: float
    severity: str
    """`watch`, `likely` or `confirmed`."""
    guarantee: dict[str, Any]
    targets: tuple[dict[str, Any], ...]
    """`{target, share, others}`, most first; `others` is its share in accounts of no campaign, and
    `refused` (of `refusals`, and of `unclear`, which is told for it) the share of its replies that
    refuse."""
    models: tuple[dict[str, Any], ...]
    """`{model, share, moved_at}`; `moved_at` null unless a move was seen."""
    observables: tuple[SharedObservable, ...]
    evidence: tuple[Evidence, ...]
    facts: tuple[Fact, ...] = ()
    """What speaks for a harvest, and for a legitimate common cause, weightiest first."""
    timeline: tuple[dict[str, Any], ...] = ()
    """`{day, exchanges, harvest_like, accounts, output_tokens}` for each UTC day."""
    apart: tuple[dict[str, Any], ...] = ()
    """`{accounts, end_users, statement}`: members that may be one customer that was drawn in."""
    leads: tuple[dict[str, Any], ...] = ()
    """`{account, end_user, statement, types, outside}`: who is in no campaign and shares a means of
    payment, a key, a range of addresses or a build of a client that few but the members have."""
    began_at: str | None = None
    """When the members' harvest-like requests rose above what they had sent before, by what came
    before it was raised. Where nothing rose, when one in twenty of those had begun who began by
    then: one of them may have asked something of the kind long before."""
    ties: tuple[dict[str, Any], ...] = ()
    """`{type, members, values, fewest, most, outside, outside_named}`: what members share with one
    another, kind by kind and over however many values, the most telling kind first."""
    parts: tuple[dict[str, Any], ...] = ()
    """`{accounts, end_users, members, statement, began_at, last_seen, exchanges, harvest_like,
    output_tokens, models}`: what it falls into, if that may be several operators; else empty."""
    related: tuple[dict[str, Any], ...] = ()
    """`{campaign, ties, words_alone, one_member, statement}`: what it shares with other campaigns
    and hardly anybody else has, so that the two may be one operator's, unless by `one_member` of
    either alone. `ties` are `{type, values, members, members_there, outside}`."""
    goes_on: dict[str, int] = {}
    """`{exchanges, from_others, from_members}`: exchanges of members whose history tells of
    something written before; those of them that go on from words which their account had never
    sent, and at most five others had; and those where another member had."""


SEVERITIES = ("none", "watch", "likely", "confirmed")
"""Levels of evidence, weakest first."""
