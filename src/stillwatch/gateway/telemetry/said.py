"""How notes for the operator are written: plain lines, or one JSON object a line."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Literal

import msgspec


def saying(form: Literal["text", "json"], worker: int | None = None) -> Callable[[str], None]:
    """Return what writes notes to standard error. Notes never hold what clients sent.

    Parameters
    ----------
    form
        Of the lines.
    worker
        Number of the worker that says them; null: there is one.
    """

    def as_text(note: str) -> None:
        of = "" if worker is None else f"worker {worker}: "
        print(f"stillwatch: {of}{note}", file=sys.stderr, flush=True)

    def as_json(note: str) -> None:
        line = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"), "source": "gateway",
            "pid": os.getpid(), "worker": worker, "message": note,
        }  # fmt: skip
        print(msgspec.json.encode(line).decode(), file=sys.stderr, flush=True)

    return as_json if form == "json" else as_text
