"""The callback: name `exchanges` of this module in LiteLLM's settings."""

from __future__ import annotations

import os
from typing import Any

from litellm.integrations.custom_logger import CustomLogger

from stillwatch.gateway.litellm.exchanges import Exchanges
from stillwatch.gateway.litellm.settings import settings_of
from stillwatch.gateway.litellm.speech import say


class Callback(CustomLogger):  # type: ignore[misc]
    """Writes finished calls as an exchange log.

    Parameters
    ----------
    log
        Takes them.
    """

    def __init__(self, log: Exchanges) -> None:
        super().__init__()
        self.log = log

    async def async_log_success_event(
        self, kwargs: dict[str, Any], response_obj: Any, start_time: Any, end_time: Any
    ) -> None:
        """Log a call that was answered."""
        self.log.take(kwargs)

    async def async_log_failure_event(
        self, kwargs: dict[str, Any], response_obj: Any, start_time: Any, end_time: Any
    ) -> None:
        """Log a call that was refused or failed."""
        self.log.take(kwargs)


exchanges = Callback(Exchanges(settings_of(os.environ), say))
"""What LiteLLM calls."""
