"""What one transaction puts into PostgreSQL: many rows a statement, as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from pg8000.native import Connection

from stillwatch.core.errors import UsageError
from stillwatch.respond.decisions._tables import kept
from stillwatch.respond.decisions.model import Decision, Membership
from stillwatch.respond.decisions.store import Applied, Ended

_AT_ONCE = 1000  # rows of a statement
_COLUMNS = (
    "id text, scope text, value text, rule text, policy text, campaign text, action integer, "
    "simulated integer, start double precision, expires double precision, body text"
)
_NAMES = ", ".join(part.split()[0] for part in _COLUMNS.split(", "))
_WHO = "campaign text, account text, end_user text"


def decisions(on: Connection, several: Sequence[Decision], number: int) -> int:
    """Put decisions; return how many are new.

    Raises
    ------
    UsageError
        One of an id that is there says something else.
    """
    wrote = 0
    for some in _some(several):
        bodies = [(one.id, msgspec.json.encode(one).decode()) for one in some]
        rows = [_row(one, body) for one, (_, body) in zip(some, bodies, strict=True)]
        on.run(
            f"INSERT INTO stillwatch.decisions(revision, {_NAMES}) SELECT :n, {_NAMES}"
            f" FROM json_to_recordset(CAST(:r AS json)) AS r({_COLUMNS})"
            " ON CONFLICT (id) DO NOTHING", n=number, r=_json(rows),
        )  # fmt: skip
        wrote += on.row_count
        found = on.run(
            "SELECT id, body FROM stillwatch.decisions WHERE id = ANY(CAST(:i AS text[]))",
            i=[one.id for one in some],
        )
        there: dict[str, str] = dict(found or ())
        for ident, body in bodies:
            if there.get(ident) != body:
                raise UsageError(f"decision {ident} is there already, and says something else")
    return wrote


def ended(on: Connection, several: Sequence[Ended], number: int) -> int:
    """End decisions; return how many had not ended.

    Raises
    ------
    UsageError
        One is not there.
    """
    first: dict[str, Ended] = {}
    for one in several:
        first.setdefault(one.id, one)
    wrote = 0
    for some in _some(list(first.values())):
        rows = [
            {"id": kept(one.id), "at": one.at, "by": kept(one.by), "why": kept(one.why)}
            for one in some
        ]
        on.run(
            "UPDATE stillwatch.decisions d SET revision = :n, ended_at = e.at, ended_by = e.by,"
            " ended_why = e.why FROM json_to_recordset(CAST(:r AS json))"
            " AS e(id text, at double precision, by text, why text)"
            " WHERE d.id = e.id AND d.ended_at IS NULL", n=number, r=_json(rows),
        )  # fmt: skip
        wrote += on.row_count
        found = on.run(
            "SELECT id FROM stillwatch.decisions WHERE id = ANY(CAST(:i AS text[]))",
            i=[row["id"] for row in rows],
        )
        there = {row[0] for row in found or ()}
        for one in some:
            if kept(one.id) not in there:
                raise UsageError(f"no decision {one.id[:40]!r}: see stillwatch decisions list")
    return wrote


def joined(on: Connection, several: Sequence[Membership], number: int) -> int:
    """Put members; return how many were none."""
    wrote = 0
    for some in _some(list(dict.fromkeys(several))):
        on.run(
            "INSERT INTO stillwatch.members(campaign, account, end_user, revision, gone)"
            " SELECT campaign, account, end_user, :n, 0"
            f" FROM json_to_recordset(CAST(:r AS json)) AS r({_WHO})"
            " ON CONFLICT (campaign, account, end_user) DO UPDATE SET revision = excluded.revision,"
            " gone = 0 WHERE members.gone != 0", n=number, r=_json(map(_who, some)),
        )  # fmt: skip
        wrote += on.row_count
    return wrote


def left(on: Connection, several: Sequence[Membership], number: int) -> int:
    """Let members go; return how many were there."""
    wrote = 0
    for some in _some(list(dict.fromkeys(several))):
        on.run(
            "UPDATE stillwatch.members m SET revision = :n, gone = 1"
            f" FROM json_to_recordset(CAST(:r AS json)) AS r({_WHO})"
            " WHERE m.gone = 0 AND m.campaign = r.campaign AND m.account = r.account"
            " AND m.end_user = r.end_user", n=number, r=_json(map(_who, some)),
        )  # fmt: skip
        wrote += on.row_count
    return wrote


def applied(on: Connection, several: Sequence[Applied]) -> None:
    """Keep versions of policies."""
    for one in several:
        on.run(
            "INSERT INTO stillwatch.policies(version, name, text, by, at, share, of_)"
            " VALUES (:version, :name, :text, :by, :at, :share, :of)",
            version=kept(one.version), name=kept(one.name), text=kept(one.text), by=kept(one.by),
            at=one.at, share=one.share, of=one.of,
        )  # fmt: skip


def _row(one: Decision, body: str) -> dict[str, Any]:
    return {
        "id": one.id, "scope": one.scope.kind, "value": kept(one.scope.value),
        "rule": kept(one.rule), "policy": one.policy and kept(one.policy),
        "campaign": one.campaign and kept(one.campaign), "action": int(one.action),
        "simulated": int(one.simulated), "start": one.start, "expires": one.expires, "body": body,
    }  # fmt: skip


def _who(one: Membership) -> dict[str, str]:
    return {
        "campaign": kept(one.campaign), "account": kept(one.account),
        "end_user": kept(one.end_user or ""),
    }  # fmt: skip


def _json(rows: Any) -> str:
    return msgspec.json.encode(list(rows)).decode()


def _some(several: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for at in range(0, len(several), _AT_ONCE):
        yield several[at : at + _AT_ONCE]
