"""What of a body both the log and enforcement read, so that they read the same."""

from __future__ import annotations

import gc
import json
from typing import Any

import msgspec

from stillwatch.gateway.tap.codings import decoded
from stillwatch.ingest import wire
from stillwatch.ingest.end_users import lasting, passed_on

LARGE = 256 << 10
"""Bytes of a body that takes long to read: more than requests beside it should wait for."""
_DENSE = 2_000_000  # separators in a body that would take gigabytes when decoded
_LARGE = 4 << 20

_json = msgspec.json.Decoder().decode


def object_in(data: bytes, coding: str | None, most: int) -> dict[str, Any] | None:
    """Decode the object of a body; null where it is none.

    Some APIs never look at `content-encoding`: what does not have the coding that it is said to
    have is read as it is.

    Parameters
    ----------
    data, coding, most
        As for `decoded`.
    """
    plain = decoded(data, coding, most)
    return object_of(data if plain is None else plain)


def object_of(data: bytes | None) -> dict[str, Any] | None:
    """Decode an object; null where it is none."""
    if not data:
        return None
    if len(data) > _LARGE and _marks(data) > _DENSE:
        return None
    try:
        value = _decoded(data)
    except msgspec.DecodeError:
        try:  # half surrogate pairs, which JavaScript's cut strings have
            value = json.loads(data)
        except (ValueError, RecursionError):
            return None
    except (UnicodeDecodeError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _marks(data: bytes) -> int:
    """Count separators; a part at a time, so that other threads run in between."""
    starts = range(0, len(data), _LARGE)
    return sum(data.count(mark, at, at + _LARGE) for mark in (b",", b":", b"[", b"{")
               for at in starts)  # fmt: skip


def _decoded(data: bytes) -> Any:
    if len(data) <= LARGE or not gc.isenabled():
        return _json(data)
    # the collector would look at what is being made again and again: ten times as long
    gc.disable()
    try:
        return _json(data)
    finally:
        gc.enable()


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
