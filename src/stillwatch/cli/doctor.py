"""Check installation, machine and log before an audit."""

from __future__ import annotations

from pathlib import Path

import click

from stillwatch.cli._command import Command
from stillwatch.cli._complete import extensions
from stillwatch.cli._map import map_options

GROUP = "Set up"

_PATH = click.Path(path_type=Path)


@click.command(
    cls=Command,
    examples={
        "stillwatch doctor": "Is everything installed, and is there room?",
        "stillwatch doctor examples/sample/*.zst --accounts examples/sample/accounts.csv": "A dry "
        "run on 1,000 lines: what would be read, and what could be judged?",
        "stillwatch doctor --map databricks --print-map": "What does the map of this name say?",
        "stillwatch doctor examples/sample --fail-on warning --json > doctor.json": "The same for "
        "programs, of a folder of logs; status 3 if there is a warning.",
    },
    statuses={
        0: "an audit would run; there may be warnings",
        2: "something would stop it (an unreadable log, a missing package), or bad usage",
        3: "with --fail-on warning: there are warnings",
    },
)
@click.argument("logs", nargs=-1, metavar="[LOG]...", type=_PATH)
@click.option("--accounts", type=click.Path(path_type=Path, dir_okay=False),
              help="Account table to check, too.")  # fmt: skip
@click.option("--out", default=".", show_default=True, type=click.Path(path_type=Path),
              help="Folder that the audit would write to: is there room?")  # fmt: skip
@click.option("--format", shell_complete=extensions("ingest"),
              help="Format of the logs; by default each is recognised.")  # fmt: skip
@map_options
@click.option(
    "--print-map",
    is_flag=True,
    help="Print the maps given with --map, those that come with stillwatch too, and stop.",
)
@click.option("--lines", default=1000, show_default=True, type=click.IntRange(1, 1_000_000),
              help="Lines to look at, over all files.")  # fmt: skip
@click.option("--fail-on", type=click.Choice(["warning"]),
              help="Exit with status 3 if there is a warning.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print everything that was found as JSON.")
def command(
    logs: tuple[Path, ...], accounts: Path | None, out: Path, format: str | None,
    map_files: tuple[Path, ...], account_field: str | None, print_map: bool, lines: int,
    fail_on: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Check installation, machine and log before an audit.

    Each LOG, a file or a folder, is read as an audit would read it, but only some of its lines, the
    first and others spread over what can be read in a few seconds: which lines are skipped and why,
    which fields are there and what each is for (values are masked), which detectors would run, and
    what time, memory and disk the whole may take. Nothing is written.
    """
    from datetime import UTC, datetime

    from stillwatch.cli._map import mapping_of
    from stillwatch.core.errors import UsageError

    if print_map:
        if not map_files:
            raise UsageError("--print-map: name the map with --map")
        mapping_of(map_files, None)  # what is no map is said as ever
        for path in map_files:
            click.echo(path.read_text(encoding="utf-8"), nl=False)
        return
    try:
        from rich.console import Console

        from stillwatch.doctor.run import Request, examine
        from stillwatch.doctor.show import as_document, show
    except ImportError as error:  # any other package that is missing can be told of
        name = (error.name or str(error)).partition(".")[0]
        raise UsageError(f"{name} is missing: install stillwatch again") from error

    mapping = mapping_of(map_files, account_field)
    found = examine(Request(list(logs), datetime.now(UTC), accounts, out, format, lines, mapping))
    if as_json:
        click.echo(as_document(found))
    else:
        show(found, Console(highlight=False))
    if found.status == "error":
        raise SystemExit(2)
    if fail_on and found.status == "warning":
        raise SystemExit(3)
