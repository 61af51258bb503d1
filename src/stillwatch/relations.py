"""The narrow waist: three mergeable relations, as ibis expressions over feature rows.

| relation | key | holds |
| --- | --- | --- |
| `activity` | account, slice, epoch | counts, tokens, sums of signals and of styles |
| `links` | observable, account | first epoch, count |
| `payloads` | payload, account, epoch | count |

An epoch is an hour of event time. Folding is addition (counts, sums) and minimum (first epoch),
so that the fold of a union is the fold of the folds. The same expressions run in DuckDB here
and on any other ibis backend.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import ibis
import ibis.expr.types as ir
import pyarrow as pa

KEYS = ("account", "slice", "epoch")


def connect(scratch: Path, *, memory_gb: float = 1.5, threads: int = 2) -> ibis.BaseBackend:
    """Open an embedded DuckDB that spills to `scratch` and stays within `memory_gb`."""
    return ibis.duckdb.connect(
        memory_limit=f"{memory_gb:.2f}GB", threads=threads, temp_directory=str(scratch)
    )


def signal_columns(rows: ir.Table) -> list[str]:
    """Names of the columns of a rows table that are summed: signals, then styles."""
    return [c for c in rows.columns if c.startswith(("sig_", "style_", "topic_"))]


def observable_columns(rows: ir.Table) -> list[str]:
    """Names of the observable columns of a rows table."""
    return [c for c in rows.columns if c.startswith("obs_")]


def activity(rows: ir.Table) -> ir.Table:
    """Fold rows by account, slice and epoch, ordered by epoch.

    Returns columns `account, slice, epoch, n, n_text, output_tokens`, a sum for every signal,
    style and topic (null counted as zero), and `style_sq` and `topic_sq`, sums of squares over
    styles and topics.
    """
    signals = signal_columns(rows)
    styles = [c for c in signals if c.startswith("style_")]
    sums = {c: rows[c].cast("float32").fill_null(0.0).sum().cast("float32") for c in signals}
    squares = sum((rows[c] * rows[c] for c in styles), start=ibis.literal(0.0))
    topics = [c for c in signals if c.startswith("topic_")]
    about = sum((rows[c] * rows[c] for c in topics), start=ibis.literal(0.0))
    folded = rows.group_by(list(KEYS)).agg(
        n=rows.count().cast("float32"),
        n_text=rows.has_text.sum().cast("float32"),
        output_tokens=rows.output_tokens.fill_null(0).sum().cast("float32"),
        style_sq=squares.fill_null(0.0).sum().cast("float32"),
        topic_sq=about.fill_null(0.0).sum().cast("float32"),
        **sums,
    )
    return folded.order_by("epoch", "account", "slice")


def links(rows: ir.Table, observable: str) -> ir.Table:
    """Fold one observable: columns `key, account, first, n`, missing values left out."""
    present = rows.filter(rows[observable] != 0)
    return present.group_by(key=present[observable], account=present.account).agg(
        first=present.epoch.min(), n=present.count().cast("int32")
    )


def payloads(rows: ir.Table) -> ir.Table:
    """Fold payload keys: columns `payload, account, epoch, n`."""
    present = rows.filter(rows.payload != 0)
    return present.group_by("payload", "account", "epoch").agg(n=present.count().cast("int32"))


def repeats(rows: ir.Table) -> ir.Table:
    """Count, by account, slice and epoch, the exchanges whose payload had been asked before.

    Returns `account, slice, epoch, own, other`: asked before by the same account, and asked
    before by another one. Only what came earlier counts, so that a longer log changes nothing.
    """
    present = rows.filter(rows.payload != 0)
    first = ibis.window(group_by="payload", order_by=["time", "exchange"])
    mine = ibis.window(group_by=["payload", "account"], order_by=["time", "exchange"])
    ranked = present.select(
        *KEYS,
        rank=ibis.row_number().over(first),
        mine=ibis.row_number().over(mine),
    )
    return ranked.group_by(list(KEYS)).agg(
        own=(ranked.mine > 0).sum().cast("float32"),
        other=((ranked.mine == 0) & (ranked["rank"] > 0)).sum().cast("float32"),
    )


def stream(table: ir.Table, chunk_rows: int = 262_144) -> Iterator[pa.RecordBatch]:
    """Run an expression and yield its result in batches."""
    yield from table.to_pyarrow_batches(chunk_size=chunk_rows)
