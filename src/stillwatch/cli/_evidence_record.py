"""`stillwatch evidence record`: decisions and what people did, beside what audits found."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from stillwatch.cli._command import Command
from stillwatch.cli._evidence_said import BY, HOME, JSON, accounts_named, named, say, signed

OWN = (
    "erase", "expire", "export", "hold", "master-changed", "master-lost", "release", "verdict",
)  # fmt: skip
"""Actions that other commands enter."""
CHUNK = 5_000
"""Handles in one entry."""


def _action(_: click.Context, parameter: click.Parameter, value: str) -> str:
    """Take one word, which no other command enters."""
    word = value.replace("-", "")
    if not (word.isascii() and word.isalpha() and value == value.lower() and len(value) <= 40):
        raise click.BadParameter("one word of small letters, such as block", param=parameter)
    if value in OWN:
        raise click.BadParameter("another command does and enters that", param=parameter)
    return value


@click.command(
    cls=Command,
    examples={
        "stillwatch evidence record proof block --campaign c-381df1f231f0 --by 'trust and safety' "
        "--because 'key sharing across accounts' --json": "Its accounts were blocked.",
    },
)
@HOME
@click.argument("action", callback=_action)
@click.option("--campaign", callback=named, help="Campaign that it was done about.")
@click.option("--account", "accounts", multiple=True, callback=accounts_named,
              help="Account that it was done to; may be repeated.")  # fmt: skip
@click.option("--because", callback=named, help="Why; entered in clear, and never erased.")
@BY
@JSON
def record(
    home: Path,
    action: str,
    campaign: str | None,
    accounts: tuple[str, ...],
    because: str | None,
    by: str,
    as_json: bool,
) -> None:
    """Enter a decision, or what a person did about a campaign or accounts.

    ACTION is one word: block, suspend, throttle, limit, challenge, degrade, terminate and enforce
    are what `stillwatch comply report` counts as a response; others, such as warn, may be
    entered, too.
    Accounts are entered by their handles. Name nobody in --because: the log forgets nothing.
    """
    from stillwatch.proof.evidence.home import Home
    from stillwatch.proof.evidence.record import operator

    if not (campaign or accounts):
        raise click.UsageError("name --campaign or --account")
    opened = Home.open(home)
    told: dict[str, Any] = {
        name: value for name, value in (("campaign", campaign), ("because", because)) if value
    }
    with opened.log() as log, opened.vault() as vault:
        with vault.together():
            handles = vault.handles((account, None) for account in accounts)
            parts = [handles[at : at + CHUNK] for at in range(0, len(handles), CHUNK)] or [[]]
            for part in parts:
                entry = operator(log, action, by, told | ({"handles": part} if part else {}))
        sure = signed(opened, log)
    say({"entry": entry, "action": action, "signed": sure}, as_json,
        f"Entry {entry}: {action}, by {by}.")  # fmt: skip


def add(group: click.Group) -> None:
    """Add the command of this file."""
    group.add_command(record)
