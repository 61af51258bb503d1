"""Checks that every signal and observable found passes."""

from __future__ import annotations

import re

import numpy as np
import pyarrow as pa
import pytest

from stillwatch.features.context import Context, Settings
from stillwatch.features.extract import observables, signals

CONTENT = {
    "harvest",
    "elicitation",
    "new_chars",
    "digit_share",
    "code_share",
    "nonlatin_share",
    "frame_share",
}


@pytest.mark.parametrize("name", sorted(signals()))
def test_signal(name: str, mixed: pa.RecordBatch) -> None:
    cls = signals()[name]
    before = mixed.to_pylist()
    ctx = Context(mixed)
    values = cls().compute(ctx)
    assert re.fullmatch(r"[a-z][a-z0-9_]*", name)
    assert cls.__doc__ and cls.__doc__.strip().endswith(".") and cls.unit
    assert values.shape == (mixed.num_rows,) and values.dtype == np.float32
    assert not np.isinf(values).any()
    assert np.isfinite(values).any(), "never known"
    again = cls().compute(Context(mixed))
    np.testing.assert_array_equal(values, again)
    assert mixed.to_pylist() == before
    if name in CONTENT:
        assert np.isnan(values[~ctx.has_text]).all()
        assert np.isfinite(values[ctx.has_text]).all()


@pytest.mark.parametrize("name", sorted(observables()))
def test_observable(name: str, mixed: pa.RecordBatch) -> None:
    cls = observables()[name]
    ctx = Context(mixed)
    found = cls().compute(ctx)
    assert cls.__doc__ and cls.__doc__.strip().endswith(".")
    assert cls.family in ("infrastructure", "content", "behaviour")
    assert isinstance(cls.static, bool)
    assert found.keys.shape == (mixed.num_rows,) and found.keys.dtype == np.uint64
    assert len(found.shown) == len(found.names)
    assert len(set(found.shown.tolist())) == len(found.shown) and 0 not in found.shown
    assert (found.keys != 0).any(), "never there"
    np.testing.assert_array_equal(found.keys, cls().compute(Context(mixed)).keys)
    if cls.family == "content":
        assert (found.keys[~ctx.full] == 0).all()
    other = cls().compute(Context(mixed, Settings(key=b"another")))
    some = found.keys != 0
    assert (found.keys[some] != other.keys[some]).all(), "hashes of two keys can be joined"
    np.testing.assert_array_equal(some, other.keys != 0)


def test_one_value_in_two_observables_has_two_keys(mixed: pa.RecordBatch) -> None:
    ctx = Context(mixed)
    found = [set(cls().compute(ctx).shown.tolist()) for cls in observables().values()]
    assert sum(map(len, found)) == len(set().union(*found))


def test_static_observables_are_those_of_the_account() -> None:
    static = {name for name, cls in observables().items() if cls.static}
    assert static == {"payment", "signup_day", "email_domain", "org", "country", "plan"}


def test_empty_batch(make) -> None:  # type: ignore[no-untyped-def]
    ctx = Context(make([]))
    for signal in signals().values():
        assert signal().compute(ctx).shape == (0,)
    for observable in observables().values():
        assert observable().compute(ctx).keys.shape == (0,)
