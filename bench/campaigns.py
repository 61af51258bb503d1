"""How well campaigns are found: simulate, audit and score over seeds, beside a cheap baseline.

    python bench/campaigns.py                       # the committed table
    python bench/campaigns.py --ablate              # and what every detector and observable gives
    python bench/campaigns.py --seeds 1 --accounts 2000 --campaign-accounts 150 --no-record

Every step of every seed is kept in `out/campaigns` and used again while its options and the
code behind it are the same, so that a benchmark that was stopped goes on where it was. Logs are
deleted once they have been used, unless `--keep`.
"""

from __future__ import annotations

import argparse
import json
import shlex
import sys
import time
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import _aggregate
from _cases import ROOT, SOURCE, Case, Settings, cost
from _record import record
from baseline import VARIANTS, read_thresholds

from stillwatch.core.registry import discover
from stillwatch.score.audit import read_audit
from stillwatch.score.compute import score
from stillwatch.score.figures import Score
from stillwatch.score.truth import read_truth
from stillwatch.simulate.kinds import Population

PAGES = ROOT / "docs" / "results"
EXTENSIONS = ("detectors", "features/observables")
"""Folders with one file for each part that an audit can run without."""


def parts() -> list[str]:
    """Return the names of all detectors and observables."""
    files = [file for folder in EXTENSIONS for file in (SOURCE / folder).glob("[!_]*.py")]
    return sorted(file.stem for file in files if file.stem != "base")


@cache
def lookalikes() -> frozenset[str]:
    """Return the benign populations that resemble a campaign, as the simulator marks them."""
    found = discover("stillwatch.simulate.populations", Population)
    return frozenset(name for name, population in found.items() if population.lookalike)


def judged(case: Case, audit: Path) -> Score:
    """Score one audit of a case."""
    return score(read_truth(case.truth), read_audit(audit))


def run_world(
    cases: Sequence[Case], keep: bool, ablate: Sequence[str], seeds: int
) -> dict[str, Any]:
    """Run all seeds of one world.

    Parameters
    ----------
    cases
        One a seed.
    keep
        Whether logs stay.
    ablate
        Parts to leave out, one at a time.
    seeds
        How many of the cases that is done for.
    """
    full: list[Score] = []
    cheap: dict[str, list[Score]] = {name: [] for name in VARIANTS}
    lacking: dict[str, list[Score]] = {name: [] for name in ablate}
    costs = []
    for number, case in enumerate(cases):
        audit = case.audit()
        full.append(judged(case, audit))
        costs.append({"seed": case.seed, **cost(audit)})
        for name in VARIANTS:
            cheap[name].append(judged(case, case.baseline() / name))
        for name in ablate if number < seeds else ():
            lacking[name].append(judged(case, case.audit(without=name)))
        if not keep:
            case.drop_log()
        _say_score(case, full[-1])
    result = _aggregate.world(full, lookalikes())
    result["audit_cost"] = costs
    result["baseline"] = {
        name: {
            key: value
            for key, value in _aggregate.world(rows, lookalikes()).items()
            if key != "notes"
        }
        for name, rows in cheap.items()
    }
    if ablate:
        result["ablation"] = {
            "seeds": [case.seed for case in cases[:seeds]],
            "parts": [_aggregate.difference(full[:seeds], lacking[n], n) for n in ablate],
        }
    return result


def _say_score(case: Case, figures: Score) -> None:
    overall = figures.overall
    line = ", ".join(
        f"{name} {100 * value:.1f} %" if value is not None else f"{name} -"
        for name, value in (
            ("precision", overall.precision),
            ("recall", overall.recall),
            ("worst campaign", overall.worst_campaign),
        )
    )
    wrong = overall.benign_flagged.likely.count
    case.say(f"{line}, {wrong} of {overall.benign:,} benign flagged")


def _teller(cases: int) -> Callable[[str], Callable[[str], None]]:
    """Return what makes the progress lines of each case, numbered in order of asking."""
    begun, asked = time.monotonic(), 0

    def of(name: str) -> Callable[[str], None]:
        nonlocal asked
        asked += 1
        number = asked

        def say(what: str) -> None:
            minutes = (time.monotonic() - begun) / 60
            text = f"{minutes:6.1f} min  [{number}/{cases}] {name}: {what}"
            print(text, file=sys.stderr, flush=True)

        return say

    return of


def options(argv: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    form = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=form)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3, 4, 5])
    parser.add_argument("--worlds", nargs="+", default=["mixed"], metavar="NAME")
    parser.add_argument("--accounts", type=int, default=20_000, help="benign accounts")
    parser.add_argument("--campaign-accounts", type=int, default=1_500)
    parser.add_argument("--days", type=int, default=21)
    parser.add_argument("--rate", type=float, default=1.0, help="factor on everybody's exchanges")
    parser.add_argument("--sources", choices=("report", "tune"), default="report")
    parser.add_argument("--ablate", nargs="*", metavar="NAME", help="all parts, or these")
    parser.add_argument("--ablate-seeds", type=int, default=1, help="seeds to ablate with")
    parser.add_argument("--work", type=Path, default=ROOT / "out" / "campaigns")
    parser.add_argument("--keep", action="store_true", help="keep the simulated logs")
    parser.add_argument("--name", default="campaigns", help="name of the result")
    parser.add_argument("--no-record", action="store_true", help="write no result")
    return parser.parse_args(argv)


def main(argv: Sequence[str] | None = None) -> None:
    """Run the benchmark and write its figures."""
    asked = options(argv)
    settings = Settings(
        asked.accounts, asked.campaign_accounts, asked.days, asked.rate, asked.sources
    )
    read_thresholds()  # said now rather than after an hour
    ablate = [] if asked.ablate is None else asked.ablate or parts()
    teller = _teller(len(asked.worlds) * len(asked.seeds))
    worlds = {}
    for world in asked.worlds:
        cases = [
            Case(world, seed, settings, asked.work, teller(f"{world}, seed {seed}"))
            for seed in asked.seeds
        ]
        worlds[world] = run_world(cases, asked.keep, ablate, asked.ablate_seeds)
    ablation = {name: w.pop("ablation") for name, w in worlds.items() if "ablation" in w}
    figures = {
        "name": asked.name,
        "settings": vars(settings),
        "worlds": worlds,
        "ablation": ablation,
    }
    command = shlex.join(
        ["python", "bench/campaigns.py", *(sys.argv[1:] if argv is None else argv)]
    )
    if asked.no_record:
        print(json.dumps(figures, indent=1))
        return
    print(record(asked.name, figures, command))


if __name__ == "__main__":
    main()
