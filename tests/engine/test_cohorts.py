"""Cohorts: who is nominated, by what is shared and by closeness, and how lists of them behave."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import bdtrc

from stillwatch.detect.accounts.content import Content
from stillwatch.detect.cohorts import (
    BALL,
    CHANCE,
    URN,
    Cohorts,
    beyond_prevalence,
    by_observable,
    by_proximity,
    concat,
    join,
    suspects,
)
from stillwatch.store.links import SMALLEST, Links

from ..detectors.synthetic import NOW, accounts, cohorts, links

Row = tuple[int, int, int, int]
"""Observable type, key, account, hour of first sight."""


def built(rows: list[Row], size: int = 20) -> Links:
    kind, key, account, first = np.array(rows, dtype=np.int64).reshape(-1, 4).T
    return Links.build(
        ("ip_prefix", "ja4"), kind.astype(np.int16), key.astype(np.uint64), account,
        first.astype(np.int32), size,
    )  # fmt: skip


def groups(found: Cohorts) -> list[tuple[str, frozenset[int]]]:
    return [(f, frozenset(found.members(i).tolist())) for i, f in enumerate(found.formed)]


ROWS = st.lists(
    st.tuples(st.integers(0, 1), st.integers(1, 4), st.integers(0, 19), st.integers(0, 9)),
    max_size=60, unique_by=lambda r: r[:3],
)  # fmt: skip


# --- links


@given(ROWS, st.integers(0, 10))
def test_what_is_known_at_an_hour_is_what_a_log_cut_there_holds(rows, hour):
    """Whoever shares a value later must not count now: in `counts`, in `held`, in cohorts."""

    def told(of: Links) -> Any:
        here, there = of.counts(np.ones(20, bool))
        names = list(zip(of.kind.tolist(), of.key.tolist(), strict=True))
        shared = {n: int(c) for n, c in zip(names, here + there, strict=True) if c}
        held = {
            (number, account): names[code]
            for number, line in enumerate(of.held)
            for account, code in enumerate(line)
            if code >= 0
        }
        return shared, held

    def kept(rows: list[Row]) -> list[Row]:
        """As the audit does: values that fewer than three accounts ever share are dropped."""
        sharing: dict[Any, set[int]] = {}
        for kind, key, account, _ in rows:
            sharing.setdefault((kind, key), set()).add(account)
        return [r for r in rows if len(sharing[r[0], r[1]]) >= SMALLEST]

    whole = built(kept(rows)).known(hour)
    early = built(kept([r for r in rows if r[3] < hour])).known(hour)
    assert told(whole) == told(early)


@given(ROWS, st.integers(0, 10), st.sampled_from(["ip_prefix", "ja4", "model"]))
def test_one_observable_alone_is_known_as_it_is_among_the_others(rows, hour, kind):
    whole = built(rows).known(hour)
    alone = built(rows).only(kind).known(hour)
    of = whole.rows(kind)
    for name in ("code", "account", "first", "when"):
        assert np.array_equal(getattr(alone, name), getattr(whole, name)[of])
    for number, other in enumerate(whole.types):
        expected = whole.held[number] if other == kind else np.full(20, -1)
        assert np.array_equal(alone.held[number], expected)


@given(ROWS)
def test_an_account_holds_the_value_that_it_showed_first(rows):
    of = built(rows)
    for kind in (0, 1):
        for account in range(20):
            mine = [r for r in rows if r[0] == kind and r[2] == account]
            code = int(of.held[kind, account])
            assert (code >= 0) == bool(mine)
            if mine:
                first = min(r[3] for r in mine)
                assert int(of.key[code]) in {r[1] for r in mine if r[3] == first}


@given(ROWS, st.sets(st.integers(0, 19)))
def test_counts_inside_and_outside(rows, chosen):
    of = built(rows)
    inside = np.isin(np.arange(20), sorted(chosen))
    here, there = of.counts(inside)
    for number, (kind, key) in enumerate(zip(of.kind, of.key, strict=True)):
        sharing = {r[2] for r in rows if r[0] == kind and r[1] == key}
        assert here[number] == len(sharing & chosen)
        assert there[number] == len(sharing - chosen)


# --- by observable


@given(ROWS, st.sets(st.integers(0, 19)), st.integers(1, 20))
def test_the_suspects_within_an_observable_are_nominated(rows, chosen, largest):
    mask = np.isin(np.arange(20), sorted(chosen))
    # nobody else could be a suspect: no number of suspects is left to chance but all of them
    found = by_observable(built(rows), mask, largest, np.ones(20, bool))
    share = mask.sum() / 20
    expected = []
    for kind, key in sorted({(r[0], r[1]) for r in rows}):
        sharing = {r[2] for r in rows if (r[0], r[1]) == (kind, key)}
        inside = len(sharing & chosen)
        rare = inside >= SMALLEST and bdtrc(inside - 1, len(sharing), share) <= CHANCE
        if rare and len(sharing) <= largest:
            expected.append((("ip_prefix", "ja4")[kind], frozenset(sharing & chosen)))
            assert found.group[len(expected) - 1] == len(sharing)
    assert groups(found) == expected


def test_as_many_suspects_as_chance_puts_there_are_no_hypothesis():
    """Ten of fifty are what a fifth of everybody puts there; idle ones beside them hide none."""
    rows = [(0, 1, account, 0) for account in range(50)] + [(1, 2, a, 0) for a in (0, 1, 2)]
    of = built(rows, 100)
    chosen, able = np.zeros(100, bool), np.ones(100, bool)
    chosen[[*range(10), *range(60, 70)]] = True
    assert by_observable(of, chosen, 100, able).formed == ("ja4",)
    able[10:50] = False  # most of the fifty send nothing that could make them suspects
    assert "ip_prefix" in by_observable(of, chosen, 100, able).formed


def test_a_planted_cluster_behind_a_popular_address_is_found_without_its_neighbours():
    members = np.arange(0, 30)
    planted = {
        "harvest_share": 0.95, "harvest": 0.95, "one_shot": 1.0, "elicitation": 0.9,
        "repeats": 0.0, "age": 1.0, "spacing": 3.0, "breadth": 3.0, "n_slice": 40.0,
    }  # fmt: skip
    made = accounts(1_000, 1, planted, members)
    shared = links(1_000, 1, {"ip_prefix": range(0, 200)})
    from stillwatch.detect import suspicion

    chosen = suspects(made, suspicion.score(made))
    found = by_observable(shared.known(NOW), chosen, 500, np.ones(1_000, bool))
    number = next(i for i in range(len(found)) if found.key[i] == 10**6)
    assert set(members) <= set(found.members(number).tolist())
    assert len(found.members(number)) < 0.5 * found.group[number]


# --- suspects


def test_suspects_are_a_share_of_accounts_and_have_a_slice_to_measure():
    made = accounts(1_000, 2)
    score = np.random.default_rng(0).normal(size=1_000)
    chosen = suspects(made, score, 0.2)
    assert 0 < chosen.sum() <= 201
    assert (made.n_slice[chosen] >= 3).all()
    assert score[chosen].min() >= np.quantile(score, 0.8)


def test_nobody_is_suspect_where_nothing_reads_like_a_harvest():
    made = accounts(50, 3, {"n_slice": 0.0}, np.arange(50))
    assert not suspects(made, np.zeros(50)).any()


# --- by proximity


def near(made: Any, chosen: Any) -> Any:
    return by_proximity(made, Content.of(made, made.seen), chosen)


def planted_cluster(size: int, seed: int) -> tuple[Any, np.ndarray]:
    rng = np.random.default_rng([seed, 9])
    members = rng.choice(1_500, size, replace=False)
    style = np.zeros(24)
    style[[3, 7]] = 0.5
    planted = {
        "onset": 200 + rng.normal(0, 6, size), "load": 2.0 + rng.normal(0, 0.15, size),
        "length": 0.3 + rng.normal(0, 0.05, size), "output": 0.5 + rng.normal(0, 0.1, size),
        "styles": style + rng.normal(0, 0.01, (size, 24)), "n_slice": 40.0,
    }  # fmt: skip
    return accounts(1_500, seed, planted, members), members


@pytest.mark.parametrize("seed", range(4))
def test_a_planted_cluster_that_shares_nothing_is_found(seed):
    made, members = planted_cluster(40, seed)
    chosen = made.n_slice >= 3
    found = near(made, chosen)
    pure = [g for _, g in groups(found) if len(g & set(members.tolist())) >= 0.8 * len(g)]
    assert pure, "no ball lies within the cluster"
    assert len(frozenset().union(*pure) & set(members.tolist())) >= 0.5 * len(members)


@pytest.mark.parametrize("seed", range(4))
def test_balls_are_of_one_size_and_mostly_of_accounts_not_seen_before(seed):
    made = accounts(1_500, 100 + seed)
    found = near(made, made.n_slice >= 3)
    seen: set[int] = set()
    for _, ball in groups(found):
        assert len(ball) == BALL
        assert 2 * len(ball & seen) <= BALL
        seen |= ball


def test_proximity_is_repeatable_and_leaves_the_exempt_out():
    made, members = planted_cluster(40, 1)
    chosen = made.n_slice >= 3
    chosen[members[:20]] = False
    first, again = (near(made, chosen) for _ in range(2))
    assert groups(first) == groups(again)
    assert not np.isin(members[:20], first.account).any()


def test_too_few_suspects_make_no_group():
    made = accounts(200, 3)
    few = np.zeros(200, bool)
    few[np.flatnonzero(made.n_slice >= 3)[:10]] = True
    assert len(near(made, few)) == 0
    assert len(near(made, np.zeros(200, bool))) == 0


# --- lists of cohorts

LISTS = st.lists(st.sets(st.integers(0, 19), min_size=1, max_size=6), max_size=8)


@given(LISTS, st.data())
def test_take_picks_cohorts_in_the_order_given(lists, data):
    of = cohorts([np.array(sorted(g)) for g in lists])
    wanted = data.draw(st.lists(st.integers(0, len(lists) - 1), unique=True)) if lists else []
    found = of.take(np.array(wanted, dtype=np.int64))
    assert [g for _, g in groups(found)] == [frozenset(lists[i]) for i in wanted]
    np.testing.assert_array_equal(found.key, of.key[wanted] if wanted else [])
    np.testing.assert_array_equal(found.group, of.group[wanted] if wanted else [])


@given(LISTS)
def test_distinct_keeps_the_first_of_equal_cohorts(lists):
    of = cohorts([np.array(sorted(g)) for g in lists])
    marks = np.random.default_rng(1).integers(0, 2**63, 20).astype(np.uint64)
    found = of.distinct(marks)
    first = {frozenset(g): i for i, g in reversed(list(enumerate(lists)))}
    assert [g for _, g in groups(found)] == [
        frozenset(g) for i, g in enumerate(lists) if first[frozenset(g)] == i
    ]
    assert found.key.tolist() == sorted(i + 1 for i in first.values())


@given(LISTS, LISTS)
def test_concat_and_join(left, right):
    one = cohorts([np.array(sorted(g)) for g in left])
    other = join([np.array(sorted(g), dtype=np.int64) for g in right])
    both = concat(one, other)
    assert len(both) == len(left) + len(right)
    assert [g for _, g in groups(both)] == [frozenset(g) for g in [*left, *right]]
    assert both.formed[len(left) :] == ("proximity",) * len(right)


# --- what is shared beyond its prevalence

USERS = 60
"""End users of each of two accounts, behind 600 accounts that are nobody's."""


