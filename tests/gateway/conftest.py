"""A running gateway in front of a local API."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec

import pytest

if all(map(find_spec, ("aiohttp", "jwt", "openai", "anthropic"))):
    from .running import Running, running
else:  # the extra `gateway` and the SDKs come with scripts/setup
    collect_ignore_glob = ["test_*.py"]


@pytest.fixture(scope="module")
def shared() -> Iterator[Running]:
    """A gateway that logs text, for tests that leave it as it was."""
    with running(tap={"text": True}) as made:
        yield made


@pytest.fixture
def gateway(shared: Running) -> Running:
    """The shared gateway, its log and its API's memory empty."""
    shared.forget()
    return shared
