"""Readings of exchanges: which are read, and that they agree with the signals of an audit."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from stillwatch.contract.exchange import SCHEMA
from stillwatch.features.context import Context
from stillwatch.features.prior import prior
from stillwatch.features.signals.elicitation import Elicitation
from stillwatch.features.signals.harvest import Harvest
from stillwatch.guard.windows.readings import LENGTHS, join, kinds, read

T0 = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)


def batch(texts: list[str | None], states: list[str] | None = None) -> pa.RecordBatch:
    rows: list[dict[str, Any]] = []
    for number, text in enumerate(texts):
        rows.append(dict.fromkeys(SCHEMA.names))
        rows[-1] |= {"id": f"e{number}", "time": T0, "account": f"a{number % 3}", "model": "m",
                     "text": text, "content_state": (states or ["full"] * len(texts))[number],
                     "end_user": None if number % 2 else f"u{number}"}  # fmt: skip
    return pa.RecordBatch.from_pylist(rows, schema=SCHEMA)


TEXTS = [
    "Solve 3x + 4 = 10 and explain your reasoning step by step.",
    "hello there",
    "你好，帮我写信",
]


def test_scores_are_those_of_the_signals():
    found, some = read(batch(TEXTS))
    assert some.all() and found.scores.shape == (3, len(kinds(prior())))
    ctx = Context(batch(TEXTS))
    np.testing.assert_allclose(found.scores[:, 0], Harvest().compute(ctx), rtol=1e-6)
    np.testing.assert_allclose(found.scores[:, 1], Elicitation().compute(ctx), rtol=1e-6)


def test_what_may_not_be_read_is_left_out():
    found, some = read(
        batch([*TEXTS, "secret", None, ""], ["full"] * 3 + ["redacted", "full", "full"])
    )
    assert some.tolist() == [True] * 3 + [False] * 3
    assert len(found) == 3


def test_senders_are_told_apart_and_may_be_unknown():
    found, _ = read(batch(TEXTS * 2))
    assert len(set(found.accounts.tolist())) == 3
    users, _ = read(batch(TEXTS * 2), by="end_user")
    assert (users.accounts == 0).tolist() == [False, True] * 3


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(max_size=200), max_size=8))
def test_any_text_can_be_read(texts):
    found, some = read(batch(texts))
    assert len(found) == some.sum()
    assert ((found.scores >= 0) & (found.scores <= 1)).all()
    assert ((found.cells >= 0) & (found.cells < len(prior().styles) * LENGTHS)).all()
    twice = join([found, found])
    assert len(twice) == 2 * len(found)
    np.testing.assert_array_equal(twice.take(np.arange(len(found))).scores, found.scores)
