"""List, add and end decisions, and stop or resume their enforcement."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import click

from stillwatch.cli._command import Command
from stillwatch.cli._decisions_add import add
from stillwatch.cli._evidence_said import say, signed, unsigned
from stillwatch.cli._policy_said import EVIDENCE, JSON, lined, needs, plain, row, some, told
from stillwatch.cli._store import STORE as STORE_TYPE
from stillwatch.cli._store import Where, there_is
from stillwatch.core.errors import StillwatchError, UsageError

GROUP = "Respond"

STORE = click.argument("database", metavar="STORE", type=STORE_TYPE)
BY = click.option("--by", metavar="NAME", help="Who does it; kept with it.")
WHY = click.option("--because", metavar="TEXT", help="Why; kept with it.")


@click.group()
def command() -> None:
    """List, add and end decisions, and stop or resume their enforcement.

    STORE is what `stillwatch policy apply --decisions` writes and gateways poll: a file, or
    `postgresql://USER@HOST/DATABASE`.
    """


def _filters(of: Any) -> Any:
    for option in (
        click.option("--account", help="About this account, or end users of it."),
        click.option("--campaign", help="About this campaign."),
        click.option("--rule", help="Made by this rule."),
        click.option("--policy", "version", help="Made by this version of a policy."),
    ):
        of = option(of)
    return of


@click.command(
    "list",
    cls=Command,
    examples={
        "stillwatch decisions list decisions.db": "What stands now.",
        "stillwatch decisions list decisions.db --all --json": "Ended and expired ones, too.",
    },
)
@STORE
@_filters
@click.option("--all", "everything", is_flag=True, help="Also what ended or expired.")
@JSON
def show(
    database: Where, account: str | None, campaign: str | None, rule: str | None,
    version: str | None, everything: bool, as_json: bool,
) -> None:  # fmt: skip
    """List decisions, the newest first, and say whether they are enforced."""
    from stillwatch.respond.decisions.by_hand import chosen
    from stillwatch.respond.decisions.stored import store_of

    now = time.time()
    with store_of(database, read_only=True) as store:
        kept = chosen(store, None if everything else now, account, campaign, rule, version)
        switch, revision, history = store.switch(), store.revision(), store.applied()
        members = store.members(campaign) if campaign else []
    rows = [
        told(one.decision)
        | {"holds": one.holds(now), "ended": None if one.ended is None else one.ended.by,
           "why_ended": None if one.ended is None else one.ended.why}
        for one in kept
    ]  # fmt: skip
    lines = [f"{len(kept):,} decisions, revision {revision:,}"]
    if history:
        newest = history[0]
        lines.append(f"Policy {newest.name}, version {newest.version}, applied by {newest.by}")
    if not switch.enforcing:
        lines.append(f"PAUSED by {switch.by}: {plain(switch.why or '')}")
    shown = []
    for one in kept:
        ended = f"  ended by {one.ended.by}: {plain(one.ended.why)}" if one.ended else ""
        shown.append(lined([f"{row(one.decision)}{ended}", f"    {plain(one.decision.reason)}"]))
    said = {
        "revision": revision, "enforcing": switch.enforcing, "paused_by": switch.by,
        "decisions": rows, "members": [[m.account, m.end_user] for m in members],
        "policies": [
            {"policy": a.version, "name": a.name, "by": a.by, "share": a.share, "of": a.of}
            for a in history
        ],
    }  # fmt: skip
    say(said, as_json, "\n".join([lined(lines), *some(shown, "decisions")]))


@click.command(
    cls=Command,
    examples={
        "stillwatch decisions end decisions.db --account acct_1 --by 'trust and safety' "
        "--because 'a benchmark of their own' --json": "Undo what was decided about an account.",
    },
)
@STORE
@click.argument("ids", nargs=-1, metavar="[ID]...")
@_filters
@BY
@WHY
@EVIDENCE
@JSON
def end(
    database: Where, ids: tuple[str, ...], account: str | None, campaign: str | None,
    rule: str | None, version: str | None, by: str | None, because: str | None,
    evidence: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """End decisions: by their ids, or all that stand about an account, campaign, rule or version.

    A policy leaves alone what a person ended, until it had expired. To clear for longer, allow:
    `stillwatch decisions add --action allow`, or the account table.
    """
    from stillwatch.respond.decisions import by_hand
    from stillwatch.respond.decisions.stored import store_of

    who, why = needs(by, "end"), _because(because)
    if bool(ids) == bool(account or campaign or rule or version):
        raise UsageError("name either ids, or one of --account, --campaign, --rule, --policy")
    now = time.time()
    with store_of(_there(database)) as store:
        if ids:
            about = by_hand.named(store, ids)
        else:
            about = by_hand.chosen(store, now, account, campaign, rule, version)
        standing, revision = by_hand.end(
            store, about, now, who, why, lambda ended: _entered(evidence, who, ended=ended)
        )
    names = [one.id for one in standing]
    said = {"ended": names, "revision": revision}
    say(said, as_json, lined([f"Ended: {len(names):,}", *some([*map(row, standing)], "")]))


@click.command(
    cls=Command,
    examples={
        "stillwatch decisions pause decisions.db --by 'on call' --because 'tickets' --json":
            "Enforce nothing until further notice.",
    },
)  # fmt: skip
@STORE
@BY
@WHY
@EVIDENCE
@JSON
def pause(
    database: Where, by: str | None, because: str | None, evidence: Path | None, as_json: bool
) -> None:
    """Stop all enforcement at once, by hand or by rule: the kill switch."""
    _turn(database, False, by, because, evidence, as_json)


@click.command(
    cls=Command,
    examples={
        "stillwatch decisions resume decisions.db --by 'on call' --because 'it was the network' "
        "--json": "Enforce again what stands.",
    },
)
@STORE
@BY
@WHY
@EVIDENCE
@JSON
def resume(
    database: Where, by: str | None, because: str | None, evidence: Path | None, as_json: bool
) -> None:
    """Enforce again what stands and is not simulated."""
    _turn(database, True, by, because, evidence, as_json)


@click.command(
    cls=Command,
    examples={"stillwatch decisions prepare decisions.db --json": "Make the store, empty."},
    writes={"STORE": "the store's tables"},
)
@STORE
@JSON
def prepare(database: Where, as_json: bool) -> None:
    """Make a store, or bring one of an older release up to date; nothing is decided.

    On a server, this needs the owner of the tables; who decides and gateways need less.
    """
    from stillwatch.respond.decisions.stored import store_of

    with store_of(database) as store:
        revision = store.revision()
    say({"revision": revision}, as_json, f"The store is ready, at revision {revision:,}")


def _turn(
    database: Where, on: bool, by: str | None, because: str | None, evidence: Path | None,
    as_json: bool,
) -> None:  # fmt: skip
    from stillwatch.respond.decisions import by_hand
    from stillwatch.respond.decisions.stored import store_of

    word = "resume" if on else "pause"
    who, why = needs(by, word), _because(because)
    with store_of(_there(database)) as store:
        # what stops harm comes first, and is entered after
        revision = by_hand.turn(store, on, time.time(), who, why)
    try:
        _entered(evidence, who, word=word)
    except (StillwatchError, OSError) as error:
        raise by_hand.NotEntered(on, error) from None
    what = "Enforced again" if on else "Paused: nothing is enforced"
    said = {"enforcing": on, "by": who, "revision": revision}
    say(said, as_json, lined([f"{what}, by {who}: {plain(why)}"]))


def _because(text: str | None) -> str:
    from stillwatch.respond.decisions.by_hand import reason

    if (why := reason(text)) is None:
        raise UsageError("--because TEXT is needed, of at most 500 characters: it is kept with it")
    return why


def _there(database: Where) -> Where:
    if not there_is(database):
        raise UsageError(f"{database}: no such store; policy apply and decisions add make one")
    return database


def _entered(evidence: Path | None, by: str, ended: Any = (), word: str = "") -> None:
    if evidence is None:
        return
    from stillwatch.proof.evidence.home import Home

    home = Home.open(evidence)
    if word:
        from stillwatch.proof.evidence.record import operator

        with home.log() as log:
            operator(log, word, by)
            signed(home, log)
        return
    from stillwatch.respond.policy.entered import enter

    if not enter(home, by, (), (), ended).signed:
        unsigned()


for each in (add, show, end, pause, resume, prepare):
    command.add_command(each)
