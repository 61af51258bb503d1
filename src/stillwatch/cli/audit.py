"""Find coordinated campaigns in logs of API traffic."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("logs", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--out", required=True, type=click.Path(path_type=Path, file_okay=False),
    help="Folder for campaigns.json, accounts.parquet, summary.json and report.html.",
)  # fmt: skip
@click.option(
    "--accounts", type=click.Path(path_type=Path, dir_okay=False),
    help="Account table (CSV, JSONL or Parquet): licences, clearances, resellers.",
)  # fmt: skip
@click.option("--format", help="Format of the logs; by default each is recognised.")
@click.option("--strict", is_flag=True, help="Stop at the first malformed line.")
@click.option(
    "--without", multiple=True, metavar="NAME",
    help="Leave a detector or an observable out; may be repeated.",
)  # fmt: skip
@click.option("--seed", default=0, show_default=True, help="Seed of whatever is drawn.")
@click.option(
    "--level", default=0.01, show_default=True, type=click.FloatRange(1e-6, 0.5),
    help="False discovery rate over the cohorts of one evaluation (independent accounts).",
)  # fmt: skip
@click.option(
    "--pseudonymise", type=click.Path(path_type=Path, dir_okay=False), metavar="KEYFILE",
    help="Replace identifiers in every output, under the key in this file.",
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
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64),
              help="Processes that read and work on text.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
def command(
    logs: tuple[Path, ...],
    out: Path,
    accounts: Path | None,
    format: str | None,
    strict: bool,
    without: tuple[str, ...],
    seed: int,
    level: float,
    pseudonymise: Path | None,
    evidence: Path | None,
    keep_features: bool,
    show_addresses: bool,
    show_text: bool,
    fail_on: str | None,
    workers: int,
    as_json: bool,
    quiet: bool,
) -> None:
    """Find coordinated campaigns in logs of API traffic.

    LOGS are files or folders in the exchange log format (JSON lines, also gzip or zstd, or
    Parquet). Exit status: 0 the audit ran; 3 something reached --fail-on; 2 bad usage or
    unreadable input.
    """
    from rich.console import Console

    from stillwatch.audit.run import Request, run
    from stillwatch.cli._progress import progress_bar
    from stillwatch.report.terminal import print_summary
    from stillwatch.settings import Settings

    request = Request(
        logs=list(logs),
        out=out,
        accounts=accounts,
        settings=Settings(seed=seed, level=level, without=without),
        strict=strict,
        format=format,
        pseudonymise=_key(pseudonymise),
        keep_features=keep_features,
        show_addresses=show_addresses,
        show_text=show_text,
        workers=workers,
    )
    with progress_bar(enabled=not quiet and not as_json) as progress:
        if evidence is None:
            audit = run(request, progress)
        else:
            from stillwatch.cli._entered import entered

            audit = entered(request, evidence, progress)
    if as_json:
        import json

        click.echo(json.dumps(audit.summary, indent=1, ensure_ascii=False))
    elif not quiet:
        import msgspec

        told = msgspec.to_builtins(audit.campaigns)
        print_summary(
            Console(),
            {"campaigns": told, "summary": audit.summary, "accounts": audit.accounts,
             "options": {}, "out": str(out)},
        )  # fmt: skip
    rank = ["none", "watch", "likely", "confirmed"]
    worst = max((rank.index(c.severity) for c in audit.campaigns), default=0)
    if fail_on and worst >= rank.index(fail_on):
        raise SystemExit(3)


def _key(path: Path | None) -> bytes | None:
    """Read a pseudonymisation key of at least 16 bytes."""
    from stillwatch.errors import InputError

    if path is None:
        return None
    try:
        key = path.read_bytes().strip()
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", path=str(path)) from error
    if not 16 <= len(key) <= 64:
        raise InputError(
            "the key must have 16 to 64 bytes", path=str(path),
            remedy="make one with: openssl rand -hex 16",
        )  # fmt: skip
    return key
