"""What of a body both the log and enforcement read, so that they read the same."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from stillwatch.ingest import wire
from stillwatch.ingest.end_users import lasting, passed_on

_DENSE = 2_000_000  # separators in a body that would take gigabytes when decoded
_LARGE = 4 << 20

_json = msgspec.json.Decoder().decode


def object_of(data: bytes | None) -> dict[str, Any] | None:
    """Decode an object; null where it is none."""
    if not data:
        return None
    if len(data) > _LARGE and sum(map(data.count, (b",", b":", b"[", b"{"))) > _DENSE:
        return None
    try:
        value = _json(data)
    except msgspec.DecodeError:
        try:  # half surrogate pairs, which JavaScript's cut strings have
            value = json.loads(data)
        except (ValueError, RecursionError):
            return None
    except (UnicodeDecodeError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def end_user(request: dict[str, Any]) -> str | None:
    """Return the customer's own user, where the request names one."""
    named = {name: request.get(name) for name in ("safety_identifier", "user")}
    known = {name: value for name, value in named.items() if isinstance(value, (str, int))}
    metadata = request.get("metadata")
    try:
        raw = msgspec.Raw(msgspec.json.encode(metadata)) if isinstance(metadata, dict) else None
    except UnicodeEncodeError:
        raw = None
    user = passed_on(wire.Request(metadata=raw, **known))  # type: ignore[arg-type]
    return lasting(user) if user else None
