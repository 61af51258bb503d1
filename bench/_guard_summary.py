"""Headline figures of the guard beside their targets."""

from __future__ import annotations

from _guard_counts import Row
from _tables import percent

NAMES = {
    "written": "families never tuned on",
    "last": "families written after the fit",
    "authors": "four authors kept apart",
    "half": "half of another author's families",
    "tools": "public attack tools",
}


def by_families(rows: list[Row]) -> list[tuple[str, str, str]]:
    """Say of how many families any request is found, as whoever sends many of a kind would be."""
    median = sorted(row["requests"] for row in rows)[len(rows) // 2]
    return [
        (
            f"of {len(rows)} families held out, any request (median of {median}) {what}",
            percent(sum(row[of] > 0 for row in rows) / len(rows)),
            "",
        )
        for of, what in (("flagged", "flagged"), ("blocked", "blockable"))
    ]


def summary(figures: Row) -> list[Row]:
    """Put the headline figures beside their targets."""
    held, never = figures["families"]["attacks_total"], figures["unseen"]
    plain, speed_ = figures["ordinary"]["total"][0], figures["speed"]
    rows = [
        ("families held out, flagged", percent(held["mean_flagged_rate"]), "≥ 97 %"),
        ("families held out, blockable", percent(held["mean_blocked_rate"]), "≥ 80 %"),
        *by_families(figures["families"]["attacks"]),
    ]
    for name, words in NAMES.items():
        if name in never:
            row = never[f"{name}_total"]
            rows += [
                (
                    f"{words}, flagged",
                    percent(row.get("mean_flagged_rate", row["flagged_rate"])),
                    "≥ 97 %",
                ),
                (
                    f"{words}, blockable",
                    percent(row.get("mean_blocked_rate", row["blocked_rate"])),
                    "≥ 80 %",
                ),
            ]
    rate = f"{percent(plain['flagged_rate'], 3)} (≤ {percent(plain['flagged_upper'], 3)})"
    rows += [
        (f"ordinary prompts flagged, of {plain['requests']:,}", rate, "≤ 0.1 %"),
        ("ordinary prompts blockable", percent(plain["blocked_rate"], 3), ""),
        ("in bulk", f"{speed_['bulk_us']:.1f} µs", "≤ 15 µs"),
        ("alone, median", f"{speed_['alone_median_us']:.0f} µs", "≤ 100 µs"),
    ]
    return [{"what": w, "measured": m, "target": t} for w, m, t in rows]
