"""Say why an account was or was not flagged."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from stillwatch.cli._command import Command
from stillwatch.cli._complete import accounts

if TYPE_CHECKING:
    from rich.console import Console

    from stillwatch.report.explain import Explanation

GROUP = "Find campaigns"

SHOWN = 8
"""Shared observables named for each campaign."""


@click.command(
    cls=Command,
    examples={
        "stillwatch explain audit acct_c5f01deca163": "Why was this account flagged, or not?",
        "stillwatch explain audit acct_c5f01deca163 --json": "The same for programs.",
    },
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.argument("account", shell_complete=accounts)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(folder: Path, account: str, as_json: bool) -> None:
    """Say why an account was or was not flagged.

    DIR is the folder that `stillwatch audit --out` wrote, ACCOUNT an account id as in the log
    (or its pseudonym, if the audit wrote pseudonyms).
    """
    from stillwatch.report.explain import explain

    told = explain(folder, account)
    if as_json:
        import json

        click.echo(json.dumps({"version": 1, **told.as_dict()}, indent=1, allow_nan=False))
        return
    from rich.console import Console

    show(Console(highlight=False), told)


def show(console: Console, told: Explanation) -> None:
    """Print an explanation for a person."""
    from rich.padding import Padding
    from rich.text import Text

    from stillwatch.report.explain import verdict
    from stillwatch.report.wording import OBSERVABLES, neutralise, plural, shorten, title

    def say(words: str, style: str = "", indent: int = 0) -> None:
        console.print(
            Padding(Text(shorten(neutralise(words), 600), style=style), (0, 0, 0, indent))
        )

    say(f"Account {told.account}", "bold")
    for words in verdict(told):
        say(words)
    for part in told.memberships:
        console.print()
        say(f"Why campaign {part.campaign} stands at {part.severity}", "bold")
        for statement in part.statements:
            say(f"- {statement}", indent=2)
        if part.shared:
            say("It shares (not every member shares each):")
        for row in part.shared[:SHOWN]:
            value = shorten(neutralise(row["value"]), 60)
            counts = f"{plural(row['members'], 'member')}, {plural(row['outside'], 'account')}"
            say(
                f"- {title(row['type'], OBSERVABLES)}: {value} ({counts} outside)",
                indent=2,
            )
    if told.missing or told.notes:
        console.print()
        say("What could not be judged", "bold")
        for note in told.notes:
            say(f"- {note}", indent=2)
        for gap in told.missing:
            say(f"- {gap['detector']}: {gap['reason']}", indent=2)
