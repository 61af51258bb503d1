"""The embedded store: one SQLite file beside its write-ahead log, for the processes of a machine.

Writers take turns (`BEGIN IMMEDIATE`), and a transaction is on disk before its call returns
(`synchronous=FULL`). Readers never wait for a writer, and see whole transactions only.
"""

from __future__ import annotations

import json
import os
import sqlite3
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import msgspec

from stillwatch.core.errors import InputError, UsageError, remedy_of, shown
from stillwatch.core.sqlitewal import write_ahead
from stillwatch.respond.decisions._rows import SCHEMA, where
from stillwatch.respond.decisions.changes import Changes, Switch
from stillwatch.respond.decisions.fit import unfit
from stillwatch.respond.decisions.model import Decision, Membership
from stillwatch.respond.decisions.store import Applied, Batch, Ended, Filter, Kept, Moved

APPLICATION = 0x5354574C
"""`STWL` in the file's header: another program's database is never written to."""

VERSION = 1
PATIENCE_S = 10.0
"""Seconds to wait for another writer."""

_ALL = Filter()


class SqliteStore:
    """Decisions in one file of mode 0600.

    Parameters
    ----------
    path
        The file. Its folder also holds `-wal` and `-shm` while it is open.
    read_only
        Nothing is ever written, as gateways open it; the file must be there.

    Raises
    ------
    InputError
        It cannot be opened, is no such store, is damaged, or others may write to it.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path, self.read_only = path, read_only
        with self._said():
            _private(path, create=not read_only)
            how = "ro" if read_only else "rw"
            self._db = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode={how}",
                uri=True, timeout=PATIENCE_S, isolation_level=None, check_same_thread=False,
            )  # fmt: skip
            try:
                self._prepare()
            except BaseException:
                self._db.close()
                raise

    def _prepare(self) -> None:
        # in this order: whoever makes the tables says in the same transaction whose they are
        empty = not self._one("SELECT count(*) FROM sqlite_master")
        ours = self._one("PRAGMA application_id")
        if empty and not self.read_only:
            write_ahead(self._db, PATIENCE_S)
            with self._transaction():
                if not self._one("SELECT count(*) FROM sqlite_master"):  # nobody else was first
                    for line in SCHEMA:
                        self._db.execute(line)
                    self._db.execute(f"PRAGMA application_id={APPLICATION}")
                    self._db.execute(f"PRAGMA user_version={VERSION}")
        elif ours != APPLICATION:
            raise InputError("not a store of decisions", path=shown(self.path))
        if self._one("PRAGMA user_version") != VERSION:
            raise InputError("a store that this release does not know", path=shown(self.path))
        if not self.read_only:
            self._db.execute("PRAGMA synchronous=FULL")

    def write(self, batch: Batch, *, expected: int | None = None) -> int:
        """Write in one transaction (`Store.write`)."""
        for decision in batch.decisions:
            if why := unfit(decision):
                raise UsageError(f"decision {decision.id[:40]!r}: {why}")
        with self._said(), self._transaction():
            found = self._one("SELECT value FROM meta WHERE key = 'revision'")
            if expected is not None and found != expected:
                raise Moved("the decisions have changed since they were read: run it again")
            number = found + 1
            wrote = self._put(batch.decisions, number) + self._end(batch.ended, number)
            wrote += self._belong(batch.joined, number, gone=0)
            wrote += self._belong(batch.left, number, gone=1)
            for one in batch.applied:
                self._db.execute(
                    "INSERT INTO policies(version, name, text, by, at, share, of_)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?)", msgspec.structs.astuple(one),
                )  # fmt: skip
            if not wrote and not batch.applied:
                return int(found)
            return self._moved(number)

    def _put(self, decisions: Sequence[Decision], number: int) -> int:
        wrote = 0
        for one in decisions:
            body = msgspec.json.encode(one)
            row = (
                one.id, number, one.scope.kind, one.scope.value, one.rule, one.policy,
                one.campaign, int(one.action), int(one.simulated), one.start, one.expires, body,
            )  # fmt: skip
            marks = ", ".join("?" * len(row))
            done = self._db.execute(
                "INSERT INTO decisions(id, revision, scope, value, rule, policy, campaign, action,"
                f" simulated, start, expires, body) VALUES ({marks}) ON CONFLICT(id) DO NOTHING",
                row,
            )
            wrote += done.rowcount
            if not done.rowcount and body != self._one(
                "SELECT body FROM decisions WHERE id = ?", one.id
            ):
                raise UsageError(f"decision {one.id} is there already, and says something else")
        return wrote

    def _end(self, ended: Sequence[Ended], number: int) -> int:
        wrote = 0
        for one in ended:
            done = self._db.execute(
                "UPDATE decisions SET revision = ?, ended_at = ?, ended_by = ?, ended_why = ?"
                " WHERE id = ? AND ended_at IS NULL", (number, one.at, one.by, one.why, one.id),
            )  # fmt: skip
            wrote += done.rowcount
            if not done.rowcount and not self._one(
                "SELECT count(*) FROM decisions WHERE id = ?", one.id
            ):
                raise UsageError(f"no decision {one.id[:40]!r}: see stillwatch decisions list")
        return wrote

    def _belong(self, members: Sequence[Membership], number: int, gone: int) -> int:
        wrote = 0
        for one in members:
            # of one who never was there, nothing needs to be said
            only = " WHERE gone != excluded.gone"
            row = (one.campaign, one.account, one.end_user or "", number, gone)
            known = gone and not self._one(
                "SELECT count(*) FROM members WHERE campaign = ? AND account = ? AND end_user = ?",
                *row[:3],
            )
            if not known:
                wrote += self._db.execute(
                    "INSERT INTO members(campaign, account, end_user, revision, gone)"
                    " VALUES (?, ?, ?, ?, ?) ON CONFLICT(campaign, account, end_user) DO UPDATE"
                    f" SET revision = excluded.revision, gone = excluded.gone{only}", row,
                ).rowcount  # fmt: skip
        return wrote

    def kept(self, wanted: Filter = _ALL) -> list[Kept]:
        """Return decisions, the newest first (`Store.kept`)."""
        clause, values = where(wanted, "id IN (SELECT value FROM json_each(?))", json.dumps)
        with self._said():
            rows = self._db.execute(
                "SELECT body, revision, id, ended_at, ended_by, ended_why FROM decisions"
                f"{clause} ORDER BY start DESC, id LIMIT {wanted.limit or -1:d}", values,
            ).fetchall()  # fmt: skip
            return [
                Kept(self._decision(row[0]), row[1], None if row[3] is None else Ended(*row[2:]))
                for row in rows
            ]

    def members(self, campaign: str | None = None) -> list[Membership]:
        """Return who is in a campaign, or in any, sorted (`Store.members`)."""
        only, values = ("", ()) if campaign is None else (" AND campaign = ?", (campaign,))
        with self._said():
            return self._memberships(f"gone = 0{only}", values)

    def changes(self, since: int, now: float) -> Changes:
        """Return what changed since a revision, as of one moment (`Store.changes`)."""
        with self._said(), self._snapshot():
            revision = self.revision()
            pruned = self._one("SELECT value FROM meta WHERE key = 'pruned'")
            whole = since <= 0 or since < pruned or since > revision
            since = 0 if whole else since
            live = "ended_at IS NULL AND revision > ? AND (? = 0 OR expires > ?)"
            rows = self._db.execute(
                f"SELECT body FROM decisions WHERE {live} ORDER BY id", (since, int(whole), now)
            ).fetchall()
            ended = () if whole else self._db.execute(
                "SELECT id FROM decisions WHERE ended_at IS NOT NULL AND revision > ? ORDER BY id",
                (since,),
            ).fetchall()  # fmt: skip
            return Changes(
                revision=revision, whole=whole,
                decisions=tuple(self._decision(row[0]) for row in rows),
                ended=tuple(row[0] for row in ended),
                joined=tuple(self._memberships("gone = 0 AND revision > ?", (since,))),
                left=() if whole else tuple(
                    self._memberships("gone = 1 AND revision > ?", (since,))
                ),
                switch=self.switch(),
            )  # fmt: skip

    def revision(self) -> int:
        """Return the revision (`Store.revision`)."""
        with self._said():
            return int(self._one("SELECT value FROM meta WHERE key = 'revision'"))

    def switch(self) -> Switch:
        """Return how the kill switch stands (`Store.switch`)."""
        with self._said():
            row = self._db.execute("SELECT enforcing, by, why, at FROM switch").fetchone()
        return Switch(bool(row[0]), *row[1:])

    def turn(self, switch: Switch) -> int:
        """Turn the kill switch, and return the revision (`Store.turn`)."""
        with self._said(), self._transaction():
            self._db.execute(
                "UPDATE switch SET enforcing = ?, by = ?, why = ?, at = ?",
                (int(switch.enforcing), switch.by, switch.why, switch.at),
            )
            return self._moved(self.revision() + 1)

    def applied(self) -> list[Applied]:
        """Return the versions of policies that were applied, the newest first."""
        with self._said():
            rows = self._db.execute(
                "SELECT version, name, text, by, at, share, of_ FROM policies ORDER BY number DESC"
            ).fetchall()
        return [Applied(*row) for row in rows]

    def prune(self, before: float) -> int:
        """Forget what ended or expired before a moment (`Store.prune`)."""
        with self._said(), self._transaction():
            number = self.revision() + 1
            done = self._db.execute(
                "DELETE FROM decisions WHERE coalesce(min(ended_at, expires), expires) < ?",
                (before,),
            ).rowcount
            self._db.execute("DELETE FROM members WHERE gone = 1")
            self._db.execute("UPDATE meta SET value = ? WHERE key = 'pruned'", (number,))
            self._moved(number)
            return done

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _moved(self, number: int) -> int:
        self._db.execute("UPDATE meta SET value = ? WHERE key = 'revision'", (number,))
        return number

    def _memberships(self, clause: str, values: Sequence[Any]) -> list[Membership]:
        rows = self._db.execute(
            f"SELECT campaign, account, end_user FROM members WHERE {clause}"
            " ORDER BY campaign, account, end_user", values,
        )  # fmt: skip
        return [Membership(campaign, account, user or None) for campaign, account, user in rows]

    def _decision(self, body: bytes) -> Decision:
        return msgspec.json.decode(body, type=Decision)

    def _one(self, query: str, *values: Any) -> Any:
        row = self._db.execute(query, values).fetchone()
        return None if row is None else row[0]

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        if self.read_only:
            raise InputError("open for reading only", path=shown(self.path))
        with self._within("IMMEDIATE"):
            yield

    @contextmanager
    def _snapshot(self) -> Iterator[None]:
        with self._within("DEFERRED"):
            yield

    @contextmanager
    def _within(self, kind: str) -> Iterator[None]:
        self._db.execute(f"BEGIN {kind}")
        try:
            yield
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise

    @contextmanager
    def _said(self) -> Iterator[None]:
        """Turn what the database or a damaged row says into one clear line."""
        path = shown(self.path)
        try:
            yield
        except msgspec.MsgspecError:
            raise InputError("a decision that cannot be read: the store is damaged",
                             path=path, remedy="restore it from a backup") from None  # fmt: skip
        except sqlite3.Error as error:
            words, remedy = str(error), remedy_of(error)
            if isinstance(error, sqlite3.DatabaseError) and (
                "malformed" in words or "not a database" in words
            ):
                words, remedy = "not a store of decisions, or damaged", "restore it from a backup"
            raise InputError(words, path=path, remedy=remedy) from None
        except UnicodeEncodeError:
            raise InputError("half a surrogate pair cannot be written", path=path) from None
        except OSError as error:
            raise InputError((error.strerror or str(error)).lower(), path=path,
                             remedy=remedy_of(error)) from None  # fmt: skip


def _private(path: Path, *, create: bool) -> None:
    """Make the file, mode 0600, where it is not there; refuse one that others may write to."""
    if create:
        try:
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        except FileExistsError:
            pass
    found = os.stat(path)
    if not stat.S_ISREG(found.st_mode):
        raise InputError("no regular file", path=shown(path))
    if 0 < found.st_size < 512:  # SQLite would take it for empty
        raise InputError("not a store of decisions", path=shown(path))
    if found.st_mode & 0o022:
        raise InputError(
            "others may write to it: whoever does decides who is refused",
            path=shown(path), remedy="chmod 600, and see who it was",
        )  # fmt: skip
