"""Write labelled traffic: a log, its truth and its account table."""

from __future__ import annotations

import json
import time
from pathlib import Path

import click

from stillwatch.cli._command import Command
from stillwatch.cli._complete import extensions

GROUP = "Test and measure"


@click.command(
    cls=Command,
    examples={
        "stillwatch simulate --accounts 300 --campaign-accounts 60 --days 5 --out world": "A "
        "small world to try things on.",
        "stillwatch simulate --world none --accounts 200 --days 3 --out quiet --json": "One "
        "without any campaign; its summary for programs.",
    },
    writes={
        "OUT/log-*": "the log, in the format that --format names",
        "OUT/truth.json": "who harvested, and who only looks like it",
        "OUT/accounts.csv": "the account table",
    },
)
@click.option("--world", "name", default="mixed", show_default=True,
              help="mixed, none, rare, small_firm, unique, no_client, no_text, no_signup, "
                   "left_cut, sampled, kind:NAME for one kind of campaign, kind:NAME+NAME, or "
                   "sizes:N,N,… for campaigns of N accounts.")  # fmt: skip
@click.option("--seed", default=0, show_default=True, help="Equal seeds give equal bytes.")
@click.option("--accounts", default=20_000, show_default=True, help="Ordinary accounts.")
@click.option("--campaign-accounts", default=1_500, show_default=True,
              help="Accounts of all campaigns together.")  # fmt: skip
@click.option("--days", default=21, show_default=True, help="Length of the log.")
@click.option("--rate", default=1.0, show_default=True,
              help="Factor on every account's exchanges a day.")  # fmt: skip
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path),
              help="Folder for the log, truth.json and accounts.csv.")  # fmt: skip
@click.option("--format", "form", default="jsonl.gz", show_default=True,
              type=click.Choice(["jsonl.gz", "jsonl.zst", "jsonl", "parquet", "litellm"]),
              help="Format of the log; litellm: as LiteLLM's proxy logs.")  # fmt: skip
@click.option("--prompts", type=click.Path(exists=True, file_okay=False, path_type=Path),
              help="Folder of prompts, <kind>/<source>.jsonl.gz with a field 'text'.")  # fmt: skip
@click.option("--sources", default="tune", show_default=True,
              type=click.Choice(["tune", "report"]),
              help="Which prompt sources and parameter ranges: those to develop on, or those "
                   "to report figures on.")  # fmt: skip
@click.option("--population", "populations", multiple=True, metavar="NAME=NUMBER",
              shell_complete=extensions("simulate/populations"),
              help="Ordinary accounts of one population, in place of --accounts.")  # fmt: skip
@click.option("--param", "params", multiple=True, metavar="SIDE.NAME=LOW:HIGH",
              help="Override a range, e.g. campaign.load_sd=0.05:0.2.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def command(
    name: str, seed: int, accounts: int, campaign_accounts: int, days: int, rate: float,
    out: Path, form: str, prompts: Path | None, sources: str, populations: tuple[str, ...],
    params: tuple[str, ...], as_json: bool,
) -> None:  # fmt: skip
    """Write a log of simulated traffic in which it is known who harvested."""
    from stillwatch.cli._progress import progress_bar
    from stillwatch.core.errors import UsageError
    from stillwatch.report.wording import plural
    from stillwatch.simulate.run import simulate
    from stillwatch.simulate.world import World, named

    if wrong := [p for p in params if "=" not in p]:
        raise UsageError(f"--param {wrong[0]}: expected SIDE.NAME=VALUE")
    wrong = [
        p for p in populations if not 0 < len(n := p.partition("=")[2]) < 10 or not n.isdecimal()
    ]
    if wrong:
        raise UsageError(f"--population {wrong[0]}: expected NAME=NUMBER")
    world = named(
        World(
            name=name, seed=seed, accounts=accounts, campaign_accounts=campaign_accounts,
            days=days, rate=rate, sources=sources, prompts=prompts,
            params=dict(p.split("=", 1) for p in params),
            populations=tuple((n, int(k)) for n, _, k in (p.partition("=") for p in populations)),
        )
    )  # fmt: skip
    began = time.perf_counter()
    with progress_bar(enabled=not as_json, transient=True) as update:
        summary = simulate(
            world, out, form=form,
            progress=update and (lambda at, n: update("simulate", at, days * 86_400, n)),
        )  # fmt: skip
    took = time.perf_counter() - began
    if as_json:
        click.echo(
            json.dumps(
                {"version": 1, **summary._asdict(), "seconds": round(took, 2), "out": str(out)}
            )
        )
    else:
        click.echo(
            f"{plural(summary.exchanges, 'exchange')} of {plural(summary.accounts, 'account')} "
            f"with {plural(summary.campaigns, 'campaign')} in {out} "
            f"({summary.exchanges / took:,.0f}/s)"
        )
