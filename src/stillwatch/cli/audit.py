"""Find coordinated campaigns in logs of API traffic."""

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
        "stillwatch audit examples/sample/*.zst --accounts examples/sample/accounts.csv "
        "--out audit": "Audit a log; then open audit/report.html.",
        "stillwatch audit examples/sample/*.zst --out audit --fail-on confirmed --quiet || "
        'echo "status $?"': "For a nightly job: 3 says that something was found, 2 that nothing "
        "could be judged.",
        "stillwatch audit examples/sample/*.zst --out audit --json > summary.json": "The summary, "
        "for programs.",
        "timeout --signal INT 10 stillwatch audit examples/sample --accounts "
        "examples/sample/accounts.csv --state follow-state --out followed --follow --json "
        "|| true": "For ten seconds: judge what is there, and wait for more.",
    },
    writes={
        "OUT/campaigns.json": "campaigns and their evidence",
        "OUT/accounts.parquet": "a row for each account: level, reasons, campaigns",
        "OUT/end_users.parquet": "the same for each end user judged apart",
        "OUT/summary.json": "counts, coverage, settings, what could not be judged",
        "OUT/report.html": "one page for people",
        "OUT/features": "feature rows, with --keep-features alone",
        "DIR/": "feature rows of the latest days, with --state alone",
        "--decisions STORE": "what the policy decided, with --follow alone",
    },
    statuses={0: "the audit ran", 3: "with --fail-on: a campaign reaches that severity"},
)
@click.argument("logs", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--out", required=True, type=click.Path(path_type=Path, file_okay=False),
    help="Folder for campaigns.json, accounts.parquet, end_users.parquet, summary.json and "
    "report.html.",
)  # fmt: skip
@click.option(
    "--accounts", type=click.Path(path_type=Path, dir_okay=False),
    help="Account table (CSV, JSONL or Parquet): licences, clearances, resellers.",
)  # fmt: skip
@click.option(
    "--edge", multiple=True, type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Edge or CDN log (JSONL, CSV or Parquet) that tells the client of each exchange by its "
    "id; may be repeated.",
)  # fmt: skip
@click.option("--format", shell_complete=extensions("ingest"),
              help="Format of the logs; by default each is recognised.")  # fmt: skip
@map_options
@click.option("--strict", is_flag=True, help="Stop at the first malformed line.")
@click.option(
    "--without", multiple=True, metavar="NAME",
    shell_complete=extensions("detect/detectors", "features/observables"),
    help="Leave a detector or an observable out; may be repeated.",
)  # fmt: skip
@click.option("--seed", default=0, show_default=True, help="Seed of whatever is drawn.")
@click.option(
    "--level", default=0.01, show_default=True, type=Number(1e-6, 0.5),
    help="False discovery rate over the cohorts of one evaluation (independent accounts).",
)  # fmt: skip
@every_option
@click.option(
    "--settings", "settings_file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Bars for likely and confirmed, as stillwatch review recalibrate writes them.",
)  # fmt: skip
@click.option(
    "--pseudonymise", type=click.Path(path_type=Path, dir_okay=False), metavar="KEYFILE",
    help="Replace identifiers in every output, under the key in this file.",
)  # fmt: skip
@click.option(
    "--watch", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="List made by `stillwatch share watch`: say which are seen. No level changes.",
)  # fmt: skip
@click.option(
    "--state", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
    help="Folder that is kept from one audit to the next: give each day's logs once.",
)  # fmt: skip
@click.option(
    "--keep-days", type=click.IntRange(min=1), metavar="N",
    help="Judge the latest N days that have exchanges; by default all, with --state as many as "
    "before, at first 90.",
)  # fmt: skip
@click.option(
    "--evidence", type=click.Path(path_type=Path, file_okay=False), metavar="HOME",
    help="Enter what is read and found in the evidence log of this folder.",
)  # fmt: skip
@click.option("--keep-features", is_flag=True, help="Keep the feature rows in OUT/features.")
@click.option("--show-addresses", is_flag=True, help="Show client addresses in report.html.")
@click.option("--show-text", is_flag=True,
              help="Show redacted excerpts of shared instructions in report.html.")  # fmt: skip
@click.option(
    "--fail-on", type=click.Choice(["watch", "likely", "confirmed"]),
    help="Exit with status 3 if a campaign reaches this severity.",
)  # fmt: skip
@click.option("--follow", is_flag=True,
              help="Go on as logs grow: judge each epoch when it is over. Needs --state.",
              )  # fmt: skip
@click.option("--policy", "policy_file", type=click.Path(path_type=Path, dir_okay=False),
              metavar="FILE", help="With --follow: policy that is applied each time.  "
              "[default: the shipped one]")  # fmt: skip
@click.option("--decisions", type=STORE, metavar="STORE",
              help="With --follow: store of decisions that the policy writes to, a file or "
              "postgresql://USER@HOST/DATABASE.")  # fmt: skip
@click.option("--lateness", default=300.0, show_default=True, type=Number(0, 86_400),
              metavar="SECONDS",
              help="With --follow: after an hour, when its exchanges are there.")  # fmt: skip
@click.option("--look", default=15.0, show_default=True, type=Number(0.1, 3600), metavar="SECONDS",
              help="With --follow: between looks at the folders.")  # fmt: skip
