"""Count what reaches the guard's thresholds, with exact bounds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from guard_corpora import Request
from numpy.typing import NDArray
from scipy.stats import beta

from stillwatch.guard.model import shipped

Floats = NDArray[np.float64]
Row = dict[str, Any]


def upper(hits: int, of: int) -> float:
    """One-sided 95 % upper bound of a share (Clopper-Pearson)."""
    return 1.0 if hits >= of else float(beta.ppf(0.95, hits + 1, of - hits))


def lower(hits: int, of: int) -> float:
    """One-sided 95 % lower bound of a share (Clopper-Pearson)."""
    return 0.0 if hits <= 0 else float(beta.ppf(0.05, hits, of - hits + 1))


def row_of(name: str, score: Floats) -> Row:
    """Count what reaches either threshold."""
    model = shipped()
    flagged, blocked = int((score >= model.flag).sum()), int((score >= model.block).sum())
    n = len(score)
    return {
        "name": name,
        "requests": n,
        "flagged": flagged,
        "flagged_rate": flagged / n,
        "flagged_lower": lower(flagged, n),
        "flagged_upper": upper(flagged, n),
        "blocked": blocked,
        "blocked_rate": blocked / n,
        "blocked_upper": upper(blocked, n),
    }


def total(name: str, rows: list[Row], found: list[Floats]) -> Row:
    """Pool rows; shares of families are means over families."""
    out = row_of(name, np.concatenate(found))
    out["families"] = len(rows)
    for what in ("flagged_rate", "blocked_rate"):
        out[f"mean_{what}"] = float(np.mean([row[what] for row in rows]))
        out[f"least_{what}"] = float(min(row[what] for row in rows))
    return out


def grouped(requests: Iterable[Request], score: Floats) -> dict[str, Floats]:
    """Scores by family or source."""
    names = np.array([r.family for r in requests])
    return {str(name): score[names == name] for name in np.unique(names)}


def rows_of(found: dict[str, Floats], worst: str) -> list[Row]:
    """Rows by name, worst first."""
    rows = [row_of(name, score) for name, score in found.items()]
    sign = -1 if worst == "most" else 1
    return sorted(rows, key=lambda r: (sign * r["flagged_rate"], sign * r["blocked_rate"]))


RATES = (0.014, 0.005, 0.001, 0.0004)
"""Shares of ordinary prompts at which detection is also told: those of the peer, and between."""


def points(attacks: dict[str, Floats], plain: Floats) -> list[Row]:
    """Share of attacks found, families alike, where so many ordinary prompts are flagged."""
    ordered = np.sort(plain)[::-1]
    rows = []
    for rate in RATES:
        cut = float(ordered[int(len(ordered) * rate)])
        shares = [float((score > cut).mean()) for score in attacks.values()]
        rows.append({"ordinary_flagged": rate, "mean_found": float(np.mean(shares))})
    return rows
