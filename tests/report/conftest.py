"""The made-up audit, loaded by path: test modules are not a package."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def sample() -> ModuleType:
    """Module `sample.py` beside this file."""
    path = Path(__file__).with_name("sample.py")
    spec = importlib.util.spec_from_file_location("report_sample", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
