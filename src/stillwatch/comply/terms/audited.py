"""What an audit's folder says, as far as terms and compliance need it."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import msgspec

from stillwatch.contract import audit as contract
from stillwatch.contract import results
from stillwatch.contract.results import SEVERITIES
from stillwatch.core.errors import InputError, shown

LEVELS = SEVERITIES


class Member(msgspec.Struct):
    """An account of a campaign, and when its exchanges that count were."""

    account: str
    since: datetime
    until: datetime
    end_user: str | None = None


class Target(msgspec.Struct):
    """A capability that a campaign aims at."""

    target: str
    share: float


class Evidence(msgspec.Struct):
    """A test that speaks for a campaign."""

    detector: str
    statement: str = ""


class Model(msgspec.Struct):
    """A model that a campaign asked."""

    model: str


class Campaign(msgspec.Struct):
    """A campaign of `campaigns.json`."""

    id: str
    severity: str
    accounts: list[str]
    first_seen: datetime
    last_seen: datetime
    detected_at: datetime
    exchanges: int
    output_tokens: int = 0
    members: list[Member] = []
    targets: list[Target] = []
    evidence: list[Evidence] = []
    models: list[Model] = []


class Account(NamedTuple):
    """A row of `accounts.parquet`."""

    account: str
    exchanges: int
    severity: str


class Audit:
    """The folder of an audit, read once.

    Parameters
    ----------
    folder
        The `--out` of `stillwatch audit`.

    Raises
    ------
    InputError
        A file is absent, cannot be read, or breaks the output contract.
    """

    def __init__(self, folder: Path) -> None:
        self._read = contract.read_audit(folder)
        self.folder = folder
        self.campaigns = [self._campaign(one) for one in self._read.campaigns]
        self.summary = self._read.summary
        counts = self.summary.counts
        self.since, self.until = contract.moment(counts.first), contract.moment(counts.last)

    def _campaign(self, found: results.Campaign) -> Campaign:
        """Return a campaign whose times are known."""
        what = f"campaign {found.id[:40]}"
        told = [found.first_seen, found.last_seen, found.detected_at]
        told += [text for member in found.members for text in (member.since, member.until)]
        for text in told:
            self._read.moment(text, what)
        return msgspec.convert(found, Campaign, from_attributes=True)

    @property
    def sha256(self) -> dict[str, str]:
        """Digest of each file read."""
        return self._read.sha256

    @cached_property
    def accounts(self) -> dict[str, Account]:
        """Rows of `accounts.parquet` by account."""
        path, names = shown(self.folder / contract.ACCOUNTS), ("account", "exchanges", "severity")
        table = self._read.accounts
        if lacking := [name for name in names if name not in table.column_names]:
            raise InputError(f"lacks the column {lacking[0]}", path=path, remedy=contract.AGAIN)
        rows = {}
        columns = (table.column(name).to_pylist() for name in names)
        for account, exchanges, severity in zip(*columns, strict=True):
            if severity not in SEVERITIES or account is None:
                raise InputError("a row without account or level", path=path)
            if exchanges is None or exchanges < 0:
                raise InputError(f"account {account}: no count of exchanges", path=path)
            rows[account] = Account(account, exchanges, severity)
        return rows

    @property
    def outputs(self) -> dict[str, str]:
        """Digests of the files that answers rest on, by name."""
        _ = self.accounts  # read, so that its digest is there
        return dict(self.sha256)

    @property
    def days(self) -> float | None:
        """Length of the audited time, or null where the summary does not say."""
        if self.since is None or self.until is None or self.until <= self.since:
            return None
        return (self.until - self.since).total_seconds() / 86400
