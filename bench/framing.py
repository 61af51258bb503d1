"""Framing: whether accounts that copy others get these named, at the end of a log or at any time.

    python bench/framing.py --seeds 201 202 203                # the committed page
    python bench/framing.py --seeds 201 --frames prompts --no-record

Each way to frame has worlds of its own, so that no victim counts twice. Every world is kept in
`out/adversaries` until the code behind it changes, so that a benchmark that was stopped goes on.
"""

from __future__ import annotations

import argparse
import shlex
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from _record import ROOT, publish, record
from _tables import percent, table
from adversaries.framing import FRAMES, Framed, framed
from adversaries.world import Size

from stillwatch.score.intervals import upper_bound

PAGE = ROOT / "out" / "results" / "framing.md"
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


def page(rows: Sequence[dict[str, Any]], size: dict[str, Any], command: str) -> str:
    """Write the page."""
    victims, others = (
        sum(sum(r["victims"].values()) for r in rows),
        sum(r["benign"] - sum(r["victims"].values()) for r in rows),
    )

    def told(name: str, of: int) -> str:
        n = sum(sum(r[name].values()) for r in rows)
        return f"{n} (with 95 % at most {percent(upper_bound(n, of), 2)})"

    heads = ("copies", "victims", "named at the end", "at any time", "named anyway", "bystanders",
             "named at the end", "at any time", "attackers flagged")  # fmt: skip
    lines = [
        (
            r["frame"], str(sum(r["victims"].values())),
            *(str(sum(r[n].values())) for n in ("convicted", "ever", "before")),
            f"{r['benign'] - sum(r['victims'].values()):,}",
            *(str(sum(r[n].values())) for n in ("bystanders", "bystanders_ever")),
            f"{r['gang_flagged']} of {r['gang']}",
        )
        for r in rows
    ]  # fmt: skip
    words = {
        "convicted": "victims named at the end", "ever": "victims named at any time",
        "bystanders": "bystanders named at the end",
        "bystanders_ever": "bystanders named at any time",
    }  # fmt: skip
    failures = [
        f"- `{r['frame']}`, {words[name]}: "
        + ", ".join(f"{n} {population}" for population, n in r[name].items()) + "."
        for r in rows for name in words if r[name]
    ]  # fmt: skip
    parts = [
        "# Framing",
        f"Made by `{command}`; figures, machine and versions are in `bench/results/framing.json`.",
        "Accounts that harvest openly copy victims, who are ordinary accounts of every population, "
        "to get them named too; most ways copy what the one before did, and more, and the last "
        "spreads its copies over ten accounts "
        "([the ways](../../docs/design/adversaries.md), [what is done about "
        "it](../../docs/design/adversaries.md)). The same log is audited with the attackers and "
        "without. Whoever is named with them alone is a failure: at the end of the log, or at any "
        "time, as a live run would have told day by day. Each world: "
        f"{size['benign']:,} ordinary accounts drawn, {size['campaign']} of the attackers "
        f"(with a host 150 more), {size['days']} days; each way has worlds of its own.",
        f"**Of {victims:,} victims {told('convicted', victims)} are named at the end and "
        f"{told('ever', victims)} at any time; of {others:,} bystanders "
        f"{told('bystanders', others)} and {told('bystanders_ever', others)}.** Accounts of one "
        "world are not independent, so that the true bounds are wider.",
        table(heads, lines),
        "\n".join(failures),
    ]
    return "\n\n".join(part.rstrip("\n") for part in parts if part) + "\n"


def main(argv: Sequence[str] | None = None) -> None:
    """Run the benchmark, record its figures, and make its page."""
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
    text = page(rows, asdict(size), command)
    if asked.no_record:
        print(text)
        return
    print(record("framing", {"size": asdict(size), "framing": rows}, command), PAGE, sep="\n")
    publish(PAGE, text)


if __name__ == "__main__":
    main()
