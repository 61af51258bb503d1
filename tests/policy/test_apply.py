"""A policy applied to an audit: who is touched, who never is, and what stands afterwards."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from stillwatch.contract.verdicts import append, snapshot
from stillwatch.core.errors import UsageError
from stillwatch.ingest.account_rows import row_of
from stillwatch.ingest.accounts import AccountTable
from stillwatch.respond.decisions.model import Action, Decision, Membership, Scope
from stillwatch.respond.decisions.sqlite import SqliteStore
from stillwatch.respond.decisions.store import BY_HAND, BY_POLICY, Batch, Ended, Filter, Moved
from stillwatch.respond.policy.apply import apply, former, propose
from stillwatch.respond.policy.audited import read_audit
from stillwatch.respond.policy.breaker import touched
from stillwatch.respond.policy.gather import More, gather

from .made import END, HOUR, campaign, member, policy, row, rule, write

WIDE = "breaker: {accounts: 1, exchanges: 1, revenue: 1}"
EACH = rule("each", do="{scope: account, action: throttle, limits: {requests_per_minute: 5}}")


def run(store, audit, of, now=END, **more):
    proposal = propose(store, audit, of, now, **more)
    apply(store, proposal, "a test")
    return proposal


def table(*rows: dict) -> More:
    return More(AccountTable([row_of(one) for one in rows]))


def by_hand(scope: Scope, action=Action.ALLOW, number: int = 1) -> Decision:
    return Decision(
        id=f"d-{number:016x}", scope=scope, action=action, reason="r", rule=BY_HAND, by="me",
        start=END - 10, expires=END + 999 * HOUR, simulated=False,
    )  # fmt: skip


def test_again_with_the_same_nothing_happens(store, audit):
    first = run(store, audit, policy())
    assert len(first.plan.put) == 1 and first.plan.put[0].simulated
    assert {m.account for m in first.plan.joined} == {f"c-1-a{i}" for i in range(5)}
    revision = store.revision()
    again = run(store, audit, policy())
    assert again.plan.empty and store.revision() == revision
    assert propose(None, audit, policy(), END).plan.put == first.plan.put, "in any store"


def test_enforced_only_when_the_file_says_so(store, audit):
    run(store, audit, policy())
    real = run(store, audit, policy(head="enforce: true"))
    assert [d.simulated for d in real.plan.put] == [False] and len(real.plan.ended) == 1


def test_a_decision_is_extended_by_another_without_a_gap(store, audit):
    pace = rule(do="{scope: campaign, action: throttle, limits: {pace: 0.5}}")
    (first,) = run(store, audit, policy(pace)).plan.put
    assert first.limits.requests_per_minute == pytest.approx(0.5 * 2040 / (204 * 60), rel=0.01)
    assert run(store, audit, policy(pace), END + 11 * HOUR).plan.empty
    slower = audit._replace(campaigns=tuple(
        c.__class__(**{n: getattr(c, n) for n in c.__struct_fields__} | {"exchanges": 10})
        for c in audit.campaigns
    ))  # fmt: skip
    (second,) = run(store, slower, policy(pace), END + 13 * HOUR).plan.put
    assert second.start == first.expires and second.expires == END + 37 * HOUR
    assert second.limits == first.limits, "who is slowed is not slowed more and more"
    assert run(store, audit, policy(pace), END + 13 * HOUR).plan.empty
    (third,) = run(store, audit, policy(pace), END + 99 * HOUR).plan.put
    assert third.start == END + 99 * HOUR, "nobody looked for days: it begins anew"


def test_what_no_longer_holds_ends_and_its_members_leave(store, audit, tmp_path):
    run(store, audit, policy())
    calm = read_audit(write(tmp_path / "calm", [campaign(severity="watch")]))
    after = run(store, calm, policy(), END + HOUR)
    assert [one.by for one in after.plan.ended] == [BY_POLICY] and not after.plan.put
    assert store.members() == [] and store.kept(Filter(standing_at=END + HOUR)) == []
    back = run(store, audit, policy(), END + HOUR)
    assert len(back.plan.put) == 1
    assert len(run(store, calm, policy(), END + HOUR).plan.ended) == 1
    assert len(run(store, audit, policy(), END + HOUR).plan.put) == 1, "at the very same moment"


def test_what_a_person_ended_is_left_so_until_it_had_expired(store, audit):
    (one,) = run(store, audit, policy()).plan.put
    store.write(Batch(ended=[Ended(one.id, END + 1, "me", "a benchmark")]))
    for now in (END + 2, END + 20 * HOUR):
        again = run(store, audit, policy(rule(reason="Other words."), head=WIDE), now)
        assert not again.plan.put and [u.by for u in again.plan.undone] == ["me"]
    assert len(run(store, audit, policy(), END + 25 * HOUR).plan.put) == 1


def test_a_plan_on_an_older_state_is_refused(store, audit):
    proposal = propose(store, audit, policy(), END)
    store.write(Batch(decisions=[by_hand(Scope("account", "x"))]))
    with pytest.raises(Moved):
        apply(store, proposal, "a test")
    assert len(store.kept()) == 1


def test_decisions_by_hand_are_never_touched(store, audit):
    hand = by_hand(Scope("campaign", "c-7"), Action.BLOCK)
    store.write(Batch(decisions=[hand], joined=[Membership("c-7", "z")]))
    run(store, audit, policy(rule(when="campaign.size > 999")))
    assert store.kept()[0].ended is None and store.members() == [Membership("c-7", "z")]


@pytest.mark.parametrize("scope, spared", [
    (Scope("account", "c-1-a0"), 1), (Scope("campaign", "c-1"), 5), (Scope("org", "acme"), 1),
    (Scope("account", "else"), 0), (Scope("end_user", "c-1-a0", "x"), 0),
])  # fmt: skip
def test_who_is_allowed_by_hand_is_left_out(store, audit, scope, spared):
    store.write(Batch(decisions=[by_hand(scope)]))
    found = propose(store, audit, policy(EACH), END, table({"account": "c-1-a3", "org": "acme"}))
    assert len(found.plan.put) == 5 - spared
    assert {one.why for c in found.scene.cases for one in c.left_out} <= {"cleared by hand"}


@pytest.mark.parametrize("facts", [
    {"licence_scope": "train"}, {"allow_by": "me"}, {"allow_until": "2026-12-31"},
    {"licence_scope": "train", "licence_valid_until": "2026-03-11"},
    {"allow_by": "me", "allow_until": "2026-03-12"},
])  # fmt: skip
def test_licensed_and_cleared_accounts_are_never_touched(audit, facts):
    """Also by a licence that held when the exchanges were made, and has ended since."""
    more = table({"account": "c-1-a2", **facts})
    found = propose(None, audit, policy(EACH, rule()), END, more)
    assert "c-1-a2" not in found.touched.names and len(found.touched.names) == 4
    assert "c-1-a2" not in {m.account for m in found.plan.joined}
    assert "c-1-a2" not in json.dumps([d.scope.value for d in found.plan.put])


def test_a_licence_that_had_ended_before_does_not_help(audit):
    more = table({"account": "c-1-a2", "licence_scope": "t", "licence_valid_until": "2026-02-01"})
    assert len(propose(None, audit, policy(EACH), END, more).plan.put) == 5


def test_an_account_that_was_drawn_in_is_not_touched(tmp_path):
    """Framed: it is in the campaign, and its own evidence is below `likely`."""
    audit = read_audit(write(
        tmp_path / "a", [campaign()], [row("c-1-a1", "watch", ["c-1"]), row("c-1-a3", "none")]
    ))  # fmt: skip
    found = propose(None, audit, policy(EACH, rule()), END)
    assert found.touched.names == ("c-1-a0", "c-1-a2", "c-1-a4")
    assert {m.account for m in found.plan.joined} == set(found.touched.names)
    (case,) = found.scene.cases
    assert [(one.account, one.why) for one in case.left_out] == [
        ("c-1-a1", "below likely"), ("c-1-a3", "below likely"),
    ]  # fmt: skip


def test_a_level_from_another_campaign_does_not_count(tmp_path):
    """A confirmed harvester in a group that is only watched is not touched because of that one."""
    both = [campaign(), campaign("c-2", "watch", [member("c-1-a0"), member("b")])]
    audit = read_audit(write(tmp_path / "a", both))
    found = propose(None, audit, policy(rule("any", when="campaign.size > 0")), END)
    assert {m.campaign for m in found.plan.joined} == {"c-1"}


def test_a_member_that_the_account_table_of_the_audit_lacks_is_not_touched(audit):
    lost = audit._replace(rows={k: v for k, v in audit.rows.items() if k != "c-1-a0"})
    assert "c-1-a0" not in propose(None, lost, policy(EACH), END).touched.names


@pytest.mark.parametrize("word, changed, spared", [
    ("false", False, True), ("licensed", False, True), ("true", False, False),
    ("false", True, True),
])  # fmt: skip
def test_a_verdict_of_a_person_counts(tmp_path, word, changed, spared):
    """Also for the same accounts under another id."""
    folder = write(tmp_path / "a", [campaign()])
    told = campaign() | ({"id": "c-older"} if changed else {})
    append(folder, snapshot(told, word, "2026-03-12T00:00:00Z", by="me"))
    found = propose(None, read_audit(folder), policy(EACH), END)
    assert bool(found.plan.put) != spared
    assert found.scene.cases[0].facts["campaign"]["reviewed"] == (word == "true")


def test_the_last_word_counts_whatever_the_id_was_then(tmp_path):
    """A group of the review queue that was cleared, and is a campaign by now."""
    folder = write(tmp_path / "a", [campaign()])
    append(folder, snapshot(campaign() | {"id": "g-1"}, "false", "2026-03-11T00:00:00Z"))
    append(folder, snapshot(campaign(), "true", "2026-03-12T00:00:00Z"))
    assert propose(None, read_audit(folder), policy(EACH), END).plan.put
    append(folder, snapshot(campaign() | {"id": "g-1"}, "false", "2026-03-13T00:00:00Z"))
    assert not propose(None, read_audit(folder), policy(EACH), END).plan.put


def test_a_verdict_on_some_end_users_clears_no_others_of_their_reseller(tmp_path):
    shop = row("shop", "none", ["c-1"], end_users=40, end_users_flagged=2)
    theirs = campaign(members=[member("shop", "u1"), member("shop", "u2")])
    folder = write(tmp_path / "a", [theirs], [shop])
    units = [{"account": "shop", "end_user": name} for name in ("u3", "u4")]
    group = {"group": "g-1", "accounts": ["shop"], "units": units, "members": 2}
    append(folder, snapshot(group, "false", "2026-03-12T00:00:00Z"))
    assert gather(read_audit(folder), END).cases[0].parties
    units = [{"account": "shop", "end_user": name} for name in ("u2", "u1")]
    append(folder, snapshot(group | {"units": units}, "false", "2026-03-12T00:00:00Z"))
    assert not gather(read_audit(folder), END).cases[0].parties


def test_end_users_of_a_reseller_are_touched_alone(tmp_path):
    users = [member("shop", "u1"), member("shop", "u2", log_e=3.0), member("b")]
    shop = row("shop", "none", ["c-1"], end_users=40, end_users_flagged=2, exchanges=90_000)
    audit = read_audit(write(tmp_path / "a", [campaign(members=users)], [shop]))
    do = ("[{scope: account, action: tag}, {scope: end_user, action: throttle, "
          "limits: {requests_per_minute: 2}}]")  # fmt: skip
    levels = rule(when="member.level == 'confirmed'", do=do, reason="{account.id} {member.level}")
    found = propose(None, audit, policy(levels, rule("all")), END)
    scopes = [d.scope for d in found.plan.put]
    assert Scope("end_user", "u1", "shop") in scopes and Scope("account", "b") in scopes
    assert Scope("end_user", "u2", "shop") not in scopes, "its own evidence makes it likely only"
    assert Scope("account", "shop") not in scopes, "the rest of its users have done nothing"
    assert Membership("c-1", "shop", "u2") in found.plan.joined
    assert Membership("c-1", "shop") not in found.plan.joined
    calm = shop | {"end_users_flagged": 0}
    audit = read_audit(write(tmp_path / "b", [campaign(members=users)], [calm]))
    found = propose(None, audit, policy(levels, rule("all")), END)
    assert {m.account for m in found.plan.joined} == {"b"}


def test_what_is_not_known_is_told_and_touches_nobody(audit):
    free = rule(when="account.plan == 'free'", do="{scope: account, action: tag}")
    found = propose(None, audit, policy(free), END)
    assert not found.plan.put and {u.why for u in found.unknown} == {"not known: account.plan"}
    more = table({"account": "c-1-a0", "plan": "free"}, {"account": "c-1-a1", "plan": "team"})
    found = propose(None, audit, policy(free), END, more)
    assert [d.scope.value for d in found.plan.put] == ["c-1-a0"]


@pytest.mark.parametrize("bound, trips", [
    ("accounts: 0.004", True), ("accounts: 0.005", False), ("exchanges: 0.004", True),
    ("exchanges: 0.005", False), ("revenue: 0.4", True), ("revenue: 0.6", False),
])  # fmt: skip
def test_the_breaker_stops_what_touches_too_much(store, audit, bound, trips):
    """5 of 1,000 accounts, 2,000 of 400,000 exchanges, half of the revenue."""
    head = "breaker: {accounts: 1, exchanges: 1, revenue: 1, " + bound + "}"
    head = head.replace(f"{bound.split(':')[0]}: 1, ", "")
    more = table({"account": "c-1-a0", "revenue": 50}, {"account": "else", "revenue": "50"})
    found = propose(store, audit, policy(EACH, head=head), END, more)
    assert bool(found.tripped) == trips
    if trips:
        with pytest.raises(UsageError, match="breaker"):
            apply(store, found, "a test")
        assert store.revision() == 0 and store.kept() == [] and store.members() == []


def test_marks_and_reviews_do_not_count_for_the_breaker(store, audit):
    mild = rule(do="[{scope: account, action: tag}, {scope: campaign, action: review}]")
    found = propose(store, audit, policy(mild, head="breaker: {accounts: 0}"), END)
    assert not found.tripped and len(found.plan.put) == 6


def test_a_new_version_is_for_its_share_first_then_for_all_and_can_be_taken_back(store, tmp_path):
    audit = read_audit(write(tmp_path / "a", [campaign(f"c-{i}", members=2) for i in range(40)]))
    old, new = policy(head=WIDE), policy(rule(hold="48h"), head=f"{WIDE}\ncanary: {{share: 0.3}}")
    run(store, audit, old)
    part = run(store, audit, new, END + 1)
    fresh = {d.campaign for d in part.plan.put}
    assert {d.policy for d in part.plan.put} == {new.version} and 3 < len(fresh) < 24
    assert len(part.plan.standing) == 40 - len(fresh), "others keep what the version before decided"
    assert run(store, audit, new, END + 2).plan.empty, "the same share, again and again"
    whole = run(store, audit, new, END + 3, promote=True)
    assert len(whole.plan.put) == 40 - len(fresh) and not whole.before
    assert run(store, audit, new, END + 4).plan.empty, "promoted for good"
    assert former(store).version == old.version
    back = run(store, audit, former(store), END + 5, fallback=True)
    assert {d.policy for d in back.plan.put} == {old.version} and len(back.plan.put) == 40
    standing = store.kept(Filter(standing_at=END + 5))
    assert len(standing) == 40 and len({k.decision.campaign for k in standing}) == 40


def test_a_canary_of_accounts_leaves_whole_campaigns_to_the_version_before(store, tmp_path):
    audit = read_audit(write(tmp_path / "a", [campaign(members=40)]))
    old = policy(EACH, rule(), head=WIDE)
    new = policy(EACH, rule(), head=f"{WIDE}\ncanary: {{share: 0.5, of: accounts}}")
    run(store, audit, old)
    part = run(store, audit, new, END + 1)
    assert {d.scope.kind for d in part.plan.put} == {"account"} and 8 < len(part.plan.put) < 32
    assert len(store.members("c-1")) == 40


def test_there_has_to_be_a_version_before_to_go_back_to(store, audit):
    with pytest.raises(UsageError, match="nothing to go back"):
        former(store)
    run(store, audit, policy())
    with pytest.raises(UsageError, match="nothing to go back"):
        former(store)


GROUPS = st.lists(
    st.tuples(
        st.sampled_from(("watch", "likely", "confirmed")),
        st.lists(st.integers(0, 30), min_size=1, max_size=8, unique=True),
    ),
    max_size=5,
)  # fmt: skip
ROWS = st.lists(st.sampled_from(("none", "watch", "likely", "confirmed")), min_size=31, max_size=31)
RULES = st.lists(
    st.builds(
        rule,
        name=st.sampled_from(("r1", "r2", "r3", "r4")),
        when=st.sampled_from((
            "campaign.size > 2", "campaign.level != 'watch'", "true", "campaign.touchable >= 2",
            "campaign.level == 'confirmed'", "campaign.exchanges_share > 0.01",
        )),
        do=st.sampled_from((
            "{scope: campaign, action: harden}", "{scope: account, action: block}",
            "{scope: account, action: throttle, limits: {pace: 0.5}}",
            "[{scope: campaign, action: throttle, limits: {pace: 0.5}}, "
            "{scope: campaign, action: tag}]",
        )),
        hold=st.sampled_from(("1h", "24h", "30d")),
    ),
    min_size=1, max_size=4, unique_by=lambda one: one.partition("\n")[0],
)  # fmt: skip


@given(
    groups=GROUPS, levels=ROWS, rules=RULES, spared=st.sets(st.integers(0, 30), max_size=8),
    bounds=st.tuples(*[st.floats(0, 0.6)] * 3), canary=st.floats(0.05, 1),
    steps=st.lists(st.floats(0, 40), min_size=1, max_size=4),
    hand=st.sets(st.integers(0, 30), max_size=4),
)  # fmt: skip
@settings(max_examples=40, suppress_health_check=list(HealthCheck), phases=(Phase.generate,))
def test_what_holds_of_every_plan(
    tmp_path_factory, groups, levels, rules, spared, bounds, canary, steps, hand
):
    """Idempotent; never beyond the breaker; never the licensed, the cleared or the drawn in."""
    tmp = tmp_path_factory.mktemp("p")
    made = [campaign(f"c-{n}", level, [member(f"a{i}") for i in who])
            for n, (level, who) in enumerate(groups)]  # fmt: skip
    rows = [row(f"a{i}", level) for i, level in enumerate(levels)]
    audit = read_audit(write(tmp / "a", made, rows, others=30))
    more = table(*[{"account": f"a{i}", "licence_scope": "t", "revenue": i} for i in spared],
                 *[{"account": f"a{i}", "revenue": 9}
                   for i in range(31) if i not in spared])  # fmt: skip
    most = dict(zip(("accounts", "exchanges", "revenue"), bounds, strict=True))
    head = f"breaker: {json.dumps(most)}\ncanary: {{share: {canary:.3f}}}"
    of = policy(*rules, head=head)
    allowed = {f"a{i}" for i in hand}
    never = {f"a{i}" for i in spared} | allowed | {
        f"a{i}" for i, level in enumerate(levels) if level in ("none", "watch")
    }  # fmt: skip
    now = END
    with SqliteStore(tmp / "d.db") as store:
        store.write(Batch(decisions=[
            by_hand(Scope("account", name), number=n + 1) for n, name in enumerate(sorted(allowed))
        ]))  # fmt: skip
        for step in steps:
            now += step * HOUR
            before = store.revision()
            found = propose(store, audit, of, now, more)
            assert found.plan == propose(store, audit, of, now, more).plan
            felt = touched(found.scene, found.wishes)
            shares = {"accounts": felt.accounts, "exchanges": felt.exchanges,
                      "revenue": felt.revenue or 0}  # fmt: skip
            if any(shares[name] > most[name] for name in most):
                with pytest.raises(UsageError):
                    apply(store, found, "a test")
                assert store.revision() == before
                continue
            apply(store, found, "a test")
            assert propose(store, audit, of, now, more).plan.empty
            about = {k.decision.scope for k in store.kept(Filter(standing_at=now))
                     if k.decision.policy is not None}  # fmt: skip
            held = {m.account for m in store.members()}
            hit = held | {s.value for s in about if s.kind == "account"}
            assert not hit & never
            assert {s.value for s in about if s.kind == "campaign"} <= {
                m.campaign for m in store.members()
            }
