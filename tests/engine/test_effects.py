"""Effect sizes, suspicion and the model of causes: figures by hand, and what must not matter."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from stillwatch.contract.settings import Settings
from stillwatch.detect import causes, effects, suspicion
from stillwatch.detect.accounts.content import Content
from stillwatch.store.links import Links

from ..detectors.synthetic import NOW, accounts, cohorts, links, random_groups

SIZE = 800


@pytest.fixture(scope="module")
def people():
    return accounts(SIZE, 1), links(SIZE, 1).known(NOW)


def measured(people, groups, group=None):
    made, shared = people
    score = suspicion.score(made)
    content = Content.of(made, made.seen)
    return effects.measure(made, content, cohorts(groups, group=group), shared, score, 0.2)


def column(found, name):
    return found[:, effects.NAMES.index(name)]


# --- effects


def test_one_finite_row_a_cohort_and_a_name_a_column(people):
    unknown = np.flatnonzero(people[0].n_slice < 3)[:4]
    groups = [np.array([3]), np.arange(5), unknown, np.arange(SIZE)]
    found = measured(people, groups)
    assert found.shape == (4, len(effects.NAMES))
    told = [name != "abroad" for name in effects.NAMES]  # these accounts show no country
    assert np.isfinite(found[:, told]).all()
    assert np.isnan(column(found, "abroad")).all()
    assert len(set(effects.NAMES)) == len(effects.NAMES)
    assert measured(people, []).shape == (0, len(effects.NAMES))


def test_a_cohort_is_measured_by_itself_in_any_order(people):
    groups = random_groups(SIZE, 20, 9, 1)
    together = measured(people, groups)
    for number, group in enumerate(groups):
        np.testing.assert_allclose(measured(people, [group[::-1]])[0], together[number], atol=1e-9)


def test_levels_and_spreads_are_of_normal_scores(people):
    made, _ = people
    groups = random_groups(SIZE, 10, 12, 2)
    found = measured(people, groups)
    for number, group in enumerate(groups):
        for name in effects.LEVELS:
            known = made.scores[name][group]
            known = known[np.isfinite(known)]
            expected = known.mean() if len(known) else 0.0
            assert column(found, f"level_{name}")[number] == pytest.approx(expected)
        for name in effects.SPREADS:
            known = made.scores[name][group]
            known = known[np.isfinite(known)]
            expected = known.std(ddof=1) if len(known) > 1 else 1.0
            assert column(found, f"spread_{name}")[number] == pytest.approx(expected)


def test_a_random_group_has_no_level_and_a_spread_of_one(people):
    found = measured(people, random_groups(SIZE, 200, 40, 3))
    for name in effects.LEVELS:
        assert abs(column(found, f"level_{name}").mean()) < 0.1, name
    for name in effects.SPREADS:
        assert column(found, f"spread_{name}").mean() == pytest.approx(1.0, abs=0.12), name


def test_days_apart_are_logs_of_one_plus_the_deviation_in_days():
    members = np.arange(4)
    onset = np.array([100.0, 100.0, 148.0, 148.0])
    made = accounts(SIZE, 2, {"onset": onset, "n_slice": 20.0}, members)
    found = measured((made, links(SIZE, 2).known(NOW)), [members])
    assert column(found, "onset_days")[0] == pytest.approx(np.log1p(onset.std(ddof=1) / 24))


def test_one_queue_has_less_variance_of_content_than_people_have():
    members = np.arange(30)
    rng = np.random.default_rng(0)
    style = rng.dirichlet(np.full(24, 0.3))
    # one queue: members differ by sampling error alone
    noisy = style + rng.normal(0, np.sqrt(0.01 / 24), (30, 24))
    made = accounts(SIZE, 3, {"styles": noisy, "n_slice": 40.0}, members)
    found = measured((made, links(SIZE, 3).known(NOW)), [members, np.arange(200, 260)])
    queue, people = column(found, "content_apart")
    assert queue < people - 0.5 and abs(people) < 0.5


def test_being_chosen_in_a_group_is_told_as_odds(people):
    few, many = (measured(people, [np.arange(10)], group=size) for size in (10, 500))
    assert column(few, "chosen_odds")[0] > 0 > column(many, "chosen_odds")[0]
    expected = np.log((10.5 / 501) / (1 - 10.5 / 501)) - np.log(0.2 / 0.8)
    assert column(many, "chosen_odds")[0] == pytest.approx(expected)


def test_one_organisation_is_the_share_of_members_in_the_most_common(people):
    shared = links(SIZE, 4, {"org": range(0, 6)}).known(NOW)
    found = measured((people[0], shared), [np.arange(0, 8), np.arange(0, 3)])
    assert column(found, "one_org")[0] >= 6 / 8
    assert column(found, "one_org")[1] == 1.0
    none = Links.build((), *(np.zeros(0, t) for t in (np.int16, np.uint64, np.int64, np.int32)),
                       SIZE)  # fmt: skip
    assert column(measured((people[0], none), [np.arange(8)]), "one_org")[0] == 0.0


def test_settings_that_are_rare_elsewhere_are_alike_and_what_all_use_is_not(people):
    rare = links(SIZE, 4, {"params": range(12)}).known(NOW)
    everybody = links(SIZE, 4, {"params": range(SIZE)}).known(NOW)
    group = [np.arange(12)]
    alike = column(measured((people[0], rare), group), "profile")[0]
    usual = column(measured((people[0], everybody), group), "profile")[0]
    chance = column(measured((people[0], rare), random_groups(SIZE, 50, 12, 7)), "profile")
    assert alike > max(chance.max(), usual) + 2.0


def test_where_hardly_anybody_shows_settings_nothing_is_told_of_those_who_do_not(people):
    whole = links(SIZE, 4, {"model": range(12)}).known(NOW)
    params = whole.types.index("params")
    held = whole.held.copy()
    held[params, 30:] = -1
    few = replace(whole, held=held)
    groups = [*random_groups(SIZE - 30, 5, 10, 7), np.arange(8, 20)]
    groups = [*(g + 30 for g in groups[:5]), groups[5]]
    found = column(measured((people[0], few), groups), "profile")
    assert np.isnan(found[:5]).all() and np.isfinite(found[5])
    assert np.isfinite(column(measured((people[0], whole), groups), "profile")).all()
    held[params] = -1
    none = replace(whole, held=held)
    assert np.isnan(column(measured((people[0], none), groups), "profile")).all()


def test_without_tokens_nothing_is_told_of_how_long_replies_are(people):
    made, shared = people
    groups = random_groups(SIZE, 5, 10, 7)
    assert np.isfinite(column(measured((made, shared), groups), "spread_output")).all()
    untold = replace(made, values={**made.values, "output": np.full(SIZE, np.nan)})
    assert np.isnan(column(measured((untold, shared), groups), "spread_output")).all()


@pytest.mark.parametrize("name", ["repeats", "overlap"])
def test_where_hardly_anybody_repeats_requests_nothing_is_told_of_who_does_not(people, name):
    made, shared = people
    groups = random_groups(SIZE, 5, 10, 6)
    busy, rng = replace(made, n=np.full(SIZE, 30.0)), np.random.default_rng(0)
    for share, told in ((0.1, False), (0.4, True)):
        values = np.where(rng.random(SIZE) < share, rng.random(SIZE), 0.0)
        some = replace(busy, values={**made.values, name: values})
        found = column(measured((some, shared), groups), f"level_{name}")
        assert np.isfinite(found).all() == told and np.isnan(found).all() != told
    # a log that has just begun does not tell yet
    early = replace(some, n=np.full(SIZE, 3.0), values={**made.values, name: np.zeros(SIZE)})
    assert np.isfinite(column(measured((early, shared), groups), f"level_{name}")).all()


def test_without_sign_ups_nothing_is_told_of_ages(people):
    made, shared = people
    unsigned = replace(made, values={**made.values, "age": np.full(SIZE, np.nan)})
    found = measured((unsigned, shared), random_groups(SIZE, 5, 10, 7))
    assert np.isnan(column(found, "level_age")).all()
    assert np.isnan(column(found, "age_days_spread")).all()


# --- suspicion


def test_suspicion_is_a_weighted_sum_and_what_is_unknown_adds_nothing(people):
    made, _ = people
    held, bias = suspicion.weights()
    assert set(held) == set(suspicion.STATISTICS)
    account = int(np.flatnonzero(made.n_slice < 3)[0])
    expected = bias + sum(
        weight * made.scores[name][account]
        for name, weight in held.items()
        if name in made.scores and np.isfinite(made.scores[name][account])
    )
    assert suspicion.score(made)[account] == pytest.approx(expected)
    assert (suspicion.score(replace(made, scores={})) == bias).all()


def test_pace_and_lifecycle_do_not_make_suspicious(people):
    """They are kept apart, so that they can test the cohorts that suspicion nominates."""
    made, _ = people
    lively = dict(made.scores)
    for name in ("load", "onset", "offset", "length", "output"):
        lively[name] = np.full(SIZE, 3.0)
    np.testing.assert_array_equal(
        suspicion.score(made), suspicion.score(replace(made, scores=lively))
    )


# --- causes


def test_the_shipped_logistic_model_weighs_effects_that_exist_and_stays_finite():
    model = causes.shipped("nominate")
    assert isinstance(model, causes.CauseModel)
    assert model.weight.shape == (len(effects.NAMES),) and model.weight.any()
    assert (model.scale > 0).all() and np.isfinite(model.weight).all()
    extreme = np.vstack([np.full(len(effects.NAMES), value) for value in (-1e9, 0, 1e9)])
    odds = model.log_odds(extreme)
    # effects are clipped: no single outlandish figure can convict
    assert np.isfinite(odds).all()
    assert np.abs(odds - model.bias).max() <= 3 * np.abs(model.weight).sum() + 1e-9


def test_the_shipped_trees_end_in_leaves_and_stay_finite():
    model = causes.shipped("causes")
    assert isinstance(model, causes.Trees)
    rng = np.random.default_rng(0)
    spread = rng.normal(0, 1, (500, len(effects.NAMES))) * 10.0 ** rng.integers(-2, 9, (500, 1))
    odds = model.log_odds(spread)
    deeper = replace(model, depth=model.depth + 3).log_odds(spread)
    np.testing.assert_array_equal(odds, deeper)
    assert np.isfinite(odds).all() and np.ptp(odds) > 1


@pytest.mark.parametrize(("effect", "sign"), [("suspicion", 1), ("level_age", -1), ("one_org", -1)])
def test_an_effect_of_known_meaning_counts_one_way_only(effect, sign):
    model = causes.shipped("causes")
    rng = np.random.default_rng(1)
    low = rng.normal(0, 1, (200, len(effects.NAMES)))
    high = low.copy()
    high[:, effects.NAMES.index(effect)] += rng.exponential(1, 200)
    change = sign * (model.log_odds(high) - model.log_odds(low))
    assert change.min() >= -1e-9 and change.max() > 0


def test_trees_in_closed_form():
    raw = {
        "bias": 0.5, "depth": 2, "effects": ["suspicion", "level_age"],
        "trees": [[[0, 1.0, 1, 2], -1.0, [1, 0.0, 3, 4], 2.0, 3.0], [0.25]],
    }  # fmt: skip
    rows = np.zeros((3, len(effects.NAMES)))
    rows[:, effects.NAMES.index("suspicion")] = (1.0, 1.1, 5.0)
    rows[:, effects.NAMES.index("level_age")] = (9.0, 0.0, 0.1)
    found = causes.Trees.read(raw).log_odds(rows)
    np.testing.assert_allclose(found, [0.5 - 1 + 0.25, 0.5 + 2 + 0.25, 0.5 + 3 + 0.25])


def test_where_the_log_tells_nothing_a_tree_goes_where_it_was_fitted_to():
    raw = {
        "bias": 0.0, "depth": 1, "effects": ["suspicion", "level_age"],
        "trees": [[[0, 1.0, 1, 2, 1], -1.0, 2.0], [[1, 1.0, 1, 2, 0], -10.0, 20.0]],
    }  # fmt: skip
    rows = np.full((3, len(effects.NAMES)), 5.0)
    rows[1, effects.NAMES.index("suspicion")] = np.nan
    rows[2, effects.NAMES.index("level_age")] = np.nan
    found = causes.Trees.read(raw).log_odds(rows)
    np.testing.assert_allclose(found, [22.0, 22.0, -8.0])


@pytest.mark.parametrize("absent", [("level_age", "age_days_spread"), ("level_repeats",)])
def test_groups_in_logs_that_lack_something_have_trees_of_their_own(absent):
    model, partial = causes.shipped("causes"), causes.shipped("partial")
    assert isinstance(model, causes.Trees) and isinstance(partial, causes.Trees)
    whole = np.random.default_rng(2).normal(0, 1, (50, len(effects.NAMES)))
    lacking = whole.copy()
    lacking[:, [effects.NAMES.index(name) for name in absent]] = np.nan
    found = model.log_odds(np.vstack([whole, lacking]))
    assert np.isfinite(found).all()
    np.testing.assert_array_equal(found[:50], replace(model, partial=None).log_odds(whole))
    np.testing.assert_array_equal(found[50:], partial.log_odds(lacking))


def test_log_odds_in_closed_form():
    centre, scale, weight = np.array([1.0, 0.0]), np.array([2.0, 1.0]), np.array([0.5, -1.0])
    model = causes.CauseModel(centre, scale, weight, 0.25)
    found = model.log_odds(np.array([[3.0, 0.5], [100.0, 0.0]]))
    np.testing.assert_allclose(found, [0.25 + 0.5 - 0.5, 0.25 + 1.5])


def test_random_groups_of_ordinary_accounts_are_no_harvest(people):
    odds = causes.shipped().log_odds(measured(people, random_groups(SIZE, 200, 15, 5)))
    assert (odds > 2.5).mean() <= 0.02


# --- what the trees do not know


def test_what_a_crowd_asks_speaks_against_a_harvest_and_volume_for_it():
    rows = np.zeros((3, len(effects.NAMES)))
    rows[1, effects.NAMES.index("crowd")] = 0.9
    rows[2, effects.NAMES.index("volume")] = 1.5
    plain, crowded, busy = causes.further(rows, np.zeros(3))
    assert crowded < plain - 1 < plain < busy


def test_who_says_more_than_the_trees_cannot_convict_alone():
    """Effects are clipped at three deviations, as those of the trees' odds are."""
    model = causes.shipped("further")
    assert isinstance(model, causes.CauseModel)
    extreme = np.vstack([np.full(len(effects.NAMES), value) for value in (-1e9, 0.0, 1e9)])
    more = causes.further(extreme, np.zeros(3))
    assert np.isfinite(more).all()
    assert causes.further(extreme, np.full(3, -8.0)).max() - 8.0 < Settings().watch_odds


