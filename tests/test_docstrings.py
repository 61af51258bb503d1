"""Examples in docstrings, run: what they print is what they say."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "src"
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
EXAMPLES = sorted(
    ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")
    for path in SOURCE.rglob("*.py")
    if ">>> " in path.read_text(encoding="utf-8")
)


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_of_docstrings_hold(name):
    if name.startswith("stillwatch.gateway.litellm."):
        pytest.importorskip("litellm", reason="LiteLLM is not installed")
    failed, tried = doctest.testmod(importlib.import_module(name), optionflags=FLAGS)
    assert tried, f"{name}: its examples are in no docstring"
    assert failed == 0, f"{name}: {failed} examples print something else"
