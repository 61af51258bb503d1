"""The set of ids against Python's own, and the hash's independence of where a string lies."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.ingest.hashing import IdSet, hash_strings


@given(st.lists(st.text(max_size=20), max_size=40), st.integers(0, 10))
def test_hash_depends_on_the_string_alone(texts: list[str], skip: int) -> None:
    whole = hash_strings(pa.array(texts, pa.string()))
    assert whole.tolist() == [int(hash_strings(pa.array([t]))[0]) for t in texts]
    sliced = hash_strings(pa.array(texts, pa.string()).slice(skip))
    assert sliced.tolist() == whole[skip:].tolist()
    assert len(set(whole.tolist())) == len(set(texts))
    assert 0 not in whole


@given(st.lists(st.lists(st.integers(1, 60), max_size=30), max_size=8))
def test_set_is_a_set(batches: list[list[int]]) -> None:
    found, expected = IdSet(), set[int]()
    for batch in batches:
        fresh = found.add(np.array(batch, np.uint64)).fresh
        for value, new in zip(batch, fresh.tolist(), strict=True):
            assert new == (value not in expected)
            expected.add(value)
    assert found.count == len(expected)
    assert set(found.values().tolist()) == expected


def test_growing_keeps_everything() -> None:
    hashes = hash_strings(pa.array([f"req-{i}" for i in range(300_000)]))
    found = IdSet()
    for part in np.array_split(hashes, 7):
        assert found.add(part).fresh.all()
    assert not found.add(hashes).fresh.any()
    assert found.count == len(np.unique(hashes)) == 300_000


def test_bits_are_balanced() -> None:
    hashes = hash_strings(pa.array([f"req-{i:08d}" for i in range(20_000)]))
    for bit in range(64):
        share = np.mean((hashes >> np.uint64(bit)) & np.uint64(1))
        assert abs(share - 0.5) < 0.02  # five standard deviations and a half
