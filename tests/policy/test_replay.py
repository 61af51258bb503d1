"""Past traffic under a policy: from when, how much, and whose."""

from __future__ import annotations

import json

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stillwatch.contract.exchange import SCHEMA
from stillwatch.respond.decisions.model import Action, Limits
from stillwatch.respond.policy.audited import read_audit
from stillwatch.respond.policy.budget import Budget
from stillwatch.respond.policy.honest import estimate, harvesters, populations
from stillwatch.respond.policy.replay import Touch, replay
from stillwatch.respond.policy.traffic import send
from stillwatch.score.truth import read_truth

from .made import HOUR, campaign, member, policy, row, rule, write
from .test_apply import EACH, table

DETECTED = 1_772_582_400.0  # 2026-03-04T00:00:00Z
FLAGGED = DETECTED + 24 * HOUR


def batch(*rows: tuple[float, str, str | None, int]) -> pa.RecordBatch:
    """Exchanges: time, account, end user, output tokens."""
    told = [
        {"id": f"x{n}", "time": int(at * 1e6), "account": account, "end_user": user, "model": "m",
         "output_tokens": tokens}
        for n, (at, account, user, tokens) in enumerate(rows)
    ]  # fmt: skip
    columns = [pa.array([one.get(f.name) for one in told], f.type) for f in SCHEMA]
    return pa.RecordBatch.from_arrays(columns, schema=SCHEMA)


def touch(account: str = "a", action=Action.THROTTLE, since: float = 0.0, **more) -> Touch:
    limits = Limits(requests_per_minute=1, burst=1) if action is Action.THROTTLE else None
    told = {"end_user": None, "campaign": "c", "rule": "r", "whole": False, "limits": limits}
    return Touch(account=account, action=action, since=since, reason="", **(told | more))


def test_who_is_touched_from_when(audit):
    found = replay([audit], policy(rule(), EACH), delay=60)
    assert {t.since for t in found.touches} == {FLAGGED + 60}, "flagged a day after the campaign"
    assert {t.rule for t in found.touches} == {"slow", "each"} and len(found.touches) == 10
    assert (found.harvest, found.after) == (2040, 1800)
    assert found.touched.accounts == pytest.approx(0.005) and not found.tripped


def test_an_account_that_was_flagged_before_its_campaign_waits_for_it(tmp_path):
    early = row("c-1-a0", "confirmed", first_flagged_at="2026-03-01T00:00:00Z")
    found = replay([read_audit(write(tmp_path / "a", [campaign()], [early]))], policy(), delay=0)
    assert min(t.since for t in found.touches) == DETECTED


def test_a_campaign_is_not_quiet_yet_when_it_is_found(tmp_path):
    over = campaign(last_seen="2026-03-05T00:00:00Z")
    audit = read_audit(write(tmp_path / "a", [over]))
    busy = policy(rule(when="campaign.quiet_hours < 1.0"))
    assert len(replay([audit], busy).touches) == 5


def test_a_later_audit_counts_from_the_end_of_the_one_before(tmp_path):
    first = read_audit(write(tmp_path / "1", [campaign(severity="likely")],
                             last="2026-03-06T00:00:00Z"))  # fmt: skip
    second = read_audit(write(tmp_path / "2", [campaign()]))
    found = replay([second, first], policy(rule(), rule("mild", when="campaign.size > 1")), delay=0)
    since = {t.rule: t.since for t in found.touches}
    assert since == {"mild": FLAGGED, "slow": DETECTED + 48 * HOUR}


def test_licensed_accounts_are_left_out(audit):
    more = table({"account": "c-1-a0", "licence_scope": "t"})
    assert {t.account for t in replay([audit], policy(EACH), more).touches} == {
        f"c-1-a{i}" for i in range(1, 5)
    }


def test_the_breaker_that_would_have_stopped_it_is_told(audit):
    assert replay([audit], policy(head="breaker: {accounts: 0.001}")).tripped[0].what == "accounts"


@given(
    times=st.lists(st.floats(0, 600), max_size=60),
    rate=st.floats(0.5, 120), burst=st.floats(0.1, 120),
)  # fmt: skip
@settings(max_examples=100)
def test_a_budget_never_admits_more_than_rate_and_burst(times, rate, burst):
    """In any span: at most the burst, and the rate times its length; and always one."""
    budget = Budget(Limits(requests_per_minute=rate, burst=burst))
    admitted = [at for at in sorted(times) if budget.admits(at) and budget.take(at)]
    most = max(rate / 60 * burst, 1.0)
    assert not times or admitted[:1] == [min(times)]
    for i, start in enumerate(admitted):
        for n, end in enumerate(admitted[i:], 1):
            assert n <= most + rate / 60 * (end - start) + 1e-6


def test_tokens_are_settled_after():
    budget = Budget(Limits(tokens_per_minute=60, burst=10))
    assert budget.admits(0.0) and budget.take(0.0, 1_000), "what a reply takes is known afterwards"
    assert not budget.admits(100.0) and budget.admits(995.0)


