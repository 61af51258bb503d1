"""What the guarantees come to: realised error of both nulls, on traffic in which nothing is wrong.

    python bench/guarantees.py                          # everything, some hours of one processor
    python bench/guarantees.py --parts drawn,followed   # only some parts
    python bench/guarantees.py --parts replays --replays 60 --workers 2
    python bench/guarantees.py --workers 0              # figures of what there is

Each replay is kept in `out/guarantees` until the code behind it changes, so that a run that was
stopped goes on where it was, and one with more replays adds to those there are. Parts:

- `drawn`: evaluations of the first null on statistics that are drawn directly; what it would cost
  to let what forms a cohort test it, and to rank the chosen among everybody;
- `contaminated`: what a reference that holds the campaign costs;
- `innocent`: e-processes against groups of independent people with lasting habits;
- `guilty`: e-processes against simulated campaigns, with and without others of theirs in the
  reference;
- `replays`: whole small audits, of independent customers, of traffic full of look-alikes and of
  small campaigns; some are cut at a random hour and run again.
"""

from __future__ import annotations

import argparse
import json
import shlex
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from itertools import product
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import _contaminated
import _drawn
import _followed
import _guarantees
import _replays
from _cases import SOURCE, audit_code, simulator_code
from _measure import digest
from _record import ROOT, record

HERE = Path(__file__).resolve().parent
DAYS = 12
"""Days of a whole small audit."""
CHUNK = 100
"""Jobs of a process."""
Job = tuple[Any, ...]
JUDGED = (
    *(f"accounts/{name}.py" for name in ("content", "drift", "state", "statistics")),
    "stats/evalues.py", "stats/ranks.py", "detectors", "cohorts.py", "links.py", "suspicion.py",
    "models/suspicion.json",
)  # fmt: skip
FOLLOWED = (
    "accounts/daily.py", "stats/eprocess.py", "stats/evalues.py", "stats/ranks.py",
    "campaigns/follow.py",
)  # fmt: skip


def part_of(name: str, replays: int) -> tuple[Callable[..., Any], list[Job], str]:
    """Return what a part runs, all its jobs for so many replays, and a digest of its code."""
    judging = [*(SOURCE / part for part in JUDGED), HERE / "_drawn.py"]
    following = [*(SOURCE / part for part in FOLLOWED), HERE / "_followed.py"]
    match name:
        case "drawn":
            kinds = list(product(_drawn.SCENARIOS, _drawn.TRAFFICS))
            jobs = [(*kind, seed) for seed in range(-(-replays // len(kinds))) for kind in kinds]
            return _drawn.replay, jobs, digest(judging)
        case "contaminated":
            each = product(range(max(replays // 40, 10)), _contaminated.SHARES, (False, True))
            return _contaminated.replay, list(each), digest([*judging, HERE / "_contaminated.py"])
        case "innocent":
            few = range(-(-replays // len(_followed.SCENARIOS)))
            jobs = [(what, seed) for seed in few for what in _followed.SCENARIOS]
            return _followed.innocent, jobs, digest(following)
        case "guilty":
            seeds = range(max(replays // 20, 5))
            return _followed.guilty, [(s,) for s in seeds], digest(following, simulator_code())
    kinds = list(product(_replays.TRAFFICS, _replays.SCENARIOS))
    few = range(-(-replays // len(kinds)))
    jobs = [(*kind, seed, DAYS) for seed in few for kind in kinds]
    code = digest([HERE / "_replays.py"], audit_code(), simulator_code())
    return _replays.replay, jobs, code


PARTS = {"drawn": 2_100, "contaminated": 2_100, "innocent": 600, "guilty": 200, "replays": 450}
"""Replays of each part, unless told."""


def run(name: str, replays: int, work: Path, workers: int) -> list[Any]:
    """Run what is left of a part and return all its results, in the order of its jobs.

    Without `workers` nothing is run: the results are those that there are.
    """
    what, jobs, code = part_of(name, replays)
    kept = work / f"{name}-{code}.jsonl"
    done = {tuple(job): result for job, result in _read(kept)}
    left = [job for job in jobs if job not in done] if workers else []
    began, told = time.monotonic(), 0.0
    with kept.open("a", encoding="utf-8") as file:
        for number, (job, result) in enumerate(_each(what, left, workers), start=1):
            done[job] = result
            file.write(json.dumps([job, result]) + "\n")
            file.flush()
            now = time.monotonic() - began
            if now - told > 20 or number == len(left):
                told = now
                rest = now / number * (len(left) - number)
                say(f"{name}: {number} of {len(left)}, {rest:.0f} s to go")
    return [done[job] for job in jobs if job in done]


def _each(what: Callable[..., Any], jobs: list[Job], workers: int) -> Iterator[tuple[Job, Any]]:
    """Run jobs in processes of their own, new ones now and then: memory grows in old ones."""
    for low in range(0, len(jobs), CHUNK * max(workers, 1)):
        some = jobs[low : low + CHUNK * workers]
        with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
            waiting = {pool.submit(what, *job): job for job in some}
            for future in as_completed(waiting):
                yield waiting[future], future.result()


def _read(path: Path) -> Iterator[tuple[list[Any], Any]]:
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.endswith("]"):  # the last one may have been cut short
                yield json.loads(line)


def say(text: str) -> None:
    """Tell what is being done."""
    print(text, file=sys.stderr, flush=True)


def main() -> None:
    """Run the parts, write figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--parts", default=",".join(PARTS), help="of " + ", ".join(PARTS))
    parser.add_argument("--replays", type=int, help="of each part, in place of its own number")
    parser.add_argument("--workers", type=int, default=1, help="0: run nothing, tell what there is")
    parser.add_argument("--work", type=Path, default=ROOT / "out" / "guarantees")
    parser.add_argument("--no-record", action="store_true", help="print, and write nothing")
    options = parser.parse_args()
    names = options.parts.split(",")
    if unknown := set(names) - set(PARTS):
        parser.error(f"no part {', '.join(unknown)}: choose from {', '.join(PARTS)}")
    options.work.mkdir(parents=True, exist_ok=True)
    figures: dict[str, Any] = {}
    for name in names:
        found = run(name, options.replays or PARTS[name], options.work, options.workers)
        if found:
            figures[name] = _guarantees.FIGURES[name](found)
    command = shlex.join(["python", "bench/guarantees.py", *sys.argv[1:]])
    print(json.dumps(figures, indent=1))
    if not options.no_record:
        record("guarantees", figures, command)


if __name__ == "__main__":
    main()
