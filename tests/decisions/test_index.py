"""The index finds what a plain search over all decisions finds, at any moment, after any change."""

from __future__ import annotations

import ipaddress

from hypothesis import given
from hypothesis import strategies as st

from stillwatch.respond.decisions.changes import Changes
from stillwatch.respond.decisions.index import Caller, Index, ordered
from stillwatch.respond.decisions.model import Action, Decision, Limits, Membership, Scope

NAMES = st.sampled_from(["a", "b", "a\0b", "__proto__", "日本", "a b", '"'])
AGENTS, NETS = ["py/1", "js"], ["192.0.2.0/24", "192.0.2.128/25", "0.0.0.0/0", "2001:db8::/48"]
ADDRESSES = ["192.0.2.5", "192.0.2.200", "198.51.100.1", "2001:db8::9", "2001:db9::1"]


@st.composite
def scopes(draw: st.DrawFn) -> Scope:
    kind = draw(st.sampled_from(["account", "org", "key", "end_user", "campaign", "observable"]))
    if kind == "observable":
        within = draw(st.sampled_from(["ip_prefix", "ja4", "user_agent", "client"]))
        values = {"ip_prefix": NETS, "ja4": ["t1", "t2"], "user_agent": AGENTS, "client": ["t1 js"]}
        return Scope("observable", draw(st.sampled_from(values[within])), within)
    within = draw(NAMES) if kind == "end_user" else None
    if kind == "key":
        within = draw(st.none() | NAMES)
    return Scope(kind, draw(NAMES), within)  # type: ignore[arg-type]


@st.composite
def decisions(draw: st.DrawFn, ident: str) -> Decision:
    start, action = draw(st.integers(0, 10)), draw(st.sampled_from(Action))
    return Decision(
        id=f"d-{ident:>016}", scope=draw(scopes()), action=action, reason="so", rule="r",
        start=start, expires=start + draw(st.integers(1, 10)), simulated=draw(st.booleans()),
        limits=Limits(requests_per_minute=1) if action is Action.THROTTLE else None,
    )  # fmt: skip


NUMBERS = st.sampled_from("123456789")
members = st.builds(Membership, NAMES, NAMES, st.none() | NAMES)
callers = st.builds(
    Caller, NAMES, st.none() | NAMES, st.none() | NAMES, st.none() | NAMES,
    st.none() | st.sampled_from(ADDRESSES).map(ipaddress.ip_address),
    st.none() | st.sampled_from(["t1", "t2"]), st.none() | st.sampled_from(AGENTS),
)  # fmt: skip


def meant(scope: Scope, caller: Caller, enrolled: list[Membership]) -> bool:
    value, within = scope.value, scope.within
    if scope.kind in ("account", "org"):
        return value == getattr(caller, scope.kind)
    if scope.kind == "key":
        return value == caller.key and within in (None, caller.account)
    if scope.kind == "end_user":
        return value == caller.end_user and within == caller.account
    if scope.kind == "campaign":
        return any(
            m.campaign == value and m.account == caller.account
            and m.end_user in (None, caller.end_user)
            for m in enrolled
        )  # fmt: skip
    if within == "ip_prefix":
        return caller.address is not None and caller.address in ipaddress.ip_network(value)
    if within == "client":
        return None not in (caller.ja4, caller.user_agent) and value == (
            f"{caller.ja4} {caller.user_agent}"
        )
    return value == getattr(caller, str(within))