@click.option("--anew", default=24.0, show_default=True, type=Number(0.1, 720), metavar="HOURS",
              help="With --follow: judge all anew so often, if some came late.")  # fmt: skip
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64),
              help="Processes that read and work on text.")  # fmt: skip
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Print the summary as JSON; with --follow a line for each judgement.",
)
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
def command(
    logs: tuple[Path, ...],
    out: Path,
    accounts: Path | None,
    edge: tuple[Path, ...],
    format: str | None,
    map_files: tuple[Path, ...],
    account_field: str | None,
    strict: bool,
    without: tuple[str, ...],
    seed: int,
    level: float,
    every: str | None,
    settings_file: Path | None,
    pseudonymise: Path | None,
    watch: Path | None,
    state: Path | None,
    keep_days: int | None,
    evidence: Path | None,
    keep_features: bool,
    show_addresses: bool,
    show_text: bool,
    fail_on: str | None,
    follow: bool,
    policy_file: Path | None,
    decisions: Where | None,
    lateness: float,
    look: float,
    anew: float,
    workers: int,
    as_json: bool,
    quiet: bool,
) -> None:
    """Find coordinated campaigns in logs of API traffic.

    LOGS are files or folders: exchange logs (JSON lines or Parquet), logs of LiteLLM,
    OpenTelemetry (OTLP/JSON), Langfuse or Amazon Bedrock, or with --map JSON, CSV or Parquet of
    your own; plain, gzip or zstd. `stillwatch doctor LOG` says what one lacks. Nothing leaves this
    machine, and no text of an exchange is kept. With --state, LOGS are those that are new, and may
    be left out to judge again what the state holds.

    With --follow, LOGS are folders or files to which whole files are added, such as those that
    `stillwatch serve` and `stillwatch collect` write. A campaign is found as an audit of the same
    logs finds it, with the same name and moment. It runs until it is interrupted, and goes on from
    DIR when started again. With --decisions a policy is applied each time, and `stillwatch serve
    --decisions` enforces what it decided.
    """
    _check_follow(follow)
    from rich.console import Console

    from stillwatch.audit.run import Request, run
    from stillwatch.cli._map import mapping_of
    from stillwatch.cli._progress import progress_bar
    from stillwatch.contract.settings import Settings, read_settings
    from stillwatch.core.errors import UsageError
    from stillwatch.report.terminal import print_summary

    if not 0 <= seed < 1 << 63:
        raise UsageError("--seed: a whole number from 0 on, of 63 bits at most")
    bars = read_settings(settings_file) if settings_file is not None else None
    request = Request(
        logs=list(logs),
        out=out,
        accounts=accounts,
        edge=edge,
        settings=Settings(
            seed=seed, level=level, without=without, epoch_hours=int(every or 0)
        ).moved(bars.values if bars else {}),
        bars=bars,
        strict=strict,
        format=format,
        mapping=mapping_of(map_files, account_field),
        pseudonymise=_key(pseudonymise),
        watch=watch,
        keep_features=keep_features,
        show_addresses=show_addresses,
        show_text=show_text,
        workers=workers,
        state=state,
        keep_days=keep_days,
    )
    if follow:
        from stillwatch.audit.follow import Pace
        from stillwatch.cli._following import Response, follow_logs

        response = Response(policy_file, decisions, accounts, evidence, map_files, account_field)
        follow_logs(request, Pace(lateness, look, anew), response, as_json)
        return
    with progress_bar(enabled=not quiet and not as_json) as progress:
        if evidence is None:
            audit = run(request, progress)
        else:
            from stillwatch.cli._entered import entered

            made = entered(request, evidence, progress, map_files, account_field)
            assert made is not None  # all that there is was judged
            audit = made
    if as_json:
        import json

        click.echo(json.dumps(audit.summary, indent=1, ensure_ascii=False))
    elif not quiet:
        from stillwatch.contract.plain import documents

        told = documents(audit.campaigns)
        print_summary(
            Console(),
            {"campaigns": told, "summary": audit.summary, "accounts": audit.accounts,
             "options": {}, "out": str(out)},
        )  # fmt: skip
    rank = ["none", "watch", "likely", "confirmed"]
    worst = max((rank.index(c.severity) for c in audit.campaigns), default=0)
    if fail_on and worst >= rank.index(fail_on):
        raise SystemExit(3)


_WITH_FOLLOW = ("policy_file", "decisions", "lateness", "look", "anew")
_WITHOUT_FOLLOW = (
    "edge", "strict", "without", "seed", "level", "keep_features", "show_addresses", "show_text",
    "fail_on", "quiet",
)  # fmt: skip


def _check_follow(follow: bool) -> None:
    """Refuse options that do not go with --follow, or that need it."""
    from stillwatch.core.errors import UsageError

    context = click.get_current_context()
    names = {param.name: param.opts[-1] for param in context.command.params}

    def given(name: str) -> bool:
        source = context.get_parameter_source(name)
        return source is not None and source is not click.core.ParameterSource.DEFAULT

    if follow and not given("state"):
        raise UsageError("--follow needs --state DIR: the folder that keeps what was read")
    if follow and not given("logs"):
        raise UsageError("--follow needs LOGS: folders or files that grow")
    if follow and given("policy_file") and not given("decisions"):
        raise UsageError("--policy needs --decisions: where it writes what is decided")
    for name in _WITHOUT_FOLLOW if follow else _WITH_FOLLOW:
        if given(name):
            raise UsageError(f"{names[name]} {'does not go with' if follow else 'needs'} --follow")


def _key(path: Path | None) -> bytes | None:
    """Read a pseudonymisation key of at least 16 bytes."""
    from stillwatch.core.errors import InputError, shown

    if path is None:
        return None
    try:
        key = path.read_bytes().strip()
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", path=shown(path)) from error
    if not 16 <= len(key) <= 64:
        raise InputError(
            "the key must have 16 to 64 bytes", path=shown(path),
            remedy="make one with: openssl rand -hex 16",
        )  # fmt: skip
    return key
