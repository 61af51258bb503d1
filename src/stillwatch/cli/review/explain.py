"""Say why an account, a campaign or a group was or was not flagged."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from stillwatch.cli._command import Command
from stillwatch.cli._complete import accounts

if TYPE_CHECKING:
    from rich.console import Console

    from stillwatch.report.explain_campaign import CampaignExplanation
    from stillwatch.report.explanation import Explanation

FOR = "What speaks for a harvest rather than a legitimate common cause"

KNOWN = 8
"""Campaigns named where one is asked for that is not there."""

SHOWN = 16
"""Shared observables named for each campaign."""

NAMED = 5
"""Accounts named that share the same with a campaign that they are not in; `--json` has all."""

LISTED = 20
"""Members of a group named; `--json` has all."""

TOLD = 5
"""Statements of each kind told of an account's campaign; all are told of a campaign itself."""

MEANING = (
    "Harvest-like: a model of public collections of prompts finds that a request reads like those "
    "made to train a model with. A weak sign, which flags nobody alone. Comparable accounts are as "
    "active, were chosen by the same signs, and are in no campaign that was raised. "
    "Legitimate groups are those with a legitimate common cause, of the kinds that were measured; "
    "a figure is typical of a kind where it is the median of its groups."
)


@click.command(
    cls=Command,
    examples={
        "stillwatch review explain audit acct_c5f01deca163": "Why was it flagged, or not?",
        "stillwatch review explain audit acct_c5f01deca163 --json": "The same for programs.",
    },
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.argument("name", metavar="ACCOUNT|CAMPAIGN|GROUP", shell_complete=accounts)
@click.option("--end-user", metavar="USER",
              help="Of ACCOUNT, whom to ask about, where others have one of that id.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(folder: Path, name: str, end_user: str | None, as_json: bool) -> None:
    """Say why an account, a campaign or a group was or was not flagged, and what speaks against it.

    DIR is the folder that `stillwatch audit --out` wrote, ACCOUNT an account id as in the log
    (or its pseudonym, if the audit wrote pseudonyms), CAMPAIGN the id of a campaign, also of one
    that was withdrawn or taken in, or its letter in the report, GROUP that of a group of the review
    queue, or of accounts there that share a card or a key. An end user that was judged apart can be
    asked about by its own id in the place of ACCOUNT.
    """
    from stillwatch.core.errors import UsageError
    from stillwatch.report.explain import explain
    from stillwatch.report.explain_campaign import campaigns, explain_campaign

    told: Explanation | CampaignExplanation | None
    try:
        told = explain(folder, name, end_user)
    except UsageError as error:
        if end_user is not None:
            raise
        # an account that is called like a campaign comes first: ids are the log's to choose
        if (told := explain_campaign(folder, name)) is None:
            known = campaigns(folder) if name.startswith(("c-", "g-", "s-")) else []
            if not known:
                raise
            more = f" and {len(known) - KNOWN} more" if known[KNOWN:] else ""
            some = ", ".join(known[:KNOWN]) + more
            raise UsageError(
                f"{error}; no campaign or group of that id either: it has {some}"
            ) from None
    if as_json:
        import json

        click.echo(json.dumps({"version": 1, **told.as_dict()}, indent=1, allow_nan=False))
        return
    from rich.console import Console

    from stillwatch.report.explanation import Explanation as OfAccount

    console = Console(highlight=False)
    if isinstance(told, OfAccount):
        show(console, told)
    else:
        show_campaign(console, told)


def show(console: Console, told: Explanation) -> None:
    """Print an explanation of an account for a person."""
    from stillwatch.report.explanation import not_judged, verdict

    whose = f"End user {told.end_user} of account" if told.end_user else "Account"
    _say(console, f"{whose} {told.account}", "bold")
    for words in verdict(told):
        _say(console, words)
    member = bool(told.memberships)
    _items(console, "What speaks for it" if member else "What stands out", told.reasons)
    whole = any(part.against for part in told.memberships)
    _items(console, "What speaks against it", told.against, none=member, left=whole)
    for part in told.memberships:
        console.print()
        below = ", below its bar today" if part.kept else ""
        _say(console, f"Why campaign {part.campaign} stands at {part.severity}{below}", "bold")
        _items(console, "That they act together", part.statements, most=TOLD)
        _items(console, FOR, part.speaks, most=TOLD)
        _items(console, "What speaks against a harvest", part.against, most=TOLD)
        _items(console, "Beside legitimate groups", part.alike)
        _shared(console, part.shared)
        if len(part.statements) + len(part.speaks) + len(part.against) > TOLD:
            _say(console, f"All of it: stillwatch review explain DIR {part.campaign}")
    _items(console, "What could not be judged", not_judged(told))
    if member or told.reasons:
        console.print()
        _say(console, MEANING, "dim")


def show_campaign(console: Console, told: CampaignExplanation) -> None:
    """Print an explanation of a campaign or group for a person."""
    from stillwatch.report.campaign import bundled
    from stillwatch.report.wording import STRENGTH, strength

    below = told.severity == "none"
    level = "below watch" if below else told.severity
    if told.gone is not None:
        level = "taken in by another" if told.gone["into"] else "withdrawn"
    kind = "Group" if below and told.gone is None else "Campaign"
    today = ", below its bar today" if told.kept else ""
    _say(console, f"{kind} {told.campaign}: {level}{today}", "bold")
    for words in told.story:
        _say(console, words)
    untested = below and not (told.speaks or told.against or told.statements)
    if told.gone is not None or untested:
        _members(console, told)
        return
    _items(console, FOR, told.speaks)
    _items(console, "What speaks against a harvest", told.against, none=True)
    _items(console, "Beside legitimate groups", told.alike)
    _items(console, "That they act together", told.statements)
    _shared(console, told.shared)
    if told.apart:
        rows = [f"{row['statement']}: {', '.join(row['accounts'])}" for row in told.apart]
        _items(console, "May be customers of their own", rows)
    if told.weakest:
        rows = []
        for row in told.weakest:
            who = row["account"] + (f", end user {row['end_user']}" if row["end_user"] else "")
            against = "; ".join(row["against"]) or "nothing of its own speaks against it"
            rows.append(f"{who} (strength {strength(row['log_e'])}): {against}")
        _items(console, f"Members to look at first: {told.looked_at} ({STRENGTH})", rows)
    if told.leads:
        rows = [
            f"{some[0]} {words}" if len(some) == 1 else f"{_some(some)}: each {words}"
            for some, words in bundled([(r["account"], r["statement"]) for r in told.leads])
        ]
        _items(console, "Outside it, and sharing what its members do: look at them next", rows, 8)
    _members(console, told)
    if told.exchanges:
        _items(console, "Exchanges to read", told.exchanges, TOLD)
    console.print()
    _say(console, MEANING, "dim")


def _some(names: list[str]) -> str:
    """Name the first of some accounts, and how many more there are."""
    from stillwatch.report.wording import listed

    more = len(names) - NAMED
    return listed(names) if more <= 0 else f"{', '.join(names[:NAMED])} and {more:,} more"


def _members(console: Console, told: CampaignExplanation) -> None:
    rows = [
        m["account"] + (f", end user {m['end_user']}" if m["end_user"] else "")
        for m in told.members
    ]
    _items(console, "Members", rows, LISTED)


def _say(console: Console, words: str, style: str = "", indent: int = 0) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from stillwatch.report.wording import neutralise, shorten

    text = Text(shorten(neutralise(words), 900), style=style)
    console.print(Padding(text, (0, 0, 0, indent)))


def _items(
    console: Console, heading: str, rows: list[str], most: int | None = None, none: bool = False,
    left: bool = False,
) -> None:  # fmt: skip
    """Print a list; with `none` also an empty one, to which `left` adds where more is told."""
    if not rows and not none:
        return
    console.print()
    _say(console, heading, "bold")
    for words in rows[:most]:
        _say(console, f"- {words}", indent=2)
    if most is not None and len(rows) > most:
        _say(console, f"- and {len(rows) - most} more", indent=2)
    if not rows:
        of = (
            " of it alone; what speaks against its campaign as a whole stands below" if left else ""
        )
        _say(console, f"- nothing that was measured{of}", indent=2)


def _counts(rows: list[dict[str, Any]]) -> str:
    """Say how many members, and accounts outside, have a value, or each of several."""
    from stillwatch.report.wording import elsewhere, plural

    if len(rows) == 1:
        (row,) = rows
        named = elsewhere(row["outside"], row.get("outside_named", 0))
        outside = plural(row["outside"], "account")
        return f"{plural(row['members'], 'member')}, {outside} outside{named}"
    here, there = (sorted({row[name] for row in rows}) for name in ("members", "outside"))
    return (
        f"{_span(here)} {'member' if here == [1] else 'members'} and "
        f"{_span(there)} {'account' if there == [1] else 'accounts'} outside each"
    )


def _span(counts: list[int]) -> str:
    return f"{counts[0]:,} to {counts[-1]:,}" if len(counts) > 1 else f"{counts[0]:,}"


def _shared(console: Console, rows: list[dict[str, Any]]) -> None:
    from stillwatch.report.privacy import withheld
    from stillwatch.report.wording import OBSERVABLES, neutralise, shorten, title

    alike: dict[str, list[dict[str, Any]]] = {}
    lines = []
    for row in rows:
        # texts that are not shown are told once a kind: nobody can tell one from another
        of_kind = alike.setdefault(row["type"], []) if withheld(row["value"]) else []
        of_kind.append(row)
        if len(of_kind) == 1:
            lines.append(row)
    # of each kind one first: a campaign with many templates shares more than these
    first: dict[str, dict[str, Any]] = {}
    for row in lines:
        first.setdefault(row["type"], row)
    apart = [id(row) for row in first.values()]
    told = []
    for row in [*first.values(), *(row for row in lines if id(row) not in apart)][:SHOWN]:
        some = alike[row["type"]] if withheld(row["value"]) else [row]
        value = shorten(neutralise(row["value"]), 60)
        if len(some) > 1:
            value = f"{len(some):,} texts (withheld)"
        told.append(f"{title(row['type'], OBSERVABLES)}: {value} ({_counts(some)})")
    _items(console, "They share (not every member shares each)", told)
