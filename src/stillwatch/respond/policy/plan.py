"""A plan: what has to be put and ended so that what stands is what the policy wants.

The same wishes at the same moment over the same store give the same plan, and a plan that was
applied leaves nothing to do: ids are a digest of what a decision says and from when.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from stillwatch.respond.decisions.model import Decision, Membership
from stillwatch.respond.decisions.store import BY_POLICY, Ended, Kept
from stillwatch.respond.policy.wishes import Wish

RENEW = 0.5
"""Part of its time that may be left when a decision is extended."""


class Undone(NamedTuple):
    """What a person ended, and the policy would want: it is left so until it had expired."""

    id: str
    rule: str
    by: str
    until: float
    """Seconds since 1970."""


class Plan(NamedTuple):
    """What has to be done."""

    put: tuple[Decision, ...]
    standing: tuple[str, ...]
    """Ids of decisions that stand and stay."""
    ended: tuple[Ended, ...]
    joined: tuple[Membership, ...]
    left: tuple[Membership, ...]
    undone: tuple[Undone, ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to do."""
        return not (self.put or self.ended or self.joined or self.left)


def plan(
    wishes: Sequence[Wish], kept: Iterable[Kept], members: Iterable[Membership], now: float
) -> Plan:
    """Compare what is wanted with what is there.

    Parameters
    ----------
    wishes
        What the policy, or two versions of it, want.
    kept
        Decisions of the store that have not expired, ended ones among them.
    members
        Members of campaigns in the store.
    now
        Seconds since 1970.
    """
    held = list(kept)
    taken = {one.decision.id for one in held if one.ended is not None}
    standing = _standing(held, now)
    off = _off(held, now)
    put: list[Decision] = []
    stay: set[str] = set()
    undone: dict[str, Undone] = {}
    wanted: list[Wish] = []
    for wish in wishes:
        blocked = off.get(_cause(wish))
        if blocked is not None:
            undone[blocked.id] = blocked
            continue
        wanted.append(wish)
        ours = standing.get(_key(wish), [])
        stay.update(one.id for one in ours)
        last = max((one.expires for one in ours), default=now)
        if last - now <= RENEW * wish.seconds:
            if ours:
                wish = wish._replace(limits=ours[-1].limits)
            put.append(_decision(wish, max(last, now), now + wish.seconds, taken))
    ended = [
        Ended(one.id, now, BY_POLICY, "its rule no longer holds, or another version took its place")
        for ours in standing.values()
        for one in ours
        if one.id not in stay
    ]
    joined, left = _members(wanted, held, members, now)
    return Plan(
        tuple({one.id: one for one in put}.values()), tuple(sorted(stay)),
        tuple(sorted(ended, key=lambda one: one.id)), joined, left, tuple(undone.values()),
    )  # fmt: skip


def _standing(held: list[Kept], now: float) -> dict[str, list[Decision]]:
    """Return decisions of policies that stand, by what they say."""
    found: dict[str, list[Decision]] = {}
    for one in held:
        if one.ended is None and one.decision.policy is not None and one.decision.expires > now:
            found.setdefault(_key(one.decision), []).append(one.decision)
    return found


def _off(held: list[Kept], now: float) -> dict[str, Undone]:
    """Return what people ended, by what was decided about whom."""
    found: dict[str, Undone] = {}
    for one in held:
        by, of = one.ended, one.decision
        if by is None or by.by == BY_POLICY or of.policy is None or of.expires <= now:
            continue
        found[_cause(of)] = Undone(of.id, of.rule, by.by, of.expires)
    return found


def _members(
    wishes: list[Wish], held: list[Kept], members: Iterable[Membership], now: float
) -> tuple[tuple[Membership, ...], tuple[Membership, ...]]:
    """Return who joins and who leaves; campaigns that people decided about keep those they have."""
    whole = [wish for wish in wishes if wish.scope.kind == "campaign"]
    wanted = {Membership(w.campaign, p.account, p.end_user) for w in whole for p in w.parties}
    by_hand = {
        one.decision.scope.value
        for one in held
        if one.ended is None and one.decision.policy is None and one.decision.expires > now
        and one.decision.scope.kind == "campaign"
    } - {wish.campaign for wish in whole}  # fmt: skip
    there = {member for member in members if member.campaign not in by_hand}
    return tuple(sorted(wanted - there, key=_order)), tuple(sorted(there - wanted, key=_order))


def _order(member: Membership) -> tuple[str, str, str]:
    return member.campaign, member.account, member.end_user or ""


def _cause(of: Wish | Decision) -> str:
    return repr((of.scope, int(of.action), of.rule, of.campaign))


def _key(of: Wish | Decision) -> str:
    """Tell one thing that one version of a policy does from another.

    Limits that follow the pace of a campaign are not among it: they are those of the first
    decision, or a campaign that is slowed would be slowed more and more.
    """
    return repr((_cause(of), of.policy))


def _decision(wish: Wish, start: float, expires: float, taken: set[str]) -> Decision:
    number = 0
    while (id := _id(wish, start, number)) in taken:  # it ended at this very moment
        number += 1
    return Decision(
        id=id, scope=wish.scope, action=wish.action, reason=wish.reason, rule=wish.rule,
        policy=wish.policy, campaign=wish.campaign, start=start, expires=expires,
        simulated=wish.simulated, limits=wish.limits, hardening=wish.hardening,
    )  # fmt: skip


def _id(wish: Wish, start: float, number: int) -> str:
    said = (wish.scope, wish.action, wish.rule, wish.campaign, wish.policy, wish.simulated,
            wish.limits, wish.hardening, start, number)  # fmt: skip
    return "d-" + hashlib.sha256(msgspec.json.encode(said)).hexdigest()[:16]
