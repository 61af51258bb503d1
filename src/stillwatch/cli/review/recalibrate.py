"""Propose other bars for likely and confirmed from people's verdicts."""

from __future__ import annotations

from pathlib import Path

import click

from stillwatch.cli._command import Command

_PATH = click.Path(path_type=Path)


@click.command(
    cls=Command,
    examples={
        "stillwatch review recalibrate audit --out bars.json || true": "Bars that fit verdicts.",
    },
    writes={"--out FILE": "the bars, if the verdicts move any"},
)
@click.argument("folders", metavar="DIR...", nargs=-1, required=True, type=_PATH)
@click.option("--out", type=_PATH, metavar="FILE", help="Write the bars to this new file.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(folders: tuple[Path, ...], out: Path | None, as_json: bool) -> None:
    """Propose other bars for likely and confirmed from people's verdicts.

    DIR are folders of audits with verdicts (stillwatch review verdict). Nothing changes by itself:
    an audit uses the file only with --settings FILE, and says so in its summary and report.
    """
    import json

    from stillwatch import __version__
    from stillwatch.contract.settings import write_settings
    from stillwatch.score.recalibrate import document, fit
    from stillwatch.score.reviewed import gather

    found = fit(gather(folders), __version__)
    made = document(found, __version__)
    if as_json:
        click.echo(json.dumps(made, indent=1))
    else:
        click.echo(
            f"{found.true} campaigns found true, {found.false} false ({found.left_out} left out): "
            f"{found.observed:.0%} true, where the odds say {found.expected:.0%}."
        )
        click.echo(
            f"Shift of the log odds: {found.shift:+.2f} (95 % interval {found.low:+.2f} to "
            f"{found.high:+.2f})."
        )
        if found.slope_p_value < 0.05:
            click.echo(
                f"A shift is not all: the odds order the verdicts badly (p = "
                f"{found.slope_p_value:.3f}). Bars moved by it may not help."
            )
        bars = "".join(f" {name} {value:g};" for name, value in found.settings.items()).rstrip(";")
        click.echo(f"{found.why}{bars}")
    if out is not None and not found.settings:
        click.echo(f"No bar moves: {out} was not written.", err=as_json)
    elif out is not None:
        write_settings(out, made)
        click.echo(f"Use it with: stillwatch audit … --settings {out}", err=as_json)
