"""What honest users would feel of the policy that ships: past traffic, audited and acted on.

    python bench/honest.py --prompts DIR                  # the committed page
    python bench/honest.py --prompts DIR --accounts 800 --campaign-accounts 90 --no-record

`DIR` is a folder of prompts as `bench/generators` take it. Each world is audited as it grows, every
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
from _record import publish, record
from _tables import percent, table

PAGE = ROOT / "out" / "results" / "honest.md"
POLICY = ROOT / "src" / "stillwatch" / "policy"
AUTHORS = ("evaluator", "evaluator_two", "aggregator", "casework", "specialist", "trainer")
WORLDS = ("mixed", "none")
NOT_HONEST = ("harvest", "licensed", "not in the truth", "campaign_idle")
AIM = 1e-4
"""Share of honest users' requests that are refused."""

INTRO = """# What honest users feel

Made by `{command}`; figures, machine and versions are in `bench/results/honest.json`. {accounts:,}
ordinary accounts in a world, and {attack:,} of campaigns where it has any, 21 days, audited every
{every} days with what was kept from before; the policy is the one that ships, enforced (`stillwatch
policy replay`): a decision stands from five minutes after its campaign was detected, or from the
end of the audit before, where only a later one tells of it, to the end of the log. Where the
breaker would stop the policy by the end, that is said; the figures are without it. *Refused* is
told to come back later: nobody is blocked by it. *Hardened* got no log probabilities, fewer choices
or shorter replies. Limits are one budget for a whole campaign: what it sent before. End users of
resellers count as such. Requests of one account
are refused together, so that no interval by requests would be honest: worlds are given apart.
"""


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


def share(row: dict[str, Any], what: str, digits: int = 4) -> str:
    """Write a share of requests."""
    return percent(row.get(what, 0) / row["requests"], digits) if row.get("requests") else "-"


def page(figures: dict[str, Any], command: str) -> str:
    """Return the page."""
    every, options = figures["all"], figures["settings"]
    refused = every.get("refused", 0) / every["requests"]
    made = [
        INTRO.format(command=command, accounts=options["accounts"], every=options["every"],
                     attack=options["campaign_accounts"]),
        f"Of {every['requests']:,} requests of honest users **{every.get('refused', 0):,} were "
        f"refused: {percent(refused, 4)}** (aimed at: at most {percent(AIM, 2)}, "
        f"{'reached' if refused <= AIM else 'missed'}), and {every.get('altered', 0):,} hardened "
        f"({share(every, 'altered')}). A decision that can be felt was about "
        f"{every.get('touched', 0):,} of {every['units']:,} accounts and end users "
        f"({percent(every.get('touched', 0) / every['units'], 3)}).\n",
        "## Worlds\n",
        table(
            ("world", "honest", "touched", "requests", "refused", "share", "hardened", "harvest",
             "of it refused", "breaker"),
            [
                (f"`{one['world']}`", f"{one['units']:,}", f"{one['touched']:,}",
                 f"{one['requests']:,}", f"{one['refused']:,}", share(one, "refused"),
                 share(one, "altered"), f"{one['harvest']:,.0f}",
                 percent(one["prevented"] / one["harvest"]) if one["harvest"] else "-",
                 "stops it" if one["breaker"] else "")
                for one in figures["worlds"]
            ],
        ),
        "## Populations\n",
        _populations(figures["populations"]),
    ]  # fmt: skip
    return "\n".join(made)


def _populations(rows: Sequence[dict[str, Any]]) -> str:
    """Tell of whom anybody was touched, the most refused first."""
    touched = [row for row in rows if row["touched"]]
    left = sum(row["units"] for row in rows if not row["touched"])
    others = f"{left:,} accounts and end users of {len(rows) - len(touched):,} populations"
    if not touched:
        return f"Nobody was touched: {others} were left alone.\n"
    told = f"Those of whom anybody was touched, the most refused first; {others} were left alone.\n"
    heads = ("population", "honest", "touched", "requests", "refused", "share", "hardened")
    lines = [
        (f"{row['population']} ({row['author']})", f"{row['units']:,}", f"{row['touched']:,}",
         f"{row['requests']:,}", f"{row['refused']:,}", share(row, "refused"),
         share(row, "altered"))
        for row in sorted(touched, key=lambda row: (-row["refused"], -row["touched"]))
    ]  # fmt: skip
    return "\n".join((told, table(heads, lines)))


def main(argv: Sequence[str] | None = None) -> None:
    """Run what is not kept, and write the page."""
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
    text = page(figures, command)
    if args.no_record:
        print(text)
        return
    print(record("honest", figures, command))
    publish(PAGE, text)


if __name__ == "__main__":
    main()
