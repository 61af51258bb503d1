"""The folder of the latest audit: its campaigns, and what became of the policy."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec

from stillwatch.contract.audit import CAMPAIGNS, SUMMARY, Audit
from stillwatch.contract.summary import Counts
from stillwatch.core.errors import InputError, shown
from stillwatch.respond.decisions.outcome import FILE, Outcome

T = TypeVar("T")
LARGEST = 512 << 20
"""Bytes of the largest `campaigns.json` that is read beside a gateway."""


class Target(msgspec.Struct, frozen=True):
    """What a campaign is after."""

    target: str = ""
    share: float = 0.0


class Campaign(msgspec.Struct, frozen=True):
    """A campaign, as far as it is shown."""

    id: str
    severity: str
    status: str = ""
    accounts: tuple[str, ...] = ()
    exchanges: int = 0
    output_tokens: int = 0
    log_e: float | None = None
    first_seen: str = ""
    last_seen: str = ""
    detected_at: str = ""
    targets: tuple[Target, ...] = ()


class Found(NamedTuple):
    """What the latest audit found."""

    campaigns: tuple[Campaign, ...] = ()
    """Strongest level first."""
    at: float | None = None
    """Seconds since 1970 at which it was written."""
    until: str = ""
    """RFC 3339: the log's last exchange."""
    exchanges: int | None = None
    accounts: int | None = None
    outcome: Outcome | None = None
    """What became of the policy; null: it was not applied there."""
    problem: str | None = None
    """Why it cannot be read."""


class Folder:
    """Looks at an audit's folder, and reads it when it has changed. Safe in several threads.

    Parameters
    ----------
    path
        The folder.
    """

    def __init__(self, path: Path) -> None:
        self._path, self._lock = path, threading.Lock()
        self._seen: tuple[object, ...] = ()
        self._found = Found()

    def look(self) -> Found:
        """Return what is there; while it cannot be read, what was read before, and why."""
        with self._lock:
            try:
                seen = tuple(_stamp(self._path / name) for name in (CAMPAIGNS, SUMMARY, FILE))
                if seen != self._seen:
                    self._found = self._read()
                    self._seen = seen
            except InputError as error:
                return self._found._replace(problem=str(error))
            return self._found

    def _read(self) -> Found:
        path = self._path / CAMPAIGNS
        if not path.exists():
            raise InputError("no audit yet", path=shown(self._path))
        audit = Audit(self._path, LARGEST)
        campaigns = [
            msgspec.convert(one, Campaign, from_attributes=True) for one in audit.campaigns
        ]
        order = {"confirmed": 0, "likely": 1, "watch": 2}
        ranked = sorted(
            campaigns, key=lambda c: (order.get(c.severity, 3), -(c.log_e or 0.0), c.id)
        )
        counts = audit.summary.counts if audit.has(SUMMARY) else Counts()
        outcome = self._path / FILE
        return Found(
            tuple(ranked), path.stat().st_mtime, counts.last, counts.exchanges, counts.accounts,
            _decoded(outcome, Outcome) if outcome.exists() else None,
        )  # fmt: skip


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        of = path.stat()
    except OSError:
        return None
    return of.st_mtime_ns, of.st_size, of.st_ino


def _decoded(path: Path, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except OSError as error:
        raise InputError((error.strerror or "unreadable").lower(), path=shown(path)) from None
    except (msgspec.MsgspecError, RecursionError) as error:
        raise InputError(f"no output of an audit: {error}", path=shown(path)) from None
