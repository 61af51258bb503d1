"""Weights of facts: Shapley values with a baseline."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stillwatch.audit import benign
from stillwatch.audit.facts import WEIGHED
from stillwatch.audit.figures import OF_EFFECTS, OF_LINKS, STATISTICS
from stillwatch.audit.measures import WORDS
from stillwatch.audit.telling import FACTS
from stillwatch.audit.weights import weigh
from stillwatch.detect import effects
from stillwatch.detect.causes import shipped
from stillwatch.detect.detectors.partition import Partition

SIZE = len(effects.NAMES)
GROUPS = {"load": ("load_spread", "spread_load"), "age": ("level_age",)}


def place(name: str) -> int:
    return effects.NAMES.index(name)


def test_a_linear_model_is_divided_exactly():
    slope = np.linspace(-1, 1, SIZE)
    x, b = np.arange(SIZE, dtype=float), np.zeros(SIZE)
    found = weigh(x, b, GROUPS, lambda rows: rows @ slope)
    assert found["age"] == pytest.approx(slope[place("level_age")] * x[place("level_age")])
    both = [place(n) for n in GROUPS["load"]]
    assert found["load"] == pytest.approx((slope * x)[both].sum())
    assert sum(found.values()) == pytest.approx(float(x @ slope))


def test_what_two_facts_do_together_is_shared_alike():
    one, other = place("load_spread"), place("level_age")
    x = np.ones(SIZE)
    found = weigh(x, np.zeros(SIZE), GROUPS, lambda rows: rows[:, one] * rows[:, other])
    assert found["load"] == pytest.approx(0.5) and found["age"] == pytest.approx(0.5)
    assert found["rest"] == pytest.approx(0.0)


@settings(deadline=None, max_examples=20)
@given(st.lists(st.floats(-3, 3), min_size=SIZE, max_size=SIZE))
def test_weights_add_up_to_what_the_shipped_model_says(values):
    model, x = shipped("causes"), np.array(values)
    base = benign.typical()
    found = weigh(x, base, WEIGHED, model.log_odds)
    whole = model.log_odds(np.vstack([x, np.where(np.isnan(base), x, base)]))
    assert sum(found.values()) == pytest.approx(float(whole[0] - whole[1]))


def test_what_is_not_known_weighs_nothing():
    x = np.ones(SIZE)
    x[place("level_age")] = np.nan
    found = weigh(x, np.zeros(SIZE), GROUPS, lambda rows: np.nan_to_num(rows, nan=9.0).sum(axis=1))
    assert found["age"] == 0.0


def test_every_effect_that_the_model_reads_belongs_to_one_fact():
    read = set(effects.NAMES) - shipped("causes").ignored
    told = [effect for names in WEIGHED.values() for effect in names]
    assert len(told) == len(set(told))
    assert {effects.NAMES[i] for i in np.unique(shipped("causes").effect)} <= set(told), read


def test_every_fact_has_a_figure_and_typical_groups_to_be_compared_with():
    for told in FACTS.values():
        assert told.figure in {*STATISTICS, *OF_EFFECTS, *OF_LINKS}
        assert any(told.figure in kind.figures for kind in benign.kinds())
    for kind in benign.kinds():
        assert kind.groups >= 3
        assert all(low <= mid <= high for low, mid, high in kind.figures.values())


def test_a_typical_group_is_nearest_to_its_own_kind():
    for kind in benign.kinds():
        middle = {name: q[1] for name, q in kind.figures.items()}
        _, near, of = benign.nearest(middle)
        assert near == of


def test_what_is_not_counted_among_others_questions_is_told_alike_in_all_places():
    said = FACTS["questions others had asked"].here, WORDS["overlap"].said, Partition.sentence
    for words in said:
        assert " (not counting tasks for tools that several accounts run)" in words
