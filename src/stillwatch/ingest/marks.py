"""Marks of rows: enough to count them and to drop duplicates after their text is gone."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from stillwatch.contract.exchange import SCHEMA
from stillwatch.ingest.base import CONTENT_STATES, U32, U64, RowMarks
from stillwatch.ingest.hashing import hash_strings

_STATES = pa.array(CONTENT_STATES)


def mark(batch: pa.RecordBatch) -> RowMarks:
    """Return the marks of a batch of exchanges."""
    states = pc.index_in(batch.column("content_state"), _STATES)
    state = states.to_numpy(zero_copy_only=False).astype(np.uint8)
    return RowMarks(hash_strings(batch.column("id")), presence(batch), state, _bodies(batch))


def _bodies(batch: pa.RecordBatch) -> U32:
    """Hash what two exchanges with one id would differ in, without reading the text."""
    moment = batch.column("time").cast(pa.int64()).to_numpy(zero_copy_only=False)
    found: U64 = moment.astype(np.uint64)
    for part in (
        hash_strings(batch.column("account")),
        hash_strings(batch.column("model")),
        pc.binary_length(batch.column("text")).fill_null(0).to_numpy(zero_copy_only=False),
    ):
        found = (found ^ part.astype(np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
        found ^= found >> np.uint64(29)
    return np.asarray(found >> np.uint64(32), np.uint32)


def presence(batch: pa.RecordBatch) -> U64:
    """Return for each row of a batch the columns that are not null, as bits: shape ``(rows,)``."""
    present = np.zeros(batch.num_rows, np.uint64)
    for bit in range(len(SCHEMA)):
        column = batch.column(bit)
        if column.null_count == batch.num_rows:
            continue
        there = column.is_valid().to_numpy(zero_copy_only=False).astype(np.uint64)
        present |= there << np.uint64(bit)
    return present