def drawn(seed: int, odds: float = 0.9) -> Links:
    """Accounts that each show one value: end users mostly their own account's, others any."""
    rng = np.random.default_rng(seed)
    within = np.r_[np.full(600, -1), np.repeat([0, 1], USERS)]
    value = rng.integers(1, 40, len(within)).astype(np.uint64)
    own = (within >= 0) & (rng.random(len(within)) < odds)
    value[own] = (100 + within[own]).astype(np.uint64)
    size = len(within)
    return Links.build(
        ("params",), np.zeros(size, np.int16), value, np.arange(size),
        np.zeros(size, np.int32), size, within=within,
    )  # fmt: skip


def chance(shared: Links, members: np.ndarray) -> float:
    return float(beyond_prevalence(cohorts([members]), shared, 0)[0])


def test_what_an_account_sets_for_all_of_its_end_users_says_little_of_some_of_them():
    shared = drawn(1)
    some = np.arange(600, 620)
    blind = replace(shared, within=np.full(len(shared.within), -1))
    assert chance(blind, some) > 20, "nobody else shows it"
    assert chance(shared, some) < 3


def test_what_some_end_users_share_apart_from_the_others_still_tells():
    value = np.r_[np.full(600, 1), np.full(2 * USERS, 2)].astype(np.uint64)
    value[600:612] = 3
    size = len(value)
    shared = Links.build(
        ("params",), np.zeros(size, np.int16), value, np.arange(size), np.zeros(size, np.int32),
        size, within=np.r_[np.full(600, -1), np.repeat([0, 1], USERS)],
    )  # fmt: skip
    assert chance(shared, np.arange(600, 612)) > 20
    assert chance(shared, np.r_[np.arange(600, 612), np.arange(20)]) > 10, "others beside them"


