"""Figures of `bench/guarantees.py`: rates with their bounds, medians."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from stillwatch.score.intervals import upper_bound

Row = dict[str, Any]
ODDS = (20, 1_000)
"""Odds that an e-process may reach, and how often it would by chance: one in so many, at most."""
LEVELS = ("0.01", "0.05")
WAYS = ("as it is", "what formed it tests it", "ranks among everybody", "both")


def rate(flags: Sequence[bool]) -> Row:
    """Count, number and share with its exact 95 % upper bound."""
    count, n = int(np.sum(flags)), len(flags)
    return {"count": count, "n": n, "share": count / max(n, 1), "upper": upper_bound(count, n)}


def by(rows: Iterable[Row], *names: str) -> dict[tuple[Any, ...], list[Row]]:
    """Group rows by the values of some fields, in the order of first sight."""
    out: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rows:
        out[tuple(row[name] for name in names)].append(row)
    return out


def drawn(found: list[Row]) -> Row:
    """Realised error of e-BH, and what double use would have made of it."""
    each = [
        {"traffic": traffic, "scenario": scenario, **_errors(rows, "as it is")}
        for (traffic, scenario), rows in by(found, "traffic", "scenario").items()
    ]
    ways = [
        {"traffic": traffic, "way": way, **_errors(rows, way)}
        for (traffic,), rows in by(found, "traffic").items()
        for way in WAYS
    ]
    return {"replays": len(found), "each": each, "ways": ways}


def _errors(rows: list[Row], way: str) -> Row:
    out: Row = {"replays": len(rows), "cohorts": float(np.mean([r["cohorts"] for r in rows]))}
    null = sum(r["null"] for r in rows)
    for level in LEVELS:
        counts = np.array([r["ways"][way][level] for r in rows])
        passing, false, _, high, _ = counts.T
        out[level] = {
            "false_share": float((false / np.maximum(passing, 1)).mean()),
            "any": rate(false > 0), "passing": float(passing.mean()),
            "null_cohorts_above": high.sum() / max(null, 1),
        }  # fmt: skip
    return out


def contaminated(found: list[Row]) -> list[Row]:
    """Strength that is left where the reference holds some of the campaign."""
    return [
        {"plumbing": plumbing, "share": share, "replays": len(rows), **_spread(
            np.array([r["log_e"] for r in rows]))}
        for (plumbing, share), rows in sorted(by(found, "plumbing", "share").items())
    ]  # fmt: skip


def _spread(log_e: np.ndarray) -> Row:
    low, middle, high = np.quantile(log_e, (0.1, 0.5, 0.9))
    # what e-BH asks of one cohort among 180, at 1 %
    enough = float((log_e >= np.log(180 / 0.01)).mean())
    return {"low": low, "median": middle, "high": high, "enough": enough}


def innocent(found: list[list[Row]]) -> Row:
    """How often an e-process against independent people reaches its odds, and other ways."""
    rows = [row for group in found for row in group]
    return {
        **{
            f"{name}s": [{name: k, **_reached(v, "news")} for (k,), v in by(rows, name).items()]
            for name in ("scenario", "habit")
        },
        "ways": [
            {"way": way, "habits": name, **_reached(some, way)}
            for way in ("news", "looks", "best look", "levels multiplied")
            for name, some in (
                ("anybody", [r for r in rows if r["habit"] == "anybody"]),
                ("alike", [r for r in rows if r["habit"] != "anybody"]),
            )
        ],
    }  # fmt: skip


def _reached(rows: list[Row], way: str) -> Row:
    return {str(odds): rate([r[way] >= np.log(odds) for r in rows]) for odds in ODDS}


def guilty(found: list[list[Row]]) -> Row:
    """Summarise what e-processes say of campaigns, while they run and in the end."""
    rows = [row for group in found for row in group]
    shares = [name for name in rows[0] if name.replace(".", "").isdigit()] if rows else []
    return {
        "campaigns": len(rows),
        "days_left": float(np.median([r["days_left"] for r in rows])),
        "shares": [{"share": float(share), **_won(rows, share)} for share in shares],
        "kinds": [
            {"kind": kind, "campaigns": len(some), **_won(some, shares[0])}
            for (kind,), some in sorted(by(rows, "kind").items())
        ],
    }


def _won(rows: list[Row], share: str) -> Row:
    out: Row = {}
    for when in ("running", "end"):
        values = np.array([r[share][when] for r in rows])
        sure = float((values >= np.log(1_000)).mean())
        out[when] = {"median": float(np.median(values)), "sure": sure}
    return out


def replays(found: list[Row]) -> Row:
    """Levels reached in whole small audits of traffic without a harvest; cuts in all."""
    benign = [r for r in found if r["traffic"] != "harvest"]
    cut = [r for r in found if "cut_at" in r]
    groups = [(*key, rows) for key, rows in by(benign, "traffic", "scenario").items()]
    groups += [(*key, "all", rows) for key, rows in by(benign, "traffic").items()]
    return {
        "replays": len(found),
        "each": [{"traffic": t, "scenario": s, **_levels(rows)} for t, s, rows in groups],
        "cut": {
            "logs": len(cut), "with_harvest": sum(r["traffic"] == "harvest" for r in cut),
            **{k: sum(r[f"cut_{k}"] for r in cut)
               for k in ("evaluations", "campaigns", "raised", "changed")},
        },
    }  # fmt: skip


def _levels(rows: list[Row]) -> Row:
    out: Row = {"replays": len(rows), "accounts": sum(r["accounts"] for r in rows)}
    out["flagged"] = sum(r["flagged"] for r in rows)
    for number, name in enumerate(("watch", "likely", "confirmed"), start=1):
        out[name] = rate([max(r["levels"], default=0) >= number for r in rows])
    looked = [look for r in rows for look in r["null"] if look[0] == 0.01]
    out["looks"] = len(looked)
    out["false_share"] = float(np.mean([f / max(p, 1) for _, _, p, f in looked] or [0]))
    out["any_false_look"] = rate([f > 0 for _, _, _, f in looked])
    out["any_false_replay"] = rate(
        [any(f for lv, _, _, f in r["null"] if lv == 0.01) for r in rows]
    )
    out["followed"] = rate([g["highest_log_e"] >= np.log(20) for r in rows for g in r["followed"]])
    out["free"] = {
        str(odds): rate([g[2] >= np.log(odds) for r in rows for g in r["free"]]) for odds in ODDS
    }
    return out


FIGURES: dict[str, Callable[[Any], Any]] = {
    "drawn": drawn, "contaminated": contaminated, "innocent": innocent, "guilty": guilty,
    "replays": replays,
}  # fmt: skip
