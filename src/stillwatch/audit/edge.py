"""What an edge log added to an audit, in figures and words."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from stillwatch.ingest.edge import MATCHED, Edge
from stillwatch.ingest.edge_rows import CLIENT

FEW = 0.95
"""Share of exchanges that the edge log knows below which a reader is told first."""


def told_of(edge: Edge, seen: npt.NDArray[np.int64]) -> dict[str, Any]:
    """Return what `summary.json` says of the join.

    Parameters
    ----------
    edge
        The edge log.
    seen
        Shape (256,): exchanges by their marks (`stillwatch.ingest.edge.Edge.join`).
    """
    marks = np.arange(len(seen))
    exchanges, matched = int(seen.sum()), int(seen[marks & MATCHED > 0].sum())
    differing = {
        name: int(seen[marks >> (number + 1) & 1 > 0].sum()) for number, name in enumerate(CLIENT)
    }
    return {
        "rows": edge.rows,
        "duplicates": edge.duplicates,
        "malformed": edge.malformed,
        "malformed_lines": [
            {"path": m.path, "line": m.line, "reason": m.reason} for m in edge.malformed_lines
        ],
        "exchanges_matched": matched,
        "share_matched": round(matched / exchanges, 6) if exchanges else 0.0,
        "rows_without_exchange": edge.rows - matched,
        "overridden": {name: count for name, count in differing.items() if count},
    }


def notes(told: dict[str, Any] | None) -> list[str]:
    """Say where the edge log and the log do not fit each other."""
    if told is None:
        return []
    out = []
    share = told["share_matched"]
    if not told["exchanges_matched"]:
        out.append(
            "The edge log knows none of the exchanges: its ids are not those of the log, and it "
            "told nothing of any client."
        )
    elif share < FEW:
        out.append(
            f"The edge log knows {share:.1%} of the exchanges. The others are judged by what the "
            "log itself says of their client."
        )
    if told["overridden"]:
        counts = ", ".join(f"{name} of {n:,}" for name, n in told["overridden"].items())
        out.append(
            f"The edge log contradicts the log: {counts} exchanges. What the edge saw counts."
        )
    if told["malformed"]:
        out.append(f"{told['malformed']:,} lines of the edge log could not be read.")
    return out
