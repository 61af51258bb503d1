"""The account table: what a firm knows of its accounts that a log does not say.

One row an account and `valid_from`, as SCHEMA.md has it; a row holds from its `valid_from` until
the account's next one. Licences and clearances may stand flat (`licence_scope`, `allow_until`) or
nested (`licence: {scope, …}`).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cached_property
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from stillwatch.contract.exchange import SCHEMA
from stillwatch.core.errors import InputError, shown
from stillwatch.ingest.account_rows import (
    OVERRIDES,
    AccountRow,
    Licence,
    plain_name,
    row_of,
    unknown_columns,
)
from stillwatch.ingest.bytesource import ByteSource, Ended, LogFile
from stillwatch.ingest.lenient import NotAnExchange, decode_line
from stillwatch.ingest.linelog import is_document, members
from stillwatch.ingest.parquet import UNREADABLE
from stillwatch.ingest.parquet_bounds import checked, steps
from stillwatch.ingest.pseudonyms import PREFIXES, pseudonym

LARGEST = 256 << 20
"""Bytes of a table, decompressed: a million accounts take a third of it."""
Records = list[tuple[int, dict[str, Any]]]
"""Line (or row) number and fields, as they came."""


class Exemption(NamedTuple):
    """A time in which an account's exchanges are not judged."""

    since: datetime | None
    """First moment; null: since ever."""
    until: datetime | None
    """First moment at which it no longer holds; null: no end."""
    licence: Licence | None
    """The licence to train on outputs; null: reviewed and cleared."""
    by: str | None
    """Who cleared it."""


