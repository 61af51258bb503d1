"""The console put together: it looks, shows and alerts, beside the gateway."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from aiohttp import web

from stillwatch.console.alerts.alerts import Alerts
from stillwatch.console.watch import Watch
from stillwatch.gateway.operator import Live

if TYPE_CHECKING:
    from stillwatch.console.pages import Pages
    from stillwatch.gateway.openapi import Operation


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
        self._pages: Pages | None = None
        if live.settings.admin.at is not None and live.settings.admin.page:
            from stillwatch.console.pages import Pages  # with all that draws pages

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
        if self._pages is None:
            return web.Response(status=404)
        return await self._pages.handle(request)

    def operations(self) -> Sequence[Operation]:
        """Return what is answered, for the description."""
        if self._pages is None:
            return ()
        from stillwatch.console.openapi import OPERATIONS  # only when somebody asks

        return OPERATIONS
