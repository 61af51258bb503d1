"""A policy applied to an audit: planned against a store, stopped by the breaker, or written."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from stillwatch.core.errors import UsageError
from stillwatch.respond.decisions.model import Action, Scope
from stillwatch.respond.decisions.outcome import Bound, Outcome, keep
from stillwatch.respond.decisions.store import Applied, Batch, Filter, Kept, Store
from stillwatch.respond.policy.audited import Audit
from stillwatch.respond.policy.breaker import Touched, Tripped, touched, tripped
from stillwatch.respond.policy.document import Canary
from stillwatch.respond.policy.gather import More, Scene, gather
from stillwatch.respond.policy.plan import Plan, plan
from stillwatch.respond.policy.rules import Policy, loaded
from stillwatch.respond.policy.wishes import Unknown, Wish, canary, wishes


class Proposal(NamedTuple):
    """What applying a policy would do."""

    policy: Policy
    share: Canary
    """For whom it is."""
    before: Policy | None
    """The version before, which has the others; null where it is for all, or there is none."""
    scene: Scene
    plan: Plan
    wishes: tuple[Wish, ...]
    unknown: tuple[Unknown, ...]
    touched: Touched
    tripped: tuple[Tripped, ...]
    """Bounds of the breaker that it would break: then it is not applied."""
    revision: int
    """Of the store that it was planned against."""
    new: bool
    """Whether another version, or another share, was in force."""


def propose(
    store: Store | None, audit: Audit, policy: Policy, now: float, more: More | None = None,
    *, promote: bool = False, fallback: bool = False,
) -> Proposal:  # fmt: skip
    """Plan what a policy wants of an audit.

    Parameters
    ----------
    store
        Where decisions are kept; null plans as if there were none.
    promote
        The version is for all from now on.
    fallback
        As `promote`; the version is one from before.

    Raises
    ------
    InputError
        The store cannot be read, or the version before is no policy of this release.
    """
    revision = store.revision() if store else 0
    kept = store.kept(Filter(unexpired_at=now)) if store else []
    about = (more or More())._replace(cleared=_cleared(kept, now))
    scene = gather(audit, now, about)
    history = store.applied() if store else []
    share, before = _shares(policy, history, promote or fallback)
    wanted, unknown = wishes(scene, policy, canary(policy.version, share))
    if before is not None:
        inside = canary(policy.version, share)
        others, more_unknown = wishes(scene, before, lambda c, a: not inside(c, a))
        wanted, unknown = wanted + others, unknown + more_unknown
    members = store.members() if store else []
    felt = touched(scene, wanted)
    same = bool(history) and (history[0].version, history[0].share, history[0].of) == (
        policy.version, share.share, share.of
    )  # fmt: skip
    return Proposal(
        policy, share, before, scene, plan(wanted, kept, members, now), tuple(wanted),
        tuple(unknown), felt, tripped(felt, policy.document.breaker), revision, not same,
    )  # fmt: skip


def apply(store: Store, proposal: Proposal, by: str) -> int:
    """Write a proposal in one transaction, and return its revision.

    Raises
    ------
    UsageError
        It trips the breaker, or the store has changed since (`Moved`): then nothing is written.
    """
    if proposal.tripped:
        raise UsageError(stopped(proposal))
    made, of = proposal.plan, proposal.share
    entry = Applied(
        proposal.policy.version, proposal.policy.name, proposal.policy.text, by,
        proposal.scene.now, of.share, of.of,
    )  # fmt: skip
    batch = Batch(
        decisions=made.put, ended=made.ended, joined=made.joined, left=made.left,
        applied=(entry,) if proposal.new else (),
    )  # fmt: skip
    return store.write(batch, expected=proposal.revision)


def kept(audit: Path, proposal: Proposal, by: str, now: float) -> bool:
    """Leave word in the audit's folder of what becomes of a proposal; return whether it could be.

    Parameters
    ----------
    audit
        The folder.
    now
        Seconds since 1970.
    """
    made, stops = proposal.plan, bool(proposal.tripped)
    return keep(
        audit,
        Outcome(
            now, by, proposal.policy.version, 0 if stops else len(made.put),
            0 if stops else len(made.ended), len(made.standing),
            tuple(Bound(*one) for one in proposal.tripped),
        ),
    )  # fmt: skip


def former(store: Store) -> Policy:
    """Return the version that was in force, for all, before the one that is now.

    Raises
    ------
    UsageError
        There is none.
    """
    history = store.applied()
    found = _before(history[0].version, history) if history else None
    if found is None:
        raise UsageError("no version of a policy was in force before: nothing to go back to")
    return found


def stopped(proposal: Proposal) -> str:
    """Say which bounds of the breaker a proposal breaks."""
    parts = [f"{100 * t.share:.3g} % of {t.what} (at most {100 * t.most:.3g} %)"
             for t in proposal.tripped]  # fmt: skip
    return (
        f"breaker: it would touch {' and '.join(parts)}; nothing was applied: narrow the rules, "
        "or raise the bound under breaker:"
    )


def _shares(policy: Policy, history: list[Applied], everyone: bool) -> tuple[Canary, Policy | None]:
    of = policy.document.canary
    promoted = any(one.version == policy.version and one.share >= 1 for one in history[:1])
    if everyone or promoted or of.share >= 1:
        return Canary(1.0, of.of), None
    return of, _before(policy.version, history)


def _before(version: str, history: list[Applied]) -> Policy | None:
    """Return the newest version but this one that was for all."""
    for one in history:
        if one.version != version and one.share >= 1:
            return loaded(one.text, f"{one.name} ({one.version})")
    return None


def _cleared(kept: list[Kept], now: float) -> frozenset[Scope]:
    return frozenset(
        one.decision.scope for one in kept if one.decision.action is Action.ALLOW and one.holds(now)
    )
