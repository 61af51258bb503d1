"""Decisions by whom they are about: never changed, replaced whole, found in constant time."""

from __future__ import annotations

import ipaddress
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from stillwatch.respond.decisions.changes import Changes, Switch
from stillwatch.respond.decisions.fit import unfit
from stillwatch.respond.decisions.model import Action, Decision, Membership

OBSERVABLES = ("ip_prefix", "ja4", "user_agent", "client")
"""Types that a request tells. `client` is fingerprint and software, with a space between."""
_PAUSE = 256  # decisions placed at a time; in between, other threads have their turn

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Caller(NamedTuple):
    """Who a request is from, as decisions name it; null where that is not known."""

    account: str
    org: str | None = None
    key: str | None = None
    end_user: str | None = None
    address: Address | None = None
    ja4: str | None = None
    user_agent: str | None = None


class Found(NamedTuple):
    """The decisions that hold for a caller."""

    real: tuple[Decision, ...] = ()
    """The hardest first. Where one of them is `ALLOW`, it alone."""
    simulated: tuple[Decision, ...] = ()
    """Likewise; those that are only noted."""

    @property
    def action(self) -> Action:
        """The action that holds: the hardest; `ALLOW` where there is none."""
        return self.real[0].action if self.real else Action.ALLOW


NOTHING = Found()
_Table = dict[tuple[str, ...], tuple[Decision, ...]]