def test_an_account_of_a_campaign_alone_does_not_hide_what_its_end_users_share():
    """Whoever makes up end users sets what is usual among them: it's everybody that counts."""
    shared = drawn(2, odds=1.0)
    assert chance(shared, np.arange(600, 600 + USERS)) > 30


@pytest.mark.parametrize("homes", [(0,), (0, 1), (-1, 0), (-1, 0, 1)])
def test_e_values_of_chance_are_one_on_average_at_most(homes):
    """Members drawn as the null says, from their own account's end users or from everybody."""
    found = []
    for seed in range(400):
        rng, shared = np.random.default_rng(seed), drawn(seed, odds=0.5)
        members = np.concatenate(
            [rng.choice(np.flatnonzero(shared.within == home), 8, replace=False) for home in homes]
        )
        found.append(chance(shared, members))
    mean = np.exp(np.array(found)).mean()
    error = np.exp(np.array(found)).std() / np.sqrt(len(found))
    assert mean < 1 + 3 * error


def test_where_nobody_is_an_end_user_the_prevalence_is_everybodys():
    """The likelihood under a Polya urn over that under the prevalence, written out."""
    shared = replace(drawn(3), within=np.full(600 + 2 * USERS, -1))
    members = np.array([0, 1, 2, 600, 601, 700])
    value = shared.held[0]
    distinct, mine = len(np.unique(value)), value[members]
    outside = np.array([(value == v).sum() - (mine == v).sum() for v in mine])
    base = (outside + 1) / (len(value) - len(members) + distinct)
    log_e, before = 0.0, {}
    for number, (v, b) in enumerate(zip(mine.tolist(), base, strict=True)):
        log_e += np.log((URN * b + before.get(v, 0)) / (URN + number)) - np.log(b)
        before[v] = before.get(v, 0) + 1
    assert chance(shared, members) == pytest.approx(log_e)
