"""Where decisions are kept: what policy and people write, and gateways poll.

A store is a sequence of transactions. Each has a revision, a whole number that only grows, and a
poller that says which revision it has seen is told what changed since then. A decision is never
changed: it is put, and it may end.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, Self

import msgspec

from stillwatch.core.errors import UsageError
from stillwatch.respond.decisions.changes import Changes, Switch
from stillwatch.respond.decisions.model import Action, Decision, Membership, ScopeKind

BY_POLICY = "policy"
"""Who ended what no person ended."""

BY_HAND = "by hand"
"""Rule of what a person decided."""


class Ended(msgspec.Struct, frozen=True):
    """That a decision holds no longer, before its time."""

    id: str
    at: float
    """Seconds since 1970."""
    by: str
    """Who ended it; `BY_POLICY` where its rule held no longer."""
    why: str


class Kept(msgspec.Struct, frozen=True):
    """A decision, and what became of it."""

    decision: Decision
    revision: int
    """Revision at which it was put, or ended."""
    ended: Ended | None = None

    def holds(self, now: float) -> bool:
        """Whether it holds at a moment, seconds since 1970."""
        return self.ended is None and self.decision.holds(now)


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """Which decisions are asked for; what is null asks for nothing."""

    ids: tuple[str, ...] | None = None
    scope: ScopeKind | None = None
    value: str | None = None
    """Of the scope."""
    campaign: str | None = None
    rule: str | None = None
    policy: str | None = None
    """Version."""
    action: Action | None = None
    simulated: bool | None = None
    holding_at: float | None = None
    """Seconds since 1970: neither ended, nor expired by then, nor yet to begin."""
    standing_at: float | None = None
    """Seconds since 1970: neither ended nor expired by then; may be yet to begin."""
    unexpired_at: float | None = None
    """Seconds since 1970: not expired by then, whether it ended or not."""
    limit: int | None = None
    """Most that are returned, the newest first."""


class Applied(msgspec.Struct, frozen=True):
    """A version of a policy that was applied."""

    version: str
    """The first 16 hexadecimal digits of the SHA-256 of its file."""
    name: str
    text: str
    """The file, whole."""
    by: str
    at: float
    share: float
    """Share of campaigns or accounts that it is for; the version before has the others."""
    of: str
    """`campaigns` or `accounts`."""


class Batch(msgspec.Struct, frozen=True, kw_only=True):
    """What is written in one transaction: all of it or nothing."""

    decisions: Sequence[Decision] = ()
    ended: Sequence[Ended] = ()
    joined: Sequence[Membership] = ()
    left: Sequence[Membership] = ()
    applied: Sequence[Applied] = ()
    """Versions of policies, the last being the one in force."""


class Moved(UsageError):
    """Another process has written since the plan was made."""


class Store(Protocol):
    """A store of decisions. Another database is one file with a class that has these.

    Every method raises `stillwatch.core.errors.InputError` where the store cannot be used.
    """

    def write(self, batch: Batch, *, expected: int | None = None) -> int:
        """Write in one transaction, and return its revision once it is safe on disk.

        What is there already is passed over; a decision that ended stays ended.

        Parameters
        ----------
        expected
            Revision that the batch was planned at: where another has written since, nothing is.

        Raises
        ------
        UsageError
            A decision is none that a gateway could hold, or differs from the one of its id; or
            the revision is another by now (`Moved`).
        """
        ...

    def kept(self, wanted: Filter = ...) -> list[Kept]:
        """Return decisions, the newest first."""
        ...

    def members(self, campaign: str | None = None) -> list[Membership]:
        """Return who is in a campaign, or in any, sorted."""
        ...

    def changes(self, since: int, now: float) -> Changes:
        """Return what changed since a revision, as of one moment.

        Parameters
        ----------
        since
            Revision of the last call; 0 asks for all that stands.
        now
            Seconds since 1970: in a whole answer, what has expired by then is left out.
        """
        ...

    def revision(self) -> int:
        """Return the revision, cheaply: whether it pays to ask for changes."""
        ...

    def switch(self) -> Switch:
        """Return how the kill switch stands."""
        ...

    def turn(self, switch: Switch) -> int:
        """Turn the kill switch, and return the revision."""
        ...

    def applied(self) -> list[Applied]:
        """Return the versions of policies that were applied, the newest first."""
        ...

    def prune(self, before: float) -> int:
        """Forget decisions that ended or expired before a moment; return how many."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...

    def __enter__(self) -> Self: ...
    def __exit__(self, *_: object) -> None: ...
