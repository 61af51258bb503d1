"""Decisions after each judgement of `stillwatch audit --follow`."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from stillwatch.core.errors import StillwatchError

if TYPE_CHECKING:
    from stillwatch.respond.policy.apply import Proposal


class Done(NamedTuple):
    """What became of a policy that was applied."""

    put: int
    ended: int
    standing: int
    stopped: str | None = None
    """Why nothing was done."""


class Applier:
    """Applies a policy to the outputs of an audit, and never stops for what is wrong with it.

    Parameters
    ----------
    policy
        Its file, read anew each time; null: the one that is shipped.
    database
        Store of decisions.
    accounts
        Account table.
    evidence
        Folder of the evidence log; null: none.
    say
        Takes notes for the operator.
    clock
        Seconds since 1970.
    """

    BY = "stillwatch audit --follow"

    def __init__(
        self, policy: Path | None, database: Path | str, accounts: Path | None,
        evidence: Path | None, say: Callable[[str], None],
        clock: Callable[[], float] = time.time,
    ) -> None:  # fmt: skip
        self._policy, self._database = policy, database
        self._accounts, self._evidence, self._say = accounts, evidence, say
        self._clock = clock

    def apply(self, audit: Path) -> Done:
        """Apply it to an audit's folder, as of now."""
        try:
            done = self._apply(audit)
        except (StillwatchError, OSError) as error:
            done = Done(0, 0, 0, str(error))
        if done.stopped is not None:
            self._say(f"decisions stay as they were: {done.stopped}")
        return done

    def check(self) -> None:
        """Say at the start what is wrong.

        Raises
        ------
        StillwatchError
            The policy, the account table, the store or the evidence log cannot be used.
        """
        from stillwatch.cli._policy_said import policy_of
        from stillwatch.respond.decisions.stored import store_of
        from stillwatch.respond.policy.beside import beside

        policy_of(self._policy)
        beside(self._accounts, None, None)
        store_of(self._database).close()

    def _apply(self, audit: Path) -> Done:
        from stillwatch.cli._policy_apply import _home
        from stillwatch.cli._policy_said import policy_of
        from stillwatch.respond.decisions.stored import store_of
        from stillwatch.respond.policy.apply import apply, propose, stopped
        from stillwatch.respond.policy.audited import read_audit
        from stillwatch.respond.policy.beside import beside

        policy, more = policy_of(self._policy), beside(self._accounts, None, None)
        with store_of(self._database) as store:
            found = propose(store, read_audit(audit), policy, self._clock(), more)
            made = found.plan
            self._keep(audit, found)
            if found.tripped:
                return Done(0, 0, len(made.standing), stopped(found))
            if (home := _home(self._evidence)) is not None and (made.put or made.ended):
                from stillwatch.respond.policy.entered import enter

                members = store.members() + list(made.joined)
                enter(home, self.BY, made.put, members, made.ended)
            apply(store, found, self.BY)
        return Done(len(made.put), len(made.ended), len(made.standing))

    def _keep(self, audit: Path, found: Proposal) -> None:
        from stillwatch.respond.policy.apply import kept

        kept(audit, found, self.BY, self._clock())
