"""What the commands of `stillwatch evidence` take and say alike."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from stillwatch.proof.evidence.home import Home
    from stillwatch.proof.evidence.log import EvidenceLog

LONGEST = 500
"""Longest name or reason that is entered, in characters."""


def named(_: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Refuse a name that names nobody: what is entered stays."""
    if value is None:
        return None
    if not value.strip():
        raise click.BadParameter("it is empty", param=parameter)
    if len(value) > LONGEST:
        raise click.BadParameter(f"it is longer than {LONGEST} characters", param=parameter)
    return value.strip()


def accounts_named(
    _: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[str, ...]:
    """Refuse accounts without a name; others stay as they are, as the logs have them."""
    if not all(value.strip() for value in values):
        raise click.BadParameter("it is empty", param=parameter)
    return values


HOME = click.argument("home", type=click.Path(path_type=Path, file_okay=False))
BY = click.option("--by", required=True, callback=named, help="Who does it; entered in the log.")
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def say(told: dict[str, Any], as_json: bool, words: str) -> None:
    """Print the outcome, for people or as JSON."""
    import json

    from stillwatch.report.wording import neutralise

    if as_json:
        click.echo(json.dumps({"version": 1, **told}, indent=1, ensure_ascii=True))
    else:
        click.echo("\n".join(neutralise(line) for line in words.split("\n")))


def signed(home: Home, log: EvidenceLog) -> bool:
    """Sign what was entered, if the key is at hand; else say on standard error that it is not."""
    from stillwatch.core.errors import InputError

    try:
        log.checkpoint(home.key())
    except InputError as error:
        unsigned(f": {error.reason}")
        return False
    return True


def unsigned(why: str = "") -> None:
    """Say on standard error that what was entered is still to be signed."""
    click.echo(
        f"note: entered, and not signed yet{why}. Run `stillwatch evidence checkpoint` where "
        "the key is.",
        err=True,
    )
