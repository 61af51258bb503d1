"""Ranks among counted accounts: those of `stats.ranks`, and level where the reference is small."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import binom

from stillwatch.detect.detectors._counted import FEWEST, alike, places, table
from stillwatch.detect.stats import evalues, ranks


def test_ranks_are_those_of_plain_values():
    rng = np.random.default_rng(0)
    hours, ties = rng.integers(0, 30, 200), rng.uniform(size=200)
    inside = np.ones(200, bool)
    count = table(np.zeros(200, np.int64), hours, inside)[0]
    expected = ranks.ranks_within(hours.astype(float), np.zeros(200, np.int64), inside, ties)
    np.testing.assert_allclose(places(count, hours, ties, ~inside), expected)


def test_members_that_are_apart_are_ranked_as_if_they_were_not():
    rng = np.random.default_rng(1)
    hours, ties, apart = rng.integers(0, 30, 90), rng.uniform(size=90), np.arange(90) < 40
    group = np.zeros(90, np.int64)
    without, whole = (table(group, hours, pool)[0] for pool in (~apart, apart | ~apart))
    np.testing.assert_allclose(
        places(without, hours[apart], ties[apart], apart[apart]),
        places(whole, hours[apart], ties[apart], ~apart[apart]),
    )


@pytest.mark.parametrize("members", [20, 60, 200])
def test_many_that_are_ranked_among_few_keep_the_level(members):
    """They all fall between the same few others: apart from those, they would seem alike."""
    rng = np.random.default_rng(members)
    apart, found = np.ones(members, bool), []
    for _ in range(400):
        count = np.bincount(rng.integers(0, 500, FEWEST + 5), minlength=500).astype(float)
        place = places(count, rng.integers(0, 500, members), rng.uniform(size=members), apart)
        found.append(evalues.concentration(np.zeros(members, np.int64), place, 1)[0])
    e = np.exp(np.array(found))
    assert e.mean() <= 1 + 4 * e.std() / np.sqrt(len(e))
    assert (e >= 20).sum() <= binom.ppf(0.999, 400, 0.05)


def test_among_too_few_nobody_is_ranked():
    hours = np.arange(FEWEST)
    count = table(np.zeros(FEWEST, np.int64), hours, hours > 0)[0]
    assert np.isnan(places(count, hours[:3], np.full(3, 0.5), hours[:3] == 0)).all()


def test_classes_keep_choices_apart_and_leave_the_unknown_out():
    rng = np.random.default_rng(2)
    activity, chosen, known = rng.exponential(20, 600), np.arange(600) < 200, np.arange(600) % 5 > 0
    reference = rng.uniform(size=600) < 0.9
    group = alike(activity, reference, chosen, known)
    assert (group[~known] == -1).all() and (group[known] >= 0).all()
    assert not set(group[known & chosen]) & set(group[known & ~chosen])
    counted = table(group, np.zeros(600, np.int64), reference)
    assert counted.sum() == (known & reference).sum() and (counted >= 50).all()
