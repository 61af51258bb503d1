from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from stillwatch.simulate.workqueue import WorkQueue


def taken(queue, sizes, seed=0):
    rng = np.random.default_rng(seed)
    return np.concatenate([queue.take(n, rng) for n in sizes])


@settings(max_examples=25)
@given(st.integers(1, 8), st.lists(st.integers(0, 3_000), min_size=1, max_size=6))
def test_every_item_is_asked_as_often_as_planned(samples, sizes):
    """Whole chunks hold each item exactly `samples` times; the last may be under way."""
    counts = Counter(taken(WorkQueue(3, samples, 0.0), sizes).tolist())
    assert all(n <= samples for n in counts.values())
    chunk = 512 // samples * samples
    whole = sum(sizes) // chunk * (chunk // samples)
    assert sum(n == samples for n in counts.values()) >= whole


@given(st.lists(st.integers(1, 500), min_size=2, max_size=5))
def test_the_work_does_not_depend_on_how_it_is_cut_into_blocks(sizes):
    apart = taken(WorkQueue(9, 2, 0.0), sizes)
    at_once = taken(WorkQueue(9, 2, 0.0), [sum(sizes)])
    assert (apart == at_once).all()


def test_retries_ask_what_was_asked():
    ids = taken(WorkQueue(1, 1, 0.3), [5_000])
    assert 0.65 < len(set(ids.tolist())) / 5_000 < 0.9


def test_queues_of_other_seeds_hold_other_items():
    assert not set(taken(WorkQueue(1, 1, 0), [999])) & set(taken(WorkQueue(2, 1, 0), [999]))


def test_a_finite_queue_begins_anew():
    counts = Counter(taken(WorkQueue(1, 1, 0.0, items=100), [8_192]).tolist())
    assert len(counts) == 100
    assert max(counts.values()) - min(counts.values()) <= 2