def test_what_the_trees_do_not_ask_does_not_hand_a_group_to_those_for_poor_logs():
    model = causes.shipped("causes")
    rows = np.random.default_rng(3).normal(0, 1, (20, len(effects.NAMES)))
    poor = rows.copy()
    poor[:, effects.NAMES.index("abroad")] = np.nan
    np.testing.assert_array_equal(model.log_odds(poor), model.log_odds(rows))
    assert np.isfinite(causes.further(poor, np.zeros(20))).all()


def test_abroad_are_those_whose_requests_come_from_elsewhere_than_their_like():
    size = 40
    made = accounts(size, 1)
    declared, seen = np.repeat([1, 2], 20), np.repeat([11, 12], 20)
    seen[:4] = 13  # four of country 1 send from a third one
    kind = np.repeat([0, 1], size).astype(np.int16)
    key = np.concatenate([declared, seen]).astype(np.uint64)
    who = np.tile(np.arange(size), 2)
    shared = Links.build(
        ("country", "client_country"), kind, key, who, np.zeros(2 * size, np.int32), size
    ).known(NOW)
    found = column(measured((made, shared), [np.arange(4), np.arange(10, 20)]), "abroad")
    np.testing.assert_allclose(found, [1 - 4 / 40, -4 / 40])


def test_tools_of_ones_own_speak_against_a_harvest():
    rows = np.zeros((2, len(effects.NAMES)))
    rows[1, effects.NAMES.index("own_tools")] = 0.9
    shared, own = causes.further(rows, np.zeros(2))
    assert own < shared - 0.5


def test_own_tools_are_told_where_a_log_shows_any(people):
    made, shared = people
    share = np.where(np.arange(SIZE) < 10, 0.8, 0.0)
    made = replace(made, values={**made.values, "own_tools": share})
    groups = [np.arange(10), np.arange(5, 15), np.arange(20, 30)]
    found = column(measured((made, shared), groups), "own_tools")
    np.testing.assert_allclose(found, [0.8, 0.4, 0])
    other = tuple("other" if kind == "tools" else kind for kind in shared.types)
    untold = measured((made, replace(shared, types=other)), groups)
    assert np.isnan(column(untold, "own_tools")).all()


def test_where_hardly_anybody_repeats_requests_nothing_is_told_of_a_crowd(people):
    made, shared = people
    quiet = replace(made, n=np.full(SIZE, 30.0), values={**made.values, "overlap": np.zeros(SIZE)})
    groups = random_groups(SIZE, 5, 10, 6)
    assert np.isnan(column(measured((quiet, shared), groups), "crowd")).all()
    assert np.isfinite(column(measured(people, groups), "crowd")).all()
