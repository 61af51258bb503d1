"""How kernels are compiled: cached on disk where some folder can be written, else each time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from numba import njit


def kernel(function: Callable[..., Any]) -> Any:
    """Compile a function at its first call, without the interpreter's lock.

    numba refuses to cache when neither the package's folder nor the user's cache folder can be
    written (a read-only container); such a process compiles for itself, some ten seconds.
    """
    try:
        return njit(cache=True, nogil=True)(function)
    except RuntimeError:
        return njit(nogil=True)(function)