class Index:
    """A snapshot of decisions. It is never changed: `after` returns another.

    Parameters
    ----------
    decisions
        By id.
    members
        Of campaigns.
    paused
        Whether the kill switch is on.

    Examples
    --------
    >>> from stillwatch.respond.decisions.model import Scope
    >>> block = Decision(id="d-00000000000000aa", scope=Scope("account", "a"), action=Action.BLOCK,
    ...                  reason="so", rule="by hand", start=0.0, expires=9.0, simulated=False)
    >>> index = Index({block.id: block})
    >>> index.find(Caller("a"), 5.0).action.name, index.find(Caller("a"), 9.0).action.name
    ('BLOCK', 'ALLOW')
    """

    def __init__(
        self, decisions: Mapping[str, Decision] | None = None,
        members: Iterable[Membership] = (), paused: bool = False,
    ) -> None:  # fmt: skip
        self._decisions = dict(decisions or {})
        self.paused = paused
        self.refused = 0
        """Decisions that are left out, because they could touch others than they mean."""
        self._table: _Table = {}
        self._campaigns: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._kinds, self._actions = Counter[str](), Counter[Action]()
        self._lengths = Counter[tuple[int, int]]()  # of prefixes, by version
        self._users = Counter[str]()  # decisions and memberships of single end users, by account
        self._place(self._decisions.values())
        self._enrol(members)

    def __len__(self) -> int:
        """How many decisions there are."""
        return len(self._decisions)

    def after(self, changes: Changes) -> Index:
        """Return the index after changes; this one stays as it is."""
        paused = not changes.switch.enforcing
        if changes.whole:
            return Index({d.id: d for d in changes.decisions}, changes.joined, paused)
        made = Index(paused=paused)
        made.refused = self.refused
        made._decisions, made._table = self._decisions.copy(), self._table.copy()
        made._campaigns = self._campaigns.copy()
        made._kinds, made._actions = self._kinds.copy(), self._actions.copy()
        made._lengths, made._users = self._lengths.copy(), self._users.copy()
        # one that is told again takes the place of what it was
        for ident in (*changes.ended, *(d.id for d in changes.decisions)):
            made._remove(made._decisions.pop(ident, None))
        made._decisions |= {d.id: d for d in changes.decisions}
        made._place(changes.decisions)
        made._dismiss(changes.left)
        made._enrol(changes.joined)
        return made

    def without_expired(self, now: float) -> Index:
        """Return the index without the decisions that are over; itself where none are."""
        over = tuple(d.id for d in self._decisions.values() if d.expires <= now)
        if not over:
            return self
        return self.after(Changes(0, ended=over, switch=Switch(not self.paused)))

    def find(self, caller: Caller, now: float) -> Found:
        """Return the decisions that hold for a caller.

        Parameters
        ----------
        caller
            Who it is.
        now
            Seconds since 1970.
        """
        table = self._table
        if not table:
            return NOTHING
        account, org, key, user, address, ja4, agent = caller
        found = table.get(("account", account), ())
        if org is not None:
            found += table.get(("org", org), ())
        if key is not None:
            found += table.get(("key", key), ()) + table.get(("key", key, account), ())
        if user is not None:
            found += table.get(("end_user", user, account), ())
        if self._campaigns:
            names = self._campaigns.get((account,), ())
            if user is not None:
                names += self._campaigns.get((account, user), ())
            for name in names:
                found += table.get(("campaign", name), ())
        if self._kinds.get("observable"):
            if ja4 is not None:
                found += table.get(("observable", ja4, "ja4"), ())
                if agent is not None:
                    found += table.get(("observable", f"{ja4} {agent}", "client"), ())
            if agent is not None:
                found += table.get(("observable", agent, "user_agent"), ())
            if address is not None:
                found += self._near(address)
        return _held(found, now) if found else NOTHING

    @property
    def of_users(self) -> bool:
        """Whether any decision is about single end users."""
        return bool(self._users)

    def tells_users(self, account: str) -> bool:
        """Whether any decision is about single end users of an account."""
        return self._users.get(account, 0) > 0

    def actions(self) -> frozenset[Action]:
        """Return the actions that any decision takes, whether it holds by now or not."""
        return frozenset(action for action, times in self._actions.items() if times)

    def _near(self, address: Address) -> tuple[Decision, ...]:
        found: tuple[Decision, ...] = ()
        bits, number = address.max_prefixlen, int(address)
        for (version, length), times in self._lengths.items():
            if times and version == address.version:
                network = number >> (bits - length) if length else 0
                found += self._table.get(("net", str(version), str(length), str(network)), ())
        return found

    def _place(self, decisions: Iterable[Decision]) -> None:
        for number, decision in enumerate(decisions, 1):
            if not number % _PAUSE:
                time.sleep(0)
            place = _place_of(decision)
            if place is None:
                self.refused += 1
            else:
                self._table[place] = (*self._table.get(place, ()), decision)
                self._count(decision, place, 1)

    def _count(self, decision: Decision, place: tuple[str, ...], more: int) -> None:
        self._kinds[decision.scope.kind] += more
        self._actions[decision.action] += more
        if place[0] == "net":
            self._lengths[int(place[1]), int(place[2])] += more
        elif place[0] == "end_user":
            self._tell_users(place[2], more)

    def _tell_users(self, account: str, more: int) -> None:
        self._users[account] += more
        if not self._users[account]:
            del self._users[account]

    def _remove(self, decision: Decision | None) -> None:
        place = None if decision is None else _place_of(decision)
        if place is None or decision is None:
            return
        self._count(decision, place, -1)
        left = tuple(d for d in self._table.get(place, ()) if d is not decision)
        if left:
            self._table[place] = left
        else:
            self._table.pop(place, None)

    def _enrol(self, members: Iterable[Membership]) -> None:
        for number, one in enumerate(members, 1):
            if not number % _PAUSE:
                time.sleep(0)
            place, known = self._known_of(one)
            if one.campaign not in known:
                self._campaigns[place] = (*known, one.campaign)
                if len(place) > 1:
                    self._tell_users(one.account, 1)

    def _dismiss(self, members: Iterable[Membership]) -> None:
        for one in members:
            place, known = self._known_of(one)
            if one.campaign not in known:
                continue
            if len(place) > 1:
                self._tell_users(one.account, -1)
            left = tuple(c for c in known if c != one.campaign)
            if left:
                self._campaigns[place] = left
            else:
                del self._campaigns[place]

    def _known_of(self, one: Membership) -> tuple[tuple[str, ...], tuple[str, ...]]:
        place = (one.account,) if one.end_user is None else (one.account, one.end_user)
        return place, self._campaigns.get(place, ())


def _place_of(decision: Decision) -> tuple[str, ...] | None:
    """Return where a decision stands in the table; null where it must not."""
    scope = decision.scope
    if unfit(decision):
        return None
    if scope.kind == "observable" and scope.within == "ip_prefix":
        try:
            net = ipaddress.ip_network(scope.value, strict=False)
        except ValueError:
            return None  # a pseudonym: no request tells it
        number = int(net.network_address) >> (net.max_prefixlen - net.prefixlen)
        return ("net", str(net.version), str(net.prefixlen), str(number))
    if scope.kind == "observable" and scope.within not in OBSERVABLES:
        return None
    return (scope.kind, scope.value) if scope.within is None else (
        scope.kind, scope.value, scope.within
    )  # fmt: skip


def _held(found: tuple[Decision, ...], now: float) -> Found:
    real = [d for d in found if not d.simulated and d.holds(now)]
    simulated = [d for d in found if d.simulated and d.holds(now)]
    if not real and not simulated:
        return NOTHING
    return Found(ordered(real), ordered(simulated))


def ordered(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return decisions, the hardest first, each once; of those that clear, one, alone."""
    decisions = list({d.id: d for d in decisions}.values())
    cleared = tuple(d for d in decisions if d.action == Action.ALLOW)
    return cleared[:1] or tuple(sorted(decisions, key=lambda d: (-d.action, d.id)))
