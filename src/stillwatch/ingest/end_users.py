"""The customer's own user, as APIs take it along.

OpenAI has `safety_identifier` (before it, `user`), Anthropic `metadata.user_id`. Coding agents put
the session into the latter, in one of two forms: taken as it stands, each session would be another
user, and a single developer a reseller.
"""

from __future__ import annotations

import re

import msgspec

from stillwatch.ingest.wire import Request, decoded

_SESSION = re.compile(r"(user_\w+_account_[\w-]*)_session_[\w-]+")


def passed_on(request: Request) -> str | None:
    """Return the end user that a request names in the provider's own fields, if any."""
    given = request.safety_identifier
    if given in (None, "") and request.metadata is not None:
        given = _from_metadata(bytes(request.metadata))
    if given in (None, ""):
        given = request.user
    return None if given in (None, "") else str(given)


def _from_metadata(raw: bytes) -> str | None:
    if b"user_id" not in raw:
        return None
    try:
        found = decoded(msgspec.json.decode(raw))
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    user = found.get("user_id") if isinstance(found, dict) else None
    if isinstance(user, int) and not isinstance(user, bool):
        return str(user)
    return user if isinstance(user, str) else None


def lasting(user: str) -> str:
    """Return what of an end user's id lasts: without the session that coding agents put into it.

    Examples
    --------
    >>> lasting("user_ab12_account__session_c31ac7cf-56a7-4c0a-b363-2b726377687d")
    'user_ab12_account_'
    >>> lasting('{"device_id":"d1","account_uuid":"","session_id":"54c1eb09"}')
    '{"account_uuid":"","device_id":"d1"}'
    >>> lasting("anything else")
    'anything else'
    """
    if "session" not in user:
        return user
    if found := _SESSION.fullmatch(user):
        return found[1]
    if user.startswith("{"):
        try:
            fields = msgspec.json.decode(user)
            if isinstance(fields, dict) and "session_id" in fields and len(fields) > 1:
                del fields["session_id"]
                return msgspec.json.encode(fields, order="deterministic").decode()
        except (msgspec.MsgspecError, UnicodeError, RecursionError):
            return user
    return user
