"""Small worlds to audit, simulated once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from stillwatch.audit.run import Audit, Request, run
from stillwatch.simulate.run import simulate
from stillwatch.simulate.world import World, named

SMALL: dict[str, Any] = {"accounts": 150, "campaign_accounts": 40, "days": 4, "rate": 0.6}


@pytest.fixture(scope="session")
def world(tmp_path_factory):
    """Simulate a small world (once for all tests); returns its folder."""
    made: dict[str, Path] = {}

    def make(name: str = "kind:shared_template", **more: Any) -> Path:
        key = f"{name}{sorted(more.items())}"
        if key not in made:
            made[key] = tmp_path_factory.mktemp("world")
            simulate(named(World(name=name, **{**SMALL, **more})), made[key])
        return made[key]

    return make


@pytest.fixture(scope="session")
def audited(world, tmp_path_factory):
    """Audit a small world (once for all tests); returns its folder and what was found."""
    made: dict[str, tuple[Path, Audit]] = {}

    def make(name: str = "kind:shared_template") -> tuple[Path, Audit]:
        if name not in made:
            out = tmp_path_factory.mktemp("audit")
            made[name] = out, run(Request([world(name)], out, world(name) / "accounts.csv"))
        return made[name]

    return make
