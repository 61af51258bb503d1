"""A small audit, written as `stillwatch audit` writes it."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

SUMMARY = {
    "version": 1,
    "counts": {
        "exchanges": 9_000,
        "accounts": 4,
        "first": "2026-03-02T00:00:00Z",
        "last": "2026-03-12T00:00:00Z",
    },
    "detectors": [
        {"name": name, "family": family, "ran": True, "reason": "", "share": 1.0}
        for name, family in (
            ("harvest_content", "content"),
            ("multiplicity", "content"),
            ("load", "behaviour"),
            ("account_age", "infrastructure"),
            ("shared_infrastructure", "infrastructure"),
        )
    ],
    "fields": {"text": 1.0, "output": 0.99, "key": 1.0, "ip": 1.0, "created": 1.0, "logprobs": 0.0},
}


def campaign(id: str = "c-1", severity: str = "likely", accounts: tuple[str, ...] = ("a", "b")):
    return {
        "id": id,
        "severity": severity,
        "accounts": list(accounts),
        "members": [
            {
                "account": name,
                "end_user": None,
                "since": "2026-03-03T00:00:00Z",
                "until": "2026-03-10T00:00:00Z",
            }
            for name in accounts
        ],
        "first_seen": "2026-03-03T00:00:00Z",
        "last_seen": "2026-03-10T00:00:00Z",
        "detected_at": "2026-03-05T00:00:00Z",
        "exchanges": 500,
        "targets": [{"target": "reasoning", "share": 0.9}],
        "models": [{"model": "m-large", "share": 1.0, "moved_at": None}],
        "evidence": [{"detector": "multiplicity", "statement": "Each item was asked once."}],
    }


def write_audit(folder: Path, campaigns, summary=None, exchanges: int = 400) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "campaigns.json").write_text(json.dumps({"version": 1, "campaigns": campaigns}))
    (folder / "summary.json").write_text(json.dumps(SUMMARY if summary is None else summary))
    levels = {name: row["severity"] for row in campaigns for name in row["accounts"]}
    names = sorted({"a", "b", "c", "d", *levels})
    pq.write_table(
        pa.table(
            {
                "account": names,
                "exchanges": pa.array([exchanges] * len(names), pa.int64()),
                "severity": [levels.get(name, "none") for name in names],
                "first_flagged_at": pa.array([None] * len(names), pa.timestamp("us", "UTC")),
            }
        ),
        folder / "accounts.parquet",
    )
    return folder
