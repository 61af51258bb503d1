"""Why somebody is touched by a policy, or not: every rule, its line, and the values it saw."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from stillwatch.respond.policy.gather import Case, Party, Scene
from stillwatch.respond.policy.reason import filled
from stillwatch.respond.policy.rules import Policy, Rule


class Told(NamedTuple):
    """What one rule says of one campaign, account or end user."""

    campaign: str
    account: str | None
    end_user: str | None
    rule: str
    line: int
    when: str
    holds: bool
    unknown: str
    """Why it could not be told; then it does not hold."""
    does: tuple[str, ...]
    """`throttle of campaign`; what it does, or would do."""
    values: dict[str, Any]
    """Facts that it asks about; null where not known."""
    reason: str


class Spared(NamedTuple):
    """Somebody whom no rule is asked about."""

    campaign: str
    account: str
    end_user: str | None
    why: str


def explain(scene: Scene, policy: Policy, who: str) -> tuple[list[Told], list[Spared]]:
    """Return what the rules say of a campaign, or of an account in each of its campaigns.

    Parameters
    ----------
    who
        Id of a campaign, or name of an account.
    """
    told: list[Told] = []
    spared: list[Spared] = []
    for case in scene.cases:
        id = case.campaign.id
        spared += [
            Spared(id, one.account, one.end_user, one.why)
            for one in case.left_out
            if who in (id, one.account)
        ]
        parties = [one for one in case.parties if one.account == who]
        if who == id or parties:
            for rule in policy.rules:
                told += _rule(case, rule, parties)
    return told, spared


def _rule(case: Case, rule: Rule, parties: list[Party]) -> Iterator[Told]:
    apart = any(name.startswith(("account.", "member.")) for name in rule.condition.facts)
    if not parties or not apart:
        if apart:  # asked of a campaign: each of its members has its own answer
            parties = list(case.parties)
        else:
            yield _told(case, rule, None)
            return
    for party in parties:
        yield _told(case, rule, party)


def _told(case: Case, rule: Rule, party: Party | None) -> Told:
    facts = case.facts | (party.facts if party else {})
    answer = rule.condition.ask(facts)
    return Told(
        case.campaign.id, party.account if party else None, party.end_user if party else None,
        rule.name, rule.line, " ".join(rule.condition.text.split()),
        answer.holds and bool(case.parties), answer.unknown,
        tuple(f"{do.action} of {do.scope}" for do in rule.do), rule.condition.values(facts),
        filled(rule.reason, facts),
    )  # fmt: skip
