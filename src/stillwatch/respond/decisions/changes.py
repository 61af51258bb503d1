"""What changed: what every source of decisions answers, and what an index is brought up to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import msgspec

from stillwatch.respond.decisions.model import Decision, Membership


class Switch(msgspec.Struct, frozen=True):
    """The kill switch: whether anything is enforced at all."""

    enforcing: bool = True
    by: str | None = None
    why: str | None = None
    at: float | None = None
    """Seconds since 1970 at which it was last turned."""


class Changes(msgspec.Struct, frozen=True):
    """What changed since a revision."""

    revision: int
    """Up to which: ask from here next time. It grows."""
    whole: bool = False
    """Whether this is all that there is, to be put in the place of what was known before."""
    decisions: Sequence[Decision] = ()
    """Put since then and not ended."""
    ended: Sequence[str] = ()
    """Ids of decisions that ended since then, before their time."""
    joined: Sequence[Membership] = ()
    left: Sequence[Membership] = ()
    switch: Switch = Switch()


class Feed(Protocol):
    """A source of decisions. Called in a thread, one call at a time."""

    def changes(self, since: int) -> Changes | None:
        """Return what is new since a revision; null where nothing is.

        Parameters
        ----------
        since
            Revision of the last answer; 0 asks for all.

        Raises
        ------
        InputError
            It cannot be read; what was known before stays in force.
        """

    def close(self) -> None:
        """Let go of what it reads."""
