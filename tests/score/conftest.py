"""Fixtures that write small truth and audit folders."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

START = "2025-11-24T16:00:00Z"


def _truth(
    folder: Path,
    accounts: Sequence[Mapping[str, Any]],
    campaigns: Sequence[Mapping[str, Any]] = (),
) -> Path:
    """Write `truth.json` and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [
        {"kind": "shared_template", "start": START, "end": "2025-12-01T00:00:00Z", "params": {}} | c
        for c in campaigns
    ]
    truth = {
        "version": 1,
        "seed": 7,
        "world": "main",
        "settings": {},
        "start": START,
        "end": "2025-12-15T00:00:00Z",
        "populations": {},
        "accounts": [dict(a) for a in accounts],
        "campaigns": rows,
    }
    (folder / "truth.json").write_text(json.dumps(truth))
    return folder


def _audit(
    folder: Path,
    severities: Mapping[str, str],
    campaigns: Sequence[Mapping[str, Any]] = (),
    flagged_at: Mapping[str, str] | None = None,
    end_users: Mapping[str, str] | None = None,
) -> Path:
    """Write the three files of an audit and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    names = list(severities)
    columns: dict[str, list[Any]] = {
        "account": [(end_users or {}).get(n, n) for n in names],
        "severity": [severities[n] for n in names],
        "flagged": [severities[n] in ("likely", "confirmed") for n in names],
        "first_flagged_at": [(flagged_at or {}).get(n) for n in names],
    }
    if end_users is not None:
        columns["end_user"] = [n if n in end_users else None for n in names]
    table = pa.table(columns).cast(
        pa.schema(
            [(c, pa.bool_() if c == "flagged" else pa.string()) for c in columns],
        )
    )
    pq.write_table(table, folder / "accounts.parquet")
    rows = [
        {"severity": "likely", "detected_at": "2025-11-24T18:00:00Z", "members": []} | dict(c)
        for c in campaigns
    ]
    (folder / "campaigns.json").write_text(json.dumps({"version": 1, "campaigns": rows}))
    (folder / "summary.json").write_text(json.dumps({"version": 1}))
    return folder


@pytest.fixture
def write_truth() -> Callable[..., Path]:
    """Return the function that writes `truth.json`."""
    return _truth


@pytest.fixture
def write_audit() -> Callable[..., Path]:
    """Return the function that writes an audit's files."""
    return _audit
