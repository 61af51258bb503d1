"""The tables of the PostgreSQL store, as steps from one version to the next."""

from __future__ import annotations

SCHEMA = "stillwatch"
"""The schema that all tables are in."""

CHANNEL = "stillwatch_decisions"
"""What a transaction that changed something is told on (NOTIFY); it holds the revision."""

LOCK = 0x5354574C
"""Of those that migrate at the same time, one does (advisory lock)."""

# names are compared byte by byte everywhere, whatever the database's language is
_NAME = 'text COLLATE "C"'

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE stillwatch.meta(key text PRIMARY KEY, value bigint NOT NULL)",
        "INSERT INTO stillwatch.meta VALUES ('version', 0), ('revision', 0), ('pruned', 0)",
        f"""CREATE TABLE stillwatch.decisions(
            id {_NAME} PRIMARY KEY, revision bigint NOT NULL, scope text NOT NULL,
            value {_NAME} NOT NULL, rule {_NAME} NOT NULL, policy {_NAME}, campaign {_NAME},
            action integer NOT NULL, simulated integer NOT NULL,
            start double precision NOT NULL, expires double precision NOT NULL,
            body text NOT NULL, ended_at double precision, ended_by text, ended_why text)""",
        "CREATE INDEX decisions_revision ON stillwatch.decisions(revision)",
        "CREATE INDEX decisions_campaign ON stillwatch.decisions(campaign)",
        "CREATE INDEX decisions_value ON stillwatch.decisions(value)",
        f"""CREATE TABLE stillwatch.members(
            campaign {_NAME} NOT NULL, account {_NAME} NOT NULL, end_user {_NAME} NOT NULL,
            revision bigint NOT NULL, gone integer NOT NULL,
            PRIMARY KEY (campaign, account, end_user))""",
        "CREATE INDEX members_revision ON stillwatch.members(revision)",
        """CREATE TABLE stillwatch.switch(
            only_one integer PRIMARY KEY CHECK (only_one = 1), enforcing integer NOT NULL,
            by text, why text, at double precision)""",
        "INSERT INTO stillwatch.switch(only_one, enforcing) VALUES (1, 1)",
        """CREATE TABLE stillwatch.policies(
            number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, version text NOT NULL,
            name text NOT NULL, text text NOT NULL, by text NOT NULL, at double precision NOT NULL,
            share double precision NOT NULL, of_ text NOT NULL)""",
    ),
)
"""What each version adds; the first makes it."""


def kept(text: str) -> str:
    r"""Return a text as it is stored: PostgreSQL holds no NUL.

    Examples
    --------
    >>> kept("a\0b\\c"), given(kept("a\0b\\c")) == "a\0b\\c"
    ('a\\0b\\\\c', True)
    """
    return text.replace("\\", "\\\\").replace("\0", "\\0")


def given(text: str) -> str:
    """Return a stored text as it was given."""
    if "\\" not in text:
        return text
    return "\\".join(part.replace("\\0", "\0") for part in text.split("\\\\"))
