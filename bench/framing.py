"""Framing: whether accounts that copy others get these named, at the end of a log or at any time.

    python bench/framing.py --seeds 201 202 203                # the committed figures
    python bench/framing.py --seeds 201 --frames prompts --no-record

Each way to frame has worlds of its own, so that no victim counts twice. Every world is kept in
`out/adversaries` until the code behind it changes, so that a benchmark that was stopped goes on.
"""

from __future__ import annotations

import argparse
import json
import shlex
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from _record import ROOT, record
from adversaries.framing import FRAMES, Framed, framed
from adversaries.world import Size

APART = 100
"""Between the seeds of one way and of the next."""


def row(found: Sequence[Framed]) -> dict[str, Any]:
    """Put the worlds of one way to frame together: counts by population."""

    def total(name: str) -> dict[str, int]:
        out: dict[str, int] = {}
        for one in found:
            for population, n in getattr(one, name).items():
                out[population] = out.get(population, 0) + n
        return dict(sorted(out.items()))

    names = ("victims", "convicted", "ever", "before", "bystanders", "bystanders_ever")
    return {
        "frame": found[0].frame, "seeds": [one.seed for one in found],
        **{name: total(name) for name in names},
        "gang": sum(one.gang for one in found), "gang_flagged": sum(one.flagged for one in found),
        "benign": sum(one.benign for one in found),
    }  # fmt: skip


def main(argv: Sequence[str] | None = None) -> None:
    """Run the benchmark, and record its figures."""
    form = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=form)
    names = [frame.name for frame in FRAMES]
    parser.add_argument("--frames", nargs="+", choices=names, default=names, metavar="NAME")
    parser.add_argument("--seeds", type=int, nargs="+", default=[201, 202, 203])
    parser.add_argument("--accounts", type=int, default=800, help="ordinary accounts")
    parser.add_argument("--campaign-accounts", type=int, default=Size.campaign)
    parser.add_argument("--work", type=Path, default=ROOT / "out" / "adversaries")
    parser.add_argument("--no-record", action="store_true", help="write no result")
    asked = parser.parse_args(argv)
    size = Size(asked.accounts, asked.campaign_accounts)
    asked.work.mkdir(parents=True, exist_ok=True)
    rows, begun = [], time.monotonic()
    for number, frame in enumerate(FRAMES):
        if frame.name not in asked.frames:
            continue
        found = []
        for seed in asked.seeds:
            found.append(framed(frame, seed + APART * number, "report", size, asked.work))
            minutes = (time.monotonic() - begun) / 60
            print(f"{minutes:6.1f} min  {found[-1]}", file=sys.stderr, flush=True)
        rows.append(row(found))
    told = [a for a in sys.argv[1:] if a != "--no-record"] if argv is None else list(argv)
    command = shlex.join(["python", "bench/framing.py", *told])
    if asked.no_record:
        print(json.dumps(rows, indent=1))
        return
    print(record("framing", {"size": asdict(size), "framing": rows}, command))


if __name__ == "__main__":
    main()
