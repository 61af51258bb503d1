"""Audit a simulated log day by day from a state: what a day costs, and whether that stays so.

`python bench/daily.py` writes `bench/results/daily.json`. Seconds are processor seconds of this
process, so that other work on the machine counts little.
"""

from __future__ import annotations

import argparse
import gzip
import json
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from _record import record

from stillwatch.audit.run import Request, run
from stillwatch.simulate.run import simulate
from stillwatch.simulate.world import World, named


def days_of(world: Path, place: Path) -> list[Path]:
    """Write a file for each UTC day of a simulated log; return them in order."""
    days: dict[str, list[bytes]] = defaultdict(list)
    for part in sorted(world.glob("log-*.gz")):
        for line in gzip.decompress(part.read_bytes()).splitlines(keepends=True):
            days[json.loads(line)["time"][:10]].append(line)
    for day, lines in days.items():
        (place / f"{day}.jsonl").write_bytes(b"".join(lines))
    return sorted(place.glob("*.jsonl"))


def follow(logs: list[Path], place: Path, keep: int) -> list[dict[str, Any]]:
    """Audit each day's log; return what each audit cost and held."""
    out = []
    for log in logs:
        started = time.process_time()
        audit = run(Request([log], place / "out", state=place / "state", keep_days=keep, workers=1))
        seconds = time.process_time() - started
        files = [path for path in (place / "state").rglob("*") if path.is_file()]
        out.append({
            "day": log.stem, "cpu_seconds": round(seconds, 2),
            "state_bytes": sum(path.stat().st_size for path in files), "files": len(files),
            "exchanges": audit.summary["counts"]["exchanges"],
            "campaigns": sorted(c.id for c in audit.campaigns if c.severity != "watch"),
            "restated": len(audit.summary["state"]["restated"]),
        })  # fmt: skip
    return out


def main() -> None:
    """Measure, print and record."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", type=int, default=60)
    parser.add_argument("--keep-days", type=int, default=14)
    parser.add_argument("--accounts", type=int, default=150)
    parser.add_argument("--campaign-accounts", type=int, default=30)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="stillwatch-daily-") as scratch:
        place = Path(scratch)
        for name in ("world", "logs"):
            (place / name).mkdir()
        world = World(
            name="mixed", accounts=options.accounts, days=options.days,
            campaign_accounts=options.campaign_accounts, rate=0.6,
        )  # fmt: skip
        simulate(named(world), place / "world")
        days = follow(days_of(place / "world", place / "logs"), place, options.keep_days)
    full = days[options.keep_days :]
    half = len(full) // 2
    figures = {
        **vars(options),
        "bytes_per_exchange": round(days[-1]["state_bytes"] / days[-1]["exchanges"], 1),
        **{
            f"{name}_{part}": round(sum(day[name] for day in some) / max(len(some), 1), 2)
            for name in ("cpu_seconds", "state_bytes", "files", "exchanges")
            for part, some in (("first_half", full[:half]), ("second_half", full[half:]))
        },
        "audits": days,
    }
    print(json.dumps({k: v for k, v in figures.items() if k != "audits"}, indent=1))
    command = "python bench/daily.py " + " ".join(
        f"--{name.replace('_', '-')} {value}" for name, value in vars(options).items()
    )
    print(record("daily", figures, command))


if __name__ == "__main__":
    main()
