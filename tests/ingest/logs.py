"""Small logs for the tests of reading."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from stillwatch.ingest.ledger import IngestReport
from stillwatch.ingest.read import open_logs


def exchange(number: int = 0, **fields: Any) -> dict[str, Any]:
    """Return one exchange as the log has it; fields given replace or join it."""
    base: dict[str, Any] = {
        "id": f"req-{number}",
        "time": f"2026-03-02T10:{number // 60 % 60:02d}:{number % 60:02d}Z",
        "account": {"id": f"acct-{number % 3}"},
        "request": {
            "model": "model-1",
            "messages": [{"role": "user", "content": f"Question number {number}?"}],
        },
    }
    return base | fields


def asking(messages: Any, **fields: Any) -> dict[str, Any]:
    """Return an exchange with these messages."""
    return exchange(request={"model": "model-1", "messages": messages} | fields)


def dump(lines: list[Any]) -> bytes:
    """Return records as JSON lines; bytes among them stand as they are."""
    packed = [x if isinstance(x, bytes) else json.dumps(x).encode() for x in lines]
    return b"".join(line + b"\n" for line in packed)


def write(path: Path, lines: list[Any]) -> Path:
    """Write JSON lines."""
    path.write_bytes(dump(lines))
    return path


def write_parquet(path: Path, records: list[dict[str, Any]]) -> Path:
    """Write records as nested columns."""
    pq.write_table(pa.Table.from_pylist(records), path, row_group_size=100)
    return path


def read(*paths: Path, **options: Any) -> tuple[list[dict[str, Any]], IngestReport]:
    """Read logs to their end; return the rows and the report."""
    reader = open_logs(list(paths), **options)
    rows = [row for batch in reader for row in batch.to_pylist()]
    return rows, reader.report
