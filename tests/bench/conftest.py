"""The benchmarks' folder is on the path while its tests run."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

BENCH = Path(__file__).parents[2] / "bench"


@pytest.fixture(scope="module", autouse=True)
def bench_on_path() -> Iterator[None]:
    """Put `bench` on the path."""
    sys.path.insert(0, str(BENCH))
    yield
    sys.path.remove(str(BENCH))