@given(st.data())
def test_it_finds_what_a_plain_search_finds(data: st.DataObject) -> None:
    known: dict[str, Decision] = {}
    enrolled: list[Membership] = []
    index = Index()
    for step in range(data.draw(st.integers(1, 4))):
        whole = step == 0 or data.draw(st.booleans())
        idents = data.draw(st.lists(NUMBERS, unique=True, max_size=6))
        new = [data.draw(decisions(ident)) for ident in idents]
        ended = [] if whole else data.draw(st.lists(NUMBERS, max_size=3))
        ended = [f"d-{ident:>016}" for ident in ended]
        joined = data.draw(st.lists(members, max_size=4))
        left = data.draw(st.lists(members, max_size=2)) if enrolled else []
        if enrolled and not whole:
            left += data.draw(st.lists(st.sampled_from(enrolled), max_size=2))
        left = [] if whole else [one for one in left if one not in joined]
        before, found_before = index, index.find(Caller("a"), 5)
        index = index.after(Changes(step, whole, new, ended, joined, left))
        assert before.find(Caller("a"), 5) == found_before, "a snapshot never changes"
        if whole:
            known, enrolled = {}, []
        known = {k: d for k, d in known.items() if k not in ended} | {d.id: d for d in new}
        enrolled = [m for m in enrolled if m not in left] + joined
    assert len(index) == len(known)
    assert index.actions() == {d.action for d in known.values()}
    for _ in range(3):
        caller, now = data.draw(callers), data.draw(st.integers(0, 21))
        hit = [d for d in known.values() if meant(d.scope, caller, enrolled) and d.holds(now)]
        found = index.find(caller, now)
        assert found.real == ordered(d for d in hit if not d.simulated)
        assert found.simulated == ordered(d for d in hit if d.simulated)
        if found.real:
            hard = [d.action for d in found.real]
            cleared = any(d.action == Action.ALLOW for d in hit if not d.simulated)
            assert found.action == (Action.ALLOW if cleared else max(hard))
    later = data.draw(st.integers(0, 21))
    tidy = index.without_expired(later)
    caller = data.draw(callers)
    assert tidy.find(caller, later) == index.find(caller, later)
    assert len(tidy) == sum(d.expires > later for d in known.values())


def block(ident: str, scope: Scope, **changes: object) -> Decision:
    made = dict(id=f"d-{ident:>016}", scope=scope, action=Action.BLOCK, reason="so", rule="r",
                start=0.0, expires=9.0, simulated=False)  # fmt: skip
    return Decision(**(made | changes))  # type: ignore[arg-type]


def test_what_could_touch_others_is_left_out_and_counted() -> None:
    bad = [
        block("1", Scope("end_user", "u7")), block("2", Scope("observable", "x")),
        block("3", Scope("observable", "AS64500", "asn")), block("4", Scope("account", "")),
        block("5", Scope("account", "a"), action=Action.THROTTLE),
        block("6", Scope("account", "a"), expires=0.0),
        block("7", Scope("account", "a", "b")),
        block("8", Scope("account", "a"), expires=367 * 86_400.0),
        block("x", Scope("account", "a")),
    ]  # fmt: skip
    index = Index().after(Changes(1, True, bad))
    assert index.refused == 9 and not index.find(Caller("a", end_user="u7"), 1.0).real


def test_a_user_of_one_account_is_not_that_of_another() -> None:
    index = Index({"1": block("1", Scope("end_user", "u7", "reseller"))})
    assert index.find(Caller("reseller", end_user="u7"), 1.0).real
    assert not index.find(Caller("victim", end_user="u7"), 1.0).real
    assert index.tells_users("reseller") and not index.tells_users("victim")


def test_a_campaign_that_loses_a_member_lets_go_of_it() -> None:
    decision = block("1", Scope("campaign", "c"))
    both = [Membership("c", "a"), Membership("c", "b"), Membership("c", "r", "u")]
    index = Index().after(Changes(1, True, [decision], joined=both))
    assert index.find(Caller("a"), 1.0).real and index.find(Caller("r", end_user="u"), 1.0).real
    assert not index.find(Caller("r"), 1.0).real, "a member is one user of it"
    index = index.after(Changes(2, left=[both[0], both[2], Membership("c", "none")]))
    assert not index.find(Caller("a"), 1.0).real and index.find(Caller("b"), 1.0).real
    assert not index.tells_users("r")
