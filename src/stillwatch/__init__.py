"""stillwatch: find, limit and prove illicit distillation of language models.

>>> from stillwatch import audit, read_audit
>>> callable(audit) and callable(read_audit)
True
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_HOMES = {"Audit": "stillwatch.contract.audit", "read_audit": "stillwatch.contract.audit"}
"""Modules of the public names; `__init__.pyi` tells type checkers the same."""


def __getattr__(name: str) -> Any:
    """Import what is asked for: the command line must not wait for what it does not use."""
    if name == "audit":  # the room, which can be called
        return import_module("stillwatch.audit")
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
