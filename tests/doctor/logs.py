"""Small logs with one thing wrong each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def exchange(number: int, **fields: Any) -> dict[str, Any]:
    """Return one exchange of some forty accounts over nine days; fields given replace its own."""
    base: dict[str, Any] = {
        "id": f"r{number}",
        "time": f"2026-03-0{1 + number % 9}T10:{number // 60 % 60:02d}:{number % 60:02d}Z",
        "account": {"id": f"acct-{number % 40}", "created": "2026-01-01T00:00:00Z"},
        "client": {"ip": f"203.0.{number % 40}.{number % 7 + 1}"},
        "request": {
            "model": "model-1",
            "max_tokens": 500,
            "messages": [
                {"role": "user", "content": f"Question number {number // 2}, please?"},
                {"role": "assistant", "content": "An answer."},
                {"role": "user", "content": f"Question number {number}, please?"},
            ][0 if number % 2 else 2 :],
        },
        "usage": {"output_tokens": 10 + number % 90},
    }
    return base | fields


def write(path: Path, rows: list[Any]) -> Path:
    """Write rows as JSON lines; strings stand as they are."""
    lines = (row if isinstance(row, str) else json.dumps(row) for row in rows)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path
