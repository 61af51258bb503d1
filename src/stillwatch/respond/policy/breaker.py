"""The breaker: automation that would touch more than a set share is stopped and told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from stillwatch.respond.policy.document import Breaker
from stillwatch.respond.policy.facts import FELT
from stillwatch.respond.policy.gather import Scene
from stillwatch.respond.policy.wishes import Wish


class Touched(NamedTuple):
    """What decisions touch that a customer can feel, as shares of the audit."""

    names: tuple[str, ...]
    """Accounts, sorted; one of which an end user is touched is counted whole."""
    accounts: float
    exchanges: float
    revenue: float | None
    """Null where no account table tells revenue."""


class Tripped(NamedTuple):
    """A bound that a plan would break."""

    what: str
    """`accounts`, `exchanges` or `revenue`."""
    share: float
    most: float


def touched(scene: Scene, wishes: Iterable[Wish]) -> Touched:
    """Return what wishes touch together, simulated ones counted as if they were real.

    Of an end user, its account counts as one more account. Exchanges of end users are known of the
    campaign as a whole only, which is then counted; revenue is split evenly over the end users of
    an account that were judged apart. All of this errs on the side of stopping.
    """
    whole: set[str] = set()
    users: dict[str, set[str]] = {}
    judged: dict[str, int] = {}
    apart: set[str] = set()
    for wish in wishes:
        if wish.action < FELT:
            continue
        for party in wish.parties:
            if party.end_user is None:
                whole.add(party.account)
            else:
                users.setdefault(party.account, set()).add(party.end_user)
                judged[party.account] = party.facts["account"].get("end_users") or 1
                apart.add(wish.campaign)
    names = whole | users.keys()
    exchanges = sum(scene.exchanges_of.get(name, 0) for name in whole)
    exchanges += sum(c.campaign.exchanges for c in scene.cases if c.campaign.id in apart)
    return Touched(
        tuple(sorted(names)), len(names) / max(scene.accounts, 1),
        min(exchanges / max(scene.exchanges, 1), 1.0),
        _revenue(scene, whole, users, judged),
    )  # fmt: skip


def _revenue(
    scene: Scene, whole: set[str], users: Mapping[str, set[str]], judged: Mapping[str, int]
) -> float | None:
    if not scene.revenue:
        return None
    of = scene.revenue_of
    total = sum(of.get(name, 0.0) for name in whole)
    for name, some in users.items():
        if name not in whole:
            total += of.get(name, 0.0) * min(len(some) / judged[name], 1.0)
    return total / scene.revenue


def tripped(touched: Touched, most: Breaker) -> tuple[Tripped, ...]:
    """Return the bounds that are broken."""
    pairs = (
        ("accounts", touched.accounts, most.accounts),
        ("exchanges", touched.exchanges, most.exchanges),
        ("revenue", touched.revenue, most.revenue),
    )
    return tuple(Tripped(w, share, most) for w, share, most in pairs if share and share > most)