class AccountTable:
    """Rows of an account table, looked up by account and moment.

    Parameters
    ----------
    rows
        In any order.
    unknown
        Names of columns that meant nothing; a misspelt licence would be among them.
    file
        What it was read from.

    Examples
    --------
    >>> from stillwatch.ingest.account_rows import row_of
    >>> table = AccountTable([row_of({"account": "a", "licence_scope": "all"})])
    >>> table.licensed("a", datetime(2026, 1, 1, tzinfo=UTC)).scope
    'all'
    """

    def __init__(
        self,
        rows: Iterable[AccountRow],
        unknown: Iterable[str] = (),
        file: LogFile | None = None,
    ) -> None:
        self.unknown, self.file = tuple(sorted(unknown)), file
        ordered = sorted(rows, key=lambda r: (r.account, r.valid_from or _BEFORE))
        self._rows: dict[str, list[AccountRow]] = {}
        for row in ordered:
            self._rows.setdefault(row.account, []).append(row)

    def __len__(self) -> int:
        """Return the number of accounts."""
        return len(self._rows)

    def accounts(self) -> list[str]:
        """Return the accounts that have a row, sorted."""
        return list(self._rows)

    def rows(self, account: str) -> list[AccountRow]:
        """Return the rows of an account, in the order of their times."""
        return list(self._rows.get(account, ()))

    def row(self, account: str, at: datetime) -> AccountRow | None:
        """Return the row that holds at a moment (with a zone), if any."""
        held = None
        for row in self._rows.get(account, ()):
            if row.valid_from is None or row.valid_from <= at:
                held = row
        return held

    def licensed(self, account: str, at: datetime) -> Licence | None:
        """Return the licence to train on outputs that holds at a moment, if any."""
        row = self.row(account, at)
        if row is None or row.licence is None:
            return None
        until = row.licence.valid_until
        return row.licence if until is None or at < until else None

    def allowed(self, account: str, at: datetime) -> bool:
        """Tell whether the account is reviewed and cleared at a moment."""
        row = self.row(account, at)
        if row is None or (row.allow_by is None and row.allow_until is None):
            return False
        return row.allow_until is None or at < row.allow_until

    def resellers(self, since: datetime | None = None, until: datetime | None = None) -> list[str]:
        """Return the accounts that some row of these moments says sell on, sorted.

        A row that begins with `until` or later, or has ended by `since`, says nothing of that time.
        """
        return [
            account
            for account in self._rows
            if any(
                row.reseller
                for row, end in self._held(account)
                if (until is None or row.valid_from is None or row.valid_from < until)
                and (since is None or end is None or since < end)
            )
        ]

    def exemptions(self, account: str) -> list[Exemption]:
        """Return when the account is licensed or cleared, in order and apart from each other.

        A licence or clearance ends with its own end, or where the account's next row begins and
        does not repeat it. Where both hold, the licence is named.
        """
        found = []
        for row, end in self._held(account):
            since, licence = row.valid_from, row.licence
            if licence is not None:
                found.append(Exemption(since, _sooner(end, licence.valid_until), licence, None))
                if licence.valid_until is None:
                    continue
                since = max(since or _BEFORE, licence.valid_until)
            if row.allow_by or row.allow_until:
                found.append(Exemption(since, _sooner(end, row.allow_until), None, row.allow_by))
        return [e for e in found if e.since is None or e.until is None or e.since < e.until]

    def _held(self, account: str) -> list[tuple[AccountRow, datetime | None]]:
        """Rows of an account, each with the moment at which the next one takes its place."""
        rows = self._rows.get(account, [])
        return [(a, b.valid_from) for a, b in pairwise(rows)] + [(row, None) for row in rows[-1:]]

    def digest(self, account: str, until: date) -> int:
        """Return a number that stands for the fields that `apply` overrides by the end of a day.

        It is 0 where there are none, and changes whenever one of them does.
        """
        told = [
            (row.valid_from, *((n, row.details[n]) for n in OVERRIDES if n in row.details))
            for row in self._rows.get(account, ())
            if row.valid_from is None or row.valid_from.astimezone(UTC).date() <= until
        ]
        if not any(len(row) > 1 for row in told):
            return 0
        return int.from_bytes(blake2b(repr(told).encode(), digest_size=8).digest()) >> 1

    def overrides(self) -> pa.Table:
        """Return `account`, `valid_from` (null: since ever) and the columns of `OVERRIDES`.

        One row an account and `valid_from`, sorted by both; null where nothing is said. Types
        are those of `stillwatch.contract.exchange.SCHEMA`.
        """
        rows = [row for held in self._rows.values() for row in held]
        columns = {
            "account": pa.array([row.account for row in rows], pa.string()),
            "valid_from": pa.array([row.valid_from for row in rows], pa.timestamp("us", "UTC")),
        }
        for name in OVERRIDES:
            kind = SCHEMA.field(name).type
            columns[name] = pa.array([row.details.get(name) for row in rows], kind)
        return pa.table(columns)

    def apply(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """Return a batch of exchanges with the fields that the table overrides replaced."""
        if not self._overriding:
            return batch
        at = self._spans.rows_that_hold(batch)
        picks = pa.array(at, pa.int64(), mask=at < 0)
        for name, column in self._overriding.items():
            place = batch.schema.get_field_index(name)
            merged = pc.coalesce(column.take(picks), batch.column(place))
            batch = batch.set_column(place, batch.schema.field(place), merged)
        return batch

    @cached_property
    def _overriding(self) -> dict[str, pa.Array]:
        """Columns of `overrides` that hold anything."""
        table = self.overrides().combine_chunks()
        columns = {name: table.column(name) for name in OVERRIDES}
        return {n: c.combine_chunks() for n, c in columns.items() if c.null_count < len(c)}

    @cached_property
    def _spans(self) -> _Spans:
        table = self.overrides().combine_chunks()
        names, starts = np.unique(table.column("account").to_numpy(), return_index=True)
        since = table.column("valid_from").cast(pa.int64()).fill_null(-(2**62)).to_numpy()
        return _Spans(pa.array(names, pa.string()), starts, since)


class _Spans(NamedTuple):
    """Where the rows of each account lie in `overrides`, and from when each holds."""

    names: pa.Array
    """Accounts, sorted."""
    starts: np.ndarray[Any, Any]
    """First row of each, shape ``(accounts,)``."""
    since: np.ndarray[Any, Any]
    """Microseconds since 1970, ascending within an account, shape ``(rows,)``."""

    def rows_that_hold(self, batch: pa.RecordBatch) -> np.ndarray[Any, Any]:
        """Return for each exchange the index of its account's row at its time, or -1."""
        ends = np.append(self.starts[1:], len(self.since))
        who = pc.index_in(batch.column("account"), self.names)
        who = who.fill_null(-1).to_numpy(zero_copy_only=False)
        times = batch.column("time").cast(pa.int64()).to_numpy()
        found = np.full(batch.num_rows, -1, np.int64)
        for step in range(int((ends - self.starts).max())):
            row = np.minimum(self.starts[who] + step, len(self.since) - 1)
            holds = (who >= 0) & (self.starts[who] + step < ends[who])
            holds &= self.since[row] <= times
            found[holds] = row[holds]
        return found


def _sooner(one: datetime | None, other: datetime | None) -> datetime | None:
    return min(one, other) if one is not None and other is not None else one or other


_BEFORE = datetime.min.replace(tzinfo=UTC)


def read_accounts(path: Path, *, pseudonymise: bytes | None = None) -> AccountTable:
    """Read an account table.

    Parameters
    ----------
    path
        CSV with a header, JSON lines (or one JSON array) or Parquet; all but Parquet may be
        compressed.
    pseudonymise
        Key under which the exchanges' identifiers are replaced; the table's are then too.

    Raises
    ------
    InputError
        The file cannot be read, has no `account` column, or a row's times or licence make no
        sense: here, unlike in a log, nothing is skipped.
    """
    source = ByteSource(path)
    source.hash_all()
    rows, unknown = [], set[str]()
    for number, raw in records(source):
        try:
            unknown |= unknown_columns(raw)
            row = row_of(raw)
        except ValueError as error:
            raise InputError(str(error), path=shown(path), line=number) from None
        rows.append((number, _hide(row, pseudonymise) if pseudonymise else row))
    _check(rows, shown(path))
    file = LogFile(source.name, source.sha256, source.size, "account table")
    return AccountTable([row for _, row in rows], unknown, file)


def _check(rows: list[tuple[int, AccountRow]], path: str) -> None:
    """Refuse two rows of one moment, and an end that leaves a licence or clearance no time at all.

    A row may repeat what ended before it, as tables of history do: an earlier row had it then.
    """
    ordered = sorted(rows, key=lambda r: (r[1].account, r[1].valid_from or _BEFORE, r[0]))
    for (first, one), (line, other) in pairwise(ordered):
        if (one.account, one.valid_from) == (other.account, other.valid_from):
            why = f"account {one.account!r} has two rows with one valid_from, the other in line"
            raise InputError(f"{why} {first}", path=path, line=line)
    told = set[tuple[str, str, datetime]]()
    for line, row in ordered:
        licence = row.licence.valid_until if row.licence else None
        for name, end in (("licence_valid_until", licence), ("allow_until", row.allow_until)):
            if end is None:
                continue
            never = row.valid_from is not None and end <= row.valid_from
            if never and (row.account, name, end) not in told:
                raise InputError(
                    f"{name} is not after valid_from: it would never hold",
                    path=path, line=line, remedy="correct one of them, or leave it out",
                )  # fmt: skip
            told.add((row.account, name, end))


def records(source: ByteSource) -> Records:
    """Read the rows of a table that has a column `account`, each with its line.

    Raises
    ------
    InputError
        It cannot be read, or is none.
    """
    path = source.name
    head = source.head()
    if head.startswith(b"PAR1"):
        try:
            footer = checked(source.path, source.size)
            file = pq.ParquetFile(source.path)
            found: list[dict[str, Any]] = []
            for step in steps(file, file.schema_arrow.names, footer, source.size):
                if step.batch is None:
                    raise InputError(step.problem, path=path, line=len(found) + 1)
                found += step.batch.to_pylist()
            return list(enumerate(found, 1))
        except UNREADABLE:
            raise InputError("not a readable Parquet file", path=path) from None
    try:
        data = _whole(source)
        text = data.decode("utf-8-sig")
    except Ended as error:
        raise InputError(str(error), path=path) from None
    except UnicodeDecodeError:
        remedy = "save it as UTF-8: in Excel, as CSV UTF-8"
        raise InputError("not valid UTF-8", path=path, remedy=remedy) from None
    if is_document(head):
        text = b"\n".join(members(data, path)).decode()
    if text.lstrip().startswith("{"):
        return list(_json_records(text, path))
    return _csv_records(text, path)


def _whole(source: ByteSource) -> bytes:
    pieces, size = list[bytes](), 0
    for piece in source.chunks():
        pieces.append(piece)
        size += len(piece)
        if size > LARGEST:
            raise Ended(f"the table is larger than {LARGEST >> 20} MiB")
    return b"".join(pieces)


def _json_records(text: str, path: str) -> Iterable[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield number, decode_line(line.encode())
            except NotAnExchange as error:
                raise InputError(str(error), path=path, line=number) from None


def _csv_records(text: str, path: str) -> Records:
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        names = [name.strip() for name in reader.fieldnames or []]
        if "account" not in map(plain_name, names):
            raise InputError(
                "no column is called account", path=path,
                remedy="CSV needs a header line, and commas between its fields",
            )  # fmt: skip
        if twice := [name for name in names if name and names.count(name) > 1]:
            raise InputError(f"two columns are called {twice[0]}", path=path, line=1)
        rows = []
        for row in reader:
            if None not in row and not any((value or "").strip() for value in row.values()):
                continue  # spreadsheets write rows of commas alone
            if None in row or None in row.values():
                why = "more or fewer fields than the header has"
                raise InputError(why, path=path, line=reader.line_num)
            rows.append((reader.line_num, dict(row)))
        return rows
    except csv.Error as error:
        raise InputError(f"not readable as CSV: {error}", path=path) from None


def _hide(row: AccountRow, key: bytes) -> AccountRow:
    details = {
        name: pseudonym(name, value, key) if name in PREFIXES and isinstance(value, str) else value
        for name, value in row.details.items()
        if name not in ("legal_name", "owners")
    }
    # a contract's number names the customer as well as its account does
    licence = None if row.licence is None else replace(row.licence, document=None)
    return replace(
        row,
        account=pseudonym("account", row.account, key),
        licence=licence,
        allow_by=None if row.allow_by is None else "withheld",
        details=details,
    )
