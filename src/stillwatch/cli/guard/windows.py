"""Find windows of traffic of which a part reads like a harvest."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from stillwatch.cli._command import Command, Number
from stillwatch.cli._complete import extensions
from stillwatch.cli._map import map_options

if TYPE_CHECKING:
    from stillwatch.guard.windows.logs import Judged, Unjudged

_PATH = click.Path(path_type=Path)


@click.command(
    cls=Command,
    examples={
        "stillwatch simulate --accounts 300 --campaign-accounts 60 --days 5 --out busy": "A log to "
        "judge.",
        "stillwatch simulate --world none --accounts 200 --days 3 --out calm": "Ordinary traffic "
        "of the same streams.",
        "stillwatch guard windows busy --reference calm": "Which stretches of this log read unlike "
        "ordinary traffic? A folder stands for all logs in it.",
        "stillwatch guard windows busy --reference calm --json > found.json": "Every window, for "
        "programs.",
    },
)
@click.argument("logs", nargs=-1, required=True, type=_PATH)
@click.option(
    "--reference", "references", multiple=True, required=True, type=_PATH,
    help="Log of ordinary traffic of the same streams, from another time, or a folder of such; may "
    "be repeated. Of several names after one --reference the others would be judged.",
)  # fmt: skip
@click.option(
    "--stream", default="all", show_default=True,
    type=click.Choice(["all", "account", "end_user", "key", "org"]),
    help="What is compared with itself: the whole log, or what has one value of a field.",
)  # fmt: skip
@click.option("--size", default=500, show_default=True, type=click.IntRange(20, 1_000_000),
              help="Exchanges with text in a window.")  # fmt: skip
@click.option("--level", default=0.01, show_default=True, type=Number(1e-6, 0.5),
              help="Share of ordinary windows that may be flagged.")  # fmt: skip
@click.option("--by-account", is_flag=True,
              help="Sum evidence within accounts too, where a stream holds many.")  # fmt: skip
@click.option("--format", shell_complete=extensions("ingest"),
              help="Format of the logs; by default each is recognised.")  # fmt: skip
@map_options
@click.option("--json", "as_json", is_flag=True, help="Print every window as JSON.")
def command(
    logs: tuple[Path, ...], references: tuple[Path, ...], stream: str, size: int, level: float,
    by_account: bool, format: str | None, map_files: tuple[Path, ...], account_field: str | None,
    as_json: bool,
) -> None:  # fmt: skip
    """Find windows of traffic of which a part reads like a harvest.

    LOGS are cut into windows, in order of time, and compared with --reference: ordinary traffic of
    the same stream. One window is a hint, no finding: `stillwatch audit` finds campaigns.
    """
    from stillwatch.cli._map import mapping_of
    from stillwatch.cli._progress import progress_bar
    from stillwatch.guard.windows.logs import Request, judge_logs

    request = Request(
        list(logs), list(references), stream, size, level, by_account, format,
        mapping_of(map_files, account_field),
    )  # fmt: skip
    notes: list[str] = []
    with progress_bar(enabled=not as_json and sys.stderr.isatty(), transient=True) as progress:
        judged, left = judge_logs(request, progress, notes)
    if as_json:
        import json

        click.echo(json.dumps(_document(judged, left, notes), indent=1, allow_nan=False))
    else:
        _show(judged, left, notes)


def _document(judged: list[Judged], left: list[Unjudged], notes: list[str]) -> dict[str, object]:
    import msgspec

    return {
        "version": 1,
        "windows": [
            {"stream": w.stream, "since": _time(w.since), "until": _time(w.until)}
            | msgspec.to_builtins(w.result) | {"exchanges": list(w.exchanges)}
            for w in judged
        ],
        "left_out": [part._asdict() for part in left],
        "notes": notes,
    }  # fmt: skip


def _show(judged: list[Judged], left: list[Unjudged], notes: list[str]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from stillwatch.report.wording import neutralise

    console = Console()
    flagged = sorted((w for w in judged if w.result.flagged), key=lambda w: -w.result.log_e)
    console.print(f"{len(flagged)} of {len(judged)} windows stand out.", highlight=False)
    if not judged and not left:
        console.print("Nothing was judged: no exchange has both text and a value of the stream.")
    if flagged:
        table = Table("stream", "since", "log e", "p", "share", "what stands out")
        for w in flagged:
            p = "-" if w.result.p_value is None else f"{w.result.p_value:.2g}"
            table.add_row(
                Text(neutralise(w.stream)), _time(w.since)[:16], f"{w.result.log_e:.1f}", p,
                f"{w.result.share:.0%}", w.result.kind,
            )  # fmt: skip
        console.print(table)
    for part in left:
        where = f"stream {neutralise(part.stream)}, {part.exchanges} exchanges"
        console.print(f"Not judged: {where}: {part.reason}", highlight=False, markup=False)
    for said in notes:
        console.print(neutralise(said), highlight=False, markup=False)


def _time(micros: int) -> str:
    from datetime import UTC, datetime

    return datetime.fromtimestamp(micros / 1e6, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
