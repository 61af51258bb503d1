"""The largest campaign that was disclosed, at a share of its size: how soon found, at what cost.

    python bench/scale.py                        # a fortieth, a twentieth and a tenth
    python bench/scale.py --shares 1             # the whole: more than an hour on two cores
    python bench/scale.py --shares 0.01 --no-record
    python bench/scale.py --shares 1 --add       # beside what is recorded of other shares

The whole is 25,000 accounts and 28 million exchanges in 45 days, half of each account's cover, at
most about 26 a day each; among 250,000 ordinary accounts, thinned to `--rate` of their usual
exchanges so that the log is of the size that was disclosed and not ten times that. The campaign
moves to the new model on release day, and replaces every proxy after two thirds of the time. Steps
are kept in `out/scale` and used again while the code behind them is the same.
"""

from __future__ import annotations

import argparse
import json
import math
import shlex
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from _cases import _DONE, ROOT, Case, Settings, _read, cost
from _record import commit, publish, record
from _tables import percent, table

from stillwatch.score.audit import read_audit
from stillwatch.score.compute import score
from stillwatch.score.intervals import lower_bound, upper_bound
from stillwatch.score.truth import read_truth
from stillwatch.simulate.people import RELEASE

PAGE = ROOT / "docs" / "results" / "scale.md"
BENIGN, HARVEST, DAYS = 250_000, 25_000, 45


def linked(truth: dict[str, Any], rows: list[dict[str, Any]], at: float) -> dict[str, Any]:
    """Say how many of the campaign's accounts are flagged within a day of a moment.

    Parameters
    ----------
    truth
        Contents of the truth file.
    rows
        Contents of the account table.
    at
        Seconds since 1970.
    """
    flagged = {
        row["account"]: datetime.fromisoformat(row["first_flagged_at"]).timestamp()
        for row in rows
        if row["flagged"] and row["first_flagged_at"]
    }
    names = {row["account"]: set(row["campaigns"]) for row in rows}
    alive = [
        a["account"]
        for a in truth["accounts"]
        if a["campaign"] and _seconds(a["since"]) <= at + 86_400 and _seconds(a["until"]) >= at
    ]
    before = [a for a in alive if flagged.get(a, math.inf) <= at]
    after = [a for a in alive if flagged.get(a, math.inf) <= at + 86_400]
    ids = [set().union(*(names[a] for a in some)) if some else set() for some in (before, after)]
    return {
        "alive": len(alive),
        "flagged_before": len(before) / max(len(alive), 1),
        "flagged_a_day_later": len(after) / max(len(alive), 1),
        "same_campaigns": ids[0] == ids[1],
    }


def run(share: float, rate: float, seed: int, work: Path, keep: bool) -> dict[str, Any]:
    """Simulate, audit and score one size."""
    accounts, harvest = round(BENIGN * share), round(HARVEST * share)
    case = Case(
        "kind:disclosed", seed, Settings(accounts, harvest, DAYS, rate, "report"), work,
        lambda what: print(f"{share:g} of it: {what}", file=sys.stderr, flush=True),
    )  # fmt: skip
    audit = case.audit()
    truth = json.loads(case.truth.read_text())
    found = score(read_truth(case.truth), read_audit(audit))
    campaign = found.campaigns[0]
    rows = pq.read_table(audit / "accounts.parquet").to_pylist()
    start = _seconds(truth["start"])
    swap = start + truth["campaigns"][0]["params"]["swap_day"] * 86_400
    summary = json.loads((audit / "summary.json").read_text())
    took = cost(audit)
    if not keep:
        case.drop_log()
    flagged = sum(p.flagged.likely.count for p in found.populations)
    benign = sum(p.flagged.likely.of for p in found.populations)
    mine = campaign.recall.likely
    return {
        "share": share, "accounts": accounts, "campaign_accounts": harvest,
        "exchanges": truth["exchanges"], "campaign_exchanges": campaign.exchanges,
        "precision": found.overall.precision, "recall": mine.rate,
        "recall_low": lower_bound(mine.count, mine.of, 0.975),
        "recall_high": upper_bound(mine.count, mine.of, 0.975),
        "pieces": campaign.pieces, "taken": campaign.taken_at_detection,
        "hours": campaign.hours_to_detect,
        "benign": benign, "benign_flagged": flagged,
        "benign_flagged_upper": upper_bound(flagged, benign),
        "after_release": linked(truth, rows, start + RELEASE * DAYS * 86_400),
        "after_swap": linked(truth, rows, swap),
        "seconds": took["seconds"], "cpu_seconds": took["cpu_seconds"],
        "peak_rss_mb": took["peak_rss_mb"],
        "simulate_seconds": (_read(case.folder / "log" / _DONE) or {}).get("seconds"),
        "stages": summary["throughput"]["stages"],
    }  # fmt: skip


