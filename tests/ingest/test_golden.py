"""Small logs and what is read from them, as files; a change of `expected.json` needs a reason."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from .logs import read

GOLDEN = Path(__file__).parent / "golden"
CASES = sorted(path.name for path in GOLDEN.iterdir())


def outcome(case: str) -> dict[str, Any]:
    """Return rows without their nulls, and the report without paths and digests."""
    rows, report = read(GOLDEN / case / "log.jsonl")
    told = dataclasses.asdict(report) | {"files": len(report.files)}
    told["malformed_lines"] = [[bad.line, bad.reason] for bad in report.malformed_lines]
    told["fields_present"] = {k: round(v, 3) for k, v in report.fields_present.items() if v}
    kept = [{k: v for k, v in row.items() if v is not None} for row in rows]
    return json.loads(json.dumps({"rows": kept, "report": told}, default=str))  # type: ignore[no-any-return]


@pytest.mark.parametrize("case", CASES)
def test_golden(case: str) -> None:
    assert outcome(case) == json.loads((GOLDEN / case / "expected.json").read_text())
