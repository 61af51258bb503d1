"""Audit the sample traffic that comes with stillwatch, and show where the report is."""

from __future__ import annotations

from pathlib import Path

import click

from stillwatch.cli._command import Command

GROUP = "Set up"

_PLACES = (
    Path(__file__).resolve().parent / "sample",  # of an installed wheel
    Path(__file__).resolve().parents[3] / "examples" / "sample",  # of a clone
)


@click.command(
    cls=Command,
    examples={"stillwatch demo --out tried --json": "Try it; then open tried/report.html."},
    writes={"OUT/": "the outputs of an audit"},
)
@click.option(
    "--out", default="stillwatch-demo", show_default=True,
    type=click.Path(path_type=Path, file_okay=False), help="Folder for the report.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@click.pass_context
def command(ctx: click.Context, out: Path, as_json: bool) -> None:
    """Audit the sample traffic that comes with stillwatch, and show where the report is.

    The sample is a small simulated firm with a hidden campaign. Nothing is sent anywhere.
    """
    from stillwatch.cli.audit import command as audit
    from stillwatch.core.errors import UsageError

    sample = next((place for place in _PLACES if place.is_dir()), None)
    if sample is None:
        raise UsageError("this installation holds no sample; audit a log of your own, or make one "
                         "with: stillwatch simulate --accounts 2000 --out world")  # fmt: skip
    logs, accounts = sorted(sample.glob("log-*")), sample / "accounts.csv"
    ctx.invoke(audit, logs=tuple(logs), accounts=accounts, out=out, as_json=as_json)
    if not as_json:
        click.echo("Your own log next: stillwatch doctor LOG; stillwatch audit LOG --out DIR")
        click.echo(f"The report: {(out / 'report.html').resolve()}")
