"""Content of accounts: spreads are told apart from sampling, and one queue from many people."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from stillwatch.detect.accounts.content import ENOUGH, Content

from ..detectors.synthetic import accounts

SIZE, WIDTH, QUEUE = 2_000, 40, 60


def drawn(seed, size=SIZE):
    """People who differ in some directions, and a queue of their exchanges dealt to the first."""
    rng = np.random.default_rng(seed)
    count = np.floor(np.exp(rng.normal(2.5, 0.8, size))) + 3
    scale = 0.5 / np.arange(1, WIDTH + 1)
    people = rng.normal(size=(size, WIDTH)) * scale
    people[:QUEUE] = rng.normal(size=WIDTH) * scale
    means = people + 0.4 * rng.normal(size=(size, WIDTH)) / np.sqrt(count)[:, None]
    made = replace(accounts(size, seed), n_slice=count, styles=means)
    reference = np.ones(size, bool)
    reference[:QUEUE] = False
    return made, Content.of(made, reference)


@pytest.mark.parametrize("seed", range(3))
def test_members_of_a_queue_are_likelier_than_others(seed):
    _, content = drawn(seed)
    ratio = content.ratio(np.arange(QUEUE // 2))
    # members are judged without themselves, so that those who were not named stand as well
    assert ratio[: QUEUE // 2].mean() > 2
    assert ratio[QUEUE // 2 : QUEUE].mean() == pytest.approx(ratio[: QUEUE // 2].mean(), abs=1.5)
    assert (ratio[QUEUE:] > 0).mean() < 0.25


@pytest.mark.parametrize("seed", range(3))
def test_how_far_apart_members_are_does_not_depend_on_how_much_was_seen(seed):
    made, content = drawn(seed)
    rng = np.random.default_rng(seed)
    people = rng.choice(np.arange(QUEUE, SIZE), 60, replace=False)
    often = np.flatnonzero(made.n_slice[:QUEUE] >= np.median(made.n_slice[:QUEUE]))
    seldom = np.setdiff1d(np.arange(QUEUE), often)
    groups = [np.arange(QUEUE), often, seldom, people]
    cohort = np.repeat(np.arange(4), [len(g) for g in groups])
    apart = content.apart(cohort, np.concatenate(groups), 4)
    assert np.abs(apart[:3]).max() < 0.35
    assert apart[3] == pytest.approx(1.0, abs=0.4)


def test_one_member_alone_is_not_apart_from_anybody():
    _, content = drawn(1)
    apart = content.apart(np.array([0, 2, 2]), np.array([5, 6, 7]), 3)
    assert np.isnan(apart).tolist() == [True, True, False]


def test_taking_rows_keeps_the_directions():
    _, content = drawn(2)
    rows = np.arange(0, SIZE, 2)
    few = content.take(rows)
    members = np.arange(QUEUE // 2)
    np.testing.assert_allclose(few.ratio(members), content.ratio(2 * members)[rows])


@pytest.mark.parametrize("size", [0, 1, 2, ENOUGH - 1, ENOUGH + 1])
def test_few_accounts_are_no_error(size):
    made = accounts(max(size, 1), 3)
    content = Content.of(made, np.arange(max(size, 1)) < size)
    assert np.isfinite(content.standardised()).all()
    assert np.isfinite(content.ratio(np.zeros(1, np.int64))).all()
