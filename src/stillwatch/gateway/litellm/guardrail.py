"""The guardrail: names this class in LiteLLM's settings, mode `pre_call`, `default_on: true`."""

from __future__ import annotations

import os
from typing import Any

from litellm.integrations.custom_guardrail import CustomGuardrail
from litellm.proxy._types import ProxyException
from litellm.types.guardrails import GuardrailEventHooks

from stillwatch.core.errors import UsageError
from stillwatch.gateway.answers import Refused, advice, openai_type
from stillwatch.gateway.litellm.judge import Judge
from stillwatch.gateway.litellm.settings import settings_of
from stillwatch.gateway.litellm.speech import say
from stillwatch.gateway.litellm.ticket import Ticket, ticket_of
from stillwatch.ingest.litellm import Metadata


class Guardrail(CustomGuardrail):  # type: ignore[misc]
    """Does what decisions say about the callers of a proxy.

    Parameters
    ----------
    options
        LiteLLM's own.

    Raises
    ------
    UsageError, InputError
        A setting or a file is wrong; the proxy does not start.
    """

    def __init__(self, **options: Any) -> None:
        if not options.get("default_on"):
            raise UsageError("stillwatch: default_on: true is missing: clients would choose")
        for name in ("run_in_parallel", "scan_raw_request"):
            if options.get(name):
                raise UsageError(f"stillwatch: {name} would undo what is changed in requests")
        super().__init__(supported_event_hooks=[GuardrailEventHooks.pre_call], **options)
        self.judge = Judge(settings_of(os.environ), say)

    async def async_pre_call_hook(
        self, user_api_key_dict: Any, cache: Any, data: dict[str, Any], call_type: str
    ) -> dict[str, Any]:
        """Judge a request before it is sent.

        Raises
        ------
        ProxyException
            It is refused.
        """
        ticket, refused = await self.judge.judge(_who(user_api_key_dict), data, call_type)
        if ticket is not None:
            self._note(ticket, data)
        if refused is not None:
            raise _exception(refused)
        return data

    async def async_log_success_event(
        self, kwargs: dict[str, Any], response_obj: Any, start_time: Any, end_time: Any
    ) -> None:
        """Settle what was reserved by what was used; where that is not told, it stands."""
        ticket = ticket_of(kwargs.get("litellm_params") or {})
        used = (kwargs.get("standard_logging_object") or {}).get("total_tokens")
        if ticket is not None and isinstance(used, int) and used > 0:
            self.judge.settle(ticket, float(used))

    async def async_post_call_failure_hook(
        self, request_data: dict[str, Any], original_exception: Exception, user_api_key_dict: Any,
        traceback_str: str | None = None,
    ) -> None:  # fmt: skip
        """Give back what was reserved for a request that failed for good."""
        ticket = ticket_of(request_data)
        if ticket is not None:
            self.judge.settle(ticket, 0.0)

    def _note(self, ticket: Ticket, data: dict[str, Any]) -> None:
        """Have LiteLLM's own logs say what was done, or would have been."""
        status = "guardrail_intervened" if ticket.refused else "success"
        self.add_standard_logging_guardrail_information_to_request_data(
            guardrail_json_response=dict(ticket), request_data=data, guardrail_status=status
        )


def _who(auth: Any) -> Metadata:
    """Return who called, as the proxy's own log will say it."""
    alias = getattr(auth, "key_alias", None)
    session = getattr(auth, "is_session_token", False) and alias
    return Metadata(
        user_api_key_hash=alias if session else getattr(auth, "api_key", None),
        user_api_key_user_id=getattr(auth, "user_id", None),
        user_api_key_team_id=getattr(auth, "team_id", None),
        user_api_key_org_id=getattr(auth, "org_id", None),
        user_api_key_end_user_id=getattr(auth, "end_user_id", None),
    )


def _exception(refused: Refused) -> ProxyException:
    return ProxyException(
        message=refused.message, type=openai_type(refused.status), param=None,
        code=refused.status, headers=advice(refused), openai_code=refused.code,
    )  # fmt: skip
