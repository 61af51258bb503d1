"""Files that several open at once, at the moment they are made, open for all of them."""

from __future__ import annotations

import base64
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from stillwatch.core.sqlitewal import write_ahead
from stillwatch.gateway.batches import store as batches
from stillwatch.gateway.binding import holders
from stillwatch.proof.evidence.masters import master
from stillwatch.proof.evidence.vault import Vault
from stillwatch.respond.decisions.sqlite import SqliteStore

KEY = base64.b64encode(bytes(range(32))).decode()
AT_ONCE, TIMES = 6, 25


@pytest.fixture(autouse=True)
def key(monkeypatch):
    monkeypatch.setenv("MASTER", KEY)


OPENED: dict[str, Callable[[Path], Any]] = {
    "decisions": SqliteStore,
    "vault": lambda path: Vault(path, master("env:MASTER")),
    "batches": batches._opened,
    "holders": holders._opened,
}


@pytest.mark.parametrize("what", OPENED)
def test_several_open_a_new_file_at_once(what, tmp_path):
    for number in range(TIMES):
        path, together = tmp_path / f"{number}.db", threading.Barrier(AT_ONCE)

        def opened(path=path, together=together):
            together.wait()
            OPENED[what](path).close()

        with ThreadPoolExecutor(AT_ONCE) as pool:
            for one in [pool.submit(opened) for _ in range(AT_ONCE)]:
                one.result()


def test_who_holds_the_file_for_long_is_told(tmp_path):
    path = tmp_path / "held.db"
    with sqlite3.connect(path, isolation_level=None) as holder:
        holder.execute("CREATE TABLE t (x)")
        holder.execute("BEGIN EXCLUSIVE")
        other = sqlite3.connect(path, timeout=0.0, isolation_level=None)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            write_ahead(other, 0.1)
        holder.execute("COMMIT")
        write_ahead(other, 5.0)
        assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        other.close()
    holder.close()
