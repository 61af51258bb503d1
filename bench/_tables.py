"""Markdown pages of benchmark results, for `out/results`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; all columns but the first are numbers."""
    rule = ["---", *["---:"] * (len(heads) - 1)]
    return "\n".join("| " + " | ".join(row) + " |" for row in [heads, rule, *rows]) + "\n"


def percent(share: float | None, digits: int = 1) -> str:
    """Write a share as a percentage, or a dash."""
    return "-" if share is None else f"{100 * share:.{digits}f} %"
