"""The shared store: a PostgreSQL database, for the gateways and writers of many machines.

It behaves as the embedded one does. Writers take turns (the row of the revision is locked), and a
transaction is on the server's disk before its call returns. Readers see whole transactions only,
and are told of changes (NOTIFY).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

import msgspec
from pg8000.exceptions import DatabaseError
from pg8000.native import Connection

from stillwatch.core.errors import InputError, UsageError
from stillwatch.respond.decisions import _put
from stillwatch.respond.decisions._address import address_of
from stillwatch.respond.decisions._link import Link
from stillwatch.respond.decisions._rows import where
from stillwatch.respond.decisions._tables import CHANNEL, LOCK, MIGRATIONS, given, kept
from stillwatch.respond.decisions.changes import Changes, Switch
from stillwatch.respond.decisions.fit import unfit
from stillwatch.respond.decisions.model import Decision, Membership
from stillwatch.respond.decisions.store import Applied, Batch, Ended, Filter, Kept, Moved

PATIENCE_S = 10.0
"""Seconds to wait for another writer."""
_ANSWER_S = (5.0, 60.0)  # longest silence of the server, to readers and to writers
_ALL = Filter()


class PostgresStore:
    """Decisions in a schema of their own.

    Parameters
    ----------
    url
        `postgresql://USER@HOST/DATABASE`; see `address_of`.
    read_only
        Nothing is ever written, as gateways open it; the tables must be there.

    Raises
    ------
    UsageError
        The address is none.
    InputError
        The server cannot be reached or refuses, or holds no such store.
    """

    def __init__(self, url: str, *, read_only: bool = False) -> None:
        self.read_only = read_only
        self._link = Link(address_of(url), _ANSWER_S[not read_only], self._ready)
        self._link.run("SELECT 1")

    def _ready(self, on: Connection) -> None:
        seconds = _ANSWER_S[not self.read_only]
        on.run(f"SET statement_timeout = {int(seconds * 1000)}")
        on.run(f"SET lock_timeout = {int(PATIENCE_S * 1000)}")
        on.run("SET idle_in_transaction_session_timeout = 60000")
        # what a role or database may have turned off: what is acknowledged is on disk
        on.run(
            "SELECT set_config('synchronous_commit', 'on', false)"
            " WHERE current_setting('synchronous_commit') = 'off'"
        )
        if self.read_only:
            on.run("SET default_transaction_read_only = on")
            on.run(f"LISTEN {CHANNEL}")
        self._migrated(on)

    def _migrated(self, on: Connection) -> None:
        path = str(self._link.address)
        found = _version(on, path)
        if found == len(MIGRATIONS):
            return
        if found > len(MIGRATIONS):
            raise InputError("a store that this release does not know", path=path)
        if self.read_only:
            raise InputError(
                "no store of decisions, or one of an older release", path=path,
                remedy="stillwatch decisions prepare URL, as its owner",
            )  # fmt: skip
        if on.run("SHOW server_encoding") != [["UTF8"]]:
            raise InputError("not UTF-8", path=path, remedy="create the database with UTF8")
        on.run("BEGIN")
        on.run(f"SELECT pg_advisory_xact_lock({LOCK})")
        found = _version(on, path)  # another may have been first
        if found == 0 and not on.run(
            "SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = 'stillwatch'"
        ):
            on.run("CREATE SCHEMA stillwatch")
        for step in MIGRATIONS[found:]:
            for statement in step:
                on.run(statement)
        on.run("UPDATE stillwatch.meta SET value = :v WHERE key = 'version'", v=len(MIGRATIONS))
        on.run("COMMIT")

    def write(self, batch: Batch, *, expected: int | None = None) -> int:
        """Write in one transaction (`Store.write`)."""
        for decision in batch.decisions:
            if why := unfit(decision):
                raise UsageError(f"decision {decision.id[:40]!r}: {why}")
        self._writable()
        with self._link.within("BEGIN") as on:
            found = _turn(on)
            if expected is not None and found != expected:
                raise Moved("the decisions have changed since they were read: run it again")
            number = found + 1
            wrote = _put.decisions(on, batch.decisions, number)
            wrote += _put.ended(on, batch.ended, number)
            wrote += _put.joined(on, batch.joined, number)
            wrote += _put.left(on, batch.left, number)
            _put.applied(on, batch.applied)
            if not wrote and not batch.applied:
                return found
            return _moved(on, number)

    def kept(self, wanted: Filter = _ALL) -> list[Kept]:
        """Return decisions, the newest first (`Store.kept`)."""
        clause, values = where(
            wanted, "id = ANY(CAST(? AS text[]))", lambda ids: [kept(one) for one in ids]
        )
        named: dict[str, Any] = {}
        for number, value in enumerate(values):
            clause = clause.replace("?", f":v{number}", 1)
            named[f"v{number}"] = kept(value) if isinstance(value, str) else value
        rows = self._link.run(
            "SELECT body, revision, id, ended_at, ended_by, ended_why FROM stillwatch.decisions"
            f"{clause} ORDER BY start DESC, id LIMIT {wanted.limit or 'ALL'}", **named,
        )  # fmt: skip
        return [
            Kept(self._decision(body), revision, None if at is None else
                 Ended(ident, at, given(by), given(why)))
            for body, revision, ident, at, by, why in rows
        ]  # fmt: skip

    def members(self, campaign: str | None = None) -> list[Membership]:
        """Return who is in a campaign, or in any, sorted (`Store.members`)."""
        only = "" if campaign is None else " AND campaign = :c"
        named = {} if campaign is None else {"c": kept(campaign)}
        return _members(self._link.run(f"{_MEMBERS} gone = 0{only}", **named))

    def changes(self, since: int, now: float) -> Changes:
        """Return what changed since a revision, as of one moment (`Store.changes`)."""
        with self._link.within("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") as on:
            revision, pruned = _number(on, "revision"), _number(on, "pruned")
            whole = since <= 0 or since < pruned or since > revision
            since = 0 if whole else since
            rows = on.run(
                "SELECT body FROM stillwatch.decisions WHERE ended_at IS NULL AND revision > :s"
                " AND (NOT CAST(:w AS boolean) OR expires > :n) ORDER BY id",
                s=since, w=whole, n=now,
            )  # fmt: skip
            ended = [] if whole else on.run(
                "SELECT id FROM stillwatch.decisions WHERE ended_at IS NOT NULL AND revision > :s"
                " ORDER BY id", s=since,
            )  # fmt: skip
            joined = on.run(f"{_MEMBERS} gone = 0 AND revision > :s", s=since)
            left = [] if whole else on.run(f"{_MEMBERS} gone = 1 AND revision > :s", s=since)
            switch = _switch(on.run(_SWITCH))
        return Changes(
            revision, whole, tuple(self._decision(row[0]) for row in rows),
            tuple(row[0] for row in ended), tuple(_members(joined)), tuple(_members(left)), switch,
        )  # fmt: skip

    def revision(self) -> int:
        """Return the revision (`Store.revision`)."""
        return int(self._link.run(_NUMBER, k="revision")[0][0])

    def switch(self) -> Switch:
        """Return how the kill switch stands (`Store.switch`)."""
        return _switch(self._link.run(_SWITCH))

    def turn(self, switch: Switch) -> int:
        """Turn the kill switch, and return the revision (`Store.turn`)."""
        self._writable()
        with self._link.within("BEGIN") as on:
            number = _turn(on) + 1
            on.run(
                "UPDATE stillwatch.switch SET enforcing = :e, by = :b, why = :w, at = :a",
                e=int(switch.enforcing), b=_or_null(switch.by), w=_or_null(switch.why),
                a=switch.at,
            )  # fmt: skip
            return _moved(on, number)

    def applied(self) -> list[Applied]:
        """Return the versions of policies that were applied, the newest first."""
        rows = self._link.run(
            "SELECT version, name, text, by, at, share, of_ FROM stillwatch.policies"
            " ORDER BY number DESC"
        )
        return [
            Applied(given(version), given(name), given(text), given(by), at, share, of)
            for version, name, text, by, at, share, of in rows
        ]

    def prune(self, before: float) -> int:
        """Forget what ended or expired before a moment (`Store.prune`)."""
        self._writable()
        with self._link.within("BEGIN") as on:
            number = _turn(on) + 1
            on.run("DELETE FROM stillwatch.decisions WHERE least(ended_at, expires) < :b", b=before)
            done = int(on.row_count)
            on.run("DELETE FROM stillwatch.members WHERE gone = 1")
            on.run("UPDATE stillwatch.meta SET value = :v WHERE key = 'pruned'", v=number)
            _moved(on, number)
            return done

    def stirred(self) -> bool:
        """Whether it pays to ask for the revision: the server has told of a change, or is gone."""
        return self._link.stirred()

    def close(self) -> None:
        """Let go of the connection."""
        self._link.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _writable(self) -> None:
        if self.read_only:
            raise InputError("open for reading only", path=str(self._link.address))

    def _decision(self, body: str) -> Decision:
        try:
            return msgspec.json.decode(body, type=Decision)
        except msgspec.MsgspecError:
            raise InputError(
                "a decision that cannot be read: the store is damaged",
                path=str(self._link.address), remedy="restore it from a backup",
            ) from None  # fmt: skip


_NUMBER = "SELECT value FROM stillwatch.meta WHERE key = :k"
_SWITCH = "SELECT enforcing, by, why, at FROM stillwatch.switch"
_MEMBERS = "SELECT campaign, account, end_user FROM stillwatch.members WHERE"


def _version(on: Connection, path: str) -> int:
    """Return the version of the tables; 0 where there are none."""
    # asked of the tables: what to_regclass remembers may be older than the lock
    if not on.run(
        "SELECT 1 FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n"
        " ON n.oid = c.relnamespace WHERE n.nspname = 'stillwatch' AND c.relname = 'meta'"
    ):
        return 0
    try:
        return _number(on, "version")
    except (DatabaseError, IndexError):
        raise InputError(
            "a schema stillwatch that is no store of decisions, or that this user may not read",
            path=path, remedy="see examples/sql/decisions-roles.sql for grants",
        ) from None  # fmt: skip


def _number(on: Connection, key: str) -> int:
    return int(on.run(_NUMBER, k=key)[0][0])


def _turn(on: Connection) -> int:
    """Wait for the turn to write; return the revision."""
    return int(on.run(f"{_NUMBER} FOR UPDATE", k="revision")[0][0])


def _moved(on: Connection, number: int) -> int:
    on.run("UPDATE stillwatch.meta SET value = :v WHERE key = 'revision'", v=number)
    on.run(f"NOTIFY {CHANNEL}, '{number:d}'")
    return number


def _switch(rows: Sequence[Any]) -> Switch:
    enforcing, by, why, at = rows[0]
    return Switch(bool(enforcing), _given(by), _given(why), at)


def _members(rows: Sequence[Any]) -> list[Membership]:
    made = sorted(
        (given(campaign), given(account), given(user)) for campaign, account, user in rows
    )
    return [Membership(campaign, account, user or None) for campaign, account, user in made]


def _or_null(text: str | None) -> str | None:
    return None if text is None else kept(text)


def _given(text: str | None) -> str | None:
    return None if text is None else given(text)
