"""What the gateway itself answers, in the shape that the clients of each API understand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec
from aiohttp import web
from multidict import MultiMapping

Family = Literal["openai", "anthropic"]

_OPENAI = {
    **{400: "invalid_request_error", 401: "invalid_request_error", 403: "permission_error"},
    **{408: "timeout_error", 413: "invalid_request_error", 429: "rate_limit_error"},
}
_ANTHROPIC = {
    **{400: "invalid_request_error", 408: "timeout_error", 413: "request_too_large"},
    **{401: "authentication_error", 403: "permission_error", 429: "rate_limit_error"},
    **{502: "api_error", 503: "overloaded_error", 504: "timeout_error"},
}


class Refused(Exception):
    """A request that the gateway answers itself.

    Parameters
    ----------
    status
        HTTP status.
    code
        Short name of the reason.
    message
        What a developer reads.
    again
        Whether sending it again may help and does no harm: the API has not seen it. Null leaves
        it to the client.
    headers
        Further headers of the answer.
    """

    def __init__(
        self, status: int, code: str, message: str, again: bool | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(message)
        self.status, self.code, self.message, self.again = status, code, message, again
        self.headers = headers or {}
        self.counted = code
        """Under what name it is counted."""


def family_of(headers: MultiMapping[str]) -> Family:
    """Tell whose client has sent a request."""
    return "anthropic" if "anthropic-version" in headers else "openai"


def answer(refused: Refused, family: Family) -> web.Response:
    """Return the response to a request that was refused."""
    status = refused.status
    if family == "anthropic":
        error = {"type": _ANTHROPIC.get(status, "api_error"), "message": refused.message}
        body = msgspec.json.encode({"type": "error", "error": error})
    else:
        kind = openai_type(status)
        told = {"message": refused.message, "type": kind, "param": None, "code": refused.code}
        body = msgspec.json.encode({"error": told})
    headers = {"content-type": "application/json", "server": "stillwatch"} | advice(refused)
    return web.Response(status=status, body=body, headers=headers)


def openai_type(status: int) -> str:
    """Return the `type` of OpenAI's errors with a status."""
    return _OPENAI.get(status, "server_error")


def advice(refused: Refused) -> dict[str, str]:
    """Return the headers that tell SDKs whether and when to send a request again."""
    headers = {}
    if refused.again is not None:
        # both families' SDKs heed it
        headers["x-should-retry"] = "true" if refused.again else "false"
    if refused.again and refused.status >= 500:
        headers["retry-after"] = "1"
    return headers | dict(refused.headers)
