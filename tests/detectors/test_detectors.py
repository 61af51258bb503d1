"""Checks that every detector passes, found by folder: form, fairness, power, calibration."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest
from scipy.stats import binom

from stillwatch.core.registry import discover
from stillwatch.detect.cohorts import join
from stillwatch.detect.detectors._sharing import MANY, PHRASES, SharingDetector, telling, told
from stillwatch.detect.detectors.base import FORMS_PROXIMITY, GROUPS, Detector, RankDetector, View
from stillwatch.detect.stats import evalues
from stillwatch.store.links import Links

from .synthetic import TYPES, accounts, cohorts, links, random_groups, view

DETECTORS: Mapping[str, Any] = discover("stillwatch.detect.detectors", Detector)
EACH = pytest.mark.parametrize("cls", DETECTORS.values(), ids=DETECTORS)
RANKED = pytest.mark.parametrize(
    "cls", [c for c in DETECTORS.values() if issubclass(c, RankDetector)], ids=lambda c: c.name
)
SHARING = pytest.mark.parametrize(
    "cls", [c for c in DETECTORS.values() if issubclass(c, SharingDetector)], ids=lambda c: c.name
)
SIZE = 1_500


@cache
def population(seed: int) -> View:
    """Independent accounts; what cohorts to look at is for the test to say."""
    return view(accounts(SIZE, seed), links(SIZE, seed), cohorts([]))


def of(seed: int, groups: list[Any], formed: str = "country") -> View:
    return replace(population(seed), cohorts=cohorts(groups, formed))


def without(shared: Links, types: set[str]) -> Links:
    """Links in which some types were never seen."""
    rows = ~np.isin(shared.kind[shared.code], [TYPES.index(name) for name in types])
    return Links.build(
        shared.types, shared.kind[shared.code[rows]], shared.key[shared.code[rows]],
        shared.account[rows], shared.first[rows], shared.held.shape[1],
    )  # fmt: skip


# --- form


@EACH
def test_one_figure_a_cohort_nan_or_finite(cls):
    groups = [np.array([5]), np.arange(3), np.arange(200), np.arange(SIZE)]
    for formed in ("country", "proximity", *TYPES):
        log_e = cls().judge(of(0, groups, formed))
        assert log_e.shape == (4,)
        assert not np.isinf(log_e).any()
    assert cls().judge(of(0, [])).shape == (0,)


@EACH
def test_where_nothing_is_known_nothing_is_found(cls):
    """A log without the fields: no ranks, no observables, and no error."""
    bare = view(accounts(SIZE, 0), without(links(SIZE, 0), set(TYPES)), cohorts([np.arange(9)]))
    for held in (bare.accounts.ranks, bare.accounts.values):
        held |= dict.fromkeys(held, np.full(SIZE, np.nan))
    assert np.isnan(cls().judge(bare)).all()
    none = replace(bare, links=Links.build((), *(np.zeros(0, t) for t in (
        np.int16, np.uint64, np.int64, np.int32)), SIZE))  # fmt: skip
    bare.accounts.ranks.clear()
    assert np.isnan(cls().judge(none)).all()


@EACH
def test_judging_changes_nothing_and_gives_the_same_again(cls):
    groups = random_groups(SIZE, 20, 8, 1)
    before = of(1, groups)
    copies = {name: values.copy() for name, values in before.accounts.ranks.items()}
    first, again = cls().judge(before), cls().judge(before)
    np.testing.assert_array_equal(first, again)
    for name, values in copies.items():
        np.testing.assert_array_equal(values, before.accounts.ranks[name])


@EACH
def test_a_cohort_is_judged_by_itself(cls):
    """Neither its neighbours in the list nor the order of its members matter."""
    groups = random_groups(SIZE, 30, 8, 2)
    together = cls().judge(of(2, groups))
    alone = [cls().judge(of(2, [group[::-1]]))[0] for group in groups]
    np.testing.assert_allclose(alone, together, atol=1e-9)


@EACH
def test_explains_in_one_plain_sentence_with_figures(cls):
    every = population(3)
    unknown = np.flatnonzero(every.accounts.n_slice < 3)[:5]
    for members in (np.arange(40), np.array([7]), unknown):
        finding = cls().explain(replace(every, cohorts=join([members])), members)
        text = finding.statement
        assert text.endswith(".") and "\n" not in text and 40 < len(text) < 700
        assert not re.search(r"[<>{}*_`|]|nan|None|inf\b", text), text
        assert text[0].isupper() and "  " not in text
        json.dumps(dict(finding.values), allow_nan=False)


# --- fairness: what formed a cohort never tests it


@RANKED
def test_closeness_is_not_tested_by_what_it_is_close_in(cls):
    log_e = cls().judge(of(4, random_groups(SIZE, 5, 20, 4), "proximity"))
    assert np.isnan(log_e).all() == (cls.statistic in FORMS_PROXIMITY)


@SHARING
@pytest.mark.parametrize("formed", TYPES)
def test_a_shared_value_is_not_tested_by_itself_or_its_like(cls, formed):
    """All members share a value of every observable that says nearly the same: it adds nothing."""
    alike = {name for name in TYPES if GROUPS.get(name, name) == GROUPS.get(formed, formed)}
    shared = links(SIZE, 5, {name: range(30) for name in alike})
    base = view(accounts(SIZE, 5), shared, cohorts([np.arange(30)], formed))
    found = cls().judge(base)
    blind = cls().judge(replace(base, links=without(shared, alike)))
    np.testing.assert_allclose(found, blind)


@pytest.mark.parametrize("formed", ["model", "params", "tools"])
def test_moves_to_a_model_do_not_test_what_models_or_their_like_formed(formed):
    found = DETECTORS["pivot"]().judge(of(4, random_groups(SIZE, 5, 20, 4), formed))
    assert np.isnan(found).all()


def test_begins_after_stops_do_not_test_what_begins_formed():
    found = DETECTORS["replacement"]().judge(of(4, random_groups(SIZE, 5, 40, 4), "proximity"))
    assert np.isnan(found).all()


def test_every_observable_that_tests_has_its_like_named():
    tested = {name for c in DETECTORS.values() for name in getattr(c, "types", ())}
    assert tested <= set(GROUPS), "an observable without a group could test its own cohort's like"


# --- power


@RANKED
def test_members_that_pile_up_are_seen(cls):
    rng = np.random.default_rng(6)
    members = rng.choice(SIZE, 25, replace=False)
    base = population(6)
    centre = np.nanquantile(base.accounts.values[cls.statistic], 0.9)
    planted = accounts(SIZE, 6, {cls.statistic: centre, "n_slice": 30.0}, members)
    shown = view(planted, base.links, cohorts([members]))
    assert cls().judge(shown)[0] > np.log(1_000)


@RANKED
def test_members_that_are_like_most_others_are_not(cls):
    """Where most accounts have the same value, having it sets nobody apart."""
    same = accounts(SIZE, 6, {cls.statistic: 0.5, "n_slice": 30.0}, np.arange(SIZE - 100))
    shown = view(same, population(6).links, cohorts(random_groups(SIZE - 100, 50, 25, 6)))
    log_e = cls().judge(shown)
    assert (log_e >= np.log(20)).sum() <= binom.ppf(0.999, 50, 0.05)


@SHARING
def test_members_that_share_what_few_others_do_are_seen(cls):
    shared = links(SIZE, 7, {cls.types[0]: range(12)})
    found = cls().judge(view(accounts(SIZE, 7), shared, cohorts([np.arange(12)])))
    assert found[0] > np.log(1_000)


@SHARING
def test_a_popular_value_is_not_guilt(cls):
    """All members use what 97 % of everybody uses."""
    popular = {name: range(int(0.97 * SIZE)) for name in cls.types}
    shared = links(SIZE, 8, popular)
    found = cls().judge(view(accounts(SIZE, 8), shared, cohorts([np.arange(30)])))
    assert found[0] < np.log(20)


def moving_together(members: Any) -> View:
    """Members that move to the new model within three hours."""
    return view(accounts(SIZE, 9), links(SIZE, 9, {"move": members}), cohorts([members]))


def taking_over(members: Any) -> View:
    """Five waves: each begins within some hours of when all of the one before had stopped."""
    rng = np.random.default_rng(9)
    wave = 90.0 * rng.integers(0, 5, len(members))
    onset = wave + rng.uniform(0, 3, len(members))
    offset = wave + rng.uniform(84, 89, len(members))
    planted = {"onset": onset, "offset": offset, "n_slice": 30.0}
    return view(accounts(SIZE, 9, planted, members), links(SIZE, 9), cohorts([members]))


PLANTED = {"pivot": moving_together, "replacement": taking_over}
"""By detector, the effect that it is there to see, planted among given members."""
OTHER = pytest.mark.parametrize(
    "cls", [c for c in DETECTORS.values() if not issubclass(c, RankDetector | SharingDetector)],
    ids=lambda c: c.name,
)  # fmt: skip


@OTHER
def test_the_effect_that_a_detector_is_there_for_is_seen(cls):
    members = np.random.default_rng(9).choice(SIZE, 40, replace=False)
    assert cls().judge(PLANTED[cls.name](members))[0] > np.log(1_000)


@OTHER
def test_what_most_accounts_do_sets_nobody_apart(cls):
    """All but a few do what members are looked for by."""
    shown = PLANTED[cls.name](np.arange(SIZE - 100))
    shown = replace(shown, cohorts=cohorts(random_groups(SIZE - 100, 50, 25, 6)))
    log_e = cls().judge(shown)
    assert np.isfinite(log_e).any()
    assert (log_e >= np.log(20)).sum() <= binom.ppf(0.999, 50, 0.05)


# --- calibration


@cache
def null_cohorts(pool: str, size: int) -> View:
    """400 cohorts of independent accounts; `chosen` are those that suspicion picked."""
    base = population(20)
    who = np.arange(SIZE) if pool == "all" else np.flatnonzero(base.chosen)
    return of(20, random_groups(who, 400, size, size))


@EACH
@pytest.mark.parametrize("size", [3, 10, 40])
@pytest.mark.parametrize("pool", ["all", "chosen"])
def test_independent_accounts_seldom_look_coordinated(cls, pool, size):
    """P(e >= 1/a) <= a within the 99.9 % bound; so too for accounts that were chosen alike."""
    log_e = cls().judge(null_cohorts(pool, size))
    log_e = log_e[np.isfinite(log_e)]
    for level in (0.05, 0.01):
        assert (log_e >= -np.log(level)).sum() <= binom.ppf(0.999, len(log_e), level)


@pytest.mark.parametrize("size", [3, 10, 40])
@pytest.mark.parametrize("pool", ["all", "chosen"])
def test_all_detectors_together_keep_the_level(pool, size):
    """The average over detectors, as the engine takes it, and e-BH over the cohorts."""
    held = null_cohorts(pool, size)
    log_e = evalues.average(np.vstack([cls().judge(held) for cls in DETECTORS.values()]))
    assert (log_e >= np.log(20)).sum() <= binom.ppf(0.999, len(log_e), 0.05)
    assert evalues.ebh(log_e, 0.01).sum() == 0


# --- what a sentence about shared values names


def plain(held: dict[str, list[tuple[range, int]]]) -> Links:
    """Links of each type: which accounts hold a value from the start."""
    rows = [
        (number, code, who)
        for number, shared in enumerate(held.values())
        for group, code in shared
        for who in group
    ]
    kind, key, account = (np.array(column) for column in zip(*rows, strict=True))
    return Links.build(
        tuple(held), kind.astype(np.int16), key.astype(np.uint64), account.astype(np.int64),
        np.zeros(len(rows), np.int32), SIZE,
    )  # fmt: skip


def test_values_that_are_shared_alike_are_counted_and_weak_ones_left_out():
    """Ten networks of all members, a card of half of them, a client that everybody else has too."""
    ours = np.arange(8)
    held = {
        "ip_prefix": [(range(8), code) for code in range(10)],
        "payment": [(range(4), 100)],
        "user_agent": [(range(SIZE), 200)],
    }
    rows = telling(view(accounts(SIZE, 5), plain(held), cohorts([ours])), ours, tuple(held))
    assert [(row.kind, row.members, row.outside, many) for row, many in rows] == [
        ("ip_prefix", 8, 0, 10), ("payment", 4, 0, 1),
    ]  # fmt: skip
    assert told(rows, 8) == (
        "8 of 8 members and no account outside share each of 10 ranges of network addresses; "
        "4 of 8 members and no account outside share one means of payment"
    )


def test_every_kind_that_can_be_shared_has_words_for_one_and_for_many():
    assert set(PHRASES) == set(MANY)
