"""What an audit's folder says, as far as terms and compliance need it."""

from __future__ import annotations

import hashlib
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from stillwatch.core.errors import InputError, shown

LEVELS = ("none", "watch", "likely", "confirmed")
_REMEDY = "give the --out folder of `stillwatch audit`"


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


class _File(msgspec.Struct):
    version: int
    campaigns: list[Campaign]


class Account(NamedTuple):
    """A row of `accounts.parquet`."""

    account: str
    exchanges: int
    severity: str
    first_flagged_at: datetime | None


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
        if not folder.is_dir():
            raise InputError("no such folder", path=shown(folder), remedy=_REMEDY)
        self.folder = folder
        self.sha256: dict[str, str] = {}
        """Digest of each file read."""
        self.campaigns = self._campaigns()
        self.summary: dict[str, Any] = self._decode("summary.json", dict[str, Any])
        self.since, self.until = self._span()

    def _read(self, name: str) -> bytes:
        path = self.folder / name
        try:
            data = path.read_bytes()
        except OSError as error:
            why = error.strerror or "cannot be read"
            raise InputError(why, path=shown(path), remedy=_REMEDY) from None
        self.sha256[name] = hashlib.sha256(data).hexdigest()
        return data

    def _decode(self, name: str, kind: Any) -> Any:
        try:
            return msgspec.json.decode(self._read(name), type=kind)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            raise InputError(
                f"not what an audit writes: {error}", path=shown(self.folder / name)
            ) from None

    def _campaigns(self) -> list[Campaign]:
        file: _File = self._decode("campaigns.json", _File)
        path = shown(self.folder / "campaigns.json")
        if file.version != 1:
            raise InputError(f"version {file.version}; this release reads 1", path=path)
        for row in file.campaigns:
            if row.severity not in LEVELS:
                raise InputError(f"campaign {row.id}: no severity {row.severity!r}", path=path)
            moments = [row.first_seen, row.last_seen, row.detected_at]
            moments += [m for member in row.members for m in (member.since, member.until)]
            if any(moment.tzinfo is None for moment in moments):
                raise InputError(f"campaign {row.id}: a time without zone", path=path)
        return file.campaigns

    def _span(self) -> tuple[datetime | None, datetime | None]:
        counts = self.summary.get("counts")
        found = []
        for name in ("first", "last"):
            value = counts.get(name) if isinstance(counts, dict) else None
            try:
                moment = datetime.fromisoformat(value) if isinstance(value, str) else None
            except ValueError:
                moment = None
            found.append(moment if moment is not None and moment.tzinfo else None)
        return found[0], found[1]

    @cached_property
    def accounts(self) -> dict[str, Account]:
        """Rows of `accounts.parquet` by account."""
        path = self.folder / "accounts.parquet"
        names = ["account", "exchanges", "severity", "first_flagged_at"]
        try:
            table = pq.read_table(pa.BufferReader(self._read("accounts.parquet")), columns=names)
            columns = [table.column(name).to_pylist() for name in names]
        except (pa.ArrowException, KeyError, ValueError, OSError) as error:
            raise InputError(
                f"not the accounts of an audit: {str(error).splitlines()[0] if str(error) else ''}",
                path=shown(path),
            ) from None
        rows = {}
        for account, exchanges, severity, flagged in zip(*columns, strict=True):
            if severity not in LEVELS or not isinstance(account, str):
                raise InputError("a row without account or level", path=shown(path))
            if isinstance(exchanges, bool) or not isinstance(exchanges, int) or exchanges < 0:
                raise InputError(f"account {account}: no count of exchanges", path=shown(path))
            at = flagged if isinstance(flagged, datetime) and flagged.tzinfo else None
            rows[account] = Account(account, exchanges, severity, at)
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
