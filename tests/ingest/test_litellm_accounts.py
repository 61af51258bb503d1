"""The statements of the how-to, on a PostgreSQL server with LiteLLM's tables."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from stillwatch.core.errors import InputError
from stillwatch.ingest.accounts import AccountTable, read_accounts

from ..decisions.postgres_server import Server, served

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "docs" / "how-to" / "litellm.md"
STATEMENTS = [ROOT / "examples" / "sql" / f"litellm-{name}.sql" for name in ("keys", "teams")]
_KEYS = (
    "token text PRIMARY KEY, key_alias text, user_id text, team_id text, organization_id text, "
    "created_at timestamp(3)"
)
MADE = (
    f'CREATE TABLE "LiteLLM_VerificationToken" ({_KEYS})',
    f'CREATE TABLE "LiteLLM_DeletedVerificationToken" ({_KEYS.replace(" PRIMARY KEY", "")})',
    'CREATE TABLE "LiteLLM_TeamTable" (team_id text PRIMARY KEY, team_alias text, '
    "organization_id text, created_at timestamp(3))",
    "CREATE TABLE billing (team_id text, signed_up date, country text, plan text, verified bool, "
    "payment text, email_domain text, legal_name text, reseller bool, licence_scope text, "
    "licence_document text, licence_valid_until date)",
    """INSERT INTO "LiteLLM_TeamTable" VALUES
    ('t1', 'Acme, Ltd', 'o1', '2026-03-04 23:30:00.5'), ('t2', 'New', NULL, '2026-08-01')""",
    """INSERT INTO "LiteLLM_VerificationToken" VALUES
    ('a1', 'x', 'u1', 't1', NULL, '2026-09-01'), ('a2', 'y', 'u2', 't1', 'o9', '2026-09-02'),
    ('b1', NULL, NULL, 't2', NULL, NULL), ('c1', NULL, 'default_user_id', NULL, NULL, NULL)""",
    """INSERT INTO "LiteLLM_DeletedVerificationToken" VALUES
    ('a3', 'z', 'u1', 't1', NULL, '2026-09-01'), ('a1', 'x', 'u1', 't1', NULL, '2026-09-01')""",
    """INSERT INTO billing VALUES ('t1', '2025-02-03', 'GB', 'team', true, 'pm_1', 'acme.example',
    'Acme, Ltd', true, 'train', 'MSA-1', '2026-12-31')""",
)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with served("fsync=off") as made:
        made.sql(*MADE)
        yield made


def made_by(server: Server, number: int, folder: Path) -> AccountTable:
    """Run a statement that the page names, and read what it gives as the server writes CSV."""
    from pg8000.native import Connection

    statement = STATEMENTS[number].read_text(encoding="utf-8")
    path = folder / "accounts.csv"
    on = Connection(
        "postgres", "127.0.0.1", "postgres", server.port, "root-password", ssl_context=False
    )
    try:
        with path.open("wb") as file:
            on.run(f"COPY ({statement}) TO STDOUT WITH (FORMAT CSV, HEADER)", stream=file)
    finally:
        on.close()
    return read_accounts(path)


def test_keys_with_what_billing_knows(server: Server, tmp_path: Path) -> None:
    table = made_by(server, 0, tmp_path)
    assert table.accounts() == ["a1", "a2", "a3", "b1", "c1"] and table.unknown == ()
    rows = table.overrides().to_pylist()
    assert [row["org"] for row in rows] == ["o1", "o9", "o1", "t2", None]
    since = [row["created"] and row["created"].date().isoformat() for row in rows]
    assert since == ["2025-02-03"] * 3 + ["2026-08-01", None]
    at = datetime(2026, 9, 20, tzinfo=UTC)
    held = [table.licensed(account, at) for account in table.accounts()]
    assert [licence and licence.document for licence in held] == ["MSA-1"] * 3 + [None] * 2
    assert table.resellers() == ["a1", "a2", "a3"]
    assert (rows[0]["verified"], rows[0]["payment"], rows[3]["verified"]) == (True, "pm_1", None)


def test_teams_with_what_billing_knows(server: Server, tmp_path: Path) -> None:
    table = made_by(server, 1, tmp_path)
    assert table.accounts() == ["t1", "t2"] and table.resellers() == ["t1"]
    assert table.unknown == () and table.overrides()["org"].to_pylist() == ["o1", None]


def test_two_rows_of_billing_for_one_team_stop_an_audit(server: Server, tmp_path: Path) -> None:
    server.sql("INSERT INTO billing (team_id) VALUES ('t1')")
    try:
        with pytest.raises(InputError, match="'a1' has two rows"):
            made_by(server, 0, tmp_path)
    finally:
        server.sql("DELETE FROM billing WHERE signed_up IS NULL")


@pytest.mark.skipif(shutil.which("jq") is None, reason="jq is not installed")
def test_what_the_proxy_lists_is_a_table(tmp_path: Path) -> None:
    shell = re.findall(r"jq -c '(.*?)'", PAGE.read_text())[-1]
    keys = [{"token": "a1", "team_id": "t1", "org_id": None}, {"token": "a2", "org_id": "o1"}]
    listed = json.dumps({"keys": keys, "total_pages": 1}).encode()
    done = subprocess.run(["jq", "-c", shell], input=listed, capture_output=True, check=True)
    (tmp_path / "a.jsonl").write_bytes(done.stdout)
    table = read_accounts(tmp_path / "a.jsonl")
    assert table.overrides()["org"].to_pylist() == ["t1", "o1"] and table.unknown == ()
