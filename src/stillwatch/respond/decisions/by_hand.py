"""What people do to decisions, on the command line and on the page: end them, pause, resume."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from stillwatch.core.errors import StillwatchError, UsageError
from stillwatch.respond.decisions.changes import Switch
from stillwatch.respond.decisions.model import Decision
from stillwatch.respond.decisions.store import BY_POLICY, Batch, Ended, Filter, Kept, Store

LONGEST = 500
"""Characters of the longest name, and of the longest reason."""
NAMED = r"^[^\x00-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x1f\x7f-\x9f]*$"
"""What a name is: something, on one line, without control characters."""


class Undone(NamedTuple):
    """What was ended."""

    decisions: list[Decision]
    revision: int


class NotEntered(StillwatchError):
    """The kill switch was turned, and the evidence log does not have it.

    Parameters
    ----------
    enforcing
        How it was turned.
    why
        What stood in the way.
    """

    def __init__(self, enforcing: bool, why: Exception) -> None:
        done = "what stands is enforced again" if enforcing else "enforcement is paused"
        super().__init__(f"{done}, but the evidence log does not have it: {why}")


def chosen(
    store: Store, standing_at: float | None, account: str | None = None,
    campaign: str | None = None, rule: str | None = None, version: str | None = None,
) -> list[Kept]:  # fmt: skip
    """Return the decisions about an account (or end users of it), a campaign, of a rule or version.

    Parameters
    ----------
    store
        Where they are kept.
    standing_at
        Seconds since 1970 at which they stand; null: all that are kept.
    account, campaign, rule, version
        What they are about; null asks for nothing.
    """
    found = store.kept(
        Filter(campaign=campaign, rule=rule, policy=version, standing_at=standing_at)
    )
    if account is None:
        return list(found)
    return [
        one
        for one in found
        if (one.decision.scope.kind, one.decision.scope.value) == ("account", account)
        or one.decision.scope.within == account
    ]


def named(store: Store, ids: Sequence[str]) -> list[Kept]:
    """Return decisions by their ids.

    Raises
    ------
    UsageError
        There is none of an id.
    """
    found = store.kept(Filter(ids=tuple(ids)))
    lacking = set(ids) - {one.decision.id for one in found}
    if lacking:
        raise UsageError(f"no decision {min(lacking)[:40]!r} is kept there")
    return found


def end(
    store: Store, kept: Sequence[Kept], now: float, by: str, why: str,
    enter: Callable[[list[Ended]], None] | None = None,
) -> Undone:  # fmt: skip
    """End decisions; a policy leaves alone what a person ended, until it had expired.

    Parameters
    ----------
    store
        Where they are kept.
    kept
        Which; those that ended before are passed over.
    now
        Seconds since 1970.
    by, why
        Who does it and why; kept with each.
    enter
        Takes what is about to end, before it is written.
    """
    standing = [one.decision for one in kept if one.ended is None]
    ended = [Ended(one.id, now, by, why) for one in standing]
    if enter is not None:
        enter(ended)
    return Undone(standing, store.write(Batch(ended=ended)))


def turn(store: Store, enforcing: bool, now: float, by: str, why: str) -> int:
    """Turn the kill switch; return the revision."""
    return store.turn(Switch(enforcing, by, why, now))


def person(text: str | None) -> str | None:
    """Return who does something, trimmed; null where that names nobody, or the policy."""
    name = (text or "").strip()
    fits = len(name) <= LONGEST and re.fullmatch(NAMED, name) is not None
    return name if fits and name != BY_POLICY else None


def reason(text: str | None) -> str | None:
    """Return why something is done, trimmed; null where nothing is said, or too much."""
    why = (text or "").strip()
    return why if why and len(why) <= LONGEST else None
