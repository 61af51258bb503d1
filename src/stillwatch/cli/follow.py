"""Judge logs that grow, each epoch when it is over."""

from __future__ import annotations

from pathlib import Path

import click

from stillwatch.cli._command import Command, Number
from stillwatch.cli._complete import extensions
from stillwatch.cli._every import every_option
from stillwatch.cli._map import map_options
from stillwatch.cli._store import STORE, Where

GROUP = "Find campaigns"


@click.command(
    cls=Command,
    examples={
        "timeout --signal INT 10 stillwatch follow examples/sample --accounts "
        "examples/sample/accounts.csv --state follow-state --out followed --json || true":
            "For ten seconds: judge what is there, and wait for more; for programs.",
    },
    writes={
        "OUT/": "campaigns.json, accounts.parquet, end_users.parquet, summary.json and "
        "report.html, as of an audit",
        "DIR/": "feature rows of the latest days",
        "--decisions STORE": "what the policy decided, with --decisions alone",
    },
    statuses={0: "it was told to stop"},
)  # fmt: skip
@click.argument("logs", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--state", required=True, type=click.Path(path_type=Path, file_okay=False),
              metavar="DIR", help="Folder that keeps what was read.")  # fmt: skip
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False),
              help="Folder for the outputs, which are replaced by each judgement.")  # fmt: skip
@click.option("--accounts", type=click.Path(path_type=Path, dir_okay=False),
              help="Account table, read anew each time.")  # fmt: skip
@click.option("--format", shell_complete=extensions("ingest"),
              help="Format of the logs; by default each is recognised.")  # fmt: skip
@map_options
@every_option
@click.option("--settings", "settings_file", type=click.Path(path_type=Path, dir_okay=False),
              metavar="FILE", help="Bars, as stillwatch recalibrate writes them.")  # fmt: skip
@click.option("--pseudonymise", type=click.Path(path_type=Path, dir_okay=False), metavar="KEYFILE",
              help="Replace identifiers in every output, under the key in this file.")  # fmt: skip
@click.option("--watch", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="List made by `stillwatch share watch`: say which are seen.")  # fmt: skip
@click.option("--keep-days", type=click.IntRange(min=1), metavar="N",
              help="Judge the latest N days that have exchanges; by default as many as before, "
              "at first 90.")  # fmt: skip
@click.option("--evidence", type=click.Path(path_type=Path, file_okay=False), metavar="HOME",
              help="Enter what is read and found in the evidence log of this folder.")  # fmt: skip
@click.option("--policy", "policy_file", type=click.Path(path_type=Path, dir_okay=False),
              metavar="FILE", help="Policy that is applied each time.  [default: the shipped one]",
              )  # fmt: skip
@click.option("--decisions", type=STORE, metavar="STORE",
              help="Store of decisions that the policy writes to: a file, or "
              "postgresql://USER@HOST/DATABASE.")  # fmt: skip
@click.option("--lateness", default=300.0, show_default=True, type=Number(0, 86_400),
              metavar="SECONDS", help="After an hour: when its exchanges are there.")  # fmt: skip
@click.option("--look", default=15.0, show_default=True, type=Number(0.1, 3600),
              metavar="SECONDS", help="Between looks at the folders.")  # fmt: skip
@click.option("--anew", default=24.0, show_default=True, type=Number(0.1, 720),
              metavar="HOURS", help="Judge all anew so often, if some came late.")  # fmt: skip
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64),
              help="Processes that read and work on text.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="A line of JSON for each judgement.")
def command(
    logs: tuple[Path, ...], state: Path, out: Path, accounts: Path | None, format: str | None,
    map_files: tuple[Path, ...], account_field: str | None, every: str | None,
    settings_file: Path | None,
    pseudonymise: Path | None, watch: Path | None, keep_days: int | None, evidence: Path | None,
    policy_file: Path | None, decisions: Where | None,
    lateness: float, look: float, anew: float, workers: int, as_json: bool,
) -> None:  # fmt: skip
    """Judge logs that grow, each epoch when it is over.

    LOGS are folders or files to which whole files are added, such as those that `stillwatch serve`
    and `stillwatch collect` write. A campaign is found as an audit of the same logs finds it, with
    the same name and moment. Evaluations fall every four hours, in large firms every six to
    twenty-four, or as --every has it; each takes what came since the last, so that it is done in
    minutes. Runs until it is interrupted, and goes on from DIR when started again. With
    --decisions a policy is applied each time, and `stillwatch serve --decisions` looks up what it
    decided.
    """
    from stillwatch.audit.detection import Detection
    from stillwatch.audit.follow import Pace, follow
    from stillwatch.audit.run import Audit, Request, further
    from stillwatch.cli._following import Teller, stopping
    from stillwatch.cli._map import mapping_of
    from stillwatch.cli.audit import _key
    from stillwatch.contract.settings import Settings, read_settings
    from stillwatch.core.errors import UsageError

    bars = read_settings(settings_file) if settings_file is not None else None
    request = Request(
        logs=list(logs), out=out, accounts=accounts, bars=bars, format=format,
        settings=Settings(epoch_hours=int(every or 0)).moved(bars.values if bars else {}),
        mapping=mapping_of(map_files, account_field), pseudonymise=_key(pseudonymise),
        watch=watch, state=state, keep_days=keep_days, workers=workers,
    )  # fmt: skip

    def judge(request: Request, detection: Detection) -> Audit | None:
        if evidence is None:
            return further(request, detection)
        from stillwatch.cli._entered import entered

        return entered(request, evidence, None, map_files, account_field, detection)

    if policy_file is not None and decisions is None:
        raise UsageError("--policy needs --decisions: where it writes what is decided")
    tell, applier = Teller(as_json), None
    if decisions is not None:
        from stillwatch.cli._applied import Applier

        applier = Applier(policy_file, decisions, accounts, evidence, tell.note)
        if pseudonymise is not None:
            from stillwatch.cli._policy_said import unknown_names

            unknown_names(out)
        applier.check()
    with stopping(quiet=as_json):
        for judged in follow(request, Pace(lateness, look, anew), tell.note, judge):
            tell.judged(judged, None if applier is None else applier.apply(out))
