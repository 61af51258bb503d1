"""A PostgreSQL server for the tests of this folder, and empty databases of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .postgres_server import Server, served

_NUMBERS = iter(range(1_000_000))


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A server that tests leave as it was."""
    with served("fsync=off", "max_connections=50") as made:
        yield made


@pytest.fixture
def database(server: Server) -> Iterator[str]:
    """Address of an empty database, as its owner."""
    name = f"d{next(_NUMBERS)}"
    yield server.database(name)
    server.sql(f"DROP DATABASE {name} WITH (FORCE)")
