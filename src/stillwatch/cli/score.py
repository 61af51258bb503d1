"""Measure an audit of simulated traffic against the truth."""

from __future__ import annotations

from pathlib import Path

import click

from stillwatch.cli._command import Command

GROUP = "Test and measure"

_PATH = click.Path(path_type=Path)


@click.command(
    cls=Command,
    examples={
        "stillwatch score examples/sample/truth.json audit": "What was found, missed and flagged "
        "wrongly.",
        "stillwatch score examples/sample/truth.json audit --json --out score.json": "The same "
        "for programs, kept in a file too.",
    },
    writes={"--out FILE": "the figures as JSON"},
)
@click.argument("truth", type=_PATH)
@click.argument("audit", type=_PATH)
@click.option("--json", "as_json", is_flag=True, help="Write JSON instead of tables.")
@click.option("--out", type=_PATH, help="Write the figures as JSON to this file too.")
@click.option(
    "--prevalence",
    type=click.FloatRange(0, 1, min_open=True, max_open=True),
    default=0.005,
    show_default=True,
    help="Share of harvesting accounts at which precision is restated.",
)
def command(truth: Path, audit: Path, as_json: bool, out: Path | None, prevalence: float) -> None:
    """Measure an audit of simulated traffic against the truth.

    TRUTH is the folder that `stillwatch simulate` wrote, or its truth.json; AUDIT is the --out
    folder of `stillwatch audit`.
    """
    import msgspec
    from rich.console import Console

    from stillwatch.errors import UsageError
    from stillwatch.score.audit import read_audit
    from stillwatch.score.compute import score
    from stillwatch.score.table import show
    from stillwatch.score.truth import read_truth

    figures = score(read_truth(truth), read_audit(audit), prevalence)
    told = {"version": 1, **msgspec.to_builtins(figures)}
    document = msgspec.json.format(msgspec.json.encode(told)) + b"\n"
    if out is not None:
        try:
            out.write_bytes(document)
        except OSError as error:
            raise UsageError(f"--out {out}: {error.strerror or 'cannot be written'}") from error
    if as_json:
        click.echo(document.decode(), nl=False)
    else:
        show(figures, Console())
