"""Measure an audit against the truth, or audits by people's verdicts."""

from __future__ import annotations

from pathlib import Path

import click

from stillwatch.cli._command import Command, Number

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
@click.argument("folders", metavar="TRUTH AUDIT | DIR...", nargs=-1, required=True, type=_PATH)
@click.option(
    "--verdicts", is_flag=True,
    help="Measure audits (DIR…) by what people recorded with stillwatch review verdict.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Write JSON instead of tables.")
@click.option("--out", type=_PATH, help="Write the figures as JSON to this file too.")
@click.option(
    "--prevalence",
    type=Number(0, 1, min_open=True, max_open=True),
    default=0.005,
    show_default=True,
    help="Share of harvesting accounts at which precision is restated.",
)
def command(
    folders: tuple[Path, ...], verdicts: bool, as_json: bool, out: Path | None, prevalence: float
) -> None:
    """Measure an audit against the truth, or audits by people's verdicts.

    TRUTH is the folder that `stillwatch simulate` wrote, or its truth.json; or what you know
    yourself: a table (CSV, JSON lines, Parquet) with a row an account and the columns account and
    campaign, empty for who is known to be innocent. AUDIT is the --out
    folder of `stillwatch audit`. With --verdicts, DIR are --out folders whose campaigns people
    have reviewed: precision among these, which is not recall.
    """
    import msgspec
    from rich.console import Console

    from stillwatch.cli._known import read_known
    from stillwatch.core.errors import UsageError
    from stillwatch.proof.share.files import write
    from stillwatch.score.audit import read_audit
    from stillwatch.score.compute import score
    from stillwatch.score.figures import Score
    from stillwatch.score.reviewed import Reviewed, judge
    from stillwatch.score.table import show, show_reviewed

    figures: Score | Reviewed
    if verdicts:
        figures = judge(folders)
    elif len(folders) != 2:
        raise UsageError("give TRUTH and AUDIT, or --verdicts and folders of audits")
    else:
        figures = score(read_known(folders[0]), read_audit(folders[1]), prevalence)
    told = {"version": 1, **msgspec.to_builtins(figures)}
    document = msgspec.json.format(msgspec.json.encode(told)) + b"\n"
    if out is not None:
        write(out, document)
    if as_json:
        click.echo(document.decode(), nl=False)
    elif isinstance(figures, Reviewed):
        show_reviewed(figures, Console())
    else:
        show(figures, Console())
