"""Small worlds, simulated once."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from stillwatch.simulate.run import simulate
from stillwatch.simulate.world import World, named

SMALL: dict[str, Any] = {"accounts": 1_000, "campaign_accounts": 180, "days": 3, "rate": 0.5}


class Log(NamedTuple):
    """A simulated log, read back."""

    folder: Path
    lines: list[dict[str, Any]]
    truth: dict[str, Any]


def read(folder: Path) -> Log:
    lines = []
    for path in sorted(folder.glob("log-*.jsonl*")):
        data = path.read_bytes()
        text = gzip.decompress(data) if path.suffix == ".gz" else data
        lines += [json.loads(line) for line in text.splitlines()]
    return Log(folder, lines, json.loads((folder / "truth.json").read_text()))


@pytest.fixture(scope="session")
def world_log(tmp_path_factory):
    """Simulate a world (once for all tests) and read it back."""
    made: dict[tuple[str, ...], Log] = {}

    def make(name: str, **more: Any) -> Log:
        key = (name, *(f"{k}={v}" for k, v in sorted(more.items())))
        if key not in made:
            folder = tmp_path_factory.mktemp("world")
            simulate(named(World(name=name, **{**SMALL, **more})), folder)
            made[key] = read(folder)
        return made[key]

    return make


@pytest.fixture(scope="session")
def read_log():
    """Read the log and the truth in a folder."""
    return read
