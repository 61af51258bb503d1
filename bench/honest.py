"""What honest users would feel of the policy that ships: past traffic, audited and acted on.

    python bench/honest.py --prompts DIR                  # the committed figures
    python bench/honest.py --prompts DIR --accounts 800 --campaign-accounts 90 --no-record

`DIR` is a folder of prompts as `worlds` takes it. Each world is audited as it grows, every
`--every` days with what was kept of the days before, and its requests are then sent through the
decisions that `stillwatch policy` makes of each audit: from five minutes after a campaign was
detected, or from the end of the audit before, where only this one tells of it. Worlds are the
report half of our simulator and those authors that no model was fitted on, each with campaigns and
without. Audits are kept in `out/honest` while the code behind them is the same.
"""

from __future__ import annotations

import argparse
import json
import shlex
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from _cases import ROOT, Case, Foreign, Settings, _read, _write, audit_code
from _measure import digest, measure
from _parts import parts
from _record import record

POLICY = ROOT / "src" / "stillwatch" / "policy"
AUTHORS = ("evaluator", "evaluator_two", "aggregator", "casework", "specialist", "trainer")
WORLDS = ("mixed", "none")
NOT_HONEST = ("harvest", "licensed", "not in the truth", "campaign_idle")


def logs_of(case: Case | Foreign) -> tuple[list[Path], Path]:
    """Make a world; return its log and its account table."""
    if isinstance(case, Case):
        case.simulate()
        logs = sorted((case.folder / "log").glob("**/*.jsonl.gz"))
        table_of = [p for p in (case.folder / "log").glob("accounts.*") if ".gz" not in p.name]
        return [log for log in logs if not log.name.startswith("accounts")], table_of[0]
    case.generate()
    return case.logs(), case.folder / "accounts.csv"


def replayed(case: Case | Foreign, name: str, every: int) -> dict[str, Any]:
    """Audit a world as it grows, and send its requests through what that decides."""
    code = digest([POLICY], audit_code(), every)
    kept = case.folder / f"honest-{code}.json"
    if (found := _read(kept)) is not None:
        return found
    print(name, file=sys.stderr, flush=True)
    logs, accounts = logs_of(case)
    work = case.folder / f"honest-{code}"
    shutil.rmtree(work, ignore_errors=True)
    audits = []
    run = [sys.executable, "-m", "stillwatch"]
    for number, (_, part) in enumerate(parts(logs, 24 * every, work / "parts")):
        out = work / f"audit-{number:03d}"
        measure([
            *run, "audit", str(part), "--state", str(work / "state"), "--accounts", str(accounts),
            "--out", str(out), "--quiet",
        ], cwd=ROOT)  # fmt: skip
        audits.append(str(out))
    options = ["--accounts", str(accounts), "--truth", str(case.truth), "--json"]
    for log in logs:
        options += ["--log", str(log)]
    replay = [*run, "policy", "replay", *audits, *options]
    told = json.loads(subprocess.run(replay, cwd=ROOT, check=True, capture_output=True).stdout)
    result = {
        "world": name, "breaker": [one["what"] for one in told["breaker"]],
        "populations": told["populations"], "touched": told["touched"],
        "harvest": sum(hour["harvest"] for hour in told["hours"]),
        "prevented": sum(hour["prevented"] for hour in told["hours"]),
    }  # fmt: skip
    _write(kept, result)
    shutil.rmtree(work)
    case.drop_log()
    return result


def summary(worlds: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Add up worlds, and populations over them."""
    rows: dict[tuple[str, str], Counter[str]] = {}
    of_world = []
    for world in worlds:
        author, mine = world["world"].split(":")[0], Counter[str]()
        for one in world["populations"]:
            if one["name"] in NOT_HONEST:
                continue
            counts = Counter({n: int(one[n] or 0) for n in
                              ("units", "touched", "requests", "refused", "altered")})  # fmt: skip
            mine.update(counts)
            rows.setdefault((author, one["name"]), Counter()).update(counts)
        of_world.append({
            "world": world["world"], **{n: mine[n] for n in mine}, "harvest": world["harvest"],
            "prevented": world["prevented"], "breaker": world["breaker"],
        })  # fmt: skip
    every = Counter[str]()
    for one in of_world:
        every.update({n: one[n] for n in ("units", "touched", "requests", "refused", "altered")
                      if n in one})  # fmt: skip
    populations = [
        {"author": author, "population": name, **counts} for (author, name), counts in rows.items()
    ]
    return {"all": dict(every), "worlds": of_world, "populations": populations}


def main(argv: Sequence[str] | None = None) -> None:
    """Run what is not kept, and write the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--prompts", type=Path, required=True)
    parser.add_argument("--accounts", type=int, default=3000)
    parser.add_argument("--campaign-accounts", type=int, default=300)
    parser.add_argument("--every", type=int, default=2, help="days between two audits")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1])
    parser.add_argument("--no-record", action="store_true")
    args = parser.parse_args(argv)
    work = ROOT / "out" / "honest"
    of = Settings(args.accounts, args.campaign_accounts, 21, 1.0, "report")
    cases: list[tuple[str, Case | Foreign]] = [
        (f"simulator:{world}:{seed}", Case(world, seed, of, work, lambda what: None))
        for world in WORLDS for seed in args.seeds
    ]  # fmt: skip
    cases += [
        (f"{author}:{scenario}:{seed}",
         Foreign(author, seed, scenario, args.prompts, work, args.accounts, args.campaign_accounts))
        for author in AUTHORS for scenario in ("mix", "none") for seed in args.seeds
    ]  # fmt: skip
    figures = summary([replayed(case, name, args.every) for name, case in cases])
    figures["settings"] = {
        "accounts": args.accounts, "campaign_accounts": args.campaign_accounts,
        "every": args.every, "seeds": args.seeds,
    }  # fmt: skip
    given = [a if a != str(args.prompts) else "DIR" for a in (argv or sys.argv[1:])]
    command = shlex.join(["python", "bench/honest.py", *given])
    if args.no_record:
        print(json.dumps(figures, indent=1))
        return
    print(record("honest", figures, command))


if __name__ == "__main__":
    main()
