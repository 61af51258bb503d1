"""What a policy wants about a scene, before anything that stands is looked at."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import NamedTuple

from stillwatch.respond.decisions.model import Action, Hardening, Limits, Scope
from stillwatch.respond.policy.document import Allowed, Canary, Do, action
from stillwatch.respond.policy.gather import Case, Party, Scene
from stillwatch.respond.policy.reason import filled
from stillwatch.respond.policy.rules import Policy, Rule

Governs = Callable[[str, str], bool]
"""Of a campaign and an account (empty for a campaign as a whole): whether a policy is for it."""


class Wish(NamedTuple):
    """One decision that a policy wants to stand."""

    scope: Scope
    action: Action
    rule: str
    campaign: str
    policy: str
    simulated: bool
    limits: Limits | None
    """With the pace reckoned."""
    hardening: Hardening | None
    reason: str
    seconds: float
    parties: tuple[Party, ...]
    """Whom it touches."""


class Unknown(NamedTuple):
    """A rule that did not hold because something could not be told."""

    rule: str
    campaign: str
    account: str | None
    why: str


def everyone(campaign: str, account: str) -> bool:
    """Say that a policy is for all."""
    return True


def canary(version: str, of: Canary) -> Governs:
    """Return whom a new version is for: a share, by a hash that is stable for the version.

    With `accounts`, what concerns a campaign as a whole is left to the version before, unless the
    share is 1.
    """

    def governs(campaign: str, account: str) -> bool:
        if of.share >= 1:
            return True
        if of.of == "accounts" and not account:
            return False
        name = account if of.of == "accounts" else campaign
        drawn = hashlib.sha256(f"{version}:{name}".encode("utf-8", "replace")).digest()
        return int.from_bytes(drawn[:8]) < of.share * 2.0**64

    return governs


def wishes(
    scene: Scene, policy: Policy, governs: Governs = everyone
) -> tuple[list[Wish], list[Unknown]]:
    """Return what a policy wants, in the order of campaigns and rules, and what could not be told.

    The same scene and policy give the same.
    """
    found: list[Wish] = []
    unknown: list[Unknown] = []
    for case in scene.cases:
        if not case.parties:
            continue
        for rule in policy.rules:
            found += _asked(case, rule, policy, governs, unknown)
    return found, unknown


def _asked(
    case: Case, rule: Rule, policy: Policy, governs: Governs, unknown: list[Unknown]
) -> Iterator[Wish]:
    id = case.campaign.id
    apart = any(f.startswith(("account.", "member.")) for f in rule.condition.facts)
    if not apart:
        answer = rule.condition.ask(case.facts)
        if answer.unknown:
            unknown.append(Unknown(rule.name, id, None, answer.unknown))
        if not answer.holds:
            return
    for do in rule.do:
        if do.scope == "campaign":
            if governs(id, ""):
                reason = filled(rule.reason, case.facts)
                yield _wish(do, Scope("campaign", id), rule, policy, case, reason, case.parties)
            continue
        for party in case.parties:
            if (party.end_user is not None) != (do.scope == "end_user"):
                continue
            if not governs(id, party.account):
                continue
            facts = case.facts | party.facts
            if apart:
                answer = rule.condition.ask(facts)
                if answer.unknown:
                    unknown.append(Unknown(rule.name, id, party.account, answer.unknown))
                if not answer.holds:
                    continue
            reason = filled(rule.reason, facts)
            yield _wish(do, party.scope, rule, policy, case, reason, (party,))


def _wish(
    do: Do, scope: Scope, rule: Rule, policy: Policy, case: Case, reason: str,
    parties: tuple[Party, ...],
) -> Wish:  # fmt: skip
    kind = action(do.action)
    hardening = do.hardening
    if kind is Action.HARDEN and hardening is None:
        hardening = Hardening()
    pace = case.pace if scope.kind == "campaign" else parties[0].pace
    return Wish(
        scope, kind, rule.name, case.campaign.id, policy.version, not policy.document.enforce,
        _limits(do.limits, pace), hardening, reason, rule.seconds, parties,
    )  # fmt: skip


def _limits(told: Allowed | None, pace: float) -> Limits | None:
    if told is None:
        return None
    rate = told.requests_per_minute
    if told.pace is not None:
        rate = float(f"{max(told.pace * pace, 1e-3):.3g}")
    return Limits(rate, told.tokens_per_minute, told.burst)
