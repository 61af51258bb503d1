"""What a user is told to do about what the system, or a file's database, refuses."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from stillwatch.core.errors import remedy_of


def test_a_database_that_finds_no_room(tmp_path: Path) -> None:
    database = sqlite3.connect(tmp_path / "small.db")
    database.execute("CREATE TABLE t (x)")
    database.execute("PRAGMA max_page_count = 2")
    with pytest.raises(sqlite3.OperationalError) as refused:
        database.execute("INSERT INTO t VALUES (zeroblob(1000000))")
    assert "make room" in remedy_of(refused.value)


def test_a_database_that_another_holds(tmp_path: Path) -> None:
    path = tmp_path / "held.db"
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError) as refused:
        sqlite3.connect(path, timeout=0).execute("CREATE TABLE t (x)")
    assert remedy_of(refused.value) == "wait until another process is done"


def test_a_database_whose_disk_fails() -> None:
    assert "full or broken" in remedy_of(sqlite3.OperationalError("disk I/O error"))