def test_one_budget_for_a_whole_campaign_and_one_for_each_account():
    rows = [(float(i % 2), f"a{i}", None, 1) for i in range(4)]
    each = [touch(f"a{i}") for i in range(4)]
    whole = [touch(f"a{i}", whole=True) for i in range(4)]
    members = {(f"a{i}", None) for i in range(4)}
    assert sum(c.refused for c in send([batch(*rows)], each, members).hours.values()) == 0
    assert sum(c.refused for c in send([batch(*rows)], whole, members).hours.values()) == 3


@pytest.mark.parametrize("action, refused, altered", [
    (Action.TAG, 0, 0), (Action.REVIEW, 0, 0), (Action.HARDEN, 0, 2), (Action.CHALLENGE, 2, 0),
    (Action.BLOCK, 2, 0),
])  # fmt: skip
def test_what_each_action_does_from_its_moment_on(action, refused, altered):
    rows = batch((5.0, "a", None, 1), (10.0, "a", None, 1), (20.0, "a", None, 1))
    passed = send([rows], [touch(action=action, since=10.0)], {("a", None)})
    (counts,) = passed.units.values()
    assert (counts.requests, counts.refused, counts.altered) == (3, refused, altered)


def test_an_end_user_is_touched_alone():
    rows = batch((1.0, "shop", "u", 1), (1.0, "shop", "v", 1), (1.0, "shop", None, 1))
    passed = send([rows], [touch("shop", Action.BLOCK, end_user="u")], {("shop", "u")})
    assert {unit: c.refused for unit, c in passed.units.items()} == {
        ("shop", "u"): 1, ("shop", "v"): 0, ("shop", None): 0,
    }  # fmt: skip


@pytest.fixture
def truth(tmp_path):
    def units(campaign, population, *names, **more):
        return [{"account": n, "population": population, "campaign": campaign} | more
                for n in names]  # fmt: skip

    taken = [[int(DETECTED / HOUR) + 30 + i, 40] for i in range(4)]
    told = {
        "version": 1,
        "accounts": [
            *units("t1", "campaign", *(f"c-1-a{i}" for i in range(4))),
            *units(None, "students", "c-1-a4", "other1"), *units(None, "chat", "other2"),
            *units(None, "licensed", "other3"),
        ],
        "campaigns": [{"campaign": "t1", "kind": "k", "start": "2026-03-03T00:00:00Z",
                       "end": "2026-03-11T00:00:00Z", "taken": taken}],
    }  # fmt: skip
    (tmp_path / "truth.json").write_text(json.dumps(told))
    return read_truth(tmp_path / "truth.json")


def test_honest_users_are_told_by_population(audit, truth):
    found = replay([audit], policy(EACH), delay=0)
    at = FLAGGED + 1
    rows = batch(*[(at + i, "c-1-a4", None, 1) for i in range(3)], (at, "other2", None, 1),
                 *[(at + i, "c-1-a0", None, 1) for i in range(40)],
                 (at, "nobody", None, 1))  # fmt: skip
    passed = send([rows], found.touches, harvesters(truth))
    told = {p.name: p for p in populations(truth, found.touches, passed)}
    assert (told["students"].touched, told["students"].units) == (1, 2)
    assert told["students"].requests == 3 and told["students"].refused == 2
    assert (told["chat"].touched, told["chat"].requests, told["chat"].refused) == (0, 1, 0)
    assert told["harvest"].touched == 4 and told["licensed"].touched == 0
    assert told["not in the truth"].requests == 1
    assert sum(p.requests for p in told.values()) == passed.requests == 45
    without = {p.name: p for p in populations(truth, found.touches, None)}
    assert without["students"].touched == 1 and without["students"].requests is None


def test_prevented_by_the_hour_is_estimated_from_the_truth_alone(audit, truth):
    """40 an hour on four accounts; a budget of 6 a minute is never met, one of 6 an hour is."""
    wide = estimate(truth, replay([audit], policy(), delay=0))
    assert [r["harvest"] for r in wide] == [40] * 4 and sum(r["prevented"] for r in wide) == 0
    do = "{scope: campaign, action: throttle, limits: {requests_per_minute: 0.1}}"
    whole = estimate(truth, replay([audit], policy(rule(do=do)), delay=0))
    assert [r["prevented"] for r in whole] == [34] * 4
    late = estimate(truth, replay([audit], policy(rule(do=do)), delay=8 * HOUR))
    assert [r["prevented"] for r in late] == [0, 0, 34, 34], "nothing before the decision"
    each = estimate(truth, replay([audit], policy(rule(do=do.replace("campaign", "account"))),
                                  delay=0))  # fmt: skip
    assert [r["prevented"] for r in each] == [16] * 4
    block = rule(do="{scope: account, action: block}")
    assert [r["prevented"] for r in estimate(truth, replay([audit], policy(block), delay=0))] == [
        40
    ] * 4


def test_members_without_a_log_of_end_users(tmp_path):
    users = [member("shop", "u1"), member("b")]
    shop = row("shop", "none", end_users=9, end_users_flagged=1)
    audit = read_audit(write(tmp_path / "a", [campaign(members=users)], [shop]))
    found = replay([audit], policy(), delay=0)
    assert {(t.account, t.end_user, t.since) for t in found.touches} == {
        ("shop", "u1", DETECTED), ("b", None, FLAGGED),
    }  # fmt: skip
