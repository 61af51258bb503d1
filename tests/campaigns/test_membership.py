"""Who belongs: ordinary accounts are dropped, members left out are recovered, nobody is framed."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from stillwatch.detect import suspicion
from stillwatch.detect.accounts.content import Content
from stillwatch.detect.accounts.statistics import LEAST
from stillwatch.detect.campaigns import membership
from stillwatch.store.links import Links

from ..detectors.synthetic import NAMES, NOW, accounts, links

SIZE = 1_500
CAMPAIGN = np.arange(40)
SHARED = ("ip_prefix", "ja4", "payment", "tail_template")


def marks(count: int, seed: int) -> dict[str, Any]:
    """What members of one campaign show: each mark with its own spread, none exact."""
    rng = np.random.default_rng([seed, 4])
    style = np.zeros(24)
    style[[2, 5]] = 0.5
    return {
        "harvest_share": rng.beta(20, 4, count), "harvest": rng.beta(20, 5, count),
        "elicitation": rng.beta(15, 6, count), "one_shot": rng.beta(30, 1.5, count),
        "repeats": 0.0, "overlap": rng.beta(2, 30, count), "rhythm": rng.beta(1, 12, count),
        "slice_rhythm": rng.normal(-1, 0.3, count), "load": rng.normal(2.6, 0.3, count),
        "onset": 150 + rng.normal(0, 12, count), "offset": NOW - rng.exponential(8, count),
        "length": rng.normal(1.0, 0.3, count), "output": rng.normal(1.2, 0.3, count),
        "focus": rng.beta(8, 3, count), "age": rng.exponential(60, count),
        "styles": style + rng.normal(0, 0.02, (count, 24)), "n_slice": 40.0,
    }  # fmt: skip


def fielded(made: Any, shared: Any) -> membership.Field:
    everybody = np.ones(len(made.n), bool)
    return membership.Field(made, shared, Content.of(made, everybody), everybody)


class World:
    """A campaign of 40 among 1,500 accounts; `victims` copy its plumbing and nothing else."""

    def __init__(self, seed: int, victims: Any = (), *, sharing: bool = True) -> None:
        self.victims = np.asarray(victims, dtype=np.int64)
        self.accounts = accounts(SIZE, seed, marks(len(CAMPAIGN), seed), CAMPAIGN)
        everybody = [*CAMPAIGN, *self.victims]
        planted = {name: everybody for name in SHARED} if sharing else {}
        self.links = links(SIZE, seed, planted).known(NOW)
        self.field = fielded(self.accounts, self.links)
        # ordinary accounts that have a slice to measure, so that they could be members at all
        able = np.flatnonzero(self.accounts.n_slice >= LEAST)
        self.ordinary = able[able >= 60]

    def settle(self, seed: Any, eligible: Any = None) -> list[membership.Members]:
        free = np.ones(SIZE, bool) if eligible is None else eligible
        start = np.asarray(seed, dtype=np.int64)
        return list(membership.steps(start, self.field, free, least_posterior=0.9))

    def named(self, seed: Any) -> list[membership.Members]:
        """Steps of a refinement, with those alone who would be named."""
        speak = membership.speaks(suspicion.score(self.accounts), np.ones(SIZE, bool))
        return [s.without(~speak[s.accounts]) for s in self.settle(seed)]

    def wide(self, local: Any) -> Any:
        """Figures of the accounts of the field, by account; NaN for the others."""
        out = np.full(SIZE, np.nan)
        out[self.field.index] = local
        return out


def test_scores_are_in_the_order_of_the_statistics_and_finite():
    made = World(0).accounts
    found = membership.scores(made)
    assert found.shape == (SIZE, len(membership.STATISTICS))
    assert np.isfinite(found).all() and np.abs(found).max() <= 3.2
    assert set(membership.STATISTICS) <= set(NAMES)
    assert not membership.scores(replace(made, scores={})).any()


@pytest.mark.parametrize("seed", range(4))
def test_ordinary_accounts_in_the_seed_are_dropped(seed):
    """A third of the cohort is whoever happens to sit behind the same address."""
    world = World(seed)
    bystanders = world.ordinary[:20]
    found = world.settle([*CAMPAIGN, *bystanders])[-1].accounts
    assert len(set(found) & set(CAMPAIGN)) >= 36
    assert len(set(found) - set(CAMPAIGN)) <= 2


@pytest.mark.parametrize("sharing", [True, False])
@pytest.mark.parametrize("seed", range(3))
def test_members_left_out_of_the_seed_are_recovered(seed, sharing):
    world = World(seed, sharing=sharing)
    found = world.settle(CAMPAIGN[:15])[-1].accounts
    assert len(set(found) & set(CAMPAIGN)) >= 34
    assert len(set(found) - set(CAMPAIGN)) <= 3


@pytest.mark.parametrize("seed", range(4))
def test_nobody_is_framed_by_sharing_everything(seed):
    """Victims share address, client, payment and template with the campaign, but behave as ever.

    Neither when the seed holds the campaign alone nor when the victims were nominated with it.
    """
    world = World(seed)
    victims = world.ordinary[100:110]
    framed = World(seed, victims)
    for step in framed.settle(CAMPAIGN):
        assert not set(step.accounts) & set(victims)
    trail = framed.settle([*CAMPAIGN, *victims])
    # what they have in common with the seed that they are part of fades once the others are out
    assert len(set(trail[0].accounts) & set(victims)) <= 1
    assert not set(trail[-1].accounts) & set(victims)


def copied(seed: int, victim: int, scatter: float) -> World:
    """Build a world whose campaign copies one account: every statistic, and all that it shares."""
    world = World(seed)
    made, rng = world.accounts, np.random.default_rng([seed, 6])
    usual = {n: np.nanstd(v) * scatter for n, v in made.values.items()}
    planted = {
        name: made.values[name][victim] + rng.normal(0, usual[name], len(CAMPAIGN))
        for name in made.values
    }
    style = made.styles[victim] + rng.normal(0, 0.01, (len(CAMPAIGN), 24))
    planted |= {"styles": style, "n_slice": made.n_slice[victim]}
    world.accounts = accounts(SIZE, seed, planted, CAMPAIGN)
    everybody = [*CAMPAIGN, victim]
    world.links = links(SIZE, seed, {name: everybody for name in SHARED}).known(NOW)
    world.field = fielded(world.accounts, world.links)
    return world


@pytest.mark.parametrize("seed", range(6))
def test_nobody_is_framed_by_what_others_copy(seed):
    """However alike others make themselves: whoever does not look like a harvest is no member.

    Without that floor a victim is drawn in by its own copies, which lie closer to it than to
    anybody, in everything that is measured.
    """
    world = World(seed)
    own = suspicion.score(world.accounts)
    quiet = world.ordinary[own[world.ordinary] < np.quantile(own, 0.4)]
    victim = int(np.random.default_rng(seed).choice(quiet))
    framed = copied(seed, victim, scatter=0.15)
    place = framed.field.local(np.array([victim]))
    alike = framed.field.own(framed.field.local(CAMPAIGN))[place]
    assert alike > 5, "the copies are like it: likeness alone would convict"
    for start in (CAMPAIGN, [*CAMPAIGN, victim]):
        for step in framed.named(start):
            assert victim not in step.accounts


@pytest.mark.parametrize("seed", range(3))
def test_whoever_does_not_look_like_a_harvest_is_nowhere_a_member(seed):
    world = World(seed)
    own = suspicion.score(world.accounts)
    floor = np.quantile(own, membership.SPEAKS)
    for start in (CAMPAIGN, world.ordinary[:40], [*CAMPAIGN, *world.ordinary[:20]]):
        for step in world.named(start):
            assert (own[step.accounts] > floor).all()


def test_plumbing_is_capped_and_behaviour_has_to_speak_too():
    victims = World(5).ordinary[:10]
    world = World(5, victims)
    members = world.field.local(CAMPAIGN)
    everybody = np.arange(len(world.field.index))
    shared = world.wide(world.field.shared(members, everybody))
    some = np.union1d(members, world.field.local(victims))
    np.testing.assert_allclose(
        world.field.shared(members, some), world.field.shared(members, everybody)[some]
    )
    assert np.nanmedian(shared[victims]) > membership.SHARED_CAP, "the plumbing would convict"
    own = world.wide(world.field.own(members))
    for step in world.settle(CAMPAIGN):
        assert (own[step.accounts] > -3).all()
        assert (step.log_lr > 0).all()
        assert (step.log_lr <= 30 + membership.SHARED_CAP).all()


def test_a_group_of_ordinary_accounts_falls_apart_or_gains_nobody():
    """Independent accounts have no marks in common to recruit by."""
    kept = []
    for seed in range(5):
        world = World(seed)
        cohort = np.random.default_rng(seed).choice(world.ordinary, 30, replace=False)
        trail = world.settle(cohort)
        last = trail[-1].accounts if trail else np.zeros(0)
        assert not len(np.intersect1d(last, CAMPAIGN))
        kept.append(len(np.intersect1d(last, cohort)) / 30)
    assert np.mean(kept) < 0.9


def test_the_first_step_prunes_and_later_ones_grow_by_half_at_most():
    world = World(2)
    start = [*CAMPAIGN[:9], *world.ordinary[:6]]
    trail = world.settle(start)
    assert set(trail[0].accounts) <= set(start)
    for before, after in pairwise(trail):
        assert len(after.accounts) <= max(1.5 * len(before.accounts), len(before.accounts) + 3)


def test_whoever_may_not_be_a_member_is_none():
    """Licensed accounts, members of other campaigns, accounts with too little to measure."""
    world = World(3)
    eligible = np.ones(SIZE, bool)
    eligible[CAMPAIGN[:10]] = False
    world.accounts.n_slice[CAMPAIGN[10:15]] = LEAST - 1
    world.field = fielded(world.accounts, world.links)
    for step in world.settle(CAMPAIGN, eligible):
        assert not set(step.accounts) & set(CAMPAIGN[:15])
        assert len(step.accounts) > 0


def test_a_seed_of_nobody_gives_nothing():
    world = World(1)
    assert world.settle([]) == []
    assert world.settle(CAMPAIGN[:2]) == []
    assert world.settle(CAMPAIGN, np.zeros(SIZE, bool)) == []


@pytest.mark.parametrize("others", (3, 8, 20, 35))
def test_a_campaign_among_few_that_can_be_compared_is_itself(others):
    """In a small firm hardly anybody else asks what a harvest does: that hides no campaign."""
    size, campaign = 200, np.arange(8)
    made = accounts(size, 3, marks(len(campaign), 3), campaign)
    quiet = np.arange(size) >= len(campaign) + others
    made = replace(made, n_slice=np.where(quiet, 0.0, np.maximum(made.n_slice, LEAST)))
    field = fielded(made, links(size, 3, dict.fromkeys(SHARED, campaign)).known(NOW))
    seed = [*campaign, 9, 10]
    trail = list(membership.steps(np.array(seed), field, np.ones(size, bool), least_posterior=0.9))
    if others < membership.LEAST_OTHERS:
        assert not any(len(step.accounts) for step in trail)
        return
    np.testing.assert_array_equal(trail[-1].accounts, campaign)


@pytest.mark.parametrize("others", (12, 20, 30))
def test_nobody_is_framed_among_few_by_sharing_everything(others):
    size, campaign, victims = 200, np.arange(8), np.array([8, 9, 10])
    seed = np.append(campaign, victims)
    for draw in range(4):
        made = accounts(size, draw, marks(len(campaign), draw), campaign)
        quiet = np.arange(size) >= len(campaign) + others
        made = replace(made, n_slice=np.where(quiet, 0.0, np.maximum(made.n_slice, LEAST)))
        field = fielded(made, links(size, draw, dict.fromkeys(SHARED, seed)).known(NOW))
        trail = list(membership.steps(seed, field, np.ones(size, bool), least_posterior=0.995))
        found = trail[-1].accounts
        named = found[membership.speaks(suspicion.score(made), np.ones(size, bool))[found]]
        assert not np.isin(victims, named).any()
        assert np.isin(campaign, found).all()


def test_too_small_a_population_adds_nobody():
    made = accounts(30, 1, {"n_slice": 20.0}, np.arange(30))
    none = Links.build((), *(np.zeros(0, t) for t in (np.int16, np.uint64, np.int64, np.int32)), 30)
    field = fielded(made, none)
    trail = membership.steps(np.arange(8), field, np.ones(30, bool), least_posterior=0.9)
    assert all(set(step.accounts) <= set(range(8)) for step in trail)


def test_membership_does_not_depend_on_the_order_of_the_seed():
    world = World(4)
    forward, back = world.settle(CAMPAIGN[:20]), world.settle(CAMPAIGN[:20][::-1])
    np.testing.assert_array_equal(forward[-1].accounts, back[-1].accounts)
