"""Markdown pages of benchmark results, for `docs/results`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Row = Mapping[str, Any]


def percent(share: float | None, digits: int = 1) -> str:
    """Write a share as a percentage, or a dash."""
    return "-" if share is None else f"{100 * share:.{digits}f} %"
