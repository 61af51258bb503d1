"""The largest campaign that was disclosed, at a share of its size: how soon found, at what cost.

    python bench/scale.py                        # a fortieth, a twentieth and a tenth
    python bench/scale.py --shares 1             # the whole: more than an hour on two cores
    python bench/scale.py --shares 0.01 --no-record
    python bench/scale.py --shares 1 --add       # beside what is recorded of other shares

    python bench/scale.py --shares 0.025 --moves 0.025 --growth

The whole is 25,000 accounts and 28.8 million exchanges in 45 days, half of each account's cover, at
most 26 a day each; among 250,000 ordinary accounts, thinned to `--rate` of their usual exchanges so
that the log is of the size that was disclosed and not ten times that. The campaign moves to the new
model on release day, and replaces every proxy after two thirds of the time. Steps are kept in
`out/scale` and used again while the code behind them is the same.

`--moves` audits logs that end when the campaign moves and a day later, and that day alone: whether
it is linked again is a question of what came since. `--growth` lets accounts and exchanges grow
apart, at the smallest share.
"""

from __future__ import annotations

import argparse
import json
import math
import shlex
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from _cases import _DONE, ROOT, Case, Settings, _read, cost
from _record import record

from stillwatch.score.audit import read_audit
from stillwatch.score.compute import score
from stillwatch.score.intervals import lower_bound, upper_bound
from stillwatch.score.truth import read_truth
from stillwatch.simulate.people import RELEASE

BENIGN, HARVEST, DAYS = 250_000, 25_000, 45
GROWN = ((1, 1), (1, 3), (3, 1), (3, 3))
"""How many times as many ordinary accounts, and exchanges of these."""


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


def again(case: Case, truth: dict[str, Any], at: float) -> dict[str, Any]:
    """Audit logs that end at a move and a day later, and the day after it alone.

    Of the campaign's accounts that were active in that day: how many a live run names at either
    moment, how many of these in a campaign of the same name, and how many are found by that day's
    exchanges alone, by an audit that knows nothing of what was before.
    """
    alive = {
        a["account"]
        for a in truth["accounts"]
        if a["campaign"] and _seconds(a["since"]) <= at + 86_400 and _seconds(a["until"]) >= at
    }
    moment, later = (
        datetime.fromtimestamp(t, UTC).strftime("%Y-%m-%dT%H:%M:%S") for t in (at, at + 86_400)
    )
    before, after, alone = (
        {r["account"]: set(r["campaigns"]) for r in _rows(folder) if r["flagged"]}
        for folder in (
            case.audit_of("", moment), case.audit_of("", later), case.audit_of(moment, later)
        )
    )  # fmt: skip
    innocent = {a["account"] for a in truth["accounts"] if not a["campaign"]}
    names = set().union(*(before[a] for a in before if a in alive))
    return {
        "alive": len(alive), "named_before": len(alive & before.keys()),
        "named_later": len(alive & after.keys()),
        "same_campaign": sum(bool(after[a] & names) for a in after if a in alive),
        "that_day_alone": len(alive & alone.keys()),
        "innocents": [len(innocent & found.keys()) for found in (before, after, alone)],
    }  # fmt: skip


def _rows(audit: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pq.read_table(audit / "accounts.parquet").to_pylist()
    return found


def grown(accounts: float, exchanges: float, asked: argparse.Namespace) -> dict[str, Any]:
    """Audit the smallest share among so many times as many ordinary accounts and exchanges."""
    share = min(asked.shares)
    settings = Settings(
        round(BENIGN * share * accounts), round(HARVEST * share), DAYS,
        asked.rate * exchanges / accounts, "report",
    )  # fmt: skip
    case = Case(
        "kind:disclosed", asked.seed, settings, asked.work,
        lambda what: print(f"{accounts:g}, {exchanges:g} times: {what}", file=sys.stderr),
    )  # fmt: skip
    took = cost(case.audit())
    truth = json.loads(case.truth.read_text())
    if not asked.keep:
        case.drop_log()
    return {
        "accounts": len(truth["accounts"]), "exchanges": truth["exchanges"],
        "seconds": took["seconds"], "cpu_seconds": took["cpu_seconds"],
        "peak_rss_mb": took["peak_rss_mb"],
    }  # fmt: skip


def run(
    share: float, rate: float, seed: int, work: Path, keep: bool, moves: bool = False
) -> dict[str, Any]:
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
    rows = _rows(audit)
    theirs = {a["account"] for a in truth["accounts"] if a["campaign"]}
    start = _seconds(truth["start"])
    swap = start + truth["campaigns"][0]["params"]["swap_day"] * 86_400
    summary = json.loads((audit / "summary.json").read_text())
    took = cost(audit)
    release = start + RELEASE * DAYS * 86_400
    moved = {}
    if moves:
        moved = {"moved_model": again(case, truth, release),
                 "moved_proxies": again(case, truth, swap)}  # fmt: skip
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
        "campaign_sent": sum(r["exchanges"] for r in rows if r["account"] in theirs), **moved,
        "after_release": linked(truth, rows, release),
        "after_swap": linked(truth, rows, swap),
        "seconds": took["seconds"], "cpu_seconds": took["cpu_seconds"],
        "peak_rss_mb": took["peak_rss_mb"],
        "simulate_seconds": (_read(case.folder / "log" / _DONE) or {}).get("seconds"),
        "stages": summary["throughput"]["stages"],
    }  # fmt: skip


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
    """Run the benchmark and write its figures."""
    form = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=form)
    parser.add_argument("--shares", type=float, nargs="+", default=[0.025, 0.05, 0.1])
    parser.add_argument("--rate", type=float, default=0.6, help="of ordinary accounts' exchanges")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", type=Path, default=ROOT / "out" / "scale")
    parser.add_argument("--keep", action="store_true", help="keep the logs")
    parser.add_argument("--moves", type=float, nargs="+", default=[], metavar="SHARE",
                        help="shares of which logs that end after a move are audited")  # fmt: skip
    parser.add_argument("--growth", action="store_true", help="grow accounts and exchanges apart")
    parser.add_argument("--add", action="store_true", help="keep other shares that are recorded")
    parser.add_argument("--no-record", action="store_true", help="write no result")
    asked = parser.parse_args(argv)
    rows = [
        run(s, asked.rate, asked.seed, asked.work, asked.keep, s in asked.moves)
        for s in sorted(asked.shares)
    ]
    growth = [grown(a, e, asked) for a, e in GROWN] if asked.growth else []
    if asked.add:
        rows = sorted([*rows, *_recorded(asked.shares)], key=lambda row: row["share"])
    arguments = sys.argv[1:] if argv is None else argv
    command = shlex.join(["python", "bench/scale.py", *arguments])
    if asked.no_record:
        print(json.dumps(rows, indent=1))
        return
    print(record("scale", {"sizes": rows, "growth": growth}, command))


if __name__ == "__main__":
    main()
