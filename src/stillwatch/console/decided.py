"""The gateway's decisions, looked at from outside; and how people end them."""

from __future__ import annotations

import stat
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from stillwatch.core.errors import InputError, StillwatchError, UsageError, shown
from stillwatch.respond.decisions import by_hand
from stillwatch.respond.decisions._address import is_address
from stillwatch.respond.decisions.changes import Switch
from stillwatch.respond.decisions.feed import read_decisions
from stillwatch.respond.decisions.model import Decision, Membership
from stillwatch.respond.decisions.store import Applied, Ended, Kept, Store
from stillwatch.respond.decisions.stored import is_store, store_of


class Standing(NamedTuple):
    """What is decided, as of one look."""

    revision: int = 0
    switch: Switch = Switch()
    decisions: tuple[Decision, ...] = ()
    """Not ended, the newest first; some may have expired since."""
    members: Mapping[str, int] = MappingProxyType({})
    """Accounts and end users of a campaign that decisions touch."""
    policy: Applied | None = None
    """The version that was applied last."""
    editable: bool = False
    """Whether it is a store; lines that another program writes are shown only."""
    problem: str | None = None
    """Why it cannot be read."""

    def live(self, now: float) -> list[Decision]:
        """Return what stands at a moment: it has not expired, and may be yet to begin."""
        return [one for one in self.decisions if one.expires > now]


class Choice(NamedTuple):
    """Which decisions are meant; one of these."""

    id: str | None = None
    campaign: str | None = None
    rule: str | None = None


class Decided:
    """Looks at the decisions, and reads them when they have changed. Safe in several threads.

    Parameters
    ----------
    where
        A store, on a server too, or a file of JSON lines.
    evidence
        Folder of the evidence log in which changes are entered; null: none.
    """

    def __init__(self, where: str | Path, evidence: Path | None = None) -> None:
        self._where, self._evidence = where, evidence
        self._lock = threading.Lock()
        self._seen: object = None
        self._known = Standing()
        self._by_id: dict[str, Decision] = {}
        self._members: dict[str, set[Membership]] = {}

    def switch(self) -> Switch:
        """Return how the kill switch stands, cheaply. Raises `InputError`."""
        if not is_store(self._where):
            return self._lines().switch
        with store_of(self._where, read_only=True) as store:
            return store.switch()

    def look(self) -> Standing:
        """Return what is decided; while it cannot be read, what was read before, and why."""
        try:
            if not is_store(self._where):
                return self._lines()
            with store_of(self._where, read_only=True) as store, self._lock:
                # another file of this name may have the same revision
                seen = (store.revision(), self._inode())
                if seen != self._seen:
                    self._known = self._read(store, self._seen)
                    self._seen = seen
                return self._known
        except (StillwatchError, OSError) as error:
            return self._known._replace(problem=str(error))

    def about(self, choice: Choice, now: float) -> list[Decision]:
        """Return the decisions that are meant and stand. Raises `StillwatchError`."""
        with store_of(self._where, read_only=True) as store:
            return [one.decision for one in _chosen(store, choice, now) if one.ended is None]

    def end(self, choice: Choice, by: str, why: str) -> by_hand.Undone:
        """End decisions, as `stillwatch decisions end` does.

        Raises
        ------
        StillwatchError
            There is none, or they cannot be written.
        """
        now = time.time()
        with self._opened() as store:
            kept = _chosen(store, choice, now)
            return by_hand.end(store, kept, now, by, why, self._entering(by))

    def turn(self, enforcing: bool, by: str, why: str) -> int:
        """Turn the kill switch, as `stillwatch decisions pause` and `resume` do.

        Raises
        ------
        NotEntered
            It is turned, and the evidence log does not have it.
        StillwatchError
            It cannot be written.
        """
        with self._opened() as store:
            # what stops harm comes first, and is entered after
            revision = by_hand.turn(store, enforcing, time.time(), by, why)
        try:
            self._enter_turn(enforcing, by)
        except (StillwatchError, OSError) as error:
            raise by_hand.NotEntered(enforcing, error) from None
        return revision

    def _enter_turn(self, enforcing: bool, by: str) -> None:
        if self._evidence is None:
            return
        from stillwatch.proof.evidence.home import Home
        from stillwatch.proof.evidence.record import operator

        with Home.open(self._evidence).log() as log:
            operator(log, "resume" if enforcing else "pause", by)

    def _inode(self) -> int:
        return 0 if is_address(str(self._where)) else Path(self._where).stat().st_ino

    def _opened(self) -> Store:
        if not is_store(self._where):
            raise UsageError(
                "these decisions are lines that another program writes: change them there"
            )
        return store_of(self._where)

    def _entering(self, by: str) -> Callable[[list[Ended]], None] | None:
        if self._evidence is None:
            return None
        from stillwatch.proof.evidence.home import Home
        from stillwatch.respond.policy.entered import enter

        home = Home.open(self._evidence)

        def entering(ended: list[Ended]) -> None:
            enter(home, by, (), (), ended)

        return entering

    def _read(self, store: Store, seen: object) -> Standing:
        """Take what has changed since the last look, or all of it."""
        since = seen[0] if isinstance(seen, tuple) and seen[1] == self._inode() else 0
        found, history = store.changes(since, time.time()), store.applied()
        if found.whole:
            self._by_id, self._members = {}, {}
        self._by_id |= {one.id: one for one in found.decisions}
        for ended in found.ended:
            self._by_id.pop(ended, None)
        for member in found.joined:
            self._members.setdefault(member.campaign, set()).add(member)
        for member in found.left:
            self._members.setdefault(member.campaign, set()).discard(member)
        return Standing(
            found.revision, found.switch,
            tuple(sorted(self._by_id.values(), key=lambda one: (-one.start, one.id))),
            {name: len(several) for name, several in self._members.items()},
            history[0] if history else None, True,
        )  # fmt: skip

    def _lines(self) -> Standing:
        path = Path(self._where)
        try:
            of = path.stat()
            if not stat.S_ISREG(of.st_mode):  # a pipe would be waited for without end
                raise InputError("not a file", path=shown(path))
            seen = (of.st_mtime_ns, of.st_size, of.st_ino)
            with self._lock:
                if seen != self._seen:
                    found = read_decisions(path.read_bytes(), shown(path))
                    members = Counter(m.campaign for m in found.joined)
                    self._known = Standing(
                        0, found.switch,
                        tuple(sorted(found.decisions, key=lambda d: (-d.start, d.id))),
                        dict(members),
                    )  # fmt: skip
                    self._seen = seen
                return self._known
        except OSError as error:
            raise InputError(
                (error.strerror or "cannot be read").lower(), path=shown(path)
            ) from None


def _chosen(store: Store, choice: Choice, now: float) -> list[Kept]:
    if sum(map(bool, choice)) != 1:
        raise UsageError("name a decision, a campaign or a rule: one of them")
    if choice.id:
        return by_hand.named(store, [choice.id])
    return by_hand.chosen(store, now, campaign=choice.campaign, rule=choice.rule)
