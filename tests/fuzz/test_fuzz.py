"""Readers and damaged files: briefly here, for minutes with `scripts/fuzz SECONDS`."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .mutate import mutate
from .targets import TARGETS, run

CORPUS = Path(__file__).parent / "corpus"
KEPT = sorted(path for path in CORPUS.glob("*/*") if path.is_file())


@pytest.mark.parametrize("name", TARGETS)
def test_seeds_are_read(name: str, tmp_path: Path) -> None:
    target = TARGETS[name]
    assert target.seeds()
    for seed in target.seeds():
        assert run(target, seed, tmp_path) == "", "a seed that is refused reaches little"


@pytest.mark.parametrize("name", TARGETS)
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 2**32))
def test_damage_is_refused_or_read(name: str, seed: int, tmp_path: Path) -> None:
    target = TARGETS[name]
    said = run(target, mutate(target.seeds(), random.Random(seed)), tmp_path)
    assert "\n" not in said and "Traceback" not in said


@pytest.mark.parametrize("kept", KEPT, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_what_once_broke_a_reader(kept: Path, tmp_path: Path) -> None:
    name = next(name for name in TARGETS if name.replace(":", "-") == kept.parent.name)
    run(TARGETS[name], kept.read_bytes(), tmp_path)
