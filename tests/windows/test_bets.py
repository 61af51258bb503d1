"""Bets: fair under the null whatever the scores, by enumeration and by simulation."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from stillwatch.guard.windows.bets import EXPONENTS, SHARES, Reference, cell_wealth, mean
from stillwatch.guard.windows.readings import Readings
from stillwatch.guard.windows.structure import AMONG, WITHIN, account_wealth

sys.path.insert(0, str(Path(__file__).parent))

from readings_of import KINDS, ordinary

FLOATS = st.floats(0, 1, width=32)


def single(values: np.ndarray) -> Readings:
    """Readings of one kind and one cell."""
    n = len(values)
    keys = np.zeros(n, np.uint64)
    column = np.asarray(values, np.float32)[:, None]
    return Readings(column, np.zeros(n, np.int64), keys, keys, keys)


@given(arrays(np.float32, st.integers(2, 40), elements=FLOATS))
def test_pays_average_to_at_most_one_over_which_query_is_new(values):
    """Exchangeable queries: each of them is as likely to be the one that is judged."""
    total = np.zeros(len(EXPONENTS))
    for left in range(len(values)):
        reference = Reference.of(single(np.delete(values, left)), 1)
        total += reference.pays[reference.ranks(values[left : left + 1, None])[0, 0]]
    assert (total / len(values) <= 1 + 1e-9).all()


@given(arrays(np.int64, st.integers(1, 30), elements=st.integers(0, 4)))
def test_cells_pay_at_most_one_over_which_query_is_new(cells):
    total = np.zeros(5)
    for left in range(len(cells)):
        others = single(np.zeros(len(cells) - 1))
        others = Readings(others.scores, np.delete(cells, left), *[others.templates] * 3)
        rates = Reference.of(others, 5).rates
        total += (np.arange(5) == cells[left]) / rates
    assert (total / len(cells) <= 1 + 1e-9).all()


def test_a_higher_score_never_pays_less():
    rng = np.random.default_rng(1)
    reference = Reference.of(ordinary(500, rng), 16)
    scores = np.sort(rng.random((200, len(KINDS))).astype(np.float32), axis=0)
    assert (np.diff(reference.pays[reference.ranks(scores)], axis=0) >= 0).all()


def test_wealth_is_the_product_of_its_definition():
    rng = np.random.default_rng(2)
    reference = Reference.of(ordinary(300, rng), 16)
    ranks = reference.ranks(ordinary(30, rng).scores)
    pays = ((ranks + 1) / 301)[:, :, None] ** (np.array(EXPONENTS) - 1) * EXPONENTS
    expected = [np.log(np.prod(1 + share * (pays - 1), axis=0)) for share in SHARES]
    np.testing.assert_allclose(reference.wealth(ranks), np.stack(expected, axis=1), rtol=1e-9)


def test_cells_own_what_a_bet_on_each_would():
    rng = np.random.default_rng(3)
    rates, cells = np.array([0.2, 0.5, 0.3]), rng.integers(0, 3, 50)
    pays = (cells[:, None] == np.arange(3)) / rates
    expected = [np.log(np.prod(1 + share * (pays - 1), axis=0)) for share in SHARES]
    np.testing.assert_allclose(cell_wealth(cells, rates), expected, rtol=1e-9)


def growth(pays):
    return np.log([1 + s * (pays - 1) for s in WITHIN]).swapaxes(0, 1)


def test_accounts_own_what_the_definition_says():
    rng = np.random.default_rng(4)
    pays, accounts = rng.exponential(size=(20, 2)), rng.integers(1, 5, 20).astype(np.uint64)
    expected = np.zeros((len(AMONG), 2))
    for account in np.unique(accounts):
        own = pays[accounts == account]
        worth = np.mean([np.prod(1 + s * (own - 1), axis=0) for s in WITHIN], axis=0)
        expected += np.log([1 + a * (worth - 1) for a in AMONG])
    np.testing.assert_allclose(account_wealth(growth(pays), accounts), expected, rtol=1e-9)


@given(st.permutations(range(12)))
def test_order_and_names_of_accounts_do_not_matter(order):
    rng = np.random.default_rng(5)
    pays, accounts = rng.exponential(size=(12, 2)), np.repeat([7, 9, 11], 4).astype(np.uint64)
    again = account_wealth(growth(pays[order]), accounts[order] + np.uint64(1000))
    np.testing.assert_allclose(again, account_wealth(growth(pays), accounts), rtol=1e-9)


def test_unknown_senders_stand_alone():
    pays = np.random.default_rng(6).exponential(size=(9, 1))
    alone = np.arange(1, 10).astype(np.uint64)
    unknown = np.zeros(9, np.uint64)
    expected = account_wealth(growth(pays), alone)
    np.testing.assert_allclose(account_wealth(growth(pays), unknown), expected)


@pytest.mark.parametrize("seed", range(3))
def test_windows_of_ordinary_queries_seldom_win(seed):
    """Markov: the e-value passes 1/a in at most a share a of windows, reference drawn anew."""
    rng, passed, draws = np.random.default_rng(seed), 0, 200
    for _ in range(draws):
        reference = Reference.of(ordinary(400, rng), 16)
        won = reference.wealth(reference.ranks(ordinary(100, rng).scores))
        passed += mean(won) >= np.log(20)
    assert passed <= 0.05 * draws + 2 * np.sqrt(draws * 0.05 * 0.95)
