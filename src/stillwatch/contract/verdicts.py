"""What people found out about campaigns and groups: recorded beside the audit, and never forgotten.

`verdicts.jsonl` in an audit's folder only grows. An audit that is run again into the folder
leaves it alone. Each line keeps the campaign as it stood when it was judged, so that a verdict
still says something when the campaign has changed or is gone.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from stillwatch.core.errors import InputError

FILE = "verdicts.jsonl"
"""Name of the file in an audit's folder."""

WORDS = {
    "true": "a harvest",
    "false": "no harvest",
    "licensed": "a harvest that is licensed",
}
"""What can be said of a campaign, and what it means."""

LONGEST = 2000
"""Longest note, in characters."""

_PATIENCE_S = 3.0


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What a person said of one campaign or group, and how it stood then."""

    version: int = 1
    """Version of the record."""
    campaign: str
    """Id of the campaign, or of the group of the review queue."""
    verdict: str
    """One of `WORDS`."""
    at: str
    """When it was said, RFC 3339 in UTC."""
    by: str | None = None
    """Who said it."""
    note: str | None = None
    """What else they said."""
    severity: str
    """Level of the campaign then; of a group `none`."""
    log_odds: float | None = None
    """Its log odds of a harvest against a legitimate common cause then."""
    held_back: bool = False
    """Whether it was kept at `watch` for a reason that has nothing to do with its odds."""
    accounts: int = 0
    """Its accounts then."""
    members: str = ""
    """SHA-256 over its members (`digest`): whether it is still the same group."""
    stillwatch: str | None = None
    """Version that ran the audit: odds of different versions are not the same measure."""


def digest(campaign: Mapping[str, Any]) -> str:
    """Return the SHA-256 over who is in a campaign or group, in hex (`digest_of`)."""
    rows = campaign.get("members")
    rows = rows if isinstance(rows, list | tuple) else campaign.get("units") or ()
    pairs = [(r.get("account"), r.get("end_user")) for r in rows if isinstance(r, Mapping)]
    if any(user for _, user in pairs):  # of accounts alone, every audit tells these
        return digest_of(pairs)
    return digest_of((str(name), None) for name in campaign.get("accounts") or ())


def digest_of(members: Iterable[tuple[Any, Any]]) -> str:
    """Return the SHA-256 over accounts, or end users of them, in hex.

    Of accounts: over them, sorted and newline separated. Where some are end users, others may share
    their account, and a name with a newline in it would be two: then over the pairs of account and
    end user, each as a JSON list.
    """
    pairs = list(members)
    apart = any(user or "\n" in str(account) for account, user in pairs)
    names = {
        json.dumps([str(account), user]) if apart else str(account)  # ASCII, also of odd names
        for account, user in pairs
    }
    return hashlib.sha256("\n".join(sorted(names)).encode("utf-8", "replace")).hexdigest()


def snapshot(
    campaign: Mapping[str, Any],
    verdict: str,
    at: str,
    *,
    by: str | None = None,
    note: str | None = None,
    version: str | None = None,
) -> Verdict:
    """Return a verdict on a campaign of `campaigns.json`, or on a group, with how it stands.

    Raises
    ------
    ValueError
        It is not as an audit writes them.
    """
    # what a campaign says of its odds, a group of the review queue says itself
    guarantee = campaign.get("guarantee") or campaign
    try:
        told = {
            "campaign": str(campaign.get("id") or campaign["group"]),
            "verdict": verdict,
            "at": at,
            "by": by,
            "note": note,
            "severity": str(campaign.get("severity") or "watch"),
            "log_odds": guarantee.get("log_odds_harvest"),
            "held_back": "kept_at_watch" in guarantee,
            "accounts": len(campaign.get("accounts") or ()),
            "members": digest(campaign),
            "stillwatch": version,
        }
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(f"no campaign: {error}") from None
    return msgspec.convert(told, Verdict)  # what is no verdict could not be read again


def read(folder: Path) -> list[Verdict]:
    """Return the verdicts in an audit's folder, the earliest first; none where there is no file.

    Raises
    ------
    InputError
        The file cannot be read, or a line of it is no verdict.
    """
    path = folder / FILE
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise InputError(error.strerror or "cannot be read", path=str(path)) from error
    found = []
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            verdict = msgspec.json.decode(line, type=Verdict)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            raise InputError("not a verdict", path=str(path), line=number) from None
        if verdict.version != 1 or verdict.verdict not in WORDS:
            raise InputError(
                "a verdict that this release does not know", path=str(path), line=number
            )
        found.append(verdict)
    return found


def latest(verdicts: Iterable[Verdict]) -> dict[str, Verdict]:
    """Return the last word on each campaign: of equal moments the later line."""
    held: dict[str, Verdict] = {}
    for verdict in verdicts:
        before = held.get(verdict.campaign)
        if before is None or before.at <= verdict.at:
            held[verdict.campaign] = verdict
    return held


def word(given: Mapping[str, Verdict], campaign: str, members: str) -> Verdict | None:
    """Return the last word on a campaign, whatever its id was when it was said.

    A group of the review queue that comes to be a campaign has another id, and the same members.

    Parameters
    ----------
    given
        The last word on each (`latest`).
    campaign
        Id of a campaign or group.
    members
        Its `digest`.
    """
    said = [v for v in given.values() if v.campaign == campaign or v.members == members]
    return max(said, key=lambda v: (v.at, v.campaign == campaign), default=None)


def append(folder: Path, verdict: Verdict) -> None:
    """Add a verdict to those in a folder: written aside, then renamed, mode 0600.

    The folder must be `locked`.

    Raises
    ------
    InputError
        What is there already is not a file of verdicts: it would be lost.
    """
    read(folder)
    path, draft = folder / FILE, folder / f".{FILE}.part"
    before = path.read_bytes() if path.exists() else b""
    before += b"" if not before or before.endswith(b"\n") else b"\n"
    whole = before + msgspec.json.encode(verdict) + b"\n"
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as stream:
        stream.write(whole)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(path)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold an audit's folder, so that nobody else writes there; wait a little for it.

    Raises
    ------
    InputError
        There is no such folder, or an audit is writing to it.
    """
    try:
        held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        raise InputError(
            (error.strerror or "cannot be read").lower(),
            path=str(folder),
            remedy="give the folder that stillwatch audit --out wrote",
        ) from None
    try:
        until = time.monotonic() + _PATIENCE_S
        while True:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > until:
                    raise InputError(
                        "an audit is writing here",
                        path=str(folder),
                        remedy="wait until it is done",
                    ) from None
                time.sleep(0.05)
        yield
    finally:
        os.close(held)
