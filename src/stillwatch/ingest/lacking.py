"""Why a record lacks a field that an exchange needs, in words: names of the record, never values.

Where the whole body that the field stands in is null, that is said, with the codes that the
platform gives for it: Databricks' `logging_error_codes` (`MAX_REQUEST_SIZE_EXCEEDED` and the like).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from stillwatch.ingest.paths import Path, end_of, look_up
from stillwatch.ingest.source import Source

TRIED = 8
"""Paths that an error names."""
CODES = 3
"""Codes that it names."""
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,59}")


def missing(
    target: str, source: Source, record: dict[str, Any], name: str, bodies: Iterable[Path],
    lost: Path | None,
) -> str:  # fmt: skip
    """Say which paths led nowhere, and what there is where one ended.

    Parameters
    ----------
    target, source
        The field, and where it was looked for.
    record
        What was read.
    name
        Of the map; may be empty.
    bodies
        Where whole bodies stand.
    lost
        Where the record says why a body is null, if it does.
    """
    said = f"required field {target} is missing or empty"
    if not source.paths:
        return said
    tried = ", ".join(path.text for path in source.paths[:TRIED])
    tried += ", …" if len(source.paths) > TRIED else ""
    where = f"{name} reads it from {tried}" if name else f"read from {tried}"
    within = (body for body in bodies for path in source.paths if _inside(path, body))
    null = next((body for body in within if look_up(record, body) is None), None)
    if null is not None:
        return f"{said}: {where}; {null.text} is null in the record{_why(record, lost)}"
    # what stands where the path ends that leads furthest
    there = max((end_of(record, path) for path in source.paths), key=lambda end: end.taken)
    return f"{said}: {where}; {there.said}"


def _inside(path: Path, body: Path) -> bool:
    return len(path.steps) > len(body.steps) and path.steps[: len(body.steps)] == body.steps


def _why(record: dict[str, Any], lost: Path | None) -> str:
    """Return in brackets the codes that the record has for it; empty for none."""
    held = None if lost is None else look_up(record, lost)
    codes = [code for code in (held if isinstance(held, list) else [held])
             if isinstance(code, str) and _CODE.fullmatch(code)]  # fmt: skip
    return f" ({lost.text}: {', '.join(codes[:CODES])})" if lost is not None and codes else ""
