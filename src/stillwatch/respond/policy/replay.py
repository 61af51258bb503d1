"""Past traffic under a policy: who would have been touched, and from when.

An audit tells of each campaign when it was detected, and of each account when it was first
flagged; it does not tell levels and sizes of every hour between. So a rule is asked with what the
audit knew in the end, at the moment of detection. Several audits of the same traffic, one after
the other, narrow that down: what a later one adds counts from the end of the one before.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from stillwatch.respond.decisions.model import Action, Limits
from stillwatch.respond.policy.audited import Audit, moment
from stillwatch.respond.policy.breaker import Touched, Tripped, touched, tripped
from stillwatch.respond.policy.facts import FELT
from stillwatch.respond.policy.gather import More, gather
from stillwatch.respond.policy.rules import Policy
from stillwatch.respond.policy.wishes import Unknown, Wish, wishes

DELAY_S = 300.0
"""Seconds from what an epoch tells to a decision at every gateway."""


class Touch(NamedTuple):
    """One account or end user, by one decision that would have stood."""

    account: str
    end_user: str | None
    campaign: str
    rule: str
    action: Action
    whole: bool
    """Whether the decision is about the whole campaign: then its limits are one budget."""
    limits: Limits | None
    since: float
    """Seconds since 1970; it is taken to stand from then on to the end of the log."""
    reason: str


class Replay(NamedTuple):
    """What a policy would have done."""

    touches: tuple[Touch, ...]
    """One for each party, rule and action, the earliest first."""
    touched: Touched
    """By the end, of what customers can feel; in shares of the last audit."""
    tripped: tuple[Tripped, ...]
    """Bounds of the breaker that would have stopped it by then."""
    unknown: tuple[Unknown, ...]
    since: float | None
    until: float | None
    """Seconds since 1970: the audited time, as far as it is told."""
    harvest: int
    """Exchanges of the members of touched campaigns."""
    after: int
    """Those of them after detection: more than these no measure can prevent."""


def replay(
    audits: Sequence[Audit], policy: Policy, more: More | None = None, delay: float = DELAY_S
) -> Replay:
    """Return what a policy would have done about past traffic.

    Parameters
    ----------
    audits
        Of the same traffic; those that reach further come later, in whichever order they are.
    delay
        Seconds from detection to the decision.
    """
    ordered = sorted(audits, key=lambda audit: audit.until or 0.0)
    found: dict[tuple[object, ...], Touch] = {}
    unknown: list[Unknown] = []
    wanted: list[Wish] = []
    floor = float("-inf")
    for audit in ordered:
        wanted, unknown = [], []
        for campaign in audit.campaigns:
            now = max(moment(campaign.detected_at) + delay, floor)
            scene = gather(audit, now, more, campaign.id)
            some, unsure = wishes(scene, policy)
            wanted, unknown = wanted + some, unknown + unsure
            for touch in _touches(some, now, delay):
                found.setdefault(_who(touch), touch)
        floor = audit.until if audit.until is not None else floor
    last = ordered[-1]
    end = max((t.since for t in found.values()), default=0.0)
    felt = touched(gather(last, last.until or end, more), wanted)
    hit = {wish.campaign for wish in wanted if wish.action >= FELT}
    of = [campaign for campaign in last.campaigns if campaign.id in hit]
    return Replay(
        tuple(sorted(found.values(), key=lambda t: (t.since, t.campaign, t.account, t.rule))),
        felt, tripped(felt, policy.document.breaker), tuple(unknown),
        min((a.since for a in ordered if a.since is not None), default=None), last.until,
        sum(c.exchanges for c in of),
        sum(max(c.exchanges - c.exchanges_at_detection, 0) for c in of),
    )  # fmt: skip


def _touches(some: Sequence[Wish], now: float, delay: float) -> list[Touch]:
    return [
        Touch(
            party.account, party.end_user, wish.campaign, wish.rule, wish.action,
            wish.scope.kind == "campaign", wish.limits, max(now, party.flagged_at + delay),
            wish.reason,
        )
        for wish in some
        for party in wish.parties
    ]  # fmt: skip


def _who(touch: Touch) -> tuple[object, ...]:
    return touch.account, touch.end_user, touch.campaign, touch.rule, touch.action, touch.whole