def page(rows: Sequence[dict[str, Any]], rate: float, command: str, made: str = "") -> str:
    """Write what was measured as a page of the documentation; `made` is the commit of today."""
    found = [
        (f"{r['share']:g}", f"{r['accounts']:,} + {r['campaign_accounts']:,}",
         f"{r['exchanges']:,}", percent(r["precision"], 2), percent(r["recall"]),
         percent(r["taken"], 2), f"{r['hours']:.0f}" if r["hours"] is not None else "–",
         f"{r['benign_flagged']} of {r['benign']:,}", str(r["pieces"])) for r in rows
    ]  # fmt: skip
    moves = [
        (f"{r['share']:g}", what, f"{r[key]['alive']:,}", percent(r[key]["flagged_before"]),
         percent(r[key]["flagged_a_day_later"]), "yes" if r[key]["same_campaigns"] else "no")
        for r in rows
        for what, key in (("new model", "after_release"), ("new proxies", "after_swap"))
    ]  # fmt: skip
    costs = [
        (f"{r['share']:g}", f"{r['exchanges']:,}", f"{r['seconds'] / 60:.1f}",
         f"{r['exchanges'] / r['seconds']:,.0f}", f"{r['peak_rss_mb']:,.0f}",
         ", ".join(f"{k} {v:,.0f}" for k, v in r["stages"].items())) for r in rows
    ]  # fmt: skip
    older = ", ".join(
        f"share {r['share']:g} (`{r['commit']}`)"
        for r in rows if r.get("commit") not in (None, made)
    )  # fmt: skip
    growth = ""
    if len(rows) > 1:
        a, b = rows[0], rows[-1]
        more = math.log(b["exchanges"] / a["exchanges"])
        power = math.log(b["cpu_seconds"] / a["cpu_seconds"]) / more
        held = math.log(b["peak_rss_mb"] / a["peak_rss_mb"]) / more
        growth = (
            f"From the smallest to the largest, accounts and exchanges grow alike; processor time "
            f"grows with the power {power:.2f} of them, memory with {held:.2f}."
        )
    return "\n".join([
        "# The disclosed size", "",
        f"Made by `{command}`; figures, machine and versions are in `bench/results/scale.json`. "
        "One campaign as it was disclosed (25,000 accounts, 28.8 million exchanges, 45 days, at "
        "most 26 a day each), half of it cover, among ten times as many ordinary accounts. These "
        f"are thinned: each sends {rate:g} of what it usually would. Share 1 is the whole.", "",
        *([f"Measured by an earlier version: {older}.", ""] if older else []),
        "## Found", "",
        table(("share", "accounts", "exchanges", "precision", "recall", "taken before detection",
               "hours to detection", "ordinary flagged", "pieces"), found), "",
        "## After a move", "",
        "Of the campaign's accounts that were active in the day after: how many were flagged when "
        "it came, and a day of event time later, in the same campaigns.", "",
        table(
            ("share", "move", "active", "flagged before", "a day later", "same campaigns"), moves
        ),
        "", "## Cost", "",
        table(("share", "exchanges", "minutes", "exchanges/s", "peak memory MB", "stages, seconds"),
              costs), "", growth,
    ]).rstrip() + "\n"  # fmt: skip


def _recorded(besides: Sequence[float]) -> list[dict[str, Any]]:
    """Rows of earlier runs, each with the commit that made it."""
    path = ROOT / "bench" / "results" / "scale.json"
    if not path.exists():
        return []
    old = json.loads(path.read_text())
    return [
        {"commit": old["commit"]} | row
        for row in old["figures"]["sizes"]
        if row["share"] not in besides
    ]


def _seconds(moment: str) -> float:
    return datetime.fromisoformat(moment).timestamp()


def main(argv: Sequence[str] | None = None) -> None:
    """Run the benchmark and write its figures and its page."""
    form = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=form)
    parser.add_argument("--shares", type=float, nargs="+", default=[0.025, 0.05, 0.1])
    parser.add_argument("--rate", type=float, default=0.6, help="of ordinary accounts' exchanges")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", type=Path, default=ROOT / "out" / "scale")
    parser.add_argument("--keep", action="store_true", help="keep the logs")
    parser.add_argument("--add", action="store_true", help="keep other shares that are recorded")
    parser.add_argument("--no-record", action="store_true", help="write no result")
    asked = parser.parse_args(argv)
    rows = [run(s, asked.rate, asked.seed, asked.work, asked.keep) for s in sorted(asked.shares)]
    if asked.add:
        rows = sorted([*rows, *_recorded(asked.shares)], key=lambda row: row["share"])
    arguments = sys.argv[1:] if argv is None else argv
    command = shlex.join(["python", "bench/scale.py", *arguments])
    text = page(rows, asked.rate, command, commit())
    if asked.no_record:
        print(text)
        return
    print(record("scale", {"sizes": rows}, command), PAGE, sep="\n")
    publish(PAGE, text)


if __name__ == "__main__":
    main()
