from __future__ import annotations

import pytest
from numba import njit

from stillwatch.core.jit import kernel
from stillwatch.features import scan


def test_a_kernel_that_cannot_be_cached_is_compiled_all_the_same() -> None:
    held: dict[str, object] = {}
    exec("def plus_one(x):\n    return x + 1\n", held)
    with pytest.raises(RuntimeError, match="cannot cache"):
        njit(cache=True)(held["plus_one"])
    assert kernel(held["plus_one"])(1) == 2  # type: ignore[arg-type]


def test_the_stamp_follows_the_sources(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:  # type: ignore[no-untyped-def]
    for name in ("hashing.py", "tokens.py", "keys.py", "score.py", "scan.py"):
        (tmp_path / name).write_text(name)
    monkeypatch.setattr(scan, "__file__", str(tmp_path / "scan.py"))
    before = scan._stamp()
    assert before == scan._stamp() != 0
    (tmp_path / "keys.py").write_text("edited")
    assert scan._stamp() != before
