"""How soon `stillwatch follow` decides when an evaluation is due, in a firm of 100,000 accounts.

    python bench/follow.py                        # the committed figures
    python bench/follow.py --accounts 3000 --no-record

A log of some days is cut into files of an hour, as the gateway writes them. The days before those
of `--live` are read and judged first; then each evaluation finds the files that came since the one
before, and what is measured runs from the moment that it is due until its decisions stand in the
store: reading, detection, outputs, policy. The command's `--lateness`, five minutes as it ships,
comes before that, and up to two seconds until every worker knows after it.
"""

from __future__ import annotations

import argparse
import json
import shlex
import shutil
import sys
import time
from collections import deque
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from _cases import ROOT, Case, Settings
from _parts import HOUR, parts
from _record import record

from stillwatch.audit.follow import Pace, follow
from stillwatch.audit.run import Request
from stillwatch.cli._applied import Applier


def memory() -> float:
    """Return the largest resident memory of this process so far, in MB; workers aside."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def judgements(case: Case, live: int, work: Path, workers: int) -> list[dict[str, Any]]:
    """Follow a log from its last days on; return what each judgement took."""
    case.simulate()
    logs = sorted((case.folder / "log").glob("**/*.jsonl.gz"))
    waiting = deque(
        parts([p for p in logs if not p.name.startswith("accounts")], 1, work / "aside")
    )
    last = waiting[-1][0]
    there, out = work / "log", work / "out"
    there.mkdir(parents=True)
    accounts = case.folder / "log" / "accounts.csv"
    request = Request(
        logs=[there], out=out, accounts=accounts, state=work / "state", workers=workers
    )
    pace, now = Pace(), float((last - 24 * live) * HOUR)
    store = str(work / "decisions.db")
    applier = Applier(None, store, accounts, None, lambda note: None, clock=lambda: now)
    made: list[dict[str, Any]] = []

    def come(until: float) -> int:
        count = 0
        while waiting and waiting[0][0] <= until:
            _, part = waiting.popleft()
            part.rename(there / part.name)
            count += 1
        return count

    def sleep(seconds: float) -> None:
        nonlocal now
        now = (int(now) // HOUR + 1) * HOUR + pace.lateness
        come(now // HOUR)
        if now // HOUR > last:
            raise StopIteration

    come(now // HOUR)
    now += pace.lateness
    began = time.perf_counter()
    following = follow(request, pace, lambda note: None, clock=lambda: now, sleep=sleep)
    while True:
        try:
            one = next(following)
        except RuntimeError as error:  # `sleep` ends it
            if isinstance(error.__cause__, StopIteration):
                return made
            raise
        judged = time.perf_counter()
        done = applier.apply(out)
        made.append({
            "seconds": one.seconds, "deciding": time.perf_counter() - judged,
            "exchanges": one.audit.summary["counts"]["exchanges"],
            "accounts": one.audit.summary["counts"]["accounts"],
            "campaigns": len(one.audit.campaigns), "until": one.until, "put": done.put,
            "anew": one.anew, "stopped": done.stopped, "mb": memory(),
            "so_far": time.perf_counter() - began,
        })  # fmt: skip
        print(made[-1], file=sys.stderr, flush=True)


def main(argv: Sequence[str] | None = None) -> None:
    """Follow, and write the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--accounts", type=int, default=120_000)
    parser.add_argument("--campaign-accounts", type=int, default=1500)
    parser.add_argument("--days", type=int, default=5)
    parser.add_argument("--live", type=int, default=2, help="of them, that are followed")
    parser.add_argument("--rate", type=float, default=0.5)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--no-record", action="store_true")
    args = parser.parse_args(argv)
    settings = Settings(args.accounts, args.campaign_accounts, args.days, args.rate, "report")
    case = Case("mixed", 1, settings, ROOT / "out" / "follow", lambda what: None)
    work = case.folder / "follow"
    shutil.rmtree(work, ignore_errors=True)
    figures = {
        "judgements": judgements(case, args.live, work, args.workers), "workers": args.workers,
    }  # fmt: skip
    shutil.rmtree(work)
    case.drop_log()
    command = shlex.join(["python", "bench/follow.py", *(argv or sys.argv[1:])])
    if args.no_record:
        print(json.dumps(figures, indent=1))
        return
    print(record("follow", figures, command))


if __name__ == "__main__":
    main()
