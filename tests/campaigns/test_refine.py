"""A campaign that is much of the background does not hide in it: its kin are left out."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from stillwatch.audit.run import _detectors
from stillwatch.contract.settings import Settings
from stillwatch.detect import suspicion
from stillwatch.detect.accounts.content import Content
from stillwatch.detect.accounts.statistics import LEAST
from stillwatch.detect.campaigns import membership, refine
from stillwatch.detect.campaigns.refine import KIN, Judge, _formed
from stillwatch.detect.campaigns.track import Tracked
from stillwatch.detect.cohorts import join, suspects
from stillwatch.detect.detectors.base import View
from stillwatch.detect.engine import Engine

from ..detectors.synthetic import NOW, accounts, links, ranked
from .test_membership import SHARED, marks

SIZE, LARGE, SEED = 3_000, 300, 3


def judge(count: int) -> Judge:
    """Judge of a firm with a campaign of `count` accounts, the first ones."""
    campaign = np.arange(count)
    made = accounts(SIZE, SEED, marks(count, SEED), campaign)
    shared = links(SIZE, SEED, {name: campaign for name in SHARED}).known(NOW)

    def view(reference: Any) -> View:
        seen = ranked(made, reference, SEED)
        score = suspicion.score(seen)
        chosen = suspects(seen, score)
        return View(seen, Content.of(seen, reference), join([]), shared, score, chosen, reference)

    # what is planted is coordinated, and no harvest that the models were fitted on
    plain, settings = view(np.ones(SIZE, bool)), Settings(watch_odds=-9.0)
    field = membership.Field(plain.accounts, plain.links, plain.content, plain.reference)
    return Judge(
        plain, field, _detectors(settings), settings, 10_000, np.inf, lambda some: view(~some)
    )  # fmt: skip


def odds(by: Judge, members: Any) -> float:
    return float(by.odds(_formed([np.asarray(members)], "tail_template"), "causes", np.ones(1))[0])


@pytest.fixture(scope="module")
def large() -> Judge:
    return judge(LARGE)


def test_a_part_of_a_large_campaign_is_compared_with_none_of_the_rest(large):
    apart = large._apart(np.arange(40))
    assert apart is not None
    campaign = np.arange(LARGE)
    assert not apart.view.reference[campaign].any()
    assert not apart.field.reference[campaign].any()
    able = large.view.accounts.n_slice >= LEAST
    ordinary = np.flatnonzero(able)[LARGE:]
    assert apart.view.reference[ordinary].mean() > 0.98  # and with nearly all the others


def test_a_large_campaign_looks_less_usual_without_its_kin(large):
    apart, campaign = large._apart(np.arange(40)), np.arange(LARGE)
    assert odds(apart, campaign) > odds(large, campaign) + 0.5
    # whatever models make of it: members stand higher, and nearer to one another
    assert apart.view.suspicion[campaign].mean() > large.view.suspicion[campaign].mean() + 1
    for name in ("load", "length", "output", "one_shot"):
        alone, among = (by.view.accounts.scores[name][campaign] for by in (apart, large))
        assert np.nanstd(alone) < 0.6 * np.nanstd(among)


def test_a_new_seed_grows_into_the_campaign_that_it_is_part_of(large):
    made = large.refine(np.arange(30), np.ones(SIZE, bool), "tail_template")
    assert made is not None
    assert (made.members < LARGE).mean() > 0.99
    apart = large._apart(np.arange(30))
    assert apart is not None
    *_, last = apart._walk(np.arange(30), np.ones(SIZE, bool))
    assert len(last.accounts) > 0.9 * LARGE
    among = large._grown(np.arange(30), np.ones(SIZE, bool), "tail_template", -np.inf)
    assert among is None or made.odds > among.odds  # as it is judged among its own


def test_ordinary_accounts_gain_nothing(large):
    rng = np.random.default_rng(1)
    able = np.flatnonzero(large.view.accounts.n_slice >= LEAST)
    for _ in range(20):
        some = np.sort(rng.choice(able[able >= LARGE], 30, replace=False))
        apart = large._apart(some)
        if apart is not None:
            assert odds(apart, some) < 0


def test_the_first_null_is_tested_against_a_reference_that_the_group_has_not_chosen(large):
    made = large.refine(np.arange(30), np.ones(SIZE, bool), "tail_template")
    table = large.table(_formed([made.members], "tail_template"))
    families = [detector.family for detector in large.detectors.values()]
    for family, value in made.families.items():
        rows = table[np.array(families) == family, 0]
        rows = rows[np.isfinite(rows)]
        mean = np.log(np.mean(np.exp(rows - rows.max()))) + rows.max()
        assert value == pytest.approx(mean, rel=1e-6)


@pytest.mark.parametrize("count", [8, 12])
def test_a_small_group_is_judged_among_all(count):
    alone = judge(count)
    able = (alone.view.accounts.n_slice >= LEAST).sum()
    assert count < KIN[0] * able
    assert alone._apart(np.arange(count)) is None


def test_a_campaign_of_which_nobody_can_be_measured_any_more_is_not_judged(large):
    few = np.flatnonzero(large.view.accounts.n_slice < LEAST)[:5]
    campaign, free = followed(large, 40), np.ones(SIZE, bool)
    for nobody in (np.zeros(0, dtype=np.int64), few):
        assert large._apart(nobody) is None
        assert large.refine(nobody, free, "t", campaign) is None


def test_where_nearly_everybody_is_kin_nobody_is_left_out():
    most = judge(2_400)
    assert most._apart(np.arange(1_200)) is None


# --- the core is judged, others join it


def step(judged: Judge, members: Any) -> membership.Members:
    members = np.asarray(members)
    return membership.Members(members, np.full(len(members), 9.0))


@pytest.fixture(scope="module")
def apart(large) -> Judge:
    found = large._apart(np.arange(40))
    assert found is not None
    return found


def test_newcomers_that_are_a_harvest_by_themselves_join(apart, monkeypatch):
    able = np.flatnonzero(apart.view.accounts.n_slice >= LEAST)
    core, kin, others = np.arange(40), np.arange(200), able[able >= LARGE][:160]
    said = [
        float(apart.odds(_formed([some], "t"), "causes", np.full(1, 9.0))[0])
        for some in (np.arange(40, 200), others)
    ]
    assert said[0] > said[1]
    monkeypatch.setattr(refine, "JOINS", sum(said) / 2)
    larger = [step(apart, kin), step(apart, np.union1d(core, others))]
    assert apart._joined(step(apart, core), larger[:1], "t") is larger[0]
    assert apart._joined(step(apart, core), larger, "t") is larger[0]
    held = step(apart, core)
    assert apart._joined(held, larger[1:], "t") is held
    assert apart._joined(held, [], "t") is held


def test_a_step_that_has_left_the_core_behind_is_not_its_growth(apart, monkeypatch):
    monkeypatch.setattr(refine, "JOINS", -99.0)
    held = step(apart, np.arange(40))
    assert apart._joined(held, [step(apart, np.arange(30, 200))], "t") is held
    kept = step(apart, np.arange(20, 200))
    assert apart._joined(held, [kept], "t") is kept


def grown(judged: Judge, members: int) -> refine.Grown:
    return refine.Grown(judged, step(judged, np.arange(40)), step(judged, np.arange(members)), 9.0)


def test_whoever_has_joined_stays_unless_their_marks_speak_against_it(apart, monkeypatch):
    monkeypatch.setattr(refine, "JOINS", -99.0)
    able = np.flatnonzero(apart.view.accounts.n_slice >= LEAST)
    before = np.concatenate([np.arange(200), able[able >= LARGE][:20]])
    free = np.ones(SIZE, bool)
    kept = apart._kept(grown(apart, 60), before, free, "t").step.accounts
    assert len(kept) > 150
    assert (kept < LARGE).mean() > 0.97
    weak = grown(apart, 60)._replace(odds=-9.0)
    assert apart._kept(weak, before, free, "t") is weak, "what is no harvest is joined by nobody"
    assert len(apart._kept(grown(apart, 290), before, free, "t").step.accounts) >= 290


def test_the_core_is_what_is_judged(apart):
    table = apart.table(_formed([np.arange(40)], "t"))
    made = apart._candidate(None, grown(apart, 200), "t", table)
    assert made.core is not None
    assert (len(made.core), len(made.members), made.odds) == (40, 200, 9.0)
    assert made.speaks is not None and len(made.speaks) == len(made.log_lr) == 200
    assert apart._candidate(None, grown(apart, 40)._replace(step=grown(apart, 40).core), "t", table)


# --- a campaign that has grown is judged by the part of it that is most alike


def again(judged: Judge, by_size: dict[int, float], monkeypatch: Any) -> None:
    """Let growth give the seed itself, with the log odds of its size."""

    def grown(self: Judge, seed: Any, free: Any, formed: str, before: float) -> refine.Grown:
        held = step(self, seed)
        return refine.Grown(self, held, held, by_size[len(seed)])

    monkeypatch.setattr(Judge, "_again", grown)


def followed(judged: Judge, members: int, detected: int | None = 1) -> Tracked:
    held = step(judged, np.arange(members))
    table = judged.table(_formed([held.accounts], "t"))
    made = judged._candidate("c", refine.Grown(judged, held, held, 4.0), "t", table)
    return Tracked("c", "t", 1, made, detected=detected, best=4.0)


def test_a_part_that_is_nominated_anew_speaks_for_a_campaign_that_has_been_diluted(
    apart, monkeypatch
):
    again(apart, {200: 0.5, 60: 4.0, 30: 9.0}, monkeypatch)
    free, whole = np.ones(SIZE, bool), followed(apart, 200)
    parts = iter([(np.arange(60), "asn"), (np.arange(30), "asn")])
    made = apart.refine(whole.core, free, "t", whole, parts)
    assert made is not None and made.core is not None
    assert (made.odds, made.formed, len(made.core)) == (4.0, "asn", 60)
    assert len(made.members) > 150, "who belonged by then stays"
    assert len(list(parts)) == 1, "the first that is a harvest is enough"


def test_a_campaign_that_still_is_a_harvest_is_judged_by_nothing_else(apart, monkeypatch):
    again(apart, {200: 4.0, 60: 9.0}, monkeypatch)
    whole, parts = followed(apart, 200), iter([(np.arange(60), "asn")])
    made = apart.refine(whole.core, np.ones(SIZE, bool), "t", whole, parts)
    assert made is not None and (made.odds, made.formed) == (4.0, "t")
    assert len(list(parts)) == 1


def test_what_is_only_watched_is_judged_by_its_own_growth(apart, monkeypatch):
    again(apart, {200: 0.5, 60: 9.0}, monkeypatch)
    whole, parts = followed(apart, 200, detected=None), iter([(np.arange(60), "asn")])
    made = apart.refine(whole.core, np.ones(SIZE, bool), "t", whole, parts)
    assert made is not None and made.odds == 0.5


def test_a_small_campaign_is_judged_by_its_own_growth(apart, monkeypatch):
    again(apart, {60: 0.5, 30: 9.0}, monkeypatch)
    whole, parts = followed(apart, 60), iter([(np.arange(30), "asn")])
    made = apart.refine(whole.core, np.ones(SIZE, bool), "t", whole, parts)
    assert made is not None and (made.odds, len(made.members)) == (0.5, 60)


def test_a_part_that_is_no_better_changes_nothing(apart, monkeypatch):
    again(apart, {200: 0.5, 60: 0.2}, monkeypatch)
    whole = followed(apart, 200)
    made = apart.refine(whole.core, np.ones(SIZE, bool), "t", whole, [(np.arange(60), "asn")])
    assert made is not None and (made.odds, len(made.members)) == (0.5, 200)


def test_parts_of_a_campaign_are_cohorts_within_it_the_most_harvest_like_first(apart):
    groups = [np.arange(50), np.arange(45, 95), np.arange(90, 190), np.arange(2), np.arange(200)]
    cohorts = _formed([*groups, np.arange(300, 340)], "asn")
    view = SimpleNamespace(cohorts=cohorts)
    told: list[int] = []

    def said(some: Any, model: str) -> Any:
        told.append(len(some))
        return np.array([len(some.members(number)) for number in range(len(some))], float)

    engine: Any = SimpleNamespace(keys=np.arange(SIZE), collect=False)
    by: Any = SimpleNamespace(view=view, odds=said)
    found = list(Engine._within(engine, by, np.arange(190)))
    assert [len(seed) for seed, _ in found] == [100, 50, 50] and told == [3]
    assert not list(Engine._within(engine, by, np.arange(400, 420)))
