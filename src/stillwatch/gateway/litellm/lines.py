"""Lines of the exchange log, made of LiteLLM's payloads by the adapter that reads its own logs."""

from __future__ import annotations

import secrets
from collections import Counter
from datetime import UTC, datetime
from typing import Any, NamedTuple

import msgspec

from stillwatch.gateway.litellm.settings import Settings
from stillwatch.gateway.litellm.ticket import Ticket
from stillwatch.gateway.litellm.who import account_of
from stillwatch.gateway.tap.content import without_text
from stillwatch.gateway.tap.recorder import encoded, enforcement
from stillwatch.ingest.lenient import NotAnExchange
from stillwatch.ingest.litellm import LiteLlm, Metadata

_LONGEST = 100  # characters of a call's id, which clients may choose


class Noted(NamedTuple):
    """What is known of a call beside its payload."""

    ip: str | None
    """Address of the client."""
    ticket: Ticket | None
    """What was decided about it."""


class Lines:
    """Makes lines.

    Parameters
    ----------
    settings
        What an account is, and whether text is kept.
    """

    def __init__(self, settings: Settings) -> None:
        self._text, self._kind = settings.log.text, settings.account
        self._adapter = LiteLlm()
        self._prefix, self._number = secrets.token_hex(8), 0

    def line(self, payload: bytes, noted: Noted) -> tuple[str, bytes | None]:
        """Return the line of a call, and what it is counted as; null where it is none.

        Parameters
        ----------
        payload
            Its `StandardLoggingPayload`, as JSON.
        noted
            What is known beside.
        """
        try:
            found = next(self._adapter.read(payload, None, Counter()))
        except NotAnExchange:
            return "refused", None
        if isinstance(found, NotAnExchange):
            return "refused", None
        if isinstance(found, str):
            return "skipped", None
        if self._kind != "key":
            who = msgspec.json.decode(payload, type=_Who).metadata
            found.account = account_of(who, found.account.end_user, self._kind)
        plain = msgspec.json.decode(msgspec.json.encode(found))
        if not all((plain["request"]["model"], plain["time"])):
            return "refused", None  # such as what was no JSON
        if not plain["account"]["id"]:
            return "nobodys", None
        made = self._made(plain, noted)
        return "exchanges", encoded(made if self._text else without_text(made))

    def _made(self, plain: dict[str, Any], noted: Noted) -> dict[str, Any]:
        self._number += 1
        # clients may choose LiteLLM's id, and what has one id counts once in an audit
        ident = f"{str(plain['id'] or '')[:_LONGEST]}:{self._prefix}-{self._number}"
        time, request, response = plain["time"], plain["request"], plain.get("response") or {}
        if isinstance(time, (int, float)):
            time = datetime.fromtimestamp(time, UTC).isoformat()
        if noted.ticket is not None and noted.ticket.refused:
            response["finish_reason"] = "refused"
        return plain | {
            "id": ident, "time": time, "response": _given(response),
            "client": (plain.get("client") or {}) | {"ip": noted.ip},
            "request": _given(_talk(request)),
            "enforcement": enforcement(noted.ticket.marks if noted.ticket else None),
        }  # fmt: skip


class _Who(msgspec.Struct):
    metadata: Metadata = msgspec.field(default_factory=Metadata)


def _talk(request: dict[str, Any]) -> dict[str, Any]:
    """Return a request with all that is said in `messages`, as the gateway's log has it."""
    told = request.pop("system", None) or request.pop("instructions", None)
    given = request.pop("input", None)
    messages = [{"role": "system", "content": told}] if told else []
    if isinstance(given, str):
        given = [{"role": "user", "content": given}]
    for item in given or []:
        messages.append({"role": "user", "content": item} if isinstance(item, str) else item)
    return request | {"messages": messages}


def _given(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _given(v) for k, v in value.items() if v is not None}
    return [_given(item) for item in value] if isinstance(value, list) else value
