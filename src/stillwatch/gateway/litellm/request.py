"""A request as LiteLLM holds it, which enforcement reads and rewrites like any other."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

import msgspec

from stillwatch.gateway.dialects._hardening import Fields
from stillwatch.gateway.dialects.base import Dialect
from stillwatch.gateway.enforce.asked import Asked
from stillwatch.gateway.litellm.ticket import holder_of
from stillwatch.gateway.litellm.who import multiple
from stillwatch.respond.decisions.index import Caller

_OWN = frozenset({
    "metadata", "litellm_metadata", "proxy_server_request", "secret_fields", "litellm_call_id",
    "litellm_logging_obj", "litellm_session_id", "litellm_trace_id", "guardrails",
    "guardrail_to_apply", "standard_logging_object", "shared_session",
})  # fmt: skip
"""What LiteLLM keeps beside the client's fields."""
_READ = frozenset({"messages", "input", "prompt", "system", "instructions", "tools"})
"""What must be readable for the request to be."""


class Held(Asked):
    """One request. Its body is encoded when something is decided about its caller, and not before.

    Parameters
    ----------
    data
        LiteLLM's dictionary of the request.
    dialect
        Reads it; null: it passes unread.
    callers
        Who it is from.
    """

    def __init__(
        self, data: dict[str, Any], dialect: Dialect | None, callers: Sequence[Caller]
    ) -> None:
        self._data = data
        self._sent: Fields | None = None
        came = data.get("proxy_server_request")
        came = came if isinstance(came, Mapping) else {}
        url, method = came.get("url"), came.get("method")
        headers = came.get("headers")
        super().__init__(
            method if isinstance(method, str) else "POST",
            urlsplit(url)._replace(scheme="", netloc="").geturl() if isinstance(url, str) else "",
            multiple(headers if isinstance(headers, Mapping) else {}), dialect, callers,
        )  # fmt: skip

    def plain(self) -> bytes | None:
        """See `Asked.plain`; null where a field that is read cannot be encoded."""
        if self.rewritten is not None:
            return self.rewritten
        if self._plain is None and (fields := self._encoded()) is not None:
            self._plain = msgspec.json.encode(fields)
        return self._plain

    def apply(self) -> None:
        """Put what was rewritten into LiteLLM's dictionary; what was not stays the same object."""
        fields, before = (None if self.rewritten is None else self.fields()), self._sent
        if fields is None or before is None:
            return
        for name in before.keys() - fields.keys():
            self._data.pop(name, None)
        for name, raw in fields.items():
            if name not in _OWN and (name not in before or bytes(before[name]) != bytes(raw)):
                self._data[name] = msgspec.json.decode(raw)

    def forget(self) -> None:
        """See `Asked.forget`."""
        super().forget()
        self._data, self._sent = {}, None

    def _encoded(self) -> Fields | None:
        if self._sent is None:
            fields: Fields = {}
            for name, value in self._data.items():
                if name in _OWN:
                    continue
                try:
                    name.encode()  # half a surrogate pair is no name that anything reads
                    fields[name] = msgspec.Raw(encoded(value))
                except (TypeError, ValueError, RecursionError):
                    if name in _READ:
                        return None
            self._sent = fields
        given = self._data.get(holder_of(self._data))
        # the client's own metadata, which LiteLLM has put aside
        told = given.get("requester_metadata") if isinstance(given, Mapping) else None
        user = told.get("user_id") if isinstance(told, Mapping) else None
        if not isinstance(user, str):
            return self._sent
        return self._sent | {"metadata": msgspec.Raw(encoded({"user_id": user}))}


def encoded(value: Any) -> bytes:
    """Encode a value of LiteLLM's as JSON.

    Raises
    ------
    TypeError, ValueError, RecursionError
        It cannot be.
    """
    try:
        return msgspec.json.encode(value, enc_hook=_dumped)
    except UnicodeEncodeError:  # half a surrogate pair
        return json.dumps(value, separators=(",", ":")).encode()


def _dumped(value: Any) -> Any:
    dump = getattr(value, "model_dump", None)  # pydantic's
    if dump is None:
        raise TypeError(f"a {type(value).__name__} is no JSON")
    return dump()
