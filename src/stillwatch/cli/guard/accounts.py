"""Judge accounts and end users, each by all of its requests."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from stillwatch.cli._command import Command
from stillwatch.cli._complete import extensions
from stillwatch.cli._map import map_options

if TYPE_CHECKING:
    from rich.table import Table

    from stillwatch.guard import logs
    from stillwatch.guard.accounts import Standing
    from stillwatch.guard.requests import Sender
    from stillwatch.ingest.read import Progress

SHOWN = 20
"""Accounts named in the terminal."""


@click.command(
    cls=Command,
    examples={
        "stillwatch guard accounts examples/sample": "A folder stands for all logs in it.",
        """stillwatch guard accounts --json <<< '{"account": {"id": "a"}, "prompt": "Hi"}'""": "A "
        "JSON object for each account.",
    },
)
@click.argument("files", nargs=-1, metavar="[FILE…|-]", type=click.Path(path_type=Path))
@click.option("--format", shell_complete=extensions("ingest"),
              help="Format of logs; by default each file is recognised.")  # fmt: skip
@map_options
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object for each account.")
def command(
    files: tuple[Path, ...], format: str | None, map_files: tuple[Path, ...],
    account_field: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Judge accounts and end users, each by all of its requests.

    FILE is what `stillwatch guard requests` reads. An account is flagged if it keeps asking for
    what is hidden: reasoning, instructions, or what the model refuses.
    """
    from stillwatch.cli._progress import progress_bar
    from stillwatch.cli.guard.requests import parted

    named = files or (Path("-"),)
    lines, source = parted(named, format, map_files, account_field, by_account=True)
    with progress_bar(enabled=not as_json and sys.stderr.isatty(), transient=True) as progress:
        report = judge_accounts(lines, source, account_field, as_json, progress)
    report()


def judge_accounts(
    lines: Sequence[Path], source: logs.Source, field: str | None, as_json: bool,
    progress: Progress | None,
) -> Callable[[], None]:  # fmt: skip
    """Judge the accounts of some files, and return what tells of them.

    Parameters
    ----------
    lines
        Paths of files that hold a request a line; `-` is standard input.
    source
        Logs.
    field
        Path of the field that tells accounts apart in a line; null: an exchange log's.
    as_json
        Whether a JSON object is printed for each account, those with most evidence first.
    progress
        Told how far files have been read.
    """
    from stillwatch.guard import logs
    from stillwatch.guard.accounts import Accounts
    from stillwatch.guard.requests import Sender, Senders, read_lines
    from stillwatch.report.wording import neutralise

    senders, accounts, notes = Senders(field), Accounts(), list[str]()
    counts = dict.fromkeys(("requests", "nameless", "unread", "empty", "wordless"), 0)
    if source.paths:
        counts["requests"], counts["wordless"] = logs.judge(source, accounts, progress, notes)
    for line in chain.from_iterable(read_lines(file, senders, progress) for file in lines):
        if line.problem:
            counts["unread"] += 1
        elif line.request is None:
            counts["empty"] += 1
        elif line.sender is None:
            counts["nameless"] += 1
        else:
            counts["requests"] += 1
            # whoever calls chooses the ids of end users: a fresh one each time hides nothing
            for sender in {line.sender, line.sender._replace(end_user=None)}:
                accounts.judge(sender, line.request)
    found = [(sender, standing) for sender, standing in accounts.standings()
             if isinstance(sender, Sender)]  # fmt: skip

    def tell() -> None:
        if as_json:
            for sender, standing in found:
                click.echo(_as_json(sender, standing))
        _show(found, counts, field, as_json)
        for said in notes:
            click.echo(neutralise(said), err=as_json)

    return tell


def _as_json(sender: Sender, standing: Standing) -> str:
    import math

    import msgspec

    flag, block = (round(math.log(e), 3) if e else None for e in standing.evidence)
    row = {
        **sender._asdict(), "level": standing.level, "requests": standing.requests,
        "flagged": standing.flagged, "log_e_flag": flag, "log_e_block": block,
        "flag_at": standing.reached[0], "block_at": standing.reached[1], "seeks": standing.seeks,
    }  # fmt: skip
    return msgspec.json.encode(row).decode()


def _show(
    found: list[tuple[Sender, Standing]], counts: dict[str, int], field: str | None, as_json: bool
) -> None:
    """Print a summary for a person; where JSON is printed, what was left out alone, aside."""
    from rich.console import Console

    console = Console(highlight=False, stderr=as_json)
    raised = [(sender, standing) for sender, standing in found if standing.level != "allow"]
    if not as_json:
        sure = sum(standing.level == "block" for _, standing in raised)
        console.print(
            f"{counts['requests']:,} requests of {_counted(found)} judged: "
            f"{len(raised) - sure:,} flagged, {sure:,} blockable"
        )
        if raised:
            console.print(_table(raised[:SHOWN]))
            console.print(
                "From: the request at which it was so. 1 in: of accounts that ask what everybody "
                "asks at most one in that many would come so far. Some do not, such as whoever "
                "tests a model of their own: blockable are those alone of whom it could be said "
                "were they eight times as prone to score high as others. Look at what they ask "
                "before anything is done."
            )
        if len(raised) > SHOWN:
            console.print(f"and {len(raised) - SHOWN:,} more: --json lists all")
    where = f"no {field}" if field else "no account.id (--account-field names another field)"
    left_out = {
        "nameless": where, "empty": "no text of a request",
        "wordless": "no words of the customer since the model's last reply",
    }  # fmt: skip
    for name, said in left_out.items():
        if counts[name]:
            console.print(f"{counts[name]:,} with {said}: left out", markup=False)
    if counts["unread"]:
        console.print(
            f"{counts['unread']:,} lines could not be read: `stillwatch guard requests` names each"
        )


def _counted(found: list[tuple[Sender, Standing]]) -> str:
    from stillwatch.report.wording import plural

    users = sum(sender.end_user is not None for sender, _ in found)
    more = f" and {plural(users, 'end user')}" if users else ""
    return f"{plural(len(found) - users, 'account')}{more}"


def _table(raised: list[tuple[Sender, Standing]]) -> Table:
    from rich.table import Table
    from rich.text import Text

    from stillwatch.report.wording import neutralise

    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("account", overflow="fold")
    table.add_column("level")
    for name in ("requests", "flagged", "from", "1 in"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("after")
    for sender, standing in raised:
        name = sender.account if sender.end_user is None else f"{sender.account} {sender.end_user}"
        style = "bold red" if standing.level == "block" else "bold yellow"
        table.add_row(
            Text(neutralise(name)), Text(standing.level, style=style), f"{standing.requests:,}",
            f"{standing.flagged:,}", f"{standing.reached[0]:,}", _rounded(standing.evidence[0]),
            ", ".join(standing.seeks),
        )  # fmt: skip
    return table


def _rounded(evidence: float) -> str:
    """Round evidence down to what is worth telling.

    >>> _rounded(1234.5), _rounded(98_765_432.1), _rounded(3e14)
    ('1,200', '98 million', '> a billion')
    """
    if evidence >= 1e9:
        return "> a billion"
    if evidence >= 1e6:
        return f"{int(evidence // 1e6)} million"
    return f"{int(evidence // 100 * 100):,}"
