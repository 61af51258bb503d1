"""Notes for the operator: on the proxy's standard error, by Python's logging."""

from __future__ import annotations

import logging

_log = logging.getLogger("stillwatch")


def say(note: str) -> None:
    """Say one line."""
    _log.warning("stillwatch: %s", note)
