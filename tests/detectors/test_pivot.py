"""Moves to a new model: whose move counts, against what it is ranked, and when nothing is said."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy.stats import binom

from stillwatch.detect.detectors._counted import FEWEST
from stillwatch.detect.detectors.pivot import Pivot, adoptions
from stillwatch.store.links import Links

from .synthetic import accounts, cohorts, links, random_groups, view

SIZE = 1_500
Row = tuple[int, int, int]
"""Account, model, hour of first sight."""


def shown(rows: list[Row], size: int = 20, types: tuple[str, ...] = ("ja4", "model")) -> Links:
    account, key, first = np.array(rows, dtype=np.int64).reshape(-1, 3).T
    kind = np.full(len(rows), len(types) - 1, np.int16)
    return Links.build(
        types, kind, key.astype(np.uint64), account, first.astype(np.int32), size
    )  # fmt: skip


def moves(rows: list[Row]) -> dict[int, tuple[int, float]]:
    """By account: the model that it moved to, and its lag."""
    of = shown(rows)
    found = adoptions(of)
    return {
        int(a): (int(of.key[c]), float(lag))
        for a, c, lag in zip(found.account, found.code, found.lag, strict=True)
    }


def test_the_lag_is_from_when_anyone_was_first_seen_with_the_model():
    rows = [(0, 1, 0), (1, 1, 5), (2, 1, 9), (0, 7, 107), (1, 7, 100), (2, 7, 300)]
    assert moves(rows) == {0: (7, 7.0), 1: (7, 0.0), 2: (7, 200.0)}


def test_the_newest_model_counts():
    rows = [(0, 1, 0), (1, 1, 0), (1, 7, 100), (1, 8, 200), (0, 8, 230), (0, 7, 260)]
    assert moves(rows) == {0: (8, 30.0), 1: (8, 0.0)}


def test_whoever_came_after_it_appeared_did_not_move():
    """Its lag would say when it came, and not when it made up its mind."""
    rows = [(0, 1, 0), (1, 7, 100), (2, 1, 120), (2, 7, 150), (3, 1, 99), (3, 7, 150)]
    assert moves(rows) == {3: (7, 50.0)}


def test_models_of_the_first_day_are_not_new():
    rows = [(0, 1, 0), (0, 2, 12), (1, 1, 3), (1, 2, 90)]
    assert moves(rows) == {}


def test_nothing_is_found_where_no_model_was_seen():
    assert moves([]) == {}
    assert not len(adoptions(shown([(0, 5, 9)], types=("ja4",))).account)


def test_two_models_that_appear_later_are_each_ranked_by_themselves():
    """All who took up the second did so at once: it is what one does, and sets nobody apart."""
    of = links(SIZE, 3)
    rng = np.random.default_rng(3)
    number = of.types.index("model")
    movers = adoptions(of).account
    late = movers[: len(movers) // 2]
    rows = [(of.kind[of.code], of.key[of.code], of.account, of.first),
            (np.full(len(late), number), np.full(len(late), 3 * 10**6, np.uint64), late,
             np.full(len(late), 480))]  # fmt: skip
    kind, key, account, first = (np.concatenate(c) for c in zip(*rows, strict=True))
    both = Links.build(
        of.types, kind.astype(np.int16), key, account, first.astype(np.int32), SIZE
    )  # fmt: skip
    groups = [rng.choice(late, 25, replace=False) for _ in range(50)]
    log_e = Pivot().judge(view(accounts(SIZE, 3), both, cohorts(groups)))
    assert np.isfinite(log_e).all()
    assert (log_e >= np.log(20)).sum() <= binom.ppf(0.999, 50, 0.05)


def judged(planted: Any, members: Any, formed: str = "country") -> float:
    of = links(SIZE, 9, {"move": planted})
    return float(Pivot().judge(view(accounts(SIZE, 9), of, cohorts([members], formed)))[0])


def test_more_members_that_move_together_say_more():
    found = [judged(range(n), np.arange(n)) for n in (6, 12, 40)]
    assert found == sorted(found) and found[0] > 0


def test_members_that_move_as_others_do_say_nothing():
    movers = adoptions(links(SIZE, 9)).account
    assert judged((), movers[:30]) < np.log(20)


def test_one_mover_is_not_enough():
    movers = adoptions(links(SIZE, 9)).account
    never = np.setdiff1d(np.arange(SIZE), movers)
    assert np.isnan(judged((), np.append(never[:20], movers[0])))


def test_too_few_others_that_moved_are_not_ranked_among():
    small = FEWEST
    of = links(small, 2)
    assert np.isnan(Pivot().judge(view(accounts(small, 2), of, cohorts([np.arange(20)]))))[0]


@pytest.mark.parametrize("size", [3, 10, 40])
def test_like_pace_alone_is_no_pivot(size):
    """Who asks seldom is seen late with a new model: like activity is in the reference too."""
    rng = np.random.default_rng(12)
    made = accounts(SIZE, 12)
    rate = made.n / 500
    rows = [(a, 1 + a % 5, int(rng.integers(0, 200))) for a in range(SIZE)]
    seen = np.floor(250 + rng.exponential(60, SIZE) + rng.exponential(1 / rate))
    rows += [(a, 9, int(seen[a])) for a in range(SIZE) if seen[a] < 500]
    of = shown(rows, SIZE)
    # neighbours in activity, as cohorts of one kind of customer are
    order = np.argsort(made.n + rng.uniform(0, 4, SIZE))
    starts = rng.integers(0, SIZE - 3 * size, 300)
    groups = [rng.choice(order[s : s + 3 * size], size, replace=False) for s in starts]
    log_e = Pivot().judge(view(made, of, cohorts(groups)))
    log_e = log_e[np.isfinite(log_e)]
    assert (log_e >= np.log(20)).sum() <= binom.ppf(0.999, len(log_e), 0.05)


def test_what_it_says_is_counted_by_hand():
    rows = [(a, 1, 0) for a in range(10)]
    rows += [(a, 7, 100 + 2 * a) for a in range(4)] + [(a, 7, 300 + 24 * a) for a in range(4, 8)]
    made = view(accounts(20, 0), shown(rows), cohorts([np.arange(4)]))
    finding = Pivot().explain(made, np.arange(4))
    assert finding.statement.startswith("Of 4 members, 4 moved from another model to one")
    assert "within 3 hours of each other" in finding.statement
    assert "among 4 other accounts that moved to it, the middle half did so within 36 hours." in (
        finding.statement
    )
    assert (finding.values["median"], finding.values["others_median"]) == (3.0, 332.0)
    nobody = Pivot().explain(made, np.arange(8, 12))
    assert nobody.values == {"members_moved": 0}


def test_random_groups_of_movers_keep_the_level():
    of = links(SIZE, 13)
    movers = adoptions(of).account
    log_e = Pivot().judge(view(accounts(SIZE, 13), of, cohorts(random_groups(movers, 500, 20, 1))))
    assert np.exp(log_e).mean() <= 1 + 4 * np.exp(log_e).std() / np.sqrt(500)
