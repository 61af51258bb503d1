"""The folder of an audit: read here, and nowhere else, and written beside it.

What is large is read when it is first asked for: the two tables. A folder that an older release
wrote is read where it has what its reader asks for; else it is refused in one line.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from stillwatch.contract.results import SEVERITIES, Campaign
from stillwatch.contract.summary import Summary
from stillwatch.contract.verdicts import Verdict
from stillwatch.contract.verdicts import read as read_verdicts
from stillwatch.core.errors import InputError, UsageError, shown

if TYPE_CHECKING:
    import pyarrow as pa

T = TypeVar("T")

VERSION = 1
"""Version of `campaigns.json` and `summary.json` that this release reads."""

CAMPAIGNS, SUMMARY, ACCOUNTS, END_USERS = (
    "campaigns.json", "summary.json", "accounts.parquet", "end_users.parquet",
)  # fmt: skip
"""Files of an audit that programs read."""

FOLDER = "give the folder that stillwatch audit --out wrote"
AGAIN = "audit the logs again with this release"
UPDATE = "read it with the release that wrote it"
"""What to do about a folder that cannot be read."""

LARGEST = 2 << 30
"""Bytes of the largest file that is read: a folder may hold what anybody put there."""

NAMED = 5
"""Campaigns named where one is asked for that is not there."""


class _Campaigns(msgspec.Struct):
    campaigns: tuple[Campaign, ...]
    version: int = VERSION


class _Versioned(msgspec.Struct):
    version: int = VERSION


class Audit:
    """What an audit wrote into a folder: campaigns, summary and tables, as typed records.

    Parameters
    ----------
    folder
        The `--out` of `stillwatch audit`.
    largest
        Bytes of the largest file that is read.

    Examples
    --------
    >>> import tempfile
    >>> from stillwatch.contract.audit import read_audit, write_audit
    >>> folder = Path(tempfile.mkdtemp())
    >>> write_audit(folder, [Campaign(id="c-1", accounts=("a", "b"), severity="likely",
    ...                               detected_at="2026-03-02T00:00:00Z")], Summary())
    >>> [(one.id, one.severity) for one in read_audit(folder).campaigns]
    [('c-1', 'likely')]
    """

    def __init__(self, folder: Path, largest: int = LARGEST) -> None:
        self.folder, self._largest = folder, largest
        self.sha256: dict[str, str] = {}
        """SHA-256 of each file that was read, by name."""

    def __repr__(self) -> str:
        """Say what it is of."""
        return f"<Audit of {shown(self.folder)}: {len(self.campaigns)} campaigns>"

    @cached_property
    def campaigns(self) -> tuple[Campaign, ...]:
        """The campaigns, in the order of the file: strongest first."""
        found = self._decoded(CAMPAIGNS, _Campaigns, "the campaigns of an audit").campaigns
        for one in found:
            if one.severity not in SEVERITIES[1:]:
                raise InputError(
                    f"campaign {one.id[:40]}: no severity {one.severity[:40]!r}",
                    path=shown(self.folder / CAMPAIGNS), remedy=AGAIN,
                )  # fmt: skip
        return found

    @cached_property
    def summary(self) -> Summary:
        """Counts, settings, the review queue, and what could not be judged."""
        return self._decoded(SUMMARY, Summary, "the summary of an audit")

    @cached_property
    def accounts(self) -> pa.Table:
        """A row for each account (`contract.tables.ACCOUNTS`)."""
        from stillwatch.contract.tables import ACCOUNTS as SCHEMA

        return self._table(ACCOUNTS, SCHEMA)

    @cached_property
    def end_users(self) -> pa.Table:
        """A row for each end user that was judged apart (`contract.tables.END_USERS`)."""
        from stillwatch.contract.tables import END_USERS as SCHEMA

        return self._table(END_USERS, SCHEMA)

    @property
    def verdicts(self) -> list[Verdict]:
        """What people found out about campaigns and groups, the earliest first."""
        return read_verdicts(self.folder)

    def document(self, name: str) -> dict[str, Any]:
        """Return a JSON file as plain data, whatever stands in it: for the page, which shows it."""
        data = self.raw(name)
        try:
            found = json.loads(data)
        except (ValueError, RecursionError) as error:
            said = "nested too deeply" if isinstance(error, RecursionError) else str(error)[:200]
            raise InputError(f"cannot be read: {said}", path=shown(self.folder / name)) from None
        if not isinstance(found, dict):
            raise InputError("not a JSON object", path=shown(self.folder / name))
        return found

    def campaign(self, id: str) -> Campaign:
        """Return one campaign.

        Raises
        ------
        UsageError
            There is none of that id.
        """
        for one in self.campaigns:
            if one.id == id:
                return one
        some = ", ".join(one.id for one in self.campaigns[:NAMED]) or "none"
        raise UsageError(f"no campaign {id} in {shown(self.folder)}: known are {some}")

    def has(self, name: str) -> bool:
        """Whether the folder holds a file of that name."""
        return (self.folder / name).exists()

    def moment(self, text: str | None, what: str) -> datetime:
        """Return a time that a record holds, with its zone.

        Parameters
        ----------
        text
            RFC 3339.
        what
            Whose time it is, for the message.

        Raises
        ------
        InputError
            It is none.
        """
        found = moment(text)
        if found is None:
            raise InputError(
                f"{what}: a time that is none, or without zone",
                path=shown(self.folder / CAMPAIGNS), remedy=AGAIN,
            )  # fmt: skip
        return found

    def _table(self, name: str, schema: pa.Schema) -> pa.Table:
        from stillwatch.contract.tables import read_table

        self.raw(name)
        return read_table(self.folder / name, schema)

    def raw(self, name: str) -> bytes:
        """Return the bytes of a file: for evidence, which keeps what was written."""
        path = self.folder / name
        try:
            if path.stat().st_size > self._largest:
                raise InputError(f"more than {self._largest >> 20} MB", path=shown(path))
            data = path.read_bytes()
        except OSError as error:
            why = "missing" if isinstance(error, FileNotFoundError) else error.strerror
            why = (why or "cannot be read").lower()
            raise InputError(why, path=shown(path), remedy=FOLDER) from None
        self.sha256[name] = hashlib.sha256(data).hexdigest()
        return data

    def _decoded(self, name: str, kind: type[T], what: str) -> T:
        path, data = self.folder / name, self.raw(name)
        try:
            version = msgspec.json.decode(data, type=_Versioned).version
            if version != VERSION:
                raise InputError(
                    f"version {version}; this release reads {VERSION}", path=shown(path),
                    remedy=UPDATE if version > VERSION else AGAIN,
                )  # fmt: skip
            return msgspec.json.decode(data, type=kind)
        except msgspec.ValidationError as error:
            # the decoder's words hold names of fields and types, and nothing of the values
            why = f"not {what}: {str(error)[:200]}"
            raise InputError(why, path=shown(path), remedy=AGAIN) from None
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            said = "nested too deeply" if isinstance(error, RecursionError) else str(error)[:200]
            raise InputError(f"not {what}: {said}", path=shown(path), remedy=FOLDER) from None


def read_audit(folder: str | Path, *, largest: int = LARGEST) -> Audit:
    """Return the audit in a folder.

    Its campaigns are read at once; the summary and the tables when they are first asked for, which
    raises the same errors.

    Parameters
    ----------
    folder
        The `--out` of `stillwatch audit`.
    largest
        Bytes of the largest file that is read.

    Raises
    ------
    InputError
        There is no such folder, or it holds no audit that this release can read.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise InputError("no such folder", path=shown(folder), remedy=FOLDER)
    audit = Audit(folder, largest)
    _ = audit.campaigns
    return audit


def write_audit(
    folder: Path, campaigns: Sequence[Campaign], summary: Summary,
    accounts: pa.Table | None = None, end_users: pa.Table | None = None,
) -> None:  # fmt: skip
    """Write the files of an audit that programs read.

    Parameters
    ----------
    folder
        Where to; it exists.
    campaigns
        Strongest first.
    summary
        What the audit says of itself as a whole.
    accounts, end_users
        The tables; None: not written.
    """
    from stillwatch.contract.plain import campaigns_json, summary_json

    (folder / CAMPAIGNS).write_bytes(campaigns_json(campaigns))
    for name, table in ((ACCOUNTS, accounts), (END_USERS, end_users)):
        if table is not None:
            import pyarrow.parquet as pq

            pq.write_table(table, folder / name, compression="zstd")
    (folder / SUMMARY).write_bytes(summary_json(summary))


def moment(text: Any) -> datetime | None:
    """Return an RFC 3339 time as a record holds it; None where it is none or has no zone."""
    try:
        found = datetime.fromisoformat(text) if isinstance(text, str) else None
        return found if found is not None and found.tzinfo and found.timestamp() else None
    except (ValueError, OverflowError):
        return None
