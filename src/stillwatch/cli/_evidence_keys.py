"""`stillwatch evidence rotate-key` and `rotate-master`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from stillwatch.cli._command import Command
from stillwatch.cli._evidence_said import BY, HOME, JSON, say, signed
from stillwatch.core.errors import InputError, UsageError

if TYPE_CHECKING:
    from stillwatch.proof.evidence.home import Home
    from stillwatch.proof.evidence.log import EvidenceLog


@click.command(
    "rotate-key",
    cls=Command,
    examples={
        "stillwatch evidence rotate-key proof --new new.pem --json": "Sign with another key.",
    },
)
@HOME
@click.option(
    "--new", required=True, type=click.Path(path_type=Path, dir_okay=False),
    help="File for the new key; made unless it exists.",
)  # fmt: skip
@click.option("--lost", is_flag=True, help="The old key is lost: nobody vouches for the new one.")
@JSON
def rotate_key(home: Path, new: Path, lost: bool, as_json: bool) -> None:
    """Replace the signing key by a new one, which the old one vouches for.

    If it was ended half-way, the same command goes on.
    """
    import msgspec

    from stillwatch.proof.evidence.home import Home, relative
    from stillwatch.proof.evidence.keys import make_key, read_key, rotate

    opened = Home.open(home)
    key = read_key(new) if new.exists() else make_key(new)
    public, named = key.public_key().public_bytes_raw(), relative(new, home)
    with opened.log() as log:
        entered = log.keys()[-1].key == public
        index = _entry(log, public) if entered else rotate(log, key, None if lost else opened.key())
        told = str(log.keys()[-1])
        log.checkpoint(key)
    Home(home, msgspec.structs.replace(opened.config, signing_key=named)).save()
    if entered and opened.config.signing_key == named:
        raise InputError(
            "this key signs for the log already", path=str(new), remedy="name another as --new"
        )
    say({"entry": index, "key": told}, as_json,
        f"Entry {index}: from here on this key signs:\n{told}")  # fmt: skip


def _entry(log: EvidenceLog, public: bytes) -> int:
    """Return where the newest key was entered, by a run that was ended after that."""
    import json

    from stillwatch.proof.evidence.notes import Verifier

    named = (
        index
        for index, line in enumerate(log.lines())
        if b'"kind":"key"' in line and Verifier.parse(json.loads(line)["data"]["key"]).key == public
    )
    return max(named, default=0)


@click.command(
    "rotate-master",
    cls=Command,
    examples={
        "stillwatch evidence rotate-master proof --new file:new-master.key --by officer --json": (
            "Wrap all keys anew."
        ),
    },
)
@HOME
@click.option(
    "--new", required=True, metavar="SOURCE",
    help="New master key: file:PATH (made unless it exists), env:NAME, command:PROGRAM or "
    "pkcs11:LABEL.",
)  # fmt: skip
@click.option(
    "--lost", is_flag=True,
    help="The old one is lost: begin an empty vault. What was sealed can no longer be read.",
)  # fmt: skip
@BY
@JSON
def rotate_master(home: Path, new: str, lost: bool, by: str, as_json: bool) -> None:
    """Replace the master key: every account's key is wrapped anew, no text is sealed again.

    With --lost the old vault is set aside as it is, and an empty one begun, so that audits can be
    entered again. If it was ended half-way, the same command goes on.
    """
    import msgspec

    from stillwatch.proof.evidence.home import Home, master_source
    from stillwatch.proof.evidence.record import operator

    opened = Home.open(home)
    config = msgspec.structs.replace(opened.config, master_key=master_source(new, home, make=True))
    if config.master_key == opened.config.master_key:
        raise UsageError(f"--new {new}: that is the master key already")
    after = Home(home, config)
    _try(after)  # before anything is entered, or set aside, for a key that is of no use
    with opened.log() as log, log.alone():
        wrapped, aside = 0, ""
        if not _opens(after):
            if lost:
                if _opens(opened):
                    raise UsageError("the present master key opens the vault: leave out --lost")
                operator(log, "master-lost", by)
                aside = opened.set_aside()
                after.vault(begin=True).close()
            else:
                with opened.vault() as vault, vault.together():
                    operator(log, "master-changed", by)
                    wrapped = vault.rewrap(after.master())
        sure = signed(opened, log)
    after.save()
    words = (
        f"The old vault lies in {aside}: what it holds can be read if its key is ever found. "
        "An empty one is begun."
        if lost
        else f"{wrapped:,} keys are wrapped under the new master key. Keep the old one only as "
        "long as a backup of the vault that is to be read."
    )
    say({"wrapped": wrapped, "aside": aside, "signed": sure}, as_json, words)


def _try(home: Home) -> None:
    """Wrap a key under the master key, and unwrap it."""
    import secrets

    from stillwatch.proof.evidence.masters import KEY_BYTES

    master, key = home.master(), secrets.token_bytes(KEY_BYTES)
    if master.unwrap(master.wrap(key, "try"), "try") != key:
        source = home.config.master_key.split()[0]  # what follows a program may hold secrets
        raise InputError("what this master key wraps it does not unwrap", path=source)


def _opens(home: Home) -> bool:
    """Whether there is a vault, and its master key opens it."""
    if not home.vault_path.exists():
        return False
    try:
        home.vault().close()
    except (InputError, UsageError):
        return False
    return True


def add(group: click.Group) -> None:
    """Add the commands of this file."""
    group.add_command(rotate_key)
    group.add_command(rotate_master)
