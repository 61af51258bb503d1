"""What evading the detector costs: strategies searched on one half, their frontier on another.

    python bench/adversaries.py                       # the committed figures
    python bench/adversaries.py --first 4 --search-seeds 1 --seeds 101 --no-record

Every trial is kept in `out/adversaries` until the code behind it changes (prices may change),
so that a benchmark that was stopped goes on where it was. Framing is `bench/framing.py`'s.
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
from adversaries import summary
from adversaries.levers import Strategy
from adversaries.prices import ENDS
from adversaries.search import Base, Found, Plan, Run, search
from adversaries.trial import Outcome, trial
from adversaries.world import Size

from stillwatch.core.registry import discover


def strategies() -> dict[str, Strategy]:
    """Return all strategies, by name."""
    return {n: cls() for n, cls in discover("adversaries.strategies", Strategy).items()}


class Teller:
    """Says on standard error what is being done, and since when."""

    def __init__(self) -> None:
        self._begun, self._count = time.monotonic(), 0

    def __call__(self, what: str) -> None:
        """Say one line."""
        self._count += 1
        minutes = (time.monotonic() - self._begun) / 60
        print(f"{minutes:6.1f} min  [{self._count}] {what}", file=sys.stderr, flush=True)


def runner(sources: str, size: Size, work: Path, say: Teller) -> Run:
    """Return what runs a trial of one half of the sources."""

    def run(strategy: Strategy, setting: Any, seed: int) -> Outcome:
        done = trial(strategy, setting, seed, sources, size, work)
        say(
            f"{sources} {seed} {strategy.name}: kept {done.kept} of {done.items}, "
            f"{done.flagged} of {done.accounts} flagged, {sum(done.hurt.values())} hurt"
        )
        return done

    return run


def evading(asked: argparse.Namespace, size: Size, say: Teller) -> dict[str, Any]:
    """Search every strategy and measure what was found in other worlds."""
    known = strategies()
    naive = known["naive"]
    [usual] = naive.space["rate"].values  # type: ignore[union-attr]
    tune, report = (runner(half, size, asked.work, say) for half in ("tune", "report"))
    base = Base.of([tune(naive, {"rate": usual}, seed) for seed in asked.search_seeds])
    plan = Plan(asked.first, tuple(asked.search_seeds), chosen=asked.chosen, seed=asked.search_seed)
    names = asked.strategies or list(known)
    found: dict[str, list[Found]] = {n: search(known[n], plan, base, tune) for n in names}
    unwatched = [report(naive, {"rate": usual}, seed) for seed in asked.seeds]
    bases = {end: Base.of(unwatched, end) for end in ENDS}
    rows = []
    for name, settings in found.items():
        for number, one in enumerate(settings, 1):
            outcomes = [report(known[name], one.setting, seed) for seed in asked.seeds]
            row = summary.row(outcomes, bases) | {"tuned": one.tuned._asdict()}
            rows.append(row | ({"number": number} if len(settings) > 1 else {}))
    return {"strategies": rows, "base": bases["usd"]._asdict(), "search": asdict(plan)}


def options(argv: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    form = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=form)
    parser.add_argument("--strategies", nargs="+", metavar="NAME", help="these alone")
    parser.add_argument("--first", type=int, default=18, help="settings drawn for each strategy")
    parser.add_argument("--chosen", type=int, default=2, help="settings of each reported on")
    parser.add_argument("--search-seed", type=int, default=0, help="of the settings drawn")
    parser.add_argument("--search-seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--seeds", type=int, nargs="+", default=[101, 102, 103, 104, 105])
    parser.add_argument("--accounts", type=int, default=Size.benign, help="ordinary accounts")
    parser.add_argument("--campaign-accounts", type=int, default=Size.campaign)
    parser.add_argument("--days", type=int, default=Size.days)
    parser.add_argument("--rate", type=float, default=Size.rate)
    parser.add_argument("--work", type=Path, default=ROOT / "out" / "adversaries")
    parser.add_argument("--no-record", action="store_true", help="write no result")
    asked = parser.parse_args(argv)
    if wrong := set(asked.strategies or ()) - set(strategies()):
        parser.error(f"no strategy {wrong.pop()!r}: choose from {', '.join(strategies())}")
    return asked


def _told(argv: Sequence[str] | None) -> list[str]:
    """Return the options that decide the figures: where trials are kept does not."""
    told = list(sys.argv[1:] if argv is None else argv)
    if "--work" in told:
        at = told.index("--work")
        del told[at : at + 2]
    return told


def main(argv: Sequence[str] | None = None) -> None:
    """Run the benchmark and record its figures."""
    asked, say = options(argv), Teller()
    size = Size(asked.accounts, asked.campaign_accounts, asked.days, asked.rate)
    asked.work.mkdir(parents=True, exist_ok=True)
    figures = {"size": asdict(size), "seeds": asked.seeds, **evading(asked, size, say)}
    command = shlex.join(["python", "bench/adversaries.py", *_told(argv)])
    if asked.no_record:
        print(json.dumps(figures, indent=1))
        return
    print(record("adversaries", figures, command))


if __name__ == "__main__":
    main()
