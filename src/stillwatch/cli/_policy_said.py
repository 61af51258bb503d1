"""What the commands of `stillwatch policy` and `stillwatch decisions` take and say alike."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from stillwatch.core.errors import UsageError, shown

if TYPE_CHECKING:
    from stillwatch.respond.decisions.model import Decision
    from stillwatch.respond.policy.rules import Policy

FILE = click.Path(path_type=Path, dir_okay=False)
FOLDER = click.Path(path_type=Path, file_okay=False)
SHOWN = 20
"""Rows of a list that people are shown; all are in the JSON."""

POLICY = click.option("--policy", "policy_file", type=FILE, metavar="FILE",
                      help="Policy; without, the one that is shipped.")  # fmt: skip
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
EVIDENCE = click.option("--evidence", type=FOLDER, metavar="HOME",
                        help="Enter it in this evidence log, too.")  # fmt: skip


def _moment(_: click.Context, parameter: click.Parameter, value: str | None) -> float:
    if value is None:
        return time.time()
    try:
        found = datetime.fromisoformat(value)
        if found.tzinfo is not None and found.timestamp() <= time.time() + 60:
            return found.timestamp()
    except (ValueError, OverflowError):
        pass
    raise click.BadParameter("no past moment in RFC 3339 with a zone, such as "
                             "2026-03-12T00:00:00Z", param=parameter)  # fmt: skip


AT = click.option("--at", "now", callback=_moment, metavar="TIME",
                  help="Moment to judge at, RFC 3339.  [default: now]")  # fmt: skip


def beside_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the files that facts come from besides an audit."""
    for option in (
        click.option("--screening", type=FILE, help="JSON of `stillwatch comply screen --out`."),
        click.option("--terms", type=FILE, help="JSON of `stillwatch comply terms apply --out`."),
        click.option("--accounts", type=FILE,
                     help="Account table: licences, clearances, plans, revenue."),
    ):  # fmt: skip
        command = option(command)
    return command


def policy_of(file: Path | None) -> Policy:
    """Load a policy, or the one that is shipped."""
    from stillwatch.respond.policy.rules import DEFAULT, load

    return load(file or DEFAULT)


def stamp(at: float) -> str:
    """Return a moment as RFC 3339 in UTC, to the second."""
    return datetime.fromtimestamp(int(at), UTC).isoformat().replace("+00:00", "Z")


def told(one: Decision) -> dict[str, Any]:
    """Return a decision as JSON has it: the action by its name, times as RFC 3339."""
    import msgspec

    found: dict[str, Any] = msgspec.to_builtins(one)
    return found | {
        "action": one.action.name.lower(), "start": stamp(one.start), "expires": stamp(one.expires)
    }  # fmt: skip


def lined(lines: Iterable[str]) -> str:
    """Return lines as text: what a name holds begins no line of its own."""
    from stillwatch.report.wording import neutralise

    return "\n".join(map(neutralise, lines))


def plain(text: str) -> str:
    """Return a sentence or condition, which may have been written in several lines, in one."""
    return " ".join(text.split())


def row(one: Decision) -> str:
    """Return a decision as a line for people."""
    scope = one.scope
    within = f" of {scope.within}" if scope.within else ""
    mark = "simulated " if one.simulated else ""
    return (
        f"{one.id}  {mark}{one.action.name.lower()}  {scope.kind} {scope.value}{within}  "
        f"{one.rule}  until {stamp(one.expires)}"
    )


def some(lines: list[str], what: str) -> list[str]:
    """Return the first lines, and how many more there are."""
    more = [f"  … {len(lines) - SHOWN:,} more {what}: --json has all"] if lines[SHOWN:] else []
    return [*lines[:SHOWN], *more]


def needs(by: str | None, what: str) -> str:
    """Return who does it; it is part of what is kept."""
    if by is None or not by.strip() or by.strip() == "policy" or len(by) > 500:
        raise UsageError(f"{what} needs --by NAME: who does it is kept with it")
    return by.strip()


def unknown_names(what: Path) -> None:
    """Say that an audit names pseudonyms: who decides by them decides about nobody."""
    click.echo(
        f"stillwatch: note: {shown(what)} names pseudonyms (--pseudonymise): no gateway knows "
        "them, and decisions about them match nobody",
        err=True,
    )
