"""The tables of the embedded store, and the clause that a filter makes in any."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from stillwatch.respond.decisions.store import Filter

SCHEMA = (
    "CREATE TABLE meta(key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID",
    "INSERT INTO meta VALUES ('revision', 0), ('pruned', 0)",
    """CREATE TABLE decisions(
        id TEXT PRIMARY KEY, revision INTEGER NOT NULL, scope TEXT NOT NULL, value TEXT NOT NULL,
        rule TEXT NOT NULL, policy TEXT, campaign TEXT, action INTEGER NOT NULL,
        simulated INTEGER NOT NULL, start REAL NOT NULL, expires REAL NOT NULL,
        body BLOB NOT NULL, ended_at REAL, ended_by TEXT, ended_why TEXT)""",
    "CREATE INDEX decisions_revision ON decisions(revision)",
    "CREATE INDEX decisions_campaign ON decisions(campaign)",
    "CREATE INDEX decisions_value ON decisions(value)",
    """CREATE TABLE members(
        campaign TEXT NOT NULL, account TEXT NOT NULL, end_user TEXT NOT NULL,
        revision INTEGER NOT NULL, gone INTEGER NOT NULL,
        PRIMARY KEY (campaign, account, end_user)) WITHOUT ROWID""",
    "CREATE INDEX members_revision ON members(revision)",
    """CREATE TABLE switch(
        only_one INTEGER PRIMARY KEY CHECK (only_one = 1), enforcing INTEGER NOT NULL,
        by TEXT, why TEXT, at REAL)""",
    "INSERT INTO switch(only_one, enforcing) VALUES (1, 1)",
    """CREATE TABLE policies(
        number INTEGER PRIMARY KEY AUTOINCREMENT, version TEXT NOT NULL, name TEXT NOT NULL,
        text TEXT NOT NULL, by TEXT NOT NULL, at REAL NOT NULL, share REAL NOT NULL,
        of_ TEXT NOT NULL)""",
)
"""What a new file is made with."""

_COLUMNS = ("scope", "value", "campaign", "rule", "policy", "action", "simulated")


def where(
    wanted: Filter, among: str, packed: Callable[[tuple[str, ...]], Any]
) -> tuple[str, list[Any]]:
    """Return the clause of a filter, and its values; values are never part of the clause.

    Parameters
    ----------
    wanted
        The filter.
    among
        The clause of ids, with a `?`.
    packed
        Returns the value of that `?`.
    """
    parts, values = [], []
    for name in _COLUMNS:
        value = getattr(wanted, name)
        if value is not None:
            parts.append(f"{name} = ?")
            values.append(int(value) if name in ("action", "simulated") else value)
    if wanted.ids is not None:
        parts.append(among)
        values.append(packed(wanted.ids))
    for moment, later in ((wanted.holding_at, False), (wanted.standing_at, True)):
        if moment is not None:
            parts.append("ended_at IS NULL AND expires > ?")
            values.append(moment)
            if not later:
                parts.append("start <= ?")
                values.append(moment)
    if wanted.unexpired_at is not None:
        parts.append("expires > ?")
        values.append(wanted.unexpired_at)
    return f" WHERE {' AND '.join(parts)}" if parts else "", values
