"""Marks of rows: enough to count them and to drop duplicates after their text is gone."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from stillwatch.exchange import SCHEMA
from stillwatch.ingest.base import CONTENT_STATES, U64, RowMarks
from stillwatch.ingest.hashing import hash_strings

_STATES = pa.array(CONTENT_STATES)


def mark(batch: pa.RecordBatch) -> RowMarks:
    """Return the marks of a batch of exchanges."""
    states = pc.index_in(batch.column("content_state"), _STATES)
    state = states.to_numpy(zero_copy_only=False).astype(np.uint8)
    return RowMarks(hash_strings(batch.column("id")), presence(batch), state)


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
