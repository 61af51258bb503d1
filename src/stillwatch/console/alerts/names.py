"""What alerts call a gateway, and where what was told is kept."""

from __future__ import annotations

import socket
from pathlib import Path

from stillwatch.gateway.settings import Settings

NAME = ".alerts.json"
"""File of what was told, in the log's folder."""


def state_of(settings: Settings) -> Path | None:
    """Return the file of what was told; null: nothing is kept over a restart."""
    if settings.alerts.state:
        return Path(settings.alerts.state)
    return Path(settings.tap.out) / NAME if settings.tap.out else None


def gateway_name(settings: Settings) -> str:
    """Return what alerts call this gateway."""
    return settings.alerts.name or socket.gethostname()
