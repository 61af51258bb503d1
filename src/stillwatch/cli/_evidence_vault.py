"""`stillwatch evidence hold`, `release`, `erase` and `expire`."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from stillwatch.cli._command import Command
from stillwatch.cli._evidence_said import BY, HOME, JSON, accounts_named, named, say, signed
from stillwatch.core.errors import InputError
from stillwatch.report.wording import plural

CHUNK = 5_000
"""Handles or commitments in one entry."""
QUIET_DAYS = 92
"""Days without an entry from which on a clock is doubted."""
MATTER = click.argument("matter", callback=named)


@click.command(
    cls=Command,
    examples={
        "stillwatch evidence hold proof 'case 7' --account acct_1 --by counsel --json": "Hold it."
    },
)
@HOME
@MATTER
@click.option("--account", "accounts", multiple=True, callback=accounts_named,
              help="An account; may be repeated.")  # fmt: skip
@click.option(
    "--campaign", callback=named, help="All accounts of this campaign; needs --audit.",
)  # fmt: skip
@click.option("--audit", type=click.Path(path_type=Path, file_okay=False),
              help="Folder that the audit wrote.")  # fmt: skip
@BY
@JSON
def hold(
    home: Path,
    matter: str,
    accounts: tuple[str, ...],
    campaign: str | None,
    audit: Path | None,
    by: str,
    as_json: bool,
) -> None:
    """Put accounts under a legal hold: their sealed text neither expires nor is erased.

    MATTER is the name of the case.
    """
    from stillwatch.proof.evidence.home import Home
    from stillwatch.proof.evidence.record import operator

    subjects: list[tuple[str, str | None]] = [(account, None) for account in accounts]
    if campaign:
        if audit is None:
            raise click.UsageError("--campaign needs --audit")
        subjects += _members(audit, campaign)
    if not subjects:
        raise click.UsageError("name --account, or --campaign with --audit")
    opened = Home.open(home)
    with opened.log() as log, opened.vault() as vault:
        with vault.together():
            unknown = sum(vault.find(*subject) is None for subject in subjects)
            handles = vault.handles(subjects)
            for at in range(0, len(handles), CHUNK):
                part = handles[at : at + CHUNK]
                operator(log, "hold", by, {"matter": matter, "handles": part})
            new = vault.hold(handles, matter, time.time())
        sure = signed(opened, log)
    told = {"matter": matter, "held": len(handles), "new": new, "unknown": unknown, "signed": sure}
    words = f"{plural(len(handles), 'account')} under hold {matter}, {new:,} newly."
    if unknown:
        words += (
            f"\nOf {unknown:,} nothing is kept yet: what comes will be held. Is the name right?"
        )
    say(told, as_json, words)


@click.command(
    cls=Command,
    examples={
        "stillwatch evidence release proof 'case 7' --by counsel --json": "The case is over."
    },
)
@HOME
@MATTER
@BY
@JSON
def release(home: Path, matter: str, by: str, as_json: bool) -> None:
    """Lift a legal hold; what was to be erased meanwhile is erased now."""
    from stillwatch.proof.evidence.home import Home
    from stillwatch.proof.evidence.record import operator

    opened = Home.open(home)
    with opened.log() as log, opened.vault() as vault:
        due = vault.due()  # of a release that was ended before it could erase them
        if matter in vault.matters():
            with vault.together():
                operator(log, "release", by, {"matter": matter})
                due = vault.release(matter)
        elif not due:
            known = "there are: " + (", ".join(vault.matters()) or "none")
            raise InputError(f"no hold is called {matter!r}", path=str(home), remedy=known)
        _erase_all(log, vault, due, by)
        sure = signed(opened, log)
    say({"matter": matter, "erased": len(due), "signed": sure}, as_json,
        f"Hold {matter} is lifted; {plural(len(due), 'account')} that waited erased.")  # fmt: skip


@click.command(
    cls=Command,
    examples={
        "stillwatch evidence erase proof acct_1 --by dpo --json": "Somebody asked to be forgotten."
    },
    statuses={1: "a legal hold stands against it"},
)
@HOME
@click.argument("account")
@click.option("--end-user", help="An end user of the account, in place of the account itself.")
@click.option("--look", multiple=True, type=click.Path(path_type=Path),
              help="Look through this folder (outputs of audits, states, logs), change nothing "
              "there, and say which files still name it; may be repeated.")  # fmt: skip
@BY
@JSON
def erase(
    home: Path, account: str, end_user: str | None, look: tuple[Path, ...], by: str, as_json: bool
) -> None:
    """Erase an account and its end users: destroy their keys and sealed text, and enter that.

    The log still verifies, and nothing in it leads to the account any more. Exit status 1 if a
    legal hold stands against it: then it is erased when the hold is lifted.
    """
    from stillwatch.proof.evidence.home import Home
    from stillwatch.proof.evidence.stores import look as search

    opened = Home.open(home)
    name = account if end_user is None else end_user
    left = search(name, look) if look and name else None
    looked: dict[str, Any] = {}
    if left is not None:  # an entry has its longest size
        looked = {"files": left.files, "named": len(left.named_in), "named_in": left.named_in[:20]}
    with opened.log() as log, opened.vault() as vault:
        handle = vault.find(account, end_user)
        if handle is None:
            told: dict[str, Any] = {"erased": 0, "known": False, "held_by": []}
            words = "Nothing is kept on this account: nothing was done, and nothing entered."
        else:
            done = _erase(log, vault, handle, by, {"looked": looked} if looked else {})
            told = {"erased": len(done.commitments), "known": True, "held_by": list(done.held_by)}
            words = (
                f"Held by {', '.join(done.held_by)}: it will be erased when that is lifted."
                if done.held_by
                else f"Its key and {plural(len(done.commitments), 'text')} are destroyed.\n"
                "Outputs of audits, their states, and your own logs and backups may name it, too."
            )
            told["signed"] = signed(opened, log)
    if left is not None:
        told |= {"looked": left.files, "named_in": left.named_in, "unread": left.unread}
        words += f"\n{plural(left.files, 'file')} looked through."
        words += "".join(f"\nstill named in {path}" for path in left.named_in)
        words += "".join(f"\nnot readable: {path}" for path in left.unread)
    say(told, as_json, words)
    if told["held_by"]:
        raise SystemExit(1)


@click.command(
    cls=Command,
    examples={"stillwatch evidence expire proof --json": "Daily."},
)
@HOME
@click.option("--clock-is-right", is_flag=True,
              help=f"Go on although nothing was entered for {QUIET_DAYS} days.")  # fmt: skip
@JSON
def expire(home: Path, clock_is_right: bool, as_json: bool) -> None:
    """Destroy sealed text past its time; run it daily.

    What is destroyed is gone: where the clock stands far after the newest entry, it may be wrong,
    and nothing is done.
    """
    from stillwatch.proof.evidence.home import Home
    from stillwatch.proof.evidence.log import Entry

    opened = Home.open(home)
    with opened.log() as log, opened.vault() as vault:
        newest = datetime.fromisoformat(json.loads(log.entry(log.size - 1))["time"])
        quiet = (time.time() - newest.timestamp()) / 86_400
        if quiet > QUIET_DAYS and not clock_is_right:
            raise InputError(
                f"the clock stands {quiet:,.0f} days after the newest entry",
                path=str(home),
                remedy="set it; or, if it is right, run this again with --clock-is-right",
            )
        # of a release that was ended before it could erase them
        _erase_all(log, vault, vault.due(), "expire")
        with vault.together():
            gone = vault.expire(time.time())
            log.append([
                Entry("expired", {"texts": len(part), "commitments": [k.commitment for k in part]})
                for at in range(0, len(gone), CHUNK) if (part := gone[at : at + CHUNK])
            ])  # fmt: skip
        left = vault.counts()
        signed(opened, log)
    say({"expired": len(gone), **left}, as_json,
        f"{plural(len(gone), 'text')} destroyed, {left['texts']:,} left.")  # fmt: skip


def _erase_all(log: Any, vault: Any, handles: Iterable[str], by: str) -> None:
    """Erase subjects; the file, which is written anew after it, is so once and not for each."""
    with vault.together():
        for handle in handles:
            _erase(log, vault, handle, by)


def _erase(
    log: Any, vault: Any, handle: str, by: str, more: Mapping[str, Any] | None = None
) -> Any:
    from stillwatch.proof.evidence.record import operator

    with vault.together():
        done = vault.erase(handle, time.time())
        more = {"held_by": list(done.held_by), "texts": len(done.commitments), **(more or {})}
        for at in range(0, max(len(done.handles), len(done.commitments), 1), CHUNK):
            operator(log, "erase", by, {
                "handle": handle, "handles": list(done.handles[at : at + CHUNK]),
                "commitments": list(done.commitments[at : at + CHUNK]), **more,
            })  # fmt: skip
    return done


def _members(audit: Path, campaign: str) -> list[tuple[str, str | None]]:
    from stillwatch.contract.audit import CAMPAIGNS, read_audit

    found = [one for one in read_audit(audit).campaigns if one.id == campaign]
    if not found or not found[0].members:
        raise InputError(f"no campaign is called {campaign}", path=str(audit / CAMPAIGNS))
    return [(member.account, member.end_user) for member in found[0].members]


def add(group: click.Group) -> None:
    """Add the commands of this file."""
    for one in (hold, release, erase, expire):
        group.add_command(one)
