"""Who takes the most output."""

from __future__ import annotations

from typing import Any

import ibis
import pyarrow as pa
import pytest

from stillwatch.audit.heaviest import heaviest
from stillwatch.audit.population import Store

NAMES = {n: (f"a{n}", None) for n in range(60)} | {60: ("shop", "u"), 61: ("shop", "v")}


def told(rows: list[tuple[int, int | None, int, int]]) -> list[dict[str, Any]]:
    """Rows of `(unit, tokens, key of the domain, slice)`."""
    backend = ibis.duckdb.connect()
    columns = zip(*rows, strict=True)
    names = ("account", "output_tokens", "obs_email_domain", "slice")
    types = (pa.uint64(), pa.int64(), pa.uint64(), pa.int8())
    table = pa.table(
        {name: pa.array(c, t) for name, c, t in zip(names, columns, types, strict=True)}
    )
    values = pa.table(
        {
            "key": pa.array([7, 8, 9], pa.uint64()), "type": ["email_domain"] * 3,
            "value": ["seven.test", "eight.test", "gmail.com"],
        }
    )  # fmt: skip
    kept = [backend.create_table(n, t) for n, t in (("r", table), ("v", values))]
    return heaviest(Store(backend, *kept), NAMES)


def test_single_accounts_and_handfuls_are_told_once_the_most_first():
    crowd = [(n, 1800, 8, 0) for n in range(10, 59)]
    found = told(
        [(1, 3000, 7, 1), (1, None, 7, 1), (2, 2500, 7, 0), (3, 2200, 0, 1), (60, 1300, 0, 1),
         (61, 1200, 0, 0), (4, 900, 0, 0), *crowd],
    )  # fmt: skip
    total = sum((3000, 2500, 2200, 2500, 900)) + 49 * 1800
    assert [(r["kind"], r["accounts"], r["output_tokens"]) for r in found] == [
        ("email_domain", ["a1", "a2"], 5500), ("account", ["shop"], 2500), ("account", ["a3"], 2200)
    ]  # fmt: skip
    first = found[0]
    assert first["value"] == "seven.test" and first["share"] == pytest.approx(
        5500 / total, abs=1e-4
    )
    assert (first["exchanges"], first["harvest_like"]) == (3, 2)
    assert first["share_harvest_like"] == 0.5


def test_a_domain_of_free_mail_makes_no_handful():
    rows = [(1, 3000, 9, 1), (2, 2500, 9, 0), *((n, 1800, 8, 0) for n in range(10, 59))]
    assert [(r["kind"], r["accounts"]) for r in told(rows)] == [
        ("account", ["a1"]), ("account", ["a2"])
    ]  # fmt: skip


def test_where_nobody_takes_much_or_no_tokens_are_told_there_are_none():
    assert told([(n, 100, 0, 0) for n in range(1, 59)]) == []
    assert told([(n, None, 7, 0) for n in range(1, 4)]) == []


def test_an_audit_tells_it(audited):
    _, audit = audited()
    rows, tokens = audit.summary["most_output"], audit.summary["counts"]["output_tokens"]
    assert all(r["share"] == pytest.approx(r["output_tokens"] / tokens, abs=1e-4) for r in rows)
    assert [r["share"] for r in rows] == sorted((r["share"] for r in rows), reverse=True)
    assert len(rows) <= 5 and all(r["share"] >= 0.02 for r in rows)
