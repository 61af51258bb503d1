"""The loop: earlier findings stand whatever comes later, however it is fed, and who is exempt."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from stillwatch.audit import detection
from stillwatch.contract.settings import MORE_TESTS, Settings, evaluation_hours
from stillwatch.core.registry import discover
from stillwatch.detect.campaigns.picks import SIZES, Picks
from stillwatch.detect.campaigns.refine import Judge
from stillwatch.detect.campaigns.track import Candidate, Tracked
from stillwatch.detect.detectors.base import Detector
from stillwatch.detect.engine import Engine, Population
from stillwatch.store.links import Links

from .runs import EAGER, Rebatched, resumed, run


def test_there_is_something_to_follow(harvest, told):
    """Or the tests below would hold of nothing."""
    raised = [c for c in told.tracker.campaigns if c.detected is not None]
    assert raised
    members = {int(told.population.keys[m]) for c in raised for m in c.members}
    assert len(members & harvest.campaign) >= 15
    hours = sorted(told.record)
    assert min(c.detected for c in raised) < hours[-4], "found before the log ends"


def test_groups_are_followed_while_the_log_goes_on(told):
    followed = [c.followed for c in told.tracker.campaigns]
    assert max(group.process.epochs for group in followed) >= 1
    assert told.named >= len(followed)
    assert told.daily.number == told.day - min(told.record) // 24 == 4


@pytest.mark.parametrize("share", [0.35, 0.7])
def test_cutting_the_log_changes_nothing_that_was_known_before(harvest, told, share):
    """Ids, detection, members, hours of joining and figures, at every earlier evaluation."""
    hours = sorted(told.record)
    hour = hours[int(share * len(hours))]
    short = run(harvest.cut(hour))
    assert sorted(short.record) == [h for h in hours if h <= hour]
    for now, known in short.record.items():
        assert known == told.record[now], now


def test_a_cut_within_an_hour_of_the_grid_changes_nothing_earlier(harvest, told):
    hours = sorted(told.record)
    hour = hours[len(hours) // 2] + EAGER.epoch_hours // 2
    short = run(harvest.cut(hour))
    for now in [h for h in hours if h < hour]:
        assert short.record[now] == told.record[now]


def test_the_size_of_batches_does_not_matter(harvest, told):
    again = run(harvest, through=lambda store: Rebatched(store, 97))
    assert again.record == told.record


def test_stopping_and_resuming_leaves_no_trace(harvest, told):
    hours = sorted(told.record)
    assert resumed(harvest, hours[len(hours) // 2]).record == told.record


def test_the_order_of_the_log_does_not_matter(harvest, told):
    order = np.random.default_rng(0).permutation(harvest.rows.num_rows)
    shuffled = replace(harvest, rows=harvest.rows.take(pa.array(order)))
    assert run(shuffled).record == told.record


@pytest.mark.parametrize("excuse", ["", "one firm's"])
@pytest.mark.parametrize(("theirs", "kept"), [(9.0, True), (3.2, False)])
def test_nobody_is_taken_from_a_later_campaign_that_stands_higher(told, theirs, kept, excuse):
    """Two operators judged as one would be less sure than the surer of them is alone.

    And who is only watched for a plain fact would be named with others.
    """
    settings, size = Settings(), len(told.population.keys)
    whole, weak, strong = np.arange(12), np.arange(6), np.arange(6, 12)

    class Judged:
        def refine(self, seed, free, formed, campaign, within):
            members = whole[free[whole]]
            return judged(members, 5.5 if len(members) < len(whole) else 3.0)

    def judged(members, odds):
        return Candidate(None, members, np.ones(len(members)), "t", 60.0, odds, {}, tested=True)

    def tracked(members, odds, excuse=""):
        latest = replace(judged(members, odds), excuse=excuse)
        return Tracked(f"c-{odds}", "t", 0, latest, tested=True, detected=1)

    engine = Engine(told.population, told.columns, {}, settings)
    engine._within = lambda judge, members: iter(())
    made = engine._refined(
        Judged(), np.ones(size, bool), tracked(weak, 3.0), [tracked(strong, theirs, excuse)]
    )
    assert set(made.members) == set(weak if kept else whole)


def test_the_exempt_are_never_members(harvest, told):
    """Licensed or cleared accounts: neither flagged nor watched, however they behave."""
    found = {key for known in told.record.values() for c in known for key in c[4]}
    exempt = frozenset(sorted(found & harvest.campaign)[::2])
    assert len(exempt) >= 8
    again = run(harvest, exempt=exempt)
    for known in again.record.values():
        for campaign in known:
            assert not exempt & set(campaign[4])
            assert not exempt & {key for key, _ in campaign[5]}


@pytest.fixture
def looked(monkeypatch):
    """Cohorts of each of four sizes that were picked in each evaluation."""
    found: list[Any] = []
    plain = Picks.pick

    def watched(self, cohorts, odds, free, now, fewer):
        picked = plain(self, cohorts, odds, free, now, fewer)
        size = np.bincount(cohorts.cohort, minlength=len(cohorts))[picked]
        found.append(np.bincount(np.searchsorted(SIZES, size, side="right"), minlength=4))
        return picked

    monkeypatch.setattr(Picks, "pick", watched)
    return found


@pytest.mark.parametrize("most", [1, 10, 60])
def test_each_size_of_cohort_has_its_part_of_the_tests(harvest, looked, most):
    run(harvest, replace(EAGER, most_tested=most, usual_firm=0))
    assert max(map(max, looked)) <= -(-most // 4)
    assert np.sum(looked) > 0


def test_a_firm_of_fewer_accounts_than_usual_has_more_tests(harvest, looked):
    run(harvest, replace(EAGER, most_tested=4, usual_firm=0))
    usual = max(map(max, looked))
    looked.clear()
    run(harvest, replace(EAGER, most_tested=4, usual_firm=10**6))
    assert usual <= 1 < max(map(max, looked)) <= MORE_TESTS
    assert replace(EAGER, usual_firm=1_000).fewer(250) == 4.0
    assert EAGER.fewer(10**6) == 1.0 <= EAGER.fewer(0)


def test_what_a_small_firm_watches_is_no_measure_of_what_is_ordinary(harvest, told):
    """Of a few hundred accounts a handful of operators are a part of what is usual."""
    (campaign, *_) = [c for c in told.tracker.campaigns if c.tested]
    quiet = replace(campaign, detected=None, severity="watch")
    quiet.latest = replace(campaign.latest, excuse="", odds=Settings.watch_odds + 0.1)
    few, many = (replace(told, settings=replace(EAGER, watch_odds=1.0, usual_firm=n))
                 for n in (10**6, 0))  # fmt: skip
    for engine in (few, many):
        engine.state, engine.tracker = told.state, copy(told.tracker)
        engine.tracker.settings, engine.tracker.campaigns = engine.settings, [quiet]
    accounts = told.view.accounts
    assert not few._reference(accounts)[quiet.members].any()
    assert many._reference(accounts)[quiet.members].all()
    for less in ({"odds": 0.9}, {"odds": 1.1, "excuse": "a class", "sure_odds": 5.0}):
        quiet.latest = replace(quiet.latest, **less)
        assert few._reference(accounts)[quiet.members].all()


def test_strays_of_an_organisation_are_left_out_before_the_judgement(harvest, told, monkeypatch):
    """They are in no campaign, and what is said of it is said of the others alone."""
    met = {key for known in told.record.values() for c in known for key in c[4]}
    lent = set(sorted(met)[::3])
    judged = []
    plain = Judge._steps

    def watched(self, trail, formed):
        judged.extend(int(a) for step in trail for a in step.accounts)
        return plain(self, trail, formed)

    def strays(links, members):
        keys = told.population.keys[members]
        return np.array([int(key) in lent for key in keys], dtype=bool)

    monkeypatch.setattr(Judge, "_steps", watched)
    monkeypatch.setattr("stillwatch.detect.campaigns.excuses.strays", strays)
    again = run(harvest)
    members = {key for known in again.record.values() for c in known for key in c[4]}
    assert members and not members & lent
    assert judged and not {int(told.population.keys[a]) for a in judged} & lent


def test_the_seed_moves_ties_and_not_what_is_found(harvest, told):
    other = run(harvest, replace(EAGER, seed=7))
    sets = [
        {int(e.population.keys[m]) for c in e.tracker.campaigns if c.detected for m in c.members}
        & harvest.campaign
        for e in (told, other)
    ]
    assert len(sets[0] & sets[1]) >= 0.7 * len(sets[0])


def test_a_detector_or_observable_can_be_left_out(harvest):
    few = run(harvest, replace(EAGER, without=("tail_template", "head_template")))
    assert not {"tail_template", "head_template"} & set(few.population.links.types)
    formed = {c.formed for c in few.tracker.campaigns}
    assert not {"tail_template", "head_template"} & formed


# --- the grid of evaluations


def test_the_grid_is_fine_for_small_populations_and_wider_for_large_ones():
    assert evaluation_hours(Settings(), 100) <= 4
    spacing = [evaluation_hours(Settings(), 10**k) for k in range(1, 8)]
    assert spacing == sorted(spacing)
    assert all(24 % hours == 0 for hours in spacing), "a day is looked at at the same hours"
    assert evaluation_hours(Settings(epoch_hours=3), 10**7) == 3


def test_the_grid_does_not_depend_on_accounts_that_come_later(harvest, monkeypatch):
    monkeypatch.setattr(detection, "evaluation_hours", lambda _, n: 6 if n < 200 else 24)
    start = harvest.rows["epoch"].to_numpy().min()
    short = harvest.cut(start + 72)
    hours = sorted(run(short).record)
    assert {6, 24} <= set(np.diff(hours).tolist()), "the spacing changes within this log"
    cut = hours[len(hours) // 2]
    assert sorted(run(short.cut(cut)).record) == [h for h in hours if h <= cut]


# --- populations of next to nothing


def tiny(size: int) -> Engine:
    detectors = {
        name: cls() for name, cls in discover("stillwatch.detect.detectors", Detector).items()
    }
    shared = Links.build(
        ("ip_prefix",), *(np.zeros(0, t) for t in (np.int16, np.uint64, np.int64, np.int32)), size
    )
    population = Population(
        np.arange(1, size + 1, dtype=np.uint64), np.full(size, np.nan), np.zeros(size, bool), shared
    )
    return Engine(population, ("n", "n_text"), detectors, Settings())


@pytest.mark.parametrize("size", [0, 1, 2, 40])
def test_a_population_that_did_nothing_is_judged_to_be_nothing(size):
    engine = tiny(size)
    for hour in (1, 12, 24):
        engine.advance(hour)
    assert engine.tracker.campaigns == [] and engine.tested == 0
    assert engine.view is not None and not engine.view.chosen.any()


def test_a_log_without_text_nominates_nobody(harvest):
    """What was asked is not known, and not guessed."""
    rows = harvest.rows
    blank = rows.set_column(
        rows.schema.get_field_index("has_text"), rows.schema.field("has_text"),
        pa.array(np.zeros(rows.num_rows, bool)),
    )  # fmt: skip
    engine = run(replace(harvest, rows=blank))
    assert engine.tracker.campaigns == []
    assert not engine.view.accounts.n_slice.any()


def test_one_account_alone_is_no_campaign(harvest):
    busiest = harvest.rows["account"].value_counts().to_pylist()
    key = max(busiest, key=lambda pair: pair["counts"])["values"]
    alone = harvest.rows.filter(pc.equal(harvest.rows["account"], pa.scalar(key, pa.uint64())))
    engine = run(replace(harvest, rows=alone))
    assert engine.tracker.campaigns == []
