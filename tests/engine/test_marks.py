"""Marks: a linear score over the signals of one exchange, the same in DuckDB and by hand."""

from __future__ import annotations

import ibis
import pyarrow as pa
import pytest

from stillwatch.core.registry import discover
from stillwatch.detect import marks
from stillwatch.features.base import Signal

from .rows import random_rows, row, table

MODEL = marks.MarkModel({"harvest": (0.2, 4.0), "elicitation": (0.1, 2.0), "nothing": (1.0, 0.5)},
                        -3.0)  # fmt: skip


def slices(backend, rows, model=MODEL):
    return backend.to_pyarrow(marks.sliced(ibis.memtable(table(rows)), model))["slice"].to_pylist()


def test_against_the_sum_by_hand(backend):
    rows = random_rows(200, 3)
    expected = []
    for r in rows:
        score = -3.0 + 0.5 * 1.0  # a signal that no exchange has stands at its usual value
        for name, usual, weight in (("harvest", 0.2, 4.0), ("elicitation", 0.1, 2.0)):
            known = r[f"sig_{name}"]
            score += weight * (usual if known is None else known)
        expected.append(r["slice"] if r["has_text"] and score > 0 else 0)
    assert slices(backend, rows) == expected
    assert 0 < sum(map(bool, expected)) < 150


def test_what_has_no_text_is_never_marked(backend):
    loud = dict.fromkeys(("sig_harvest", "sig_elicitation"), 1.0)
    rows = [row("a", 1, 0, slice=3, **loud), row("b", 1, 0, slice=3, has_text=False, **loud)]
    assert slices(backend, rows) == [3, 0]


def test_the_shipped_model_weighs_signals_that_exist():
    model = marks.shipped()
    assert set(model.weights) <= set(discover("stillwatch.features.signals", Signal))
    assert all(abs(weight) < 50 for _, weight in model.weights.values())
    assert marks.shipped() is model


def test_a_bland_exchange_is_not_marked_by_the_shipped_model(backend):
    """Where no signal is known, an exchange is ordinary."""
    bland = row("a", 1, 0, slice=3, sig_harvest=0.0, sig_elicitation=0.0)
    assert slices(backend, [bland], marks.shipped()) == [0]


@pytest.mark.parametrize("bias", [-100.0, 100.0])
def test_the_bias_decides_where_weights_are_nothing(backend, bias):
    rows = [row("a", 1, 0, slice=2), row("b", 1, 0, slice=0)]
    assert slices(backend, rows, marks.MarkModel({}, bias)) == ([2, 0] if bias > 0 else [0, 0])


@pytest.mark.parametrize("tools", [None, 0.0, 1.0])
@pytest.mark.parametrize("reply", [None, 1.0, 9.0])
def test_the_short_reply_of_an_agent_says_nothing_and_a_long_one_what_it_says(
    backend, tools, reply
):
    """An agent's reply is short because it is a call."""
    model = marks.MarkModel({marks.REPLY: (5.0, 1.0)}, -4.5)
    held = table([row("a", 1, 0, slice=3)])
    for name, value in ((marks.REPLY, reply), (marks.AGENT, tools)):
        held = held.append_column(f"sig_{name}", pa.array([value], pa.float32()))
    found = backend.to_pyarrow(marks.sliced(ibis.memtable(held), model))["slice"].to_pylist()
    assert found == [0 if reply == 1.0 and not tools else 3]
