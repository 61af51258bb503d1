"""The console put together: it looks, shows and alerts, beside the gateway."""

from __future__ import annotations

from aiohttp import web

from stillwatch.console.alerts.alerts import Alerts
from stillwatch.console.pages import Pages
from stillwatch.console.watch import Watch
from stillwatch.gateway.operator import Live
from stillwatch.gateway.settings import Settings


class Console:
    """See `stillwatch.gateway.operator.Console`.

    Parameters
    ----------
    live
        The gateway.

    Raises
    ------
    UsageError, InputError
        A setting or a file is wrong.
    """

    def __init__(self, live: Live) -> None:
        self._alerts = Alerts(live.settings, live.say)
        self._watch = Watch(live, self._alerts.take)
        self._pages = Pages(live, self._watch, self._alerts.told)

    async def start(self) -> None:
        """Begin to look and to deliver."""
        self._alerts.start()
        self._watch.start()

    async def stop(self) -> None:
        """End."""
        await self._watch.stop()
        await self._alerts.stop()

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer a request to the operator's listener."""
        return await self._pages.handle(request)


def wanted(settings: Settings) -> bool:
    """Whether there is anything to show or to tell."""
    return settings.alerts.any or (settings.admin.at is not None and settings.admin.page)
