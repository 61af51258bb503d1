"""What serves operators beside the gateway: who makes it, and what it is given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from aiohttp import web

from stillwatch.gateway.settings import Settings
from stillwatch.gateway.telemetry.meters import Snapshot

if TYPE_CHECKING:
    from stillwatch.gateway.openapi import Operation


@dataclass(frozen=True)
class Live:
    """What a console sees of a gateway that runs."""

    settings: Settings
    numbers: Callable[[], Snapshot]
    """Returns all numbers but the loop's peak."""
    ready: Callable[[], str | None]
    """Returns why no requests should be sent; null: they may come."""
    say: Callable[[str], None]
    """Takes notes for the operator."""
    token: bytes | None
    """What operators show that they are operators with; null: on loopback all may look."""


class Console(Protocol):
    """Looks at the gateway from beside it: shows a page and raises alerts."""

    async def start(self) -> None:
        """Begin to look. Raises `StillwatchError` where it cannot."""

    async def stop(self) -> None:
        """End."""

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer a request to the operator's listener."""

    def operations(self) -> Sequence[Operation]:
        """Return what is answered, for the description."""


Made = Callable[[Live], Console]
"""Makes a console; raises `StillwatchError` where a setting or a file is wrong."""


def wanted(settings: Settings) -> bool:
    """Whether there is anything to show to operators, or to tell them."""
    return settings.alerts.any or (settings.admin.at is not None and settings.admin.page)
